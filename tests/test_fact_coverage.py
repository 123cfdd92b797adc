"""The command that lists the lines which look like facts and gave none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parent.parent / "scripts" / "fact_coverage.py"

RECORD = """\
March 19, 2023 Held

Norway

Election for Stortinget (Norwegian Parliament)

General Information

Government structure:

  • Chief of State: King HARALD V (since 17 January 1991)
  • Head of Government: somebody
  • Assembly: Two houses.

Main parties in the electoral race:

  • Party: Fjord Party
    • Leader: Kari NORD
    • Seats won in last election: 12
  • Party: Fell Party
    • Leader: N/A
    • Seats won in last election: a few

Population and number of registered voters:

  • Population: 5,4"""

EXPECTED = """\
                       given   not     not known     share   wanted
chief of state             1     0             0   100.0 %     95 %
head of government         0     1             0     0.0 %     95 %
assembly                   0     1             0     0.0 %     85 %
population                 0     0             0         -     95 %
registered voters          0     0             0         -     95 %
female population          0     0             0         -     95 %
CEDAW and CRPD             0     0             0         -     95 %
gender quota               0     0             0         -     95 %
female legislators         0     0             0         -     95 %
leader                     1     0             1   100.0 %     95 %
seats won last             1     1             0    50.0 %     95 %
head of government: {path}:12: • Head of Government: somebody
assembly: {path}:13: • Assembly: Two houses.
seats won last: {path}:22: • Seats won in last election: a few
"""


def test_lines_that_gave_none_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "record.txt"
    path.write_text(RECORD, "utf-8")
    command = [sys.executable, str(SCRIPT), str(tmp_path)]
    run = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    assert run.stdout == EXPECTED.format(path=path)
