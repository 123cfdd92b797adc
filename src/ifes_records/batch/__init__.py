"""Converting whole dumps in batches: ``convert_many``, its arguments and its report."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

# Where the names are. They are imported when they are first asked for: to read one file takes few of them.
_MODULES = {
    "BatchReport": "convert",
    "Cluster": "dask",
    "Compression": "options",
    "ExecutorError": "errors",
    "ExistingOutputError": "errors",
    "Format": "options",
    "InputError": "errors",
    "InputOptions": "options",
    "InputStatus": "status",
    "OutputError": "errors",
    "PathError": "errors",
    "Progress": "runner",
    "RecordStatus": "status",
    "Totals": "status",
    "UnpackLimits": "options",
    "WrongPathError": "errors",
    "convert_many": "convert",
    "dask_cluster": "dask",
    "names_from": "find",
}


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
