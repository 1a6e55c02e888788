"""The keys, in one table: shortcuts, the help sheet and docs/keys.md all come from it."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from reader.ui.key_names import every_name, name_of, plain, spoken


class Where(StrEnum):
    """Which part of the window must have the focus."""

    EVERYWHERE = "everywhere"
    LIST = "in the list"
    SEARCH = "in the search field"
    TEXT = "in the text"
    TABLE = "in the table of annotations"
    ANNOTATIONS = "in the list of all annotations"
    FORM = "in the details"
    ENTITIES = "in the entities"
    CLAIMS = "in the claims"
    HISTORY = "in the history"
    UNPLACED = "in the tray of unplaced annotations"
    PALETTE = "in the palette"
    FIND = "in the find bar"
    CODEBOOK = "in the codebook"
    FEEDS = "in the feeds"


@dataclass(frozen=True, slots=True)
class Binding:
    """One thing to do, its keys (Qt's portable names), where they work, and what they do in words."""

    name: str
    where: Where
    keys: tuple[str, ...]
    words: str


def _bind(where: Where, *rows: tuple[str, str, str]) -> tuple[Binding, ...]:
    return tuple(Binding(name, where, tuple(keys.split(" ")), words) for name, keys, words in rows)


BINDINGS = (
    *_bind(
        Where.EVERYWHERE,
        ("FocusList", "Ctrl+1", "Go to the list"),
        ("ViewArticles", "Alt+1", "The articles in the list"),
        ("ViewAnnotations", "Alt+2", "All annotations of the library in the list"),
        ("ViewEntities", "Alt+3", "The entities: who, where and what is mentioned"),
        ("ViewClaims", "Alt+4", "The claims: what is said to be so, by whom"),
        ("FocusText", "Ctrl+2", "Go to the text"),
        ("FocusInspector", "Ctrl+3", "Go to the annotations"),
        ("CycleFocus", "F6", "Go to the next part of the window"),
        ("CycleFocusBack", "Shift+F6", "Go to the part before"),
        ("Import", "Ctrl+I", "Import files"),
        ("ImportFolder", "Ctrl+Shift+I", "Import a folder"),
        ("AddFromWeb", "Ctrl+L", "Add pages from the web"),
        ("Feeds", "Ctrl+Shift+L", "The feeds: subscribe to them, change them, let them go"),
        ("RefreshFeeds", "F5", "Take in what is new in the feeds"),
        ("Export", "Ctrl+E", "Export annotations to CSV"),
        ("Undo", "Ctrl+Z", "Undo"),
        ("Redo", "Ctrl+Shift+Z Ctrl+Y", "Redo"),
        ("Search", "Ctrl+Shift+F /", "Search the list"),
        ("Find", "Ctrl+F", "Find in the article"),
        ("FindNext", "F3", "Next place of what is looked for"),
        ("FindPrevious", "Shift+F3", "Place before of what is looked for"),
        ("Palette", "Ctrl+K", "Choose a label or an entity by its name, for the selection or the word at the caret"),
        ("Codebook", "Ctrl+B", "The codebook: add, change, merge labels"),
        ("History", "Ctrl+H", "The history: what was done, and back to it"),
        ("Settings", "Ctrl+,", "Settings: how articles are set, and the keys"),
        ("NextArticle", "Ctrl+Down", "Next article"),
        ("PreviousArticle", "Ctrl+Up", "Previous article"),
        ("DoneAndNext", "Ctrl+Return Ctrl+Enter", "Mark as done and go to the next unread article"),
        ("ZoomIn", "Ctrl++ Ctrl+=", "Larger text"),
        ("ZoomOut", "Ctrl+-", "Smaller text"),
        ("ZoomReset", "Ctrl+0", "Text as large as usual"),
        ("ToggleList", "F9", "Show or hide the list"),
        ("ToggleInspector", "F10", "Show or hide the annotations"),
        ("TextAlone", "F11", "The text alone, or everything again"),
        ("Theme", "Ctrl+Shift+T", "Next theme: as the system, light, sepia, dark"),
        ("Help", "F1 ?", "Show the keys"),
        ("Quit", "Ctrl+Q", "Quit"),
    ),
    *_bind(
        Where.LIST,
        ("Down", "J", "Next row (also the arrow key)"),
        ("Up", "K", "Previous row (also the arrow key)"),
        ("First", "Home Ctrl+Home", "First article"),
        ("Last", "End Ctrl+End", "Last article"),
        ("NextUnread", "N", "Next unread article"),
        ("PreviousUnread", "P", "Previous unread article"),
        ("Open", "Return Enter", "Open: go to the text, at the start of its body"),
        ("Read", "M", "Mark as unread, or as done"),
        ("Star", "S", "Put a star on what is selected, or take it off"),
        ("Tags", "T", "Put tags of your own on the articles, or take them off"),
        ("Arrange", "L", "Sort, group and filter the list"),
        ("Original", "V", "Open the original page in the browser"),
        ("Bin", "Del", "Move what is selected to the bin; in the bin, restore it"),
        ("Page", "Space", "Page through the text"),
    ),
    *_bind(
        Where.SEARCH,
        ("Go", "Return Enter Down", "Go to what was found"),
        ("Back", "Esc", "Let the search go, back to the list"),
    ),
    *_bind(
        Where.TEXT,
        ("Repeat", "Return Enter", "Tag with the last label again"),
        ("Grow", "Alt+Shift+Right", "Grow the selection: word, sentence, paragraph"),
        ("Shrink", "Alt+Shift+Left", "Shrink the selection again"),
        ("NextAnnotation", "Tab", "Next annotation"),
        ("PreviousAnnotation", "Shift+Tab Backtab Shift+Backtab", "Previous annotation"),
        ("Cycle", "O", "Next one of the annotations that overlap at the caret"),
        ("Relabel", "R", "Give the current annotation another label: its key follows"),
        ("HoldStart", "[", "Take hold of the start of the current annotation: arrows move it, with Ctrl by word"),
        ("HoldStop", "]", "Take hold of its end; Enter or Esc lets go"),
        ("AddFragment", "+ =", "Add the selection to the current annotation as a fragment"),
        ("TakeOut", "-", "Take the selection out of the current annotation"),
        ("TagAll", "G", "Tag all occurrences of the current annotation's quote, or of the selection"),
        ("ClaimLabels", "C", "Choose a claim label by its name"),
        ("Entity", "E", "Say which entity the current annotation mentions"),
        ("EntityAtOnce", "Shift+E", "Take the first entity that is proposed for it, or make a new one, at once"),
        (
            "EntitiesOfArticle",
            "Ctrl+Shift+E",
            "Link all other mentions of the article where it is clear to what; go to the first where it is not",
        ),
        ("Record", "D", "Go to the details of the current annotation: who claims it, about whom, and the rest"),
        ("RecordAtOnce", "Shift+D", "Fill in at once all that is proposed there"),
        ("TakeCue", "Ctrl+D", "Take the selected words as the cue of the current claim"),
        ("Link", "L", "Link the current annotation to another one"),
        ("Delete", "Del Backspace", "Delete the current annotation"),
        ("Note", "A F2", "Write a note on the current annotation"),
        ("Follow", "Alt+Return Alt+Enter", "Open the link at the caret in the browser"),
        ("Leave", "Esc", "Let go: of the armed label, of the selection, of the current annotation"),
    ),
    *_bind(
        Where.TABLE,
        ("Go", "Return Enter", "Go to the place in the text"),
        ("Delete", "Del", "Delete the annotation"),
        ("Note", "A F2", "Write a note on the annotation"),
        ("Back", "Esc", "Go back to the text"),
    ),
    *_bind(
        Where.ANNOTATIONS,
        ("Down", "J", "Next row (also the arrow key)"),
        ("Up", "K", "Previous row (also the arrow key)"),
        ("First", "Home Ctrl+Home", "First annotation"),
        ("Last", "End Ctrl+End", "Last annotation"),
        ("Open", "Return Enter", "Go to the place in the text"),
        ("Delete", "Del", "Delete the annotations that are selected"),
        ("Relabel", "R", "Give them another label: its key follows"),
        ("Entity", "E", "Say which entity all of them mention"),
        ("Note", "A F2", "Write a note on the annotation"),
        ("Back", "Esc", "Go back to the text"),
    ),
    *_bind(
        Where.FORM,
        (
            "Next",
            "Return Enter",
            "Take what is proposed for this field, and go to the next one; it never goes to the text",
        ),
        ("Back", "Esc", "Go back to the text; all is saved as it is written"),
    ),
    *_bind(
        Where.ENTITIES,
        ("Down", "J", "Next row (also the arrow key)"),
        ("Up", "K", "Previous row (also the arrow key)"),
        ("First", "Home Ctrl+Home", "First row"),
        ("Last", "End Ctrl+End", "Last row"),
        ("Open", "Return Enter", "In the list: go into the page of the entity; in the page: go to the place"),
        ("Back", "Backspace Alt+Left", "Back to the entity that was shown before"),
        ("Leave", "Esc", "In the page: back to the list; in the list: go to the text"),
        ("Mentions", "1", "Its mentions, each in its context"),
        ("ClaimsMade", "2", "The claims that it has made"),
        ("ClaimsAbout", "3", "The claims about it"),
        ("MetWith", "4", "The entities that are mentioned in the same articles"),
        ("Order", "O", "Sort in the next way: the list, or the mentions by date, words before, words after"),
        ("Rename", "F2 R", "Give the entity another name"),
        ("Retype", "T", "Give it another type"),
        ("Aliases", "A", "Write its other names"),
        ("Identifier", "I", "Write its identifier: a number of Wikidata, or any URI"),
        ("Note", "N", "Write a note on it"),
        ("Merge", "M", "Merge it, or all that are selected in the list, into one"),
        ("Split", "S", "Split the mentions that are selected off, as a new entity"),
        ("Delete", "Del", "Delete the entity; its mentions stay tagged"),
    ),
    *_bind(
        Where.CLAIMS,
        ("Down", "J", "Next row (also the arrow key)"),
        ("Up", "K", "Previous row (also the arrow key)"),
        ("First", "Home Ctrl+Home", "First row"),
        ("Last", "End Ctrl+End", "Last row"),
        ("Open", "Return Enter", "Go to the place in the text: of a claim, its first sighting"),
        ("Check", "V", "Write what a check has found: the verdict"),
        ("Sightings", "S", "Go to the sightings of the claim"),
        ("Queue", "T", "Show the claims to be checked, the disputed ones, all"),
        ("Join", "M", "Join the claims that are selected: they are the same"),
        ("Near", "Y", "Join the claim and the first one that is perhaps the same"),
        ("TakeOut", "- Del", "Take the sighting out of its claim"),
        ("Export", "X", "Write the claims to a file: those that are selected, or all that are shown"),
        ("ExportClaim", "Shift+X", "Write this claim alone to a file"),
        ("Back", "Esc", "Go back: to the ledger, then to the text"),
    ),
    *_bind(
        Where.HISTORY,
        ("Down", "J", "Next row (also the arrow key)"),
        ("Up", "K", "Previous row (also the arrow key)"),
        ("First", "Home", "The newest action"),
        ("Last", "End", "The beginning"),
        ("Go", "Return Enter", "Make the library as it was right after this action"),
        ("Back", "Esc", "Go back to the text"),
    ),
    *_bind(
        Where.UNPLACED,
        ("Down", "J", "Next row (also the arrow key)"),
        ("Up", "K", "Previous row (also the arrow key)"),
        ("First", "Home", "First row"),
        ("Last", "End", "Last row"),
        ("Go", "Return Enter", "Go to the proposed place in the text"),
        ("Accept", "Y", "Accept the proposed place"),
        ("Reject", "X", "Reject it: the annotation stays in the older version alone"),
        ("Place", "P", "Place it where the text is selected"),
        ("AcceptAll", "Shift+Y", "Accept all proposals"),
        ("Back", "Esc", "Go back to the text"),
    ),
    *_bind(
        Where.PALETTE,
        ("Choose", "Return Enter", "Choose what is selected"),
        ("Down", "Down Ctrl+N Tab", "Next row"),
        ("Up", "Up Ctrl+P Shift+Tab Backtab Shift+Backtab", "Previous row"),
        ("PageDown", "PgDown", "A page down"),
        ("PageUp", "PgUp", "A page up"),
        ("First", "Ctrl+Home", "First row"),
        ("Last", "Ctrl+End", "Last row"),
        ("Close", "Esc", "Close it, back to the text"),
    ),
    *_bind(
        Where.FIND,
        ("Next", "Return Enter Down", "Next hit"),
        ("Previous", "Shift+Return Shift+Enter Up", "Previous hit"),
        ("MatchCase", "Alt+C", "Match case, or not"),
        ("WholeWords", "Alt+W", "Whole words alone, or not"),
        ("Close", "Esc", "Close it, back to the text"),
    ),
    *_bind(
        Where.CODEBOOK,
        ("Name", "Return Enter F2", "Go to the name of the label"),
        ("Add", "Ctrl+N Ins", "Add a label beside this one"),
        ("Delete", "Del", "Delete the label"),
        ("Up", "Alt+Up", "Move the label up"),
        ("Down", "Alt+Down", "Move the label down"),
        ("In", "Alt+Right", "Nest the label under the one above it"),
        ("Out", "Alt+Left", "Move the label out of the one that it is nested under"),
    ),
    *_bind(
        Where.FEEDS,
        ("Name", "Return Enter F2", "Go to the title of the feed"),
        ("Delete", "Del", "Unsubscribe from the feed; its articles stay"),
    ),
)


class Keys(QObject):
    """The keys in force, for all parts of one window: those of the table, or others that a person has chosen."""

    changed = Signal()

    def __init__(self, bindings: tuple[Binding, ...] = BINDINGS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.usual = bindings
        self.use(bindings)

    def use(self, bindings: tuple[Binding, ...]) -> None:
        """Put these in force, the same things to do with other keys, and tell it."""
        self.bindings = bindings
        self._names = {(binding.where, plain(keys)): binding.name for binding in bindings for keys in binding.keys}
        self.changed.emit()

    def binding(self, name: str, where: Where = Where.EVERYWHERE) -> Binding:
        """The binding of this name. Raises KeyError."""
        for binding in self.bindings:
            if binding.name == name and binding.where is where:
                return binding
        raise KeyError(name)

    def shortcuts(self, name: str) -> list[QKeySequence]:
        """The key sequences of something that works everywhere. Raises KeyError."""
        sent = [other for keys in distinct(self.binding(name)) for other in every_name(keys)]
        return [QKeySequence(keys) for keys in sent]

    def tip(self, name: str) -> str:
        """What something that works everywhere does, with its first key where it has one. Raises KeyError."""
        binding = self.binding(name)
        words = self.tr(binding.words)
        return f"{words} ({told(binding)[0]})" if binding.keys else words

    def first(self, name: str, where: Where = Where.EVERYWHERE) -> str:
        """The first key of a binding as people write it, “-” where it has none. Raises KeyError."""
        return next(iter(told(self.binding(name, where))), "-")

    def pressed(self, event: QKeyEvent, where: Where) -> str | None:
        """The name of what the pressed key does where the focus is."""
        return self._names.get((where, name_of(event)))

    def of_text(self) -> frozenset[str]:
        """The characters that the text, or all of the window, uses itself, in lower case: a label cannot have them."""
        return frozenset(
            key.lower()
            for binding in self.bindings
            if binding.where in (Where.TEXT, Where.EVERYWHERE)
            for keys in distinct(binding)
            for key in every_name(keys)
            if len(key) == 1
        )


def distinct(binding: Binding) -> tuple[str, ...]:
    """The plain names of the keys of a binding, each once."""
    return tuple(dict.fromkeys(plain(keys) for keys in binding.keys))


def told(binding: Binding) -> tuple[str, ...]:
    """The keys of a binding as people write them."""
    return tuple(spoken(keys) for keys in distinct(binding))


def as_markdown() -> str:
    """The table as it ends docs/keys.md."""
    lines: list[str] = []
    for where in Where:
        lines += ["", f"## {where.capitalize()}", "", "| keys | what they do |", "|---|---|"]
        lines += [
            f"| {', '.join(f'`{keys}`' for keys in told(binding))} | {binding.words} |"
            for binding in BINDINGS
            if binding.where is where
        ]
    return "\n".join([*lines, ""])
