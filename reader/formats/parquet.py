"""Tables of articles as Apache Parquet, read by pyarrow in batches."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from reader.domain.intake import Rules
from reader.errors import UnreadableArticleError
from reader.formats.cells import cells_of
from reader.formats.found import Found, Refused
from reader.formats.rows import Row, Rows, articles

MOST_BYTES = 20 * 1024**3

_MISSING = 'reading Parquet needs pyarrow, which is not installed; to install it: pip install "gloss-reader[parquet]"'
_ROWS_OF_A_BATCH = 500
_BUFFER = 1024**2  # so that a column is not read as a whole


def read(file: BinaryIO, origin: str, rules: Rules) -> Iterator[Found | Refused]:
    """The articles, a row each. Raises UnreadableArticleError."""
    yield from articles(rows(file), origin, rules)


def rows(file: BinaryIO) -> Rows:
    """The rows, without columns that can hold no text, such as lists of numbers. Raises UnreadableArticleError."""
    pyarrow = _pyarrow()
    number = 0
    try:
        table = pyarrow.parquet.ParquetFile(file, pre_buffer=False, buffer_size=_BUFFER)
        names = [field.name for field in table.schema_arrow if _may_be_told(pyarrow, field.type)]
        for batch in table.iter_batches(batch_size=_ROWS_OF_A_BATCH, columns=names, use_threads=False):
            for values in batch.to_pylist():
                number += 1
                yield Row(f"row {number}", cells_of(values))
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError) as error:
        told = str(error).partition("\n")[0][:200]
        raise UnreadableArticleError(f"it is no Parquet file that can be read: {told}") from error


def count_rows(file: BinaryIO) -> int:
    """How many rows the file says it has. Raises UnreadableArticleError."""
    pyarrow = _pyarrow()
    try:
        return int(pyarrow.parquet.ParquetFile(file).metadata.num_rows)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise UnreadableArticleError("it is no Parquet file that can be read") from error


def _pyarrow() -> Any:
    try:
        import pyarrow  # noqa: PLC0415 - it is large, and may not be there
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError:
        raise UnreadableArticleError(_MISSING) from None
    return pyarrow


def _may_be_told(pyarrow: Any, kind: Any) -> bool:
    """Whether a column of this type can become cells: bytes and lists of anything but texts cannot."""
    types = pyarrow.types
    if types.is_dictionary(kind):
        return _may_be_told(pyarrow, kind.value_type)
    if types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind):
        return bool(types.is_string(kind.value_type) or types.is_large_string(kind.value_type))
    return not (types.is_binary(kind) or types.is_large_binary(kind) or types.is_map(kind))
