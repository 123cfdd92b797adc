"""No time limits, since dumps and damaged texts take longer to draw than other values; and fewer examples."""

from hypothesis import settings

settings.register_profile("quick", settings.get_profile("ifes-records"), max_examples=25)
settings.load_profile("quick")
