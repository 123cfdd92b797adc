"""A TextFSM template with flat lists: a rule for each line that is known, in states for the table and the body."""

from __future__ import annotations

from io import StringIO
from typing import Any

from textfsm import TextFSM

TEMPLATE = r"""
Value modified (\w+ \d+,? \d{4})
Value results_modified (\w+ \d+,? \d{4})
Value date (\w+\.? \d+, \d{4})
Value status (\w+)
Value country ((?:Republic|Kingdom|State|Union) of .+|.+ Republic)
Value contest (.+?)
Value registered ([\d,]+)
Value cast ([\d,]+)
Value valid ([\d,]+)
Value invalid ([\d,]+)
Value List row_name (\S.*?)
Value List row_seats ([\d,]+|-|None)
Value List row_votes ([\d,]+|-|None|)
Value List stakes (\d+)
Value chief_title (.+?)
Value chief_name (\S+ [^\W\d_a-z]{2,})
Value chief_since (\d{1,2} \w+ \d{4})
Value head_title (.+?)
Value head_name (\S+ [^\W\d_a-z]{2,})
Value head_since (\d{1,2} \w+ \d{4})
Value cameral (unicameral|bicameral)
Value List leader (.+?)
Value List seats_won (\d+)
Value List seats_of (\d+)
Value turnout ([\d.]+)
Value population ([\d,]+)
Value voters ([\d,]+)
Value female_population ([\d,]+)
Value quota (Yes|No)
Value female_candidates (Yes|No)
Value presence (Yes|No)
Value election_access (Yes|No)

Start
  ^\s*$$
  ^Record Modified: ${modified}
  ^${date} ${status}\s*$$
  ^${country}\s*$$
  ^Election for ${contest}\s*$$
  ^Registered Voters: ?${registered}
  ^Cast Votes: ?${cast}
  ^Valid Votes: ?${valid}
  ^Invalid Votes: ?${invalid}
  ^Party Seats Won.*Votes\s*$$ -> Rows
  ^(More Info|General Information) -> Body

Rows
  ^\s*$$
  ^(More Info|General Information) -> Body
  ^Election Results Modified: ${results_modified}
  ^${row_name} ${row_seats}( ([▲▼] ?\d*|[-+]\d+|-))? ${row_votes}\s*$$
  ^${row_name} ${row_seats}${row_votes}\s*$$

Body
  ^\s*$$
  ^  • (All )?${stakes} seats in the
  ^  • Chief of State: ${chief_title} ${chief_name} \(since ${chief_since}\)
  ^  • Head of Government: ${head_title} ${head_name} \(since ${head_since}\)
  ^  • Assembly: .*${cameral}
  ^\s+• Leader: ${leader}\s*$$
  ^\s+• Seats won in last election: ${seats_won}/${seats_of}
  ^\s+• Seats won in last election: ${seats_won}
  ^.*[Tt]urnout (was|stood at) ${turnout}%
  ^  • Population: ${population}
  ^  • Registered Voters: ${voters}
  ^  • Female Population: ${female_population}
  ^  • Gender Quota: ?${quota}
  ^  • Female [Cc]andidates in this election: ${female_candidates}
  ^  • Does IFES have a presence in .+: ${presence}
  ^  • Election Access: ${election_access}
"""

_TEMPLATE = TextFSM(StringIO(TEMPLATE.lstrip("\n")))


def read(text: str) -> dict[str, Any]:
    """What the template finds."""
    _TEMPLATE.Reset()
    rows = _TEMPLATE.ParseText(text)
    found: dict[str, Any] = dict(zip(_TEMPLATE.header, rows[0], strict=True)) if rows else {}
    cells = (found.pop(name, []) for name in ("row_name", "row_seats", "row_votes"))
    found["rows"] = [*zip(*cells, strict=True)]
    return found
