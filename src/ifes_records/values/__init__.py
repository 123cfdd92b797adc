"""Kinds of value, one module each: what one written form means, and what was wrong with it."""
