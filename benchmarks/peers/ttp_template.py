"""A TTP template: the lines as they look, with the parts to take in double braces, in groups for rows and offices."""

from __future__ import annotations

from typing import Any

from ttp import ttp

# Its lines are as long as those of the page.
# ruff: noqa: E501
TEMPLATE = r"""
<vars>
DAY = r"\w+\.? \d{1,2},? \d{4}"
SINCE = r"\d{1,2} \w+ \d{4}"
NAME = r"\S+ [^\W\d_a-z]{2,}"
TITLE = r"\S+(?: \S+)*?"
FIGURE = r"[\d,]+"
CHANGE = r"[▲▼] ?\d*|[-+]\d+|-"
CAMERAL = "unicameral|bicameral"
CELL = r"[\d,]+|-|None"
STATUS = r"\w+"
LINE = ".+"
WHOLE = r"\d+"
PARTY = r"\S.*?"
PERCENT = r"[\d.]+"
ANSWER = "Yes|No"
COUNTRY = "(?:Republic|Kingdom|State|Union) of .+|.+ Republic"
</vars>
<group name="changes">
Record Modified: {{ modified | re("DAY") | _start_ }}
Election Results Modified: {{ results_modified | re("DAY") | _start_ }}
</group>
<group name="page">
{{ date | re("DAY") }} {{ status | re("STATUS") }}
{{ country | re("COUNTRY") }}
Election for {{ contest | re("LINE") }}
Registered Voters:{{ registered | re("FIGURE") }}
Cast Votes:{{ cast | re("FIGURE") }}
Valid Votes:{{ valid | re("FIGURE") }}
Invalid Votes:{{ invalid | re("FIGURE") }}
</group>
<group name="table">
Party Seats Won Seats Change Votes{{ _start_ }}
<group name="rows*">
{{ name | re("PARTY") | _start_ }} {{ seats | re("CELL") }} {{ change | re("CHANGE") }} {{ votes | re("CELL") }}
{{ name | re("PARTY") | _start_ }} {{ seats | re("CELL") }} {{ votes | re("CELL") }}
{{ name | re("PARTY") | _start_ }} {{ seats | re("CELL") }}
</group>
</group>
<group name="body">
More Info:{{ _start_ }}
General Information{{ _start_ }}
  • Chief of State: {{ chief_title | re("TITLE") }} {{ chief_name | re("NAME") }} (since {{ chief_since | re("SINCE") }})
  • Head of Government: {{ head_title | re("TITLE") }} {{ head_name | re("NAME") }} (since {{ head_since | re("SINCE") }})
  • Assembly: {{ ignore(".*") }}{{ cameral | re("CAMERAL") }}{{ ignore(".*") }}
  • All {{ stakes | re("WHOLE") | to_list | joinmatches }} seats in the {{ ignore(".*") }}
  • {{ stakes | re("WHOLE") | to_list | joinmatches }} seats in the {{ ignore(".*") }}
{{ ignore(".*") }}urnout was {{ turnout | re("PERCENT") }}%{{ ignore(".*") }}
{{ ignore(".*") }}urnout stood at {{ turnout | re("PERCENT") }}%{{ ignore(".*") }}
  • Leader: {{ leader | re("LINE") | to_list | joinmatches }}
  • Seats won in last election: {{ seats_won | re("WHOLE") | to_list | joinmatches }}/{{ seats_of | re("WHOLE") | to_list | joinmatches }}{{ ignore(".*") }}
  • Seats won in last election: {{ seats_won | re("WHOLE") | to_list | joinmatches }}
  • Population: {{ population | re("FIGURE") }}{{ ignore(".*") }}
  • Registered Voters: {{ voters | re("FIGURE") }}{{ ignore(".*") }}
  • Female Population: {{ female_population | re("FIGURE") }}{{ ignore(".*") }}
  • Gender Quota:{{ quota | re("ANSWER") }}{{ ignore(".*") }}
  • Female Candidates in this election: {{ female_candidates | re("ANSWER") }}
  • Female candidates in this election: {{ female_candidates | re("ANSWER") }}
  • Does IFES have a presence in {{ ignore("[^:]+") }}: {{ presence | re("ANSWER") }}
  • Election Access: {{ election_access | re("ANSWER") }}
</group>
"""

_PARSER = ttp(template=TEMPLATE, log_level="CRITICAL")


def read(text: str) -> dict[str, Any]:
    """What the template finds."""
    _PARSER.clear_input()
    _PARSER.clear_result()
    _PARSER.add_input(text.replace("\xa0", " "))
    _PARSER.parse(one=True)
    (found,) = _PARSER.result()[0]
    groups: list[dict[str, Any]] = [found.get(name, {}) for name in ("changes", "page", "body")]
    rows = found.get("table", {}).get("rows", ())
    return {
        **{name: value for group in groups for name, value in group.items()},
        "rows": [(row["name"], row["seats"], row.get("votes", "")) for row in rows],
    }
