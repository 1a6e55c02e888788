"""The services that the window works through."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.services.annotate import Annotate
from reader.services.read import Read
from reader.services.transfer import Transfer
from reader.services.undo import Undo

if TYPE_CHECKING:
    from reader.services.annotation_listing import ListAnnotations
    from reader.services.edit_codebook import EditCodebook
    from reader.services.edit_questions import EditQuestions
    from reader.services.entity_pages import EntityPages
    from reader.services.feeds import EditFeeds
    from reader.services.from_web import FromWeb
    from reader.services.ledger import Ledger
    from reader.services.links import Links
    from reader.services.listing import Listing
    from reader.services.records import Records
    from reader.services.register import Register
    from reader.services.saved_searches import SavedSearches
    from reader.services.tag_all import TagAll
    from reader.services.tags import Tags
    from reader.services.versions import Versions
    from reader.services.watch_folders import WatchFolders


@dataclass(frozen=True, slots=True)
class Services:
    """All of them; those that most sittings do without are made when they are asked for.

    `edit_codebook` is given what tells the keys that the text uses itself; `listing` is called in the thread that uses
    what it gives.
    """

    read: Read
    annotate: Annotate
    undo: Undo
    transfer: Transfer
    edit_codebook: "Callable[[Callable[[], frozenset[str]]], EditCodebook]"
    tag_all: "Callable[[], TagAll]"
    listing: "Callable[[], Listing]"
    tags: "Callable[[], Tags]"
    saved_searches: "Callable[[], SavedSearches]"
    versions: "Callable[[], Versions]"
    feeds: "Callable[[], EditFeeds]"
    from_web: "Callable[[], FromWeb]"
    list_annotations: "Callable[[], ListAnnotations]"
    watch_folders: "Callable[[], WatchFolders]"
    register: "Callable[[], Register]"
    records: "Callable[[], Records]"
    links: "Callable[[], Links]"
    entity_pages: "Callable[[], EntityPages]"
    ledger: "Callable[[], Ledger]"
    edit_questions: "Callable[[], EditQuestions]"
