"""Hypothesis profiles: `quick` unless the environment says `IFES_RECORDS_PROFILE=deep`."""

import os

from hypothesis import HealthCheck, Phase, settings

# The same examples on every run: a law that fails has been broken by a change, not by chance.
settings.register_profile(
    "quick",
    derandomize=True,
    max_examples=100,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)
# Other examples on every run, for hunting.
settings.register_profile(
    "deep",
    max_examples=int(os.environ.get("IFES_RECORDS_EXAMPLES", "5000")),
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
settings.load_profile(os.environ.get("IFES_RECORDS_PROFILE", "quick"))
