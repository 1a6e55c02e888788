"""A register that leaves a library and comes to one: nothing is lost, nothing deleted, and what is wrong is told."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.domain.annotation import AnnotationFilter
from reader.domain.changes import AnnotationsChanged, EntitiesChanged
from reader.domain.entity import Entity
from reader.domain.tables import Table
from reader.errors import EntityError
from reader.services.export_tables import export_table
from reader.services.import_register import import_register
from reader.services.libraries import open_library
from reader.services.register import Register
from reader.services.undo import Undo
from reader.storage.library import Library
from tests.making import label_of, only, tag
from tests.services.codebooks import rows

HEADER = "id,name,type,aliases,uri,note,mentions,articles,first,last"


def write(folder: Path, *lines: str) -> Path:
    path = folder / "register.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def take(library: Library, folder: Path, *lines: str) -> str:
    done, _ = import_register(library, write(folder, *lines))
    return done.sentence()


def entities(library: Library) -> list[Entity]:
    return sorted(Register(library).find("", limit=1000), key=lambda entity: entity.id)


def names(library: Library) -> list[tuple[str, ...]]:
    return [entity.names for entity in entities(library)]


def export(library: Library, path: Path, *, excel: bool = False) -> Path:
    export_table(library, path, Table.ENTITIES, AnnotationFilter(), excel=excel, replace=True)
    return path


@pytest.mark.parametrize("excel", [False, True])
def test_a_register_goes_from_one_library_to_another_whole(
    library: Library, new_library: Callable[[str], Path], article: int, tmp_path: Path, excel: bool
) -> None:
    register = Register(library)
    for name, aliases, label in (
        ("Ines Duarte", ("Duarte; the mayor", "a\\b", "“I.D.”", "=D"), "Person"),
        ("Wang Wei", (), "Person"),
        ("Wang Wei", ("王維",), "Person"),
        ("-1", (), "Place"),
        ("'Ndrangheta", (), "Organization"),
    ):
        (entity_id,) = register.add(name, label_of(library, label).id).entity_ids
        register.set_aliases(entity_id, aliases)
    register.set_note(1, "line one\nline “two”, three")
    register.set_uri(1, "Q42")
    tag(library, article, "Ines Duarte")
    path = export(library, tmp_path / "out.csv", excel=excel)
    with path.open(encoding="utf-8-sig", newline="") as file:
        first = next(row for row in csv.DictReader(file) if row["name"] == "Ines Duarte")
    assert ",".join(first) == HEADER
    assert [first[name] for name in ("type", "mentions", "articles", "first", "last")] == [
        *("Person", "1", "1", "2026-05-12", "2026-05-12")
    ]
    other = open_library(new_library("other.db"))
    done, changes = import_register(other, path)
    assert (done.sentence(), len(changes)) == ("added 5, changed 0, unchanged 0", 1)

    def told(entity: Entity) -> tuple[object, ...]:
        return entity.uid, entity.names, entity.label_id, entity.uri, entity.note

    assert sorted(map(told, entities(other))) == sorted(map(told, entities(library)))
    again, changes = import_register(other, path)
    assert (again.sentence(), changes) == ("added 0, changed 0, unchanged 5", ())
    assert other.history.next_undo() == "Import the register “out.csv”"
    Undo(other).undo()
    assert entities(other) == []
    other.close()


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=st.lists(st.tuples(_TEXTS, st.lists(_TEXTS, max_size=4), _TEXTS), max_size=4))
def test_whatever_entities_are_called_they_come_back(
    library: Library, tmp_path: Path, entries: list[tuple[str, list[str], str]]
) -> None:
    register = Register(library)
    with library.transaction():
        library.write("DELETE FROM entity_alias")
        library.write("DELETE FROM entity")
    for name, aliases, note in entries:
        try:
            (entity_id,) = register.add(name, 1).entity_ids
            register.set_aliases(entity_id, aliases)
            register.set_note(entity_id, note)
        except EntityError:
            continue
    before = entities(library)
    if not before:
        return
    path = export(library, tmp_path / "out.csv")
    done, changes = import_register(library, path)
    assert (done.unchanged, done.changed, done.added, changes) == (len(before), 0, 0, ())
    with library.transaction():
        library.write("DELETE FROM entity_alias")
        library.write("DELETE FROM entity")
    import_register(library, path)
    assert sorted((each.uid, each.names, each.note) for each in entities(library)) == sorted(
        (each.uid, each.names, each.note) for each in before
    )


def test_an_entity_is_matched_by_id_then_by_name_and_type(library: Library, tmp_path: Path) -> None:
    register = Register(library)
    (one,) = register.add("Kello", 1).entity_ids
    register.add("Kello", 3)
    uid = entities(library)[0].uid
    assert take(library, tmp_path, "id,name,type,aliases", f"{uid},Kello town,,Port; Old port", ",KELLO,place,") == (
        "added 0, changed 1, unchanged 1"
    )
    assert names(library) == [("Kello town", "Kello", "Old port", "Port"), ("Kello",)]
    Undo(library).undo()
    assert names(library) == [("Kello",), ("Kello",)]
    assert register.entity(one) is not None


def test_a_row_gives_and_never_takes_away(library: Library, tmp_path: Path) -> None:
    register = Register(library)
    (entity_id,) = register.add("Kello", 3).entity_ids
    register.set_aliases(entity_id, ["Port"])
    register.set_note(entity_id, "a port")
    register.set_uri(entity_id, "Q1")
    assert take(library, tmp_path, HEADER, ",Kello,Place,,,,,,,") == "added 0, changed 0, unchanged 1"
    assert take(library, tmp_path, "type;name;uri;aliases", "Place;Kello;q2;Haven") == "added 0, changed 1, unchanged 0"
    (entity,) = entities(library)
    assert (entity.aliases, entity.note, entity.uri) == (
        *(("Haven", "Port"), "a port", "https://www.wikidata.org/entity/Q2"),
    )


def test_another_type_by_id_gives_mentions_the_label(library: Library, article: int, tmp_path: Path) -> None:
    Register(library).add("Kello", 1)
    made = tag(library, article, "KELLO")
    uid = entities(library)[0].uid
    done, changes = import_register(library, write(tmp_path, "id,name,type", f"{uid},Kello,Place"))
    assert done.changed == 1
    assert changes == (EntitiesChanged((1,)), AnnotationsChanged(article, (made.id,)))
    assert only(library, made.id).label_id == label_of(library, "Place").id


def test_two_of_one_name_that_have_ids_of_their_own_stay_two(library: Library, tmp_path: Path) -> None:
    uids = [f"0190a5b2-0000-7000-8000-00000000000{number}" for number in (1, 2)]
    lines = [f"{uid},Wang Wei,Person" for uid in uids]
    assert take(library, tmp_path, "id,name,type", *lines, ",Sea,Place", ",SEA,Place") == (
        "added 3, changed 0, unchanged 1"
    )
    assert [entity.uid for entity in entities(library)[:2]] == uids


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (["name,type"], "There is no row below its first line."),
        (["title,text", "a,b"], "It is not a register: its first line has no column “name”."),
        (
            ["name,type", "Sea,Nonsense"],
            "Line 2, column type: The codebook has no label “Nonsense” for entities; it",
        ),
        (["name,type", "Sea,Statement"], "Line 2, column type: The codebook has no label “Statement” for entities; it"),
        (["name,type", "Sea,"], "Line 2: A new entity needs a type, which is a label of the codebook."),
        (["name,type", "Sea,Place", " ,Place"], "Line 3, column name: An entity needs a name that can be seen."),
        (["name,type,uri", "Sea,Place,x"], "Line 2, column uri: “x” is no identifier: it takes an address such as"),
        (["id,name,type", "7,Sea,Place"], "Line 2, column id: “7” is no id; an entity that has none gets one."),
        (["name,type", "Sea,Place,a,b"], "Line 2: It has 4 cells where the table has 2 columns."),
        (["name,type", '"Sea,Place'], "Line 2: A quotation mark that is opened there is never closed."),
        (["name,type,aliases", f"Sea,Place,{'x' * 201}"], "Line 2, column aliases: The name of an entity has at most"),
        (["name,type", "Twin,Person"], "Line 2: 2 entities are called “Twin”; the id says which is meant."),
        (
            ["id,name,type", *["0190a5b2-0000-7000-8000-000000000001,Sea,Place"] * 2],
            "Line 3, column id: This id has come before, in line 2.",
        ),
    ],
)
def test_one_wrong_row_and_nothing_is_taken_in(
    library: Library, tmp_path: Path, lines: list[str], sentence: str
) -> None:
    Register(library).add("Twin", 1)
    Register(library).add("Twin", 1)
    before = rows(library)
    path = write(tmp_path, lines[0], *lines[1:])
    with pytest.raises(EntityError) as caught:
        import_register(library, path)
    assert str(caught.value).startswith(f"Nothing was taken in from “{path}”. {sentence}")
    assert rows(library) == before


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ""),
        (b"<html><body>name,type</body></html>", "it is a web page, not a table"),
        (b"\xff\xfe\x00", ""),
    ],
)
def test_a_file_that_is_no_table_is_refused(library: Library, tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(data)
    with pytest.raises(EntityError) as caught:
        import_register(library, path)
    assert why in str(caught.value)


def test_what_is_no_file_is_refused(library: Library, tmp_path: Path) -> None:
    for path, why in (
        (tmp_path, "it is a folder"),
        (tmp_path / "none.csv", "it is not there"),
        (Path("/dev/null"), "it is a device or a pipe, not a file"),
        (Path("a\0b"), "no file can have this name"),
    ):
        with pytest.raises(EntityError, match=why):
            import_register(library, path)


def test_a_spreadsheet_of_this_country_is_read(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes("sep=;\r\nName;Type;Aliases\r\nMünchen;Place;Monaco\r\n".encode("cp1252"))
    assert import_register(library, path)[0].added == 1
    path.write_bytes("name\ttype\r\nŁódź\tPlace\r\n".encode("utf-16"))
    assert import_register(library, path)[0].added == 1
    assert names(library) == [("München", "Monaco"), ("Łódź",)]
