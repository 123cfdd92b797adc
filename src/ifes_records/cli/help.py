"""The examples and exit codes that the help of each command ends with."""

from __future__ import annotations

EPILOGS = {
    "main": """\b
Examples:
  ifes-records parse 4078.txt
  ifes-records convert records/ -o json/
  ifes-records check records/

\b
Exit codes:
  0    every input was read
  1    an input could not be read or is not an election; each command's help says more
  2    wrong usage: an unknown option, a path that does not exist
  3    a conversion stopped early
  130  interrupted
""",
    "parse": """\b
Examples:
  ifes-records parse 4078.txt > 4078.json
  curl -s "$URL" | ifes-records parse -
  curl -s "$URL" | inscript | ifes-records parse -
  ifes-records parse --dump dump.txt > records.jsonl

\b
HTML needs the extra [html]. Text made by inscriptis (“inscript”) is read as well.

\b
Exit codes:
  0    the text is an election (with --dump: all of its records are)
  1    the text is not an election or has errors, FILE cannot be read, or the output cannot be written
  2    wrong usage: an unknown option, FILE does not exist or is a folder
  130  interrupted
""",
    "list": """\b
Examples:
  ifes-records list records/
  ifes-records list crawl.warc.gz dump.txt
  ifes-records list json/

\b
Exit codes:
  0    every input was read
  1    an input cannot be read
  2    wrong usage: an unknown option, a path that does not exist, a folder without records
  130  interrupted
""",
    "show": """\b
Examples:
  ifes-records show 4078.txt
  ifes-records show records/ -o records.html
  ifes-records show 4078.txt --svg pictures/

\b
Exit codes:
  0    every input was read
  1    an input cannot be read, or the output cannot be written
  2    wrong usage: an unknown option, a path that does not exist, a file in the way of the output
  130  interrupted
""",
    "rule": """\b
Examples:
  ifes-records rule W-DATE-IMPOSSIBLE
  ifes-records rule --all --format json

\b
Exit codes:
  0    the codes were printed
  1    the output cannot be written
  2    wrong usage: an unknown option or code
  130  interrupted
""",
    "schema": """\b
Example:
  ifes-records schema > record.schema.json

\b
Exit codes:
  0    the schema was printed
  1    the output cannot be written
""",
    "convert": """\b
Examples:
  ifes-records convert records/ -o json/
  ifes-records convert crawl.warc.gz -o all.jsonl.gz
  ifes-records convert records/ -o json/ --resume
  ifes-records convert records/ -o tables/ --format csv

\b
Exit codes:
  0    every input was read, and every record is an election or a country page
  1    an input failed, a record is not an election or cannot be written in the format, or --fail-on matched
  2    wrong usage: an unknown option, a path that does not exist, existing output
  3    the run stopped early; --resume continues it
""",
    "report": """\b
Examples:
  ifes-records report json/
  ifes-records report all.jsonl.gz | jq 'select(.status == "failed")'

\b
Exit codes:
  0    the report was printed
  1    the journal cannot be read, a run is writing to it, or the output cannot be written
  2    wrong usage: an unknown option, OUTPUT has no journal of a conversion
  130  interrupted
""",
    "export": """\b
Examples:
  ifes-records export json/ -o tables/ --format csv
  ifes-records export records.jsonl.gz -o elections.sqlite --format sqlite
  ifes-records export json/ -o nist/ --format nist --generated 2024-05-01T00:00:00Z

\b
Exit codes:
  0    every document was read
  1    a document cannot be read or written in the format, or is not a record; or the output cannot be written
  2    wrong usage: an unknown option, a path that does not exist, a folder without documents, existing output
  130  interrupted
""",
    "explain": """\b
Examples:
  ifes-records explain 4078.txt
  ifes-records explain --summary records/
  ifes-records explain --record 12 --format json dump.txt

\b
Exit codes:
  0    every character is accounted for
  1    an input cannot be read; or a character is not accounted for, which is a bug in this program
  2    wrong usage: an unknown option, a path that does not exist, a folder without records
  130  interrupted
""",
    "check": """\b
Examples:
  ifes-records check records/
  ifes-records check --min-severity warning 4078.txt dump-of-2023
  ifes-records check --ignore I-FIGURES,I-HEADING --statistics records/
  ifes-records check --format sarif records/ > records.sarif

\b
Exit codes:
  0    there is no diagnostic of severity error
  1    there is a diagnostic of severity error, or an input cannot be read
  2    wrong usage: an unknown option, a path that does not exist, a folder without records
  130  interrupted
""",
}
