"""Converting whole dumps in batches: ``convert_many``, its arguments and its report."""

from ifes_records.batch.convert import BatchReport, convert_many
from ifes_records.batch.dask import Cluster, dask_cluster
from ifes_records.batch.errors import (
    ExecutorError,
    ExistingOutputError,
    InputError,
    OutputError,
    PathError,
    WrongPathError,
)
from ifes_records.batch.find import names_from
from ifes_records.batch.options import Compression, Format, InputOptions, UnpackLimits
from ifes_records.batch.runner import Progress
from ifes_records.batch.status import InputStatus, RecordStatus, Totals

__all__ = [
    "BatchReport",
    "Cluster",
    "Compression",
    "ExecutorError",
    "ExistingOutputError",
    "Format",
    "InputError",
    "InputOptions",
    "InputStatus",
    "OutputError",
    "PathError",
    "Progress",
    "RecordStatus",
    "Totals",
    "UnpackLimits",
    "WrongPathError",
    "convert_many",
    "dask_cluster",
    "names_from",
]
