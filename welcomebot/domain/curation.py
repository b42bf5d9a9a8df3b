"""Which side wins when files and database both hold the knowledge."""

from enum import StrEnum


class SyncAction(StrEnum):
    """What a sync does with one file."""

    NOTHING = "nothing"
    ADOPT = "adopt"  # both sides agree; only the base is brought up to date
    UPDATE = "update"  # the file is new or changed: it goes into the database
    REMOVE = "remove"  # the file was deleted and the database still holds what it held
    KEEP = "keep"  # only the database changed
    CONFLICT = "conflict"  # both changed, each in its own way: nothing is overwritten


def decide(base: str | None, file: str | None, database: str | None) -> SyncAction:
    """Compare three hashes: when both sides last agreed, the file now, the database now. None stands for absent."""
    if file == database:
        return SyncAction.NOTHING if base == file else SyncAction.ADOPT
    if file == base:
        return SyncAction.KEEP
    if database == base:
        return SyncAction.REMOVE if file is None else SyncAction.UPDATE
    return SyncAction.CONFLICT
