"""Parsers for single values such as dates, counts and names: one module for each kind."""
