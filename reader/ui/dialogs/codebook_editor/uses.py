"""What uses a label, in words."""

from PySide6.QtCore import QCoreApplication

from reader.services.edit_codebook import LabelUses


def uses_in_words(uses: LabelUses) -> str:
    """All that uses a label: “214 annotations in 38 articles, 2 nested labels”; nothing where nothing does."""
    parts = [annotations_in_words(uses)] if uses.annotations else []
    if uses.entities:
        parts.append(_counted(uses.entities, _tr("1 entity of the register"), _tr("{0:,} entities of the register")))
    if uses.attributes:
        parts.append(_counted(uses.attributes, _tr("1 attribute"), _tr("{0:,} attributes")))
    if uses.labels:
        parts.append(_counted(uses.labels, _tr("1 nested label"), _tr("{0:,} nested labels")))
    return ", ".join(parts)


def annotations_in_words(uses: LabelUses) -> str:
    """The annotations alone: “1 annotation in 1 article”."""
    annotations = _counted(uses.annotations, _tr("1 annotation"), _tr("{0:,} annotations"))
    return _tr("{0} in {1}").format(annotations, _counted(uses.articles, _tr("1 article"), _tr("{0:,} articles")))


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(count)


def _tr(words: str) -> str:
    return QCoreApplication.translate("CodebookEditor", words)
