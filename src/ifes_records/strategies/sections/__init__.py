from ifes_records.strategies.sections.draft import DraftNote, SectionDraft
from ifes_records.strategies.sections.stakes import stakes
from ifes_records.strategies.sections.government import government

KINDS = {"stakes": lambda country, date: stakes(country), "government": government}
