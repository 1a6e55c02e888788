"""What is done with saved searches: each is one action, and says what it changed."""

from reader.domain.changes import SavedSearchesChanged
from reader.domain.query import parse
from reader.domain.saved_search import SavedSearch
from reader.domain.text import normalise
from reader.errors import SavedSearchError
from reader.storage import saved_searches
from reader.storage.library import Library

#: The longest name, in code points.
LONGEST_NAME = 60


class SavedSearches:
    """Keeps queries by names. How much each finds is for `Listing.count` to tell, beside the window."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def all(self) -> tuple[SavedSearch, ...]:
        """All of them, in their order. Raises LibraryError."""
        return saved_searches.saved_searches(self._library)

    def save(self, name: str, query: str) -> SavedSearchesChanged:
        """Keep a query under a name that no other has. Raises SavedSearchError, QueryError, LibraryError."""
        name, query = _proper_name(name), _proper_query(query)
        with self._library.action(f"Save the search “{name}”"):
            self._refuse(name)
            search_id = saved_searches.add(self._library, name, query)
        return SavedSearchesChanged((search_id,))

    def change(self, search_id: int, *, name: str | None = None, query: str | None = None) -> SavedSearchesChanged:
        """Give a saved search another name or query or both. Raises SavedSearchError, QueryError, LibraryError."""
        with self._library.action("Change a saved search") as action:
            old = self._find(search_id)
            new_name = old.name if name is None else _proper_name(name)
            new_query = old.query if query is None else _proper_query(query)
            if new_name == old.name:
                title = f"Change the search “{old.name}”"
            else:
                self._refuse(new_name, search_id)
                title = f"Rename the search “{old.name}” to “{new_name}”"
            self._library.history.rename(action, title)
            if (new_name, new_query) != (old.name, old.query):
                saved_searches.change(self._library, search_id, new_name, new_query)
        return SavedSearchesChanged((search_id,))

    def remove(self, search_id: int) -> SavedSearchesChanged:
        """Forget a saved search. Raises SavedSearchError, LibraryError."""
        with self._library.action("Remove a saved search") as action:
            self._library.history.rename(action, f"Remove the search “{self._find(search_id).name}”")
            saved_searches.remove(self._library, search_id)
        return SavedSearchesChanged((search_id,))

    def move(self, search_id: int, position: int) -> SavedSearchesChanged:
        """Give a saved search another place among them, from 0 on. Raises SavedSearchError, LibraryError."""
        with self._library.action("Move a saved search") as action:
            moved = self._find(search_id)
            self._library.history.rename(action, f"Move the search “{moved.name}”")
            ids = [search.id for search in self.all() if search.id != search_id]
            ids.insert(max(0, position), search_id)
            saved_searches.arrange(self._library, ids)
        return SavedSearchesChanged((search_id,))

    def _find(self, search_id: int) -> SavedSearch:
        for search in self.all():
            if search.id == search_id:
                return search
        raise SavedSearchError("This search is not saved any more. Nothing was changed.")

    def _refuse(self, name: str, search_id: int = 0) -> None:
        """Raises SavedSearchError where another search has the name."""
        if any(search.name.casefold() == name.casefold() and search.id != search_id for search in self.all()):
            raise SavedSearchError(f"Another saved search is called “{name}”. Nothing was changed; take another name.")


def _proper_name(raw: str) -> str:
    name = " ".join(normalise(raw).split())
    if not name:
        raise SavedSearchError("A saved search needs a name. Nothing was changed.")
    if len(name) > LONGEST_NAME:
        raise SavedSearchError(f"The name of a search has at most {LONGEST_NAME} characters; this has {len(name)}.")
    return name


def _proper_query(raw: str) -> str:
    query = raw.strip()
    if parse(query).root is None:
        raise SavedSearchError("There is nothing to search for yet. Write a query, then save it.")
    return query
