"""Which setting a reason against a vacancy changes, and how it is taken back. The settings that the person sees are all there is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from welcomebot.domain.places import Places
from welcomebot.domain.seekers import NotForMe, Seeker, Wishes
from welcomebot.domain.vacancies import Vacancy, WorkTime
from welcomebot.services.job_ports import StoredSeeker
from welcomebot.services.vacancy_filters import same_name, widest_gap

COMMUTE_STEP = 5  # km


class Setting(StrEnum):
    """A setting that a reason changes."""

    COMMUTE = "commute"
    PLACE = "place"
    WORK_TIMES = "times"
    LANGUAGE_GAP = "gap"
    OCCUPATION = "field"
    EMPLOYER = "firm"


Value = int | str | frozenset[WorkTime] | None


@dataclass(frozen=True)
class Change:
    """What one setting was and is now; for a hidden occupation, employer or a dropped place it was or is that one."""

    setting: Setting
    before: Value
    after: Value


def change_for(profile: StoredSeeker, vacancy: Vacancy, reason: NotForMe, places: Places, *, time: WorkTime | None = None) -> Change | None:
    """Return the change that a reason means; None where no setting says anything about it."""
    seeker, wishes = profile.seeker, profile.wishes
    match reason:
        case NotForMe.TOO_FAR:
            return _nearer(seeker, vacancy, places)
        case NotForMe.HOURS:
            return _without_time(seeker, time or next(iter(vacancy.work_times), None))
        case NotForMe.LANGUAGE:
            gap = widest_gap(vacancy, seeker)
            return Change(Setting.LANGUAGE_GAP, wishes.max_language_gap, gap - 1) if gap else None
        case NotForMe.FIELD:
            return next((Change(Setting.OCCUPATION, None, occupation) for occupation in vacancy.occupations[:1]), None)
        case NotForMe.EMPLOYER:
            return Change(Setting.EMPLOYER, None, vacancy.employer)
        case NotForMe.HAVE_WORK | NotForMe.OTHER:
            return None  # alerts pause only if the person wants it, and of another reason nothing is known


def applied(profile: StoredSeeker, change: Change) -> StoredSeeker:
    """Return the profile with the change."""
    return _with(profile, change, change.after, is_undo=False)


def undone(profile: StoredSeeker, change: Change) -> StoredSeeker:
    """Return the profile as if the change had never been; what was set meanwhile in other settings stays."""
    return _with(profile, change, change.before, is_undo=True)


def _with(profile: StoredSeeker, change: Change, value: Value, *, is_undo: bool) -> StoredSeeker:
    seeker, wishes = profile.seeker, profile.wishes
    match change.setting, value:
        case Setting.COMMUTE, int() | None:
            return replace(profile, seeker=replace(seeker, commute_km=value))
        case Setting.WORK_TIMES, frozenset():
            return replace(profile, seeker=replace(seeker, work_times=value))
        case Setting.LANGUAGE_GAP, int() | None:
            return replace(profile, wishes=replace(wishes, max_language_gap=value))
        case Setting.PLACE, _:
            return replace(profile, seeker=_with_place(seeker, change, is_undo=is_undo))
        case _:
            return replace(profile, wishes=_with_hidden(wishes, change, is_undo=is_undo))


def _with_place(seeker: Seeker, change: Change, *, is_undo: bool) -> Seeker:
    place = str(change.before)
    others = tuple(name for name in seeker.municipalities_ok if same_name(name) != same_name(place))
    return replace(seeker, municipalities_ok=(*others, place) if is_undo else others)


def _with_hidden(wishes: Wishes, change: Change, *, is_undo: bool) -> Wishes:
    mark = str(change.after)
    if change.setting is Setting.OCCUPATION:
        return replace(wishes, hidden_occupations=wishes.hidden_occupations - {mark} if is_undo else wishes.hidden_occupations | {mark})
    others = frozenset(name for name in wishes.hidden_employers if same_name(name) != same_name(mark))
    return replace(wishes, hidden_employers=others if is_undo else others | {mark})


def _nearer(seeker: Seeker, vacancy: Vacancy, places: Places) -> Change | None:
    """Drop the place where the person named it, else shorten the way; the own town cannot be too far."""
    where = places.id_of(vacancy.municipality)
    named = next((name for name in seeker.municipalities_ok if places.id_of(name) == where), None)
    if named is not None:
        return Change(Setting.PLACE, named, None)
    distance = places.distance(seeker.municipality, vacancy.municipality)
    # The largest whole step that leaves the place out.
    km = (int(distance) - 1) // COMMUTE_STEP * COMMUTE_STEP if distance else 0
    return Change(Setting.COMMUTE, seeker.commute_km, km) if km > 0 and (seeker.commute_km is None or km < seeker.commute_km) else None


def _without_time(seeker: Seeker, time: WorkTime | None) -> Change | None:
    # Nobody chose a time yet: all of them suited so far. The last one stays, since none at all would mean any.
    chosen = seeker.work_times or frozenset(WorkTime)
    rest = chosen - {time}
    return Change(Setting.WORK_TIMES, seeker.work_times, rest) if time in chosen and rest else None


LETTERS: Mapping[WorkTime, str] = {
    WorkTime.FULL_TIME: "f",
    WorkTime.PART_TIME: "p",
    WorkTime.SHIFT: "s",
    WorkTime.EVENING: "e",
    WorkTime.NIGHT: "n",
    WorkTime.WEEKEND: "w",
    WorkTime.ON_CALL: "c",
}
