"""What is saved as it is written, one letter after the other, is one action: all of one sitting."""

from collections.abc import Iterator
from contextlib import contextmanager

from reader.storage.library import Library


class Sitting:
    """The last sitting of a service. Any object that is not None tells a sitting, a number for instance."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._last: tuple[object, object] = (None, None)
        self._action_id: int | None = None

    @contextmanager
    def action(self, title: str, sitting: object, about: object = None) -> Iterator[None]:
        """An action; where `sitting` and what it is `about` are those of the last action of all, it goes on.

        Raises the children of ReaderError.
        """
        continues = self._action_id if sitting is not None and self._last == (about, sitting) else None
        if continues is not None and not self._library.history.is_last(continues):
            continues = None
        with self._library.action(title, continues) as action_id:
            yield
        # Only now: the id of an action that failed is given again.
        self._last, self._action_id = (about, sitting), action_id
