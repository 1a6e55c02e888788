"""Links between annotations: made, changed, let go; each is one action and says what it changed at both ends."""

from collections.abc import Sequence

from reader.domain.annotation import Annotation, Status
from reader.domain.changes import AnnotationsChanged
from reader.domain.codebook import Codebook, LabelKind
from reader.domain.link import MUTUAL, Link, Linked, LinkRole, LinkType, Offer
from reader.domain.link_offers import is_there, offers
from reader.domain.questions import Field
from reader.errors import LinkError
from reader.services.annotate import by_article, quoted
from reader.services.index_library import catch_up
from reader.storage import links
from reader.storage.library import Library
from reader.storage.questions import link_types

Changes = tuple[AnnotationsChanged, ...]

_MOST_FOUND = 50


class Links:
    """Links of annotations. What is refused is a LinkError that gives the reason."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def types(self) -> tuple[LinkType, ...]:
        """All types of links in their order, the archived ones too."""
        return link_types(self._library)

    def of(self, annotation_id: int) -> tuple[Linked, ...]:
        """The links of an annotation, both those that begin and those that end there, in the order of their types.

        Those that lead to articles in the bin are left out, and to an older version of an article where the next one
        has them as well.
        """
        found = links.links_of(self._library, (annotation_id,))
        if not found:
            return ()
        ids = {end for link in found for end in (link.from_id, link.to_id)}
        there = {annotation.id: annotation for annotation in self._library.annotations.some(sorted(ids))}
        articles = {annotation.article_id for annotation in there.values()}
        titles = self._library.articles.titles(sorted(articles))
        shown = self._library.articles.there(articles)
        older = links.carried_on(self._library, there) if len(articles) > 1 else set()
        types = self.types()
        ranks = {each.name: rank for rank, each in enumerate(types)}
        mutual = {each.name for each in types if each.role in MUTUAL}
        made = []
        for link in found:
            outgoing = link.from_id == annotation_id
            here, other = there.get(annotation_id), there.get(link.to_id if outgoing else link.from_id)
            if here is None or other is None:
                continue
            same = here.article_id == other.article_id
            if same or (other.article_id in shown and other.id not in older):
                title = "" if same else titles[other.article_id]
                made.append(Linked(link, here, other, outgoing, title, link.type in mutual))
        return tuple(
            sorted(made, key=lambda one: (ranks.get(one.link.type, len(ranks)), not one.outgoing, one.other.place))
        )

    def offers(self, one_id: int, other_id: int) -> tuple[Offer, ...]:
        """The types that a link from one annotation to the other may have, those that fit first. Raises LinkError."""
        one, other = self._ends(one_id, other_id)
        codebook = self._library.labels.codebook()
        there = {(link.type, link.from_id, link.to_id) for link in links.links_of(self._library, (one_id, other_id))}
        return offers(self.types(), (one, _kind(codebook, one)), (other, _kind(codebook, other)), there)

    def add(self, from_id: int, to_id: int, type_name: str) -> Changes:
        """Link one annotation to another.

        A claim that is linked to a mention of an entity as its claimant, or as what it is about, has that entity in its
        record then as well: as the claimant where none was given before.
        """
        start, stop = self._ends(from_id, to_id)
        with self._library.action(f"Link {quoted(start.quote)} to {quoted(stop.quote)}: {type_name}"):
            start, stop = self._ends(from_id, to_id)
            kind = self._usable(type_name)
            self._refuse_twice(kind, from_id, to_id)
            self._fill_in(kind, start, stop)
            links.add_link(self._library, kind.name, from_id, to_id)
        return by_article((stop, start))

    def remove(self, link_id: int) -> Changes:
        """Let a link go; what it has filled in stays."""
        link, start, stop = self._get(link_id)
        with self._library.action(f"Unlink {quoted(start.quote)} from {quoted(stop.quote)}: {link.type}"):
            self._get(link_id)
            links.remove_link(self._library, link_id)
        return by_article((stop, start))

    def retype(self, link_id: int, type_name: str) -> Changes:
        """Give a link another type, with what that fills in."""
        _, start, stop = self._get(link_id)
        with self._library.action(f"Link {quoted(start.quote)} to {quoted(stop.quote)}: {type_name}"):
            link, start, stop = self._get(link_id)
            if link.type == type_name:
                return ()
            kind = self._usable(type_name)
            self._refuse_twice(kind, start.id, stop.id, but=link_id)
            self._fill_in(kind, start, stop)
            links.retype_link(self._library, link_id, kind.name)
        return by_article((stop, start))

    def ends(self, annotation_id: int, words: str) -> list[Annotation]:
        """What an annotation may be linked to that has words which begin with these.

        Those of the same article come first, the nearest before the others, all of them without words; a claim may be
        linked to claims of other articles as well, of which the newest come first.
        """
        start = self._library.annotations.get(annotation_id)
        if start is None:
            return []
        catch_up(self._library)
        ids = links.found_here(self._library, start.article_id, words, start.hull.start, _MOST_FOUND)
        if _kind(self._library.labels.codebook(), start) is LabelKind.CLAIM and len(words) > 1:
            ids += links.claims_elsewhere(self._library, start.article_id, words, _MOST_FOUND)
        found = {annotation.id: annotation for annotation in self._library.annotations.some(ids)}
        ends = [found[each] for each in ids if each in found and each != annotation_id]
        return [end for end in ends if end.status is not Status.REJECTED]

    def titles(self, article_ids: Sequence[int]) -> dict[int, str]:
        """The titles of articles, by id."""
        return self._library.articles.titles(article_ids)

    def _get(self, link_id: int) -> tuple[Link, Annotation, Annotation]:
        link = links.link(self._library, link_id)
        ends = (
            {} if link is None else {one.id: one for one in self._library.annotations.some((link.from_id, link.to_id))}
        )
        if link is None or len(ends) < 2:
            raise LinkError("This link is not there any more.")
        return link, ends[link.from_id], ends[link.to_id]

    def _ends(self, from_id: int, to_id: int) -> tuple[Annotation, Annotation]:
        if from_id == to_id:
            raise LinkError("An annotation cannot be linked to itself.")
        found = {annotation.id: annotation for annotation in self._library.annotations.some((from_id, to_id))}
        shown = self._library.articles.there({annotation.article_id for annotation in found.values()})
        if len(found) < 2 or any(annotation.article_id not in shown for annotation in found.values()):
            raise LinkError("One of the two annotations is not there any more: nothing was linked.")
        return found[from_id], found[to_id]

    def _usable(self, type_name: str) -> LinkType:
        kind = next((each for each in self.types() if each.name == type_name), None)
        if kind is None:
            raise LinkError(f"The codebook has no type of link “{type_name}”: nothing was linked.")
        if kind.archived:
            raise LinkError(f"The type of link “{type_name}” is in the archive: bring it back in the codebook first.")
        return kind

    def _refuse_twice(self, kind: LinkType, from_id: int, to_id: int, but: int = 0) -> None:
        there = {
            (link.type, link.from_id, link.to_id)
            for link in links.links_of(self._library, (from_id,))
            if link.id != but
        }
        if is_there(kind, from_id, to_id, there):
            raise LinkError(f"These two are linked already: {kind.name}.")

    def _fill_in(self, kind: LinkType, claim: Annotation, mention: Annotation) -> None:
        if mention.entity_id is None:
            return
        codebook = self._library.labels.codebook()
        if (_kind(codebook, claim), _kind(codebook, mention)) != (LabelKind.CLAIM, LabelKind.ENTITY):
            return
        if kind.role is LinkRole.CLAIMANT:
            links.fill_in(self._library, claim.id, Field.CLAIMANT, mention.entity_id, only_first=True)
        elif kind.role is LinkRole.ABOUT:
            links.fill_in(self._library, claim.id, Field.ABOUT, mention.entity_id, only_first=False)


def _kind(codebook: Codebook, annotation: Annotation) -> LabelKind:
    return codebook.shown(annotation.label_id).kind
