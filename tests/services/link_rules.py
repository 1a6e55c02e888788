"""What a person may do to links between annotations, as rules of the machine that tests undo."""

from collections.abc import Callable

from hypothesis.stateful import RuleBasedStateMachine, rule

from reader.services.links import Links
from reader.storage.library import Library
from tests.services.codebook_rules import PICKS


class LinkRules(RuleBasedStateMachine):
    """To be mixed into a machine that has a library, and does what it is given."""

    library: Library

    def do(self, act: Callable[[], object]) -> None:
        """Do something that may be refused, and remember what the library was like after it."""
        raise NotImplementedError

    @rule(one=PICKS, other=PICKS, kind=PICKS)
    def link(self, one: int, other: int, kind: int) -> None:
        ids = [row[0] for row in self.library.rows("SELECT id FROM annotation ORDER BY id")]
        links = Links(self.library)
        types = [each.name for each in links.types()]
        if ids and types:
            name = types[kind % len(types)]
            self.do(lambda: links.add(ids[one % len(ids)], ids[other % len(ids)], name))

    @rule(pick=PICKS, kind=PICKS)
    def retype_link(self, pick: int, kind: int) -> None:
        links = Links(self.library)
        types = [each.name for each in links.types()]
        if types:
            self._to_link(pick, lambda found: links.retype(found, types[kind % len(types)]))

    @rule(pick=PICKS)
    def remove_link(self, pick: int) -> None:
        self._to_link(pick, Links(self.library).remove)

    def _to_link(self, pick: int, act: Callable[[int], object]) -> None:
        ids = [row[0] for row in self.library.rows("SELECT id FROM link ORDER BY id")]
        if ids:
            self.do(lambda: act(ids[pick % len(ids)]))
