"""Texts with their offsets, and the grammars that read them."""
