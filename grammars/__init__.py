"""The grammars of the record text, as package data; ``ifes_records.text.grammars`` loads them."""
