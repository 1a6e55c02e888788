"""Where things lie on this machine: the resources, the default library, the settings, the log."""

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platformdirs import PlatformDirs

_INSTALLED = Path(__file__).parent / "resources"
_CHECKOUT = Path(__file__).parent.parent / "resources"


def resources() -> Path:
    """The folder of icons, themes, codebooks and samples: inside the wheel, or at the top of a checkout."""
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT


def default_library() -> Path:
    """The library that opens when none is named: `GLOSS_LIBRARY`, or one in the user's data folder."""
    named = os.environ.get("GLOSS_LIBRARY")
    return Path(named) if named else own_library()


def own_library() -> Path:
    """The library that Gloss makes by itself at the first start."""
    return Path(_dirs().user_data_dir) / "library.db"


def settings_file() -> Path:
    """The file that remembers the window: `GLOSS_SETTINGS`, or one in the user's configuration folder."""
    named = os.environ.get("GLOSS_SETTINGS")
    return Path(named) if named else Path(_dirs().user_config_dir) / "gloss.ini"


def log_file() -> Path:
    """The file that unexpected errors are written to."""
    return Path(_dirs().user_log_dir) / "gloss.log"


@cache
def _dirs() -> "PlatformDirs":
    from platformdirs import PlatformDirs  # noqa: PLC0415 - a start with both places named does without

    return PlatformDirs("gloss", appauthor=False, roaming=False)
