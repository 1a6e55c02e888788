"""Files that appear whole or not at all."""

import errno
import os
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.errors import CancelledError, FileError
from reader.formats.whole_file import whole_file


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def sentence(path: Path, *, replace: bool = False) -> str:
    with pytest.raises(FileError) as caught, whole_file(path, replace=replace) as file:
        file.write(b"new")
    return str(caught.value)


def write_while_another_does(path: Path) -> None:
    with whole_file(path) as file:
        file.write(b"ours")
        path.write_bytes(b"theirs")


def write_half(path: Path, error: type[BaseException]) -> None:
    with whole_file(path, replace=True) as file:
        file.write(b"half")
        raise error


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_the_file_stands_there_once_all_of_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    with whole_file(path) as file:
        file.write(b"one,")
        file.flush()
        assert not path.exists()
        file.write(b"two")
    assert path.read_bytes() == b"one,two"
    assert names(tmp_path) == ["out.csv"]


def test_it_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: sizes.append(os.fstat(descriptor).st_size))
    monkeypatch.setattr(os, "link", lambda _draft, _place: sizes.append(-1))
    with whole_file(tmp_path / "out.csv") as file:
        file.write(b"12345")
    assert sizes[:2] == [5, -1]


def test_an_existing_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")
    assert sentence(path) == f"Nothing was written to “{path}”: it is there already and stays as it was."
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["out.csv"]


def test_an_existing_file_is_replaced_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old and longer")
    with whole_file(path, replace=True) as file:
        file.write(b"new")
        file.flush()
        assert path.read_bytes() == b"old and longer"
    assert path.read_bytes() == b"new"


def test_a_file_that_appears_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    with pytest.raises(FileError, match="it is there already"):
        write_while_another_does(path)
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["out.csv"]


@pytest.fixture
def no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_draft: Path, _place: Path) -> None:
        raise PermissionError(errno.EPERM, "as on a USB stick")

    monkeypatch.setattr(os, "link", refuse)


def test_a_disk_without_links_will_do(tmp_path: Path, no_links: None) -> None:
    with whole_file(tmp_path / "out.csv") as file:
        file.write(b"new")
    assert (tmp_path / "out.csv").read_bytes() == b"new"
    assert names(tmp_path) == ["out.csv"]


def test_a_file_that_appears_meanwhile_is_left_on_a_disk_without_links_too(tmp_path: Path, no_links: None) -> None:
    path = tmp_path / "out.csv"
    with pytest.raises(FileError, match="it is there already"):
        write_while_another_does(path)
    assert path.read_bytes() == b"theirs"


def test_a_failed_move_on_a_disk_without_links_leaves_nothing(
    tmp_path: Path, no_links: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_draft: Path, _place: Path) -> None:
        raise OSError(errno.EIO, "fault")

    monkeypatch.setattr(Path, "replace", fail)
    assert sentence(tmp_path / "out.csv").endswith("the disk reports a fault.")
    assert names(tmp_path) == []


@pytest.mark.parametrize("error", [ValueError, CancelledError, KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("old", [b"old", None])
def test_whatever_interrupts_the_work_leaves_all_as_it_was(
    tmp_path: Path, error: type[BaseException], old: bytes | None
) -> None:
    path = tmp_path / "out.csv"
    if old is not None:
        path.write_bytes(old)
    with pytest.raises(error):
        write_half(path, error)
    assert names(tmp_path) == ([] if old is None else ["out.csv"])
    assert old is None or path.read_bytes() == old


def test_a_program_killed_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")
    program = (
        "import os, pathlib, sys\n"
        "from reader.formats.whole_file import whole_file\n"
        "with whole_file(pathlib.Path(sys.argv[1]), replace=True) as file:\n"
        "    file.write(b'half')\n"
        "    file.flush()\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    assert subprocess.run([sys.executable, "-c", program, path], check=False).returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("written", [b"x" * 5_000, b"x" * 10_000, b"x" * 10_000_000])
def test_a_file_that_there_is_no_room_for_leaves_nothing(tmp_path: Path, written: bytes) -> None:
    path = tmp_path / "out.csv"
    with files_of_at_most(4096), pytest.raises(FileError) as caught, whole_file(path) as file:
        file.write(written)
    assert str(caught.value) == f"Nothing was written to “{path}”: it would be larger than a file may be here."
    assert names(tmp_path) == []


def test_a_disk_that_is_full_only_at_the_end_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "out.csv"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fail)
    assert sentence(path, replace=True) == f"Nothing was written to “{path}”: the disk is full."
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["out.csv"]


def test_an_error_of_the_system_without_a_sentence_of_ours_is_told_in_its_own(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="the system says “Machine is not on the network”"), whole_file(tmp_path / "a"):
        raise OSError(errno.ENONET, os.strerror(errno.ENONET))


@pytest.mark.parametrize("replace", [False, True])
def test_a_place_that_no_file_can_take_is_named(tmp_path: Path, replace: bool) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    for place, why in (
        ("gone/out.csv", "its folder is not there"),
        ("file/out.csv", "its folder is a file"),
        ("folder", "it is a folder"),
        ("x" * 300, "its path is too long"),
    ):
        path = tmp_path / place
        assert sentence(path, replace=replace) == f"Nothing was written to “{path}”: {why}."
    assert names(tmp_path) == ["file", "folder"]


def test_a_device_is_never_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert sentence(tmp_path / "pipe", replace=True).endswith("it is a device or a pipe, not a file.")
    (tmp_path / "link").symlink_to(os.devnull)
    assert sentence(tmp_path / "link", replace=True).endswith("it is a device or a pipe, not a file.")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_link_stays_a_link_and_what_it_points_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    with whole_file(tmp_path / "link.csv", replace=True) as file:
        file.write(b"new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


def test_a_link_to_nothing_is_there_already(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to("gone.csv")
    assert "it is there already" in sentence(tmp_path / "link.csv")
    assert names(tmp_path) == ["link.csv"]


@pytest.mark.parametrize(("umask", "expected"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_permissions_that_new_files_have(tmp_path: Path, umask: int, expected: int) -> None:
    before = os.umask(umask)
    try:
        with whole_file(tmp_path / "out.csv"):
            pass
    finally:
        os.umask(before)
    assert mode(tmp_path / "out.csv") == expected


@pytest.mark.parametrize("permissions", [0o600, 0o644, 0o666])
def test_a_replaced_file_keeps_its_permissions_and_is_never_open_to_more(tmp_path: Path, permissions: int) -> None:
    path = tmp_path / "out.csv"
    path.touch()
    path.chmod(permissions)
    with whole_file(path, replace=True):
        draft = next(draft for draft in tmp_path.iterdir() if draft != path)
        assert mode(draft) == 0o600
    assert mode(path) == permissions
