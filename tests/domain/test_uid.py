"""Uids: UUIDv7 as any library reads them."""

import time
from uuid import RFC_4122, UUID

from reader.domain.uid import new_uid


def test_a_uid_is_a_uuid_of_version_seven() -> None:
    uid = UUID(new_uid())
    assert (uid.version, uid.variant) == (7, RFC_4122)
    assert str(uid) == str(UUID(str(uid)))


def test_a_uid_begins_with_the_time_in_milliseconds() -> None:
    before = time.time_ns() // 1_000_000
    stamp = UUID(new_uid()).int >> 80
    assert before <= stamp <= time.time_ns() // 1_000_000


def test_no_two_uids_are_the_same() -> None:
    assert len({new_uid() for _ in range(10_000)}) == 10_000
