"""Taking a register of entities in: what is not there is added, what is there learns more."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reader.domain.changes import AnnotationsChanged, Change, EntitiesChanged
from reader.domain.codebook import Label, LabelKind
from reader.domain.entity import Entity
from reader.domain.entity_names import name_key
from reader.domain.label_rules import same_name
from reader.domain.register_rows import EntityRow, RegisterImport
from reader.errors import EntityError
from reader.formats import register_csv
from reader.services.register import give_type
from reader.storage.entities import Entities
from reader.storage.label_uses import ByArticle
from reader.storage.library import Library


def import_register(library: Library, path: Path) -> tuple[RegisterImport, tuple[Change, ...]]:
    """Take the entities of a CSV file in, all of them or none, as one action; what came of it.

    An entity is the one with the id, else the only one with the name and the type. It becomes what the cells say that
    are not empty: the aliases are added to its own, and so is its name where it gets another one. None is deleted.
    Raises EntityError where the file cannot be read or anything in it is wrong.
    """
    rows = register_csv.read(path)
    title = f"Import the register “{register_csv.name_of(path)}”"
    with register_csv.naming(path), library.action(title):
        taking = _Taking(library, rows)
        for row in rows:
            taking.take(row)
    return taking.done(), taking.changes()


@dataclass(slots=True)
class _Counts:
    added: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    unchanged: int = 0


class _Taking:
    """Takes the rows in, one after the other."""

    def __init__(self, library: Library, rows: Sequence[EntityRow]) -> None:
        self._library = library
        self._entities = Entities(library)
        there = self._entities.some(self._entities.all_ids())
        self._by_id = there
        self._by_uid = {entity.uid: entity.id for entity in there.values()}
        self._by_name: dict[tuple[str, int], list[int]] = {}
        for entity in there.values():
            self._by_name.setdefault((name_key(entity.name), entity.label_id), []).append(entity.id)
        # Those that a row names by id are not what another row means by its name.
        self._named = {self._by_uid[row.uid] for row in rows if row.uid in self._by_uid}
        self._types: dict[str, Label] = {}
        for label in reversed(library.labels.codebook().labels):
            if label.kind is LabelKind.ENTITY:
                self._types[same_name(label.name)] = label
        self._counts = _Counts()
        self._relabelled: ByArticle = {}

    def take(self, row: EntityRow) -> None:
        """Add the entity of a row, or change it. Raises EntityError."""
        label = self._type(row)
        entity = self._found(row, label)
        if entity is None:
            self._add(row, label)
        else:
            self._change(entity, row, label)

    def done(self) -> RegisterImport:
        """How many entities were added and changed, and how many are as they were."""
        changed = set(self._counts.changed) - set(self._counts.added)
        return RegisterImport(len(self._counts.added), len(changed), self._counts.unchanged)

    def changes(self) -> tuple[Change, ...]:
        """What views are told."""
        ids = tuple(dict.fromkeys((*self._counts.added, *self._counts.changed)))
        return (
            *((EntitiesChanged(ids),) if ids else ()),
            *(AnnotationsChanged(article_id, tuple(each)) for article_id, each in self._relabelled.items()),
        )

    def _type(self, row: EntityRow) -> Label | None:
        if not row.type:
            return None
        label = self._types.get(same_name(row.type))
        if label is None:
            known = ", ".join(sorted(each.name for each in self._types.values()))
            raise EntityError(
                f"{row.place}, column type: The codebook has no label “{row.type[:60]}” for entities; "
                + (f"it has: {known}." if known else "it has none at all.")
            )
        return label

    def _found(self, row: EntityRow, label: Label | None) -> Entity | None:
        if row.uid in self._by_uid:
            return self._by_id[self._by_uid[row.uid]]
        if label is None:
            raise EntityError(f"{row.place}: A new entity needs a type, which is a label of the codebook.")
        named = [each for each in self._by_name.get((name_key(row.name), label.id), ()) if each not in self._named]
        if len(named) > 1:
            raise EntityError(
                f"{row.place}: {len(named)} entities are called “{row.name}”; the id says which is meant."
            )
        return self._by_id[named[0]] if named else None

    def _add(self, row: EntityRow, label: Label | None) -> None:
        assert label is not None
        entity_id = self._entities.add(row.name, label.id, uid=row.uid, uri=row.uri, note=row.note)
        self._entities.set_aliases(entity_id, (alias for alias in row.aliases if alias != row.name))
        self._know(entity_id)
        self._by_name.setdefault((name_key(row.name), label.id), []).append(entity_id)
        if row.uid:
            self._named.add(entity_id)
        self._counts.added.append(entity_id)

    def _change(self, entity: Entity, row: EntityRow, label: Label | None) -> None:
        by_id = row.uid == entity.uid
        name = row.name if by_id else entity.name
        if name != entity.name:
            self._entities.set_name(entity.id, name)
        old = [entity.name] if name_key(entity.name) != name_key(name) else []
        aliases = [alias for alias in dict.fromkeys((*entity.aliases, *old, *row.aliases)) if alias != name]
        if set(aliases) != set(entity.aliases):
            self._entities.set_aliases(entity.id, aliases)
        if row.uri and row.uri != entity.uri:
            self._entities.set_uri(entity.id, row.uri)
        if row.note and row.note != entity.note:
            self._entities.set_note(entity.id, row.note)
        if label is not None and label.id != entity.label_id:
            for article_id, ids in give_type(self._library, entity.id, label.id).items():
                self._relabelled.setdefault(article_id, []).extend(ids)
        self._know(entity.id)
        if self._by_id[entity.id] == entity:
            self._counts.unchanged += 1
        else:
            self._counts.changed.append(entity.id)

    def _know(self, *ids: int) -> None:
        self._by_id |= self._entities.some(ids)
