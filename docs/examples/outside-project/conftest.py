"""No deadline: the first text takes longer to read than the others, because it loads the grammars."""

from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
