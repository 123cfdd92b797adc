"""Tables, each with its source and date: countries, languages."""
