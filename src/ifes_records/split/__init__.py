"""Bytes to the texts of single records: decoding, lines, and where one record ends and the next begins."""
