from ifes_records.strategies.sections.draft import DraftNote, SectionDraft
from ifes_records.strategies.sections.stakes import stakes

KINDS = {"stakes": lambda country, date: stakes(country)}
