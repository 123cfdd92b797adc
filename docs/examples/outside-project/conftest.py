"""No deadline: the first text takes longer to read than the others, because it loads the grammars."""

from hypothesis import settings

settings.register_profile("quick", deadline=None, max_examples=25)
settings.load_profile("quick")
