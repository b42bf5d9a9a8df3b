"""Who works for the office, and what each role may do."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody of the office is there for."""

    ADMINISTRATOR = "administrator"
    CURATOR = "curator"
    JOB_DESK = "job-desk"


class Right(StrEnum):
    """One kind of what the office does."""

    REPLY = "reply"  # see what waits and answer it
    CURATE = "curate"  # publish and change answers and facts
    JOBS = "jobs"  # approve employers and vacancies, name skills
    ANNOUNCE = "announce"  # write to many
    STATISTICS = "statistics"
    STAFF = "staff"  # invite and revoke


class StaffTopic(StrEnum):
    """What the office's people are written to about; in their group each has a forum topic."""

    QUESTIONS = "questions"
    JOBS = "jobs"
    EMERGENCIES = "emergencies"
    DIGEST = "digest"


RIGHTS = {
    Role.ADMINISTRATOR: frozenset(Right),
    Role.CURATOR: frozenset({Right.REPLY, Right.CURATE, Right.STATISTICS}),
    Role.JOB_DESK: frozenset({Right.JOBS, Right.STATISTICS}),
}


def may(role: Role | None, right: Right) -> bool:
    """Tell whether a role has a right; somebody without a role has none."""
    return role is not None and right in RIGHTS[role]
