"""Converting whole dumps in batches: ``convert_many``, and what its arguments and its report are made of."""

from ifes_records.batch.convert import BatchReport, convert_many
from ifes_records.batch.dask import Cluster, dask_cluster
from ifes_records.batch.errors import (
    EngineError,
    ExistingOutputError,
    InputError,
    OutputError,
    PathError,
    WrongPathError,
)
from ifes_records.batch.fates import InputFate, RecordFate, Totals
from ifes_records.batch.find import names_from
from ifes_records.batch.notices import Notice
from ifes_records.batch.options import Compression, Format, InputOptions
from ifes_records.batch.runner import Progress
from ifes_records.batch.streams import UnpackLimits

__all__ = [
    "BatchReport",
    "Cluster",
    "Compression",
    "EngineError",
    "ExistingOutputError",
    "Format",
    "InputError",
    "InputFate",
    "InputOptions",
    "Notice",
    "OutputError",
    "PathError",
    "Progress",
    "RecordFate",
    "Totals",
    "UnpackLimits",
    "WrongPathError",
    "convert_many",
    "dask_cluster",
    "names_from",
]
