"""Why a file could not be read or written, in words for a person."""

import errno
import os
from pathlib import Path

_REASONS = {
    errno.ENOENT: "it is not there",
    errno.ENOTDIR: "a part of its path is not a folder",
    errno.EISDIR: "it is a folder",
    errno.EACCES: "you have no right to read it",
    errno.EPERM: "you have no right to read it",
    errno.EROFS: "the disk is read-only",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EFBIG: "it would be larger than a file may be here",
    errno.EIO: "the disk reports a fault",
    errno.ESTALE: "its network folder has gone",
    errno.ETIMEDOUT: "its network folder does not answer",
    errno.ELOOP: "its path is a circle of links",
    errno.ENAMETOOLONG: "its path is too long",
    errno.EINVAL: "its name is not allowed here",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.EBUSY: "another program is using it",
    errno.ETXTBSY: "another program is using it",
}


def reason(error: OSError) -> str:
    """A short sentence without capital and full stop, such as `you have no right to read it`."""
    return _REASONS.get(error.errno or 0, f"the system says “{error.strerror or error}”")


def shown(path: Path) -> str:
    """The path as text that can be stored and printed: bytes of its name that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
