"""Asking for the file of a codebook."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDir
from PySide6.QtWidgets import QFileDialog, QWidget

_ENDINGS = (".toml", ".csv")


def ask_where_from(parent: QWidget) -> Path | None:
    """The file to import, or None."""
    name, _ = QFileDialog.getOpenFileName(
        parent, _tr("Import a codebook"), "", _tr("Codebooks (*.toml *.csv);;All files (*)")
    )
    return Path(name) if name else None


def ask_where_to(parent: QWidget) -> tuple[Path | None, bool]:
    """The file to export to, or None, and whether one that is there may be replaced."""
    name, chosen = QFileDialog.getSaveFileName(
        parent, _tr("Export the codebook"), str(Path(QDir.homePath()) / "codebook.toml"), "TOML (*.toml);;CSV (*.csv)"
    )
    return with_ending(Path(name), chosen) if name else (None, False)


def with_ending(path: Path, kind: str) -> tuple[Path, bool]:
    """The path with an ending that says its kind, and whether replacing it was agreed to: not if the name is new."""
    if path.suffix.lower() in _ENDINGS:
        return path, path.exists()
    return path.with_name(path.name + (".csv" if ".csv" in kind else ".toml")), False


def _tr(words: str) -> str:
    return QCoreApplication.translate("CodebookEditor", words)
