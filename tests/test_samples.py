"""Files that nobody here wrote: each gives articles or a clear reason, in little time and room, without the network."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT.parent / "shared" / "samples"
FOLDERS = (
    "feeds_feedparser",
    "feeds_rssparser",
    "opml_awesome_rss",
    "docs_docx",
    "enc_charset_normalizer",
    "nasty_blns",
    "nasty_payloads",
    "nasty_xml_defused",
    "html_debian_handbook",
    "html_readability",
    "news_zh_xinwenlianbo",
)
SECONDS, MEGABYTES = 5.0, 500

#: Imports every file of a folder by itself, all of them into one library, then the whole folder once more.
IMPORTER = """
import json, socket, sys, time
from pathlib import Path

asked = []
def refused(*arguments, **named):
    asked.append(str(arguments))
    raise OSError("no network here")
class Deaf(socket.socket):  # one may be made: a library asks so whether there is IPv6
    connect = connect_ex = send = sendall = sendto = sendmsg = refused
socket.socket = Deaf
socket.getaddrinfo = socket.gethostbyname = socket.create_connection = refused

from reader.services.import_articles import import_paths
from reader.services.libraries import open_library

library, folder = open_library(Path(sys.argv[1])), Path(sys.argv[2])
files = []
for path in sorted(path for path in folder.rglob("*") if path.is_file()):
    begin = time.monotonic()
    outcomes = import_paths(library, [path]).outcomes
    files.append([path.name, time.monotonic() - begin, [[str(one.result), one.reason] for one in outcomes]])
(before,) = library.row("SELECT count(*) FROM article")
again = {str(one.result) for one in import_paths(library, [folder]).outcomes}
(after,) = library.row("SELECT count(*) FROM article")
texts = [text for (text,) in library.rows("SELECT text FROM article")]
peak = int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) // 1024
told = {"files": files, "asked": asked, "again": sorted(again), "grown": after - before, "peak": peak}
print(json.dumps({**told, "passwd": any("root:" in text and "/bin/" in text for text in texts)}))
"""


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not here")
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is measured as Linux tells it")
@pytest.mark.parametrize("folder", FOLDERS)
def test_every_sample_gives_articles_or_a_clear_reason(tmp_path: Path, folder: str) -> None:
    command = [sys.executable, "-c", IMPORTER, str(tmp_path / "library.db"), str(SAMPLES / folder)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    told = json.loads(ran.stdout)
    assert told["files"]
    for name, seconds, outcomes in told["files"]:
        assert outcomes, name
        assert seconds < SECONDS, name
        for result, reason in outcomes:
            assert result == "imported" or reason, name
            assert "Error" not in reason, name
            assert "Traceback" not in reason, name
    assert told["asked"] == []
    assert told["peak"] < MEGABYTES
    assert not told["passwd"]
    # The whole folder once more adds nothing.
    assert told["grown"] == 0
    assert "imported" not in told["again"]
    assert "new version" not in told["again"]
