"""The first text that is read takes longer than the others, as the grammars are loaded with it."""

from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
