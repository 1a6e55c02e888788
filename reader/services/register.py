"""The register of entities: who, where and what is mentioned, each once."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from reader.domain.changes import AnnotationsChanged, Change, EntitiesChanged
from reader.domain.codebook import Label, LabelKind
from reader.domain.entity import Entity, EntityUses, Proposal
from reader.domain.entity_names import name_key
from reader.domain.entity_rules import proper_aliases, proper_name, proper_note, proper_uri
from reader.errors import EntityError
from reader.services.annotate import quoted
from reader.services.sitting import Sitting
from reader.storage.entities import Entities
from reader.storage.label_uses import ByArticle, relabel
from reader.storage.library import Library

if TYPE_CHECKING:
    from reader.services.entity_matching import EntityMatching


class Register:
    """Finds, links and edits the entities of a library, one action each. What it refuses is an EntityError."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._entities = Entities(library)
        self._sitting = Sitting(library)

    @cached_property
    def _matching(self) -> "EntityMatching":
        from reader.services.entity_matching import EntityMatching  # noqa: PLC0415 - a start asks for names alone

        return EntityMatching(self._library)

    def entity(self, entity_id: int) -> Entity | None:
        """The entity with this id."""
        return self.some((entity_id,)).get(entity_id)

    def some(self, ids: Iterable[int]) -> dict[int, Entity]:
        """The entities with these ids that are still there."""
        return self._entities.some(ids)

    def all(self) -> list[Entity]:
        """All entities, in the order of their names."""
        return self._entities.all()

    def counts(self, ids: Iterable[int]) -> dict[int, int]:
        """How often listed articles mention these entities; those that none mentions have no entry."""
        return self._entities.counts(ids)

    def find(self, words: str, label_id: int | None = None, limit: int = 50) -> list[Entity]:
        """The entities with names of these words, the likeliest first; of this type, of one above it or under it."""
        return self._matching.find(words, label_id, limit)

    def proposal(self, annotation_id: int) -> Proposal:
        """What a mention may mean, whatever it is linked to now. Raises EntityError."""
        found = self._library.annotations.get(annotation_id)
        if found is None:
            raise EntityError("This annotation is not there any more.")
        return self._matching.proposal(found.article_id, found.label_id, found.words, found.id)

    def sure(self, article_id: int, label_id: int, quotes: Sequence[str]) -> dict[str, int]:
        """The ids of the entities that quotes of an article mean, for those that are linked by themselves."""
        found = self._matching.sure(label_id, {article_id: quotes})
        return {quote: entity_id for (_, quote), entity_id in found.items()}

    def uses(self, ids: Iterable[int]) -> EntityUses:
        """What refers to these entities."""
        return self._entities.uses(ids)

    def doubles(self) -> tuple[tuple[Entity, ...], ...]:
        """Groups of entities of one type that share a name: perhaps they are the same."""
        labels = self._library.labels.codebook()
        groups: dict[tuple[int, ...], None] = {}
        sharing: dict[str, list[tuple[int, int]]] = {}
        for key, label_id, entity_id in self._entities.shared_keys():
            sharing.setdefault(key, []).append((label_id, entity_id))
        lines = {label.id: labels.line_of(label.id) for label in labels.labels}
        for having in sharing.values():
            for label_id, first in having:
                group = tuple(sorted({each for other, each in having if other in lines[label_id]}))
                if len(group) > 1 and first == group[0]:
                    groups[group] = None
        widest: dict[int, set[tuple[int, ...]]] = {}
        for group in groups:
            for entity_id in group:
                widest.setdefault(entity_id, set()).add(group)
        whole = [group for group in groups if not any(set(group) < set(other) for other in widest[group[0]])]
        found = self.some(sorted({entity_id for group in whole for entity_id in group}))
        return tuple(tuple(found[entity_id] for entity_id in group) for group in whole)

    def add(self, name: str, label_id: int) -> EntitiesChanged:
        """Add an entity; `entity_ids[0]` of what is told is the new one. Another one may have the same name."""
        name = proper_name(name)
        with self._library.action(f"Add the entity “{name}”"):
            self._type(label_id)
            entity_id = self._entities.add(name, label_id)
        return EntitiesChanged((entity_id,))

    def link(self, annotation_ids: Sequence[int], entity_id: int | None) -> tuple[Change, ...]:
        """Say which entity annotations mention, or that they mention none; those that are gone are passed over."""
        title = self._mentions(annotation_ids)
        entity = None if entity_id is None else self._get(entity_id)
        with self._library.action(f"Link {title} to {entity.name}" if entity else f"Unlink {title}"):
            if entity_id is not None:
                self._get(entity_id)
                self._refuse_claims(annotation_ids)
            changed = self._entities.give_mentions(annotation_ids, entity_id)
        return _told(changed)

    def link_new(self, annotation_ids: Sequence[int], name: str) -> tuple[Change, ...]:
        """Add an entity of the type of the first of these annotations, and let all of them mention it."""
        name = proper_name(name)
        with self._library.action(f"Link {self._mentions(annotation_ids)} to a new entity “{name}”"):
            self._refuse_claims(annotation_ids)
            (label_id,) = (found.label_id for found in self._library.annotations.some(annotation_ids[:1]))
            entity_id = self._entities.add(name, label_id)
            changed = self._entities.give_mentions(annotation_ids, entity_id)
        return (EntitiesChanged((entity_id,)), *_told(changed))

    def link_rest(self, article_id: int) -> tuple[Change, ...]:
        """Link the mentions of an article that have no entity: to the only one that they may well mean, else to new
        ones; those that may mean several stay as they are, and so do those of types that no entity has yet.

        The longest names come first, so that the others may be parts of them.
        """
        from reader.services.entity_matching import likely  # noqa: PLC0415

        types = self._entities.types()
        with self._library.action("Link the other mentions of an article"):
            rest = [
                found
                for found in self._library.annotations.of_article(article_id)
                if found.entity_id is None and found.label_id in types
            ]
            rest.sort(key=lambda found: (-len(found.words.split()), found.place))
            added, changed = [], []
            for found in rest:
                proposal = self._matching.proposal(article_id, found.label_id, found.words, found.id)
                entity_id = likely(proposal)
                if entity_id is None and not proposal.candidates and proposal.name:
                    entity_id = self._entities.add(proper_name(proposal.name), found.label_id)
                    added.append(entity_id)
                if entity_id is not None:
                    self._entities.give_mentions((found.id,), entity_id)
                    changed.append(found.id)
        linked = (AnnotationsChanged(article_id, tuple(changed)),) if changed else ()
        return (EntitiesChanged(tuple(added)), *linked) if added else linked

    def rename(self, entity_id: int, name: str, *, keep: bool = True) -> tuple[Change, ...]:
        """Give an entity another name. The old one becomes an alias, unless it is the same but for what is overlooked
        in names, or is not to be kept: it was a misspelling."""
        name = proper_name(name)

        def edit(entity: Entity) -> None:
            aliases = [alias for alias in entity.aliases if alias != name]
            if keep and name_key(entity.name) != name_key(name):
                aliases.append(entity.name)
            self._entities.set_aliases(entity_id, aliases)
            self._entities.set_name(entity_id, name)

        return self._change(entity_id, f"Rename {{}} to “{name}”", edit)

    def set_aliases(self, entity_id: int, aliases: Iterable[str]) -> tuple[Change, ...]:
        """Give an entity these other names, and take away those that it had."""
        proper = proper_aliases(aliases)

        def edit(entity: Entity) -> None:
            self._entities.set_aliases(entity_id, (alias for alias in proper if alias != entity.name))

        return self._change(entity_id, "Change the aliases of {}", edit)

    def set_uri(self, entity_id: int, uri: str) -> tuple[Change, ...]:
        """Give an entity an identifier: a URI, or the number of an item of Wikidata; or none. Nothing is fetched."""
        proper = proper_uri(uri)
        return self._change(entity_id, "Identify {}", lambda _entity: self._entities.set_uri(entity_id, proper))

    def set_note(self, entity_id: int, note: str, sitting: object = None) -> tuple[Change, ...]:
        """Give an entity a note, or none. Notes of one `sitting`, as with annotations, are one action."""
        note = proper_note(note)
        with self._sitting.action(f"Note on “{self._get(entity_id).name}”", sitting, entity_id):
            changed = self._get(entity_id).note != note
            if changed:
                self._entities.set_note(entity_id, note)
        return (EntitiesChanged((entity_id,)),) if changed else ()

    def retype(self, entity_id: int, label_id: int) -> tuple[Change, ...]:
        """Give an entity another type, and its mentions that label, unless theirs is nested under it.

        Where an annotator then has the same spans twice under one label, the older annotation stays, as when labels
        are merged.
        """
        entity, label = self._get(entity_id), self._type(label_id)
        with self._library.action(f"Make “{entity.name}” one of {label.name}"):
            entity, label = self._get(entity_id), self._type(label_id)
            changed = {} if entity.label_id == label_id else give_type(self._library, entity_id, label_id)
        return (EntitiesChanged((entity_id,)), *_told(changed))

    def merge(self, ids: Sequence[int], into_id: int) -> tuple[Change, ...]:
        """Make several entities one: it takes over their mentions, the answers that name them, and their names.

        It takes a URI over where it has none; other ones, and notes, are added to its note.
        """
        ids = [entity_id for entity_id in dict.fromkeys(ids) if entity_id != into_id]
        if not ids:
            raise EntityError("To merge takes two entities.")
        into = self._get(into_id)
        what = f"“{self._get(ids[0]).name}”" if len(ids) == 1 else f"{len(ids)} entities"
        with self._library.action(f"Merge {what} into “{into.name}”"):
            into, others = self._get(into_id), [self._get(entity_id) for entity_id in ids]
            self._take_over(into, others)
            answered = self._entities.answered(ids)
            self._entities.give_answers(ids, into_id)
            changed = self._entities.give_mentions(self._entities.mentions(ids), into_id)
            self._entities.delete(ids)
        return (EntitiesChanged((into_id, *ids)), *_told(_both(changed, answered)))

    def split(self, entity_id: int, annotation_ids: Sequence[int], name: str) -> tuple[Change, ...]:
        """Make a new entity of the same type, which some mentions of an entity mean. `entity_ids[0]` is the new one."""
        name = proper_name(name)
        with self._library.action(f"Split “{name}” from “{self._get(entity_id).name}”"):
            entity = self._get(entity_id)
            mine = {
                found.id for found in self._library.annotations.some(annotation_ids) if found.entity_id == entity_id
            }
            if not mine:
                raise EntityError(f"None of these mentions “{entity.name}”: nothing was split.")
            new_id = self._entities.add(name, entity.label_id)
            changed = self._entities.give_mentions(sorted(mine), new_id)
        return (EntitiesChanged((new_id, entity_id)), *_told(changed))

    def delete(self, entity_id: int) -> tuple[Change, ...]:
        """Remove an entity. Its mentions stay, tagged as they are; answers that name it are removed."""
        with self._library.action(f"Delete the entity “{self._get(entity_id).name}”"):
            self._get(entity_id)
            answered = self._entities.answered((entity_id,))
            self._entities.drop_answers(entity_id)
            changed = self._entities.give_mentions(self._entities.mentions((entity_id,)), None)
            self._entities.delete((entity_id,))
        return (EntitiesChanged((entity_id,)), *_told(_both(changed, answered)))

    def _take_over(self, into: Entity, others: Sequence[Entity]) -> None:
        names = [name for other in others for name in other.names]
        self._entities.set_aliases(
            into.id, dict.fromkeys(each for each in (*into.aliases, *names) if each != into.name)
        )
        uri, *further = dict.fromkeys(filter(None, (into.uri, *(other.uri for other in others)))) or [""]
        if uri != into.uri:
            self._entities.set_uri(into.id, uri)
        note = "\n\n".join(dict.fromkeys(filter(None, (into.note, *(other.note for other in others), *further))))
        if note != into.note:
            self._entities.set_note(into.id, note)

    def _change(self, entity_id: int, title: str, edit: Callable[[Entity], None]) -> tuple[Change, ...]:
        """Change one entity in an action of its own."""
        with self._library.action(title.format(f"“{self._get(entity_id).name}”")):
            before = self._get(entity_id)
            edit(before)
            changed = self._get(entity_id) != before
        return (EntitiesChanged((entity_id,)),) if changed else ()

    def _get(self, entity_id: int) -> Entity:
        entity = self.entity(entity_id)
        if entity is None:
            raise EntityError("This entity is not in the register any more.")
        return entity

    def _type(self, label_id: int) -> Label:
        """The label with this id, which entities may have as their type."""
        label = next((each for each in self._library.labels.codebook().labels if each.id == label_id), None)
        if label is None:
            raise EntityError("This label is not in the codebook any more.")
        if label.kind is not LabelKind.ENTITY:
            raise EntityError(f"“{label.name}” is a label for claims: an entity cannot be one.")
        return label

    def _refuse_claims(self, annotation_ids: Sequence[int]) -> None:
        found = self._library.annotations.some(annotation_ids)
        if not found:
            raise EntityError("This annotation is not there any more.")
        for label_id in {annotation.label_id for annotation in found}:
            try:
                self._type(label_id)
            except EntityError:
                raise EntityError("A claim mentions no entity itself; the words in it do.") from None

    def _mentions(self, annotation_ids: Sequence[int]) -> str:
        """What titles call these annotations."""
        if len(annotation_ids) != 1:
            return f"{len(annotation_ids):,} mentions"
        found = self._library.annotations.get(annotation_ids[0])
        if found is None:
            raise EntityError("This annotation is not there any more.")
        return quoted(found.quote)


def give_type(library: Library, entity_id: int, label_id: int) -> ByArticle:
    """Give an entity another type, and its mentions that label, within an action; which annotations that changed."""
    entities, book = Entities(library), library.labels.codebook()
    within = {each.id for each in book.labels if book.is_within(each.id, label_id)}
    entities.set_label(entity_id, label_id)
    return relabel(library, entities.mentions((entity_id,), but=within), label_id)


def _told(changed: ByArticle) -> tuple[AnnotationsChanged, ...]:
    return tuple(AnnotationsChanged(article_id, tuple(ids)) for article_id, ids in changed.items())


def _both(one: ByArticle, other: ByArticle) -> ByArticle:
    return {
        article_id: list(dict.fromkeys((*one.get(article_id, ()), *other.get(article_id, ()))))
        for article_id in dict.fromkeys((*one, *other))
    }
