"""Long work from another thread, while the window goes on with its own connection."""

import csv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from reader.domain.annotation import AnnotationFilter
from reader.domain.tables import Table
from reader.services.transfer import Transfer
from reader.storage.library import Library
from tests.making import tag


def test_an_import_in_another_thread_is_seen_by_the_window(library: Library, article: int, tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number}.txt").write_text(f"Article {number}")
    transfer = Transfer(library)
    with ThreadPoolExecutor() as pool:
        job = pool.submit(
            transfer.import_paths, sorted(tmp_path.glob("*.txt")), lambda done, total: None, lambda: False
        )
        tag(library, article, "Ines Duarte")
        assert job.result().sentence() == "imported 20, duplicates 0, failed 0"
    assert library.articles.counts().all == 21
    assert len(library.annotations.of_article(article)) == 1


def test_an_export_in_another_thread_writes_what_the_window_has_saved(
    library: Library, article: int, tmp_path: Path
) -> None:
    made = tag(library, article, "Ines Duarte")
    with ThreadPoolExecutor() as pool:
        job = pool.submit(
            Transfer(library).export_table,
            tmp_path / "out.csv",
            Table.ANNOTATIONS,
            AnnotationFilter(),
            excel=False,
            replace=False,
            progress=lambda done, total: None,
            cancelled=lambda: False,
        )
        assert job.result() == 1
    with (tmp_path / "out.csv").open(newline="", encoding="utf-8") as file:
        assert [row["annotation_id"] for row in csv.DictReader(file)] == [made.uid]
