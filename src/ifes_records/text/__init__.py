"""A record's text with its offsets, and the grammars that read it."""
