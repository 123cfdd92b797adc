from ifes_records.strategies.sections.draft import DraftNote, SectionDraft
from ifes_records.strategies.sections.stakes import stakes
from ifes_records.strategies.sections.government import government
from ifes_records.strategies.sections.electoral_system import electoral_system
from ifes_records.strategies.sections.last_election import last_election
from ifes_records.strategies.sections.deadlines import deadlines
from ifes_records.strategies.sections.counts import population
from ifes_records.strategies.sections.gender import gender, disability
from ifes_records.strategies.sections.resources import ifes

KINDS = {"stakes": lambda country, date: stakes(country), "government": government, "electoral_system": lambda country, date: electoral_system(country),
"last_election": lambda country, date: last_election(date), "deadlines": lambda country, date: deadlines(date, plain=False),
"population": lambda country, date: population(), "gender": gender, "disability": disability, "ifes": lambda country, date: ifes(country)}
from ifes_records.strategies.sections.contenders import contenders
KINDS["contenders"] = lambda country, date: contenders(country)
