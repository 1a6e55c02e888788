"""What all tests share."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from reader.services.libraries import open_library
from reader.storage.library import Library
from tests.making import TEXT, draft_of

NOBODY = 65534

settings.register_profile("gloss", deadline=None)
settings.load_profile("gloss")

# Tests open no window on anybody's screen, unless they are told to.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the development samples, which lie beside the project and not in it."""
    folder = Path(__file__).parents[2] / "shared" / "samples"
    if not folder.is_dir():
        pytest.skip("the development samples are not here")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _nothing_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the user's own library, settings or log."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            patch.setenv(name, str(home / name.lower()))
        for name in ("GLOSS_LIBRARY", "GLOSS_SETTINGS"):
            patch.delenv(name, raising=False)
        patch.setenv("GLOSS_ANNOTATOR", "tester")
        yield


@pytest.fixture(scope="session")
def empty_library(tmp_path_factory: pytest.TempPathFactory, _nothing_of_the_user: None) -> Path:
    """The file of a library with the codebook and no article; to be copied, not to be opened."""
    path = tmp_path_factory.mktemp("empty") / "library.db"
    open_library(path).close()
    return path


@pytest.fixture
def new_library(tmp_path: Path, empty_library: Path) -> Callable[[str], Path]:
    """Makes the file of a library with the codebook and no article, of the name that it is given."""

    def make(name: str) -> Path:
        return Path(shutil.copy(empty_library, tmp_path / name))

    return make


@pytest.fixture
def library_path(new_library: Callable[[str], Path]) -> Path:
    """The file of a library with the codebook and no article."""
    return new_library("library.db")


@pytest.fixture
def library(library_path: Path) -> Iterator[Library]:
    """An open library with the codebook and no article."""
    library = open_library(library_path)
    yield library
    library.close()


@pytest.fixture
def article(library: Library) -> int:
    """An article of the library; it came in by no action, so that nothing can be undone yet."""
    with library.transaction():
        return library.articles.add(draft_of(TEXT))


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder of a person without special rights, who runs the test: the superuser steps down for it."""
    folder = Path(tempfile.mkdtemp(prefix="gloss-rights-"))
    superuser = os.geteuid() == 0
    if superuser:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        if superuser:
            os.seteuid(0)
        for inside in (folder, *folder.iterdir()):
            inside.chmod(0o700)
        shutil.rmtree(folder)
