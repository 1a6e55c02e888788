"""The import contracts: each is seen to fail on an import that it forbids, on a copy of the program."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

FORBIDDEN = [
    ("The rooms import downwards only", "domain/span.py", "import reader.services.read"),
    ("The rooms import downwards only", "cli/gloss.py", "import reader.app"),
    ("The rooms import downwards only", "storage/labels.py", "import reader.formats.files"),
    ("The window works through services", "ui/settings.py", "import reader.storage.library"),
    ("Inside ui: window, dialogs, panes, painting, jobs", "ui/theme.py", "import reader.ui.painting.page"),
    ("Panes do not know each other", "ui/panes/label_bar.py", "import reader.ui.panes.detail_form"),
    ("Only app and ui know Qt", "services/read.py", "import PySide6.QtCore"),
    ("What tests alone need is not imported", "formats/word_document.py", "import docx"),
    ("Only storage knows SQL", "services/read.py", "import sqlite3"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    return subprocess.run([*command, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "reader", tmp_path / "reader", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_program_keeps_its_contracts(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(("contract", "module", "line"), FORBIDDEN)
def test_a_forbidden_import_breaks_its_contract(copy: Path, contract: str, module: str, line: str) -> None:
    path = copy / "reader" / module
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    result = lint(copy)
    assert result.returncode == 1
    assert f"{contract} BROKEN" in result.stdout


def test_a_room_that_no_contract_knows_breaks_the_layers(copy: Path) -> None:
    (copy / "reader" / "attic.py").write_text('"""A room that nobody planned."""\n', encoding="utf-8")
    assert lint(copy).returncode == 1
