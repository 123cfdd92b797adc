from ifes_records.strategies.sections.draft import DraftNote, SectionDraft
from ifes_records.strategies.sections.stakes import stakes
from ifes_records.strategies.sections.government import government
from ifes_records.strategies.sections.electoral_system import electoral_system

KINDS = {"stakes": lambda country, date: stakes(country), "government": government, "electoral_system": lambda country, date: electoral_system(country)}
