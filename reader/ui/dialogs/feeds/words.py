"""How times and rhythms of feeds are said."""

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from reader.domain.feeds import FeedRow

#: How often a feed can be refreshed, in minutes; 0 is by hand alone.
RHYTHMS = (0, 15, 30, 60, 180, 720, 1440)


def rhythm(minutes: int) -> str:
    """How often that is."""
    if minutes == 0:
        return _tr("By hand alone")
    if minutes == 60:
        return _tr("Every hour")
    if minutes == 1440:
        return _tr("Every day")
    if minutes % 60 == 0:
        return _tr("Every {0} hours").format(minutes // 60)
    return _tr("Every {0} minutes").format(minutes)


def refreshed(row: FeedRow, now: datetime | None = None) -> str:
    """When the feed was refreshed last, as seen from now."""
    if not row.checked_at:
        return _tr("not refreshed yet")
    moment = datetime.fromisoformat(row.checked_at)
    minutes = int(((now or datetime.now(UTC)) - moment).total_seconds() // 60)
    if minutes < 1:
        return _tr("refreshed just now")
    if minutes < 60:
        return _tr("refreshed 1 minute ago") if minutes == 1 else _tr("refreshed {0} minutes ago").format(minutes)
    if minutes < 24 * 60:
        hours = minutes // 60
        return _tr("refreshed 1 hour ago") if hours == 1 else _tr("refreshed {0} hours ago").format(hours)
    return _tr("refreshed on {0}").format(f"{moment.astimezone():%Y-%m-%d}")


def _tr(words: str) -> str:
    return QCoreApplication.translate("FeedsDialog", words)
