"""A warm start: what reading and writing load once is loaded before Hypothesis measures an example."""

from __future__ import annotations

from ifes_records.pipeline import parse
from ifes_records.render import render

# Something for each grammar; the results are below the sections, where few pages have them.
TEXT = """\
March 19, 2023 Held
Republic of Kenya
Election for Senate (Seneti)
At stake in this election:
  • All 5 seats of the Senate
Government Structure:
  • Chief of State: President Alma IBRAY (since 20 March 2019)
  • Assembly: unicameral Senate (Seneti) with 5 seats
Electoral System:
  • The President is elected by plurality vote to serve a 5-year term.
Main Parties in this Election:
  • Party: Civic Union (CU)
    • Leader: Alma IBRAY
    • Seats won in last election: 5
Last Election:
  • In the last election, the Civic Union won 5 seats.
Key Deadlines:
  • Voters can register until 1 March 2023.
Population and Number of Registered Voters:
  • Population: 1,000 (July 2023 est.)
Gender Data:
  • CEDAW Status: Ratified 26 Aug 1998
Referendum Provisions:
  • At least 50% of the voters have to take part.
Cast Votes: 10
Party Seats Won Seats Change Votes
Civic Union (CU) 5 - 10
"""


def warm_up() -> None:
    """Read a text, and write it again."""
    render(parse(TEXT))
