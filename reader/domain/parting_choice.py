"""How a file of text may be parted into articles: the rules that make sense, and what each gives."""

from dataclasses import dataclass

from reader.domain.intake import Parting


@dataclass(frozen=True, slots=True)
class PartPreview:
    """An article that a rule would make: its title, where it begins (`line 12`), its length in code points."""

    title: str
    place: str
    length: int


@dataclass(frozen=True, slots=True)
class PartingOption:
    """A rule and what it would make of a file.

    `count` is the number of articles, `previews` the first of them, `left_out` how many code points of the file would
    be in none; `source` and `published` (ISO 8601) are what the head of the file tells of all its articles.
    """

    parting: Parting
    count: int
    previews: tuple[PartPreview, ...]
    left_out: int = 0
    source: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class PartingChoice:
    """The rule that was guessed for a file, and all rules that make sense for it, WHOLE first."""

    guessed: Parting
    options: tuple[PartingOption, ...]

    @property
    def option(self) -> PartingOption:
        """What the guessed rule would make of the file."""
        return next(option for option in self.options if option.parting == self.guessed)
