"""Moments as text: UTC, ISO 8601, with milliseconds and a Z."""

from datetime import UTC, datetime


def utc_now() -> str:
    """This moment, such as `2025-05-30T13:03:07.250Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
