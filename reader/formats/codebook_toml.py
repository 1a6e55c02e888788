"""Codebooks as TOML: a name, a description, and `[[labels]]` with kind, name, key, colour, description."""

import re
import tomllib
from pathlib import Path

from reader.domain.codebook import LabelDraft, LabelKind
from reader.errors import CodebookError

_COLOUR = re.compile("#[0-9a-fA-F]{6}")


def read(path: Path) -> tuple[LabelDraft, ...]:
    """The labels of a codebook, in order. Raises CodebookError."""
    try:
        with path.open("rb") as file:
            codebook = tomllib.load(file)
        drafts = tuple(
            LabelDraft(
                kind=LabelKind(label["kind"]),
                name=label["name"],
                colour=label["colour"],
                key=label.get("key", ""),
                description=label.get("description", ""),
            )
            for label in codebook["labels"]
        )
    except OSError as error:
        raise CodebookError(f"The codebook {path} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise CodebookError(f"{path} is not a codebook: {error}.") from error
    for draft in drafts:
        if not _COLOUR.fullmatch(draft.colour):
            raise CodebookError(f"{path}: the colour of “{draft.name}” is not of the form #rrggbb.")
    return drafts
