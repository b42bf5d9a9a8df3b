"""Looking at vacancies: how they fit, what is missing, what can be done with them, and why one was shown or not."""

import re
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

import pytest

from tests.conversations.conftest import NOW, Newcomer, Rehearsal
from welcomebot.domain.seekers import Band, Pace, Seeker, Wishes
from welcomebot.domain.vacancies import Asked, Cefr, CloseReason, Employment, PayBasis, Vacancy, VacancyState, WorkTime
from welcomebot.locales.i18n import translator
from welcomebot.services.job_ports import StoredSeeker, StoredVacancy, Told
from welcomebot.storage.repositories import Repositories

WELDER = Vacancy(
    id="w-1",
    employer="Harjoituspaja",
    title="Hitsaaja alumiinitöihin",
    description="Hitsaat alumiinia pienessä konepajassa.",
    municipality="Kokkola",
    employment=Employment.PERMANENT,
    work_times=(WorkTime.FULL_TIME,),
    hours_a_week=(38.0, 38.0),
    pay_basis=PayBasis.HOUR,
    pay="15–17 €",
    apply_by=date(2026, 12, 18),
    apply_url="https://example.org/hitsaaja",
    phone="+358 6 000 0000",
    occupations=("welder",),
    required=(Asked("hitsaus", ("welding",)), Asked("myynti", ("selling",))),
    languages=MappingProxyType({"fi": Cefr.B1}),
    permits=("hot-work-card",),
)
EASY_WELDER = replace(WELDER, id="w-2", employer="Toinen paja", title="Hitsaaja", description="", languages=MappingProxyType({"fi": Cefr.A2}), permits=())
COOK = Vacancy(
    id="c-1",
    employer="Lounaskeittiö",
    title="Kokki lounasravintolaan",
    municipality="Kokkola",
    employment=Employment.FIXED_TERM,
    work_times=(WorkTime.PART_TIME, WorkTime.EVENING),
    apply_by=date(2026, 12, 4),
    email="keittio@example.org",
    occupations=("cook",),
    required=(Asked("ruoanlaitto", ("cooking",)),),
    languages=MappingProxyType({"fi": Cefr.A2}),
    permits=("hygiene-passport",),
)
CHEMIST = Vacancy(
    id="k-1",
    employer="Battery laboratory",
    title="Laboratory chemist",
    language="en",
    municipality="Pietarsaari",
    employment=Employment.PERMANENT,
    occupations=("chemist",),
    required=(Asked("chemical analysis", ("chemical-analysis",)),),
    languages=MappingProxyType({"en": Cefr.B2}),
)


async def put(bot: Rehearsal, *vacancies: Vacancy | StoredVacancy) -> list[int]:
    """Put ads into the database and return their numbers; one that has no life yet is open."""
    stored = [
        each if isinstance(each, StoredVacancy) else StoredVacancy(each, "office", VacancyState.OPEN, opened_at=NOW, updated_at=NOW) for each in vacancies
    ]
    async with bot.parts.database.writing() as session:
        return [await Repositories(session).vacancies.put(each) for each in stored]


async def change(bot: Rehearsal, number: int, **changes: object) -> None:
    """Change what is stored of an ad."""
    async with bot.parts.database.writing() as session:
        vacancies = Repositories(session).vacancies
        stored = await vacancies.get(number)
        assert stored is not None
        await vacancies.put(replace(stored, **changes))


async def seeker(bot: Rehearsal, language: str = "en", *, wishes: Wishes | None = None, **known: object) -> Newcomer:
    """Let somebody come who told already what they can do: a welder who speaks some Finnish, unless `known` says otherwise."""
    newcomer = await bot.settled_newcomer(language)
    about = {"occupations": ("welder",), "languages": MappingProxyType({"uk": Cefr.C2, "fi": Cefr.A2}), "municipality": "Kokkola", "commute_km": 60, **known}
    async with bot.parts.database.writing() as session:
        await Repositories(session).seekers.put(StoredSeeker(newcomer.user_id, Seeker(str(newcomer.user_id), **about), wishes or Wishes(), is_complete=True))
    return newcomer


async def profile(bot: Rehearsal, newcomer: Newcomer) -> StoredSeeker:
    """Return what is stored of somebody."""
    async with bot.parts.database.reading() as session:
        stored = await Repositories(session).seekers.get(newcomer.user_id)
    assert stored is not None
    return stored


async def looks(newcomer: Newcomer) -> None:
    """Go to the list by the first page of /jobs."""
    await newcomer.says("/jobs")
    await newcomer.taps(translator(newcomer.info["language_code"])("Show the vacancies"))


async def test_ukrainian_welder_sees_what_the_work_is_why_it_fits_and_saves_it(bot: Rehearsal) -> None:
    await put(bot, WELDER)
    newcomer = await seeker(bot, "uk")
    welder = bot.parts.board.taxonomy.concepts["welder"].labels["uk"][0].capitalize()
    await looks(newcomer)
    text = newcomer.last.text
    assert text.startswith(f"{welder}\nHitsaaja alumiinitöihin")
    assert "Harjoituspaja · Коккола" in text
    assert "Постійна робота · Повна зайнятість" in text
    assert "Погодинна оплата: 15–17 €" in text
    assert "Годин на тиждень: 38" in text
    assert re.search(r"Останній день подання: п.ятниця, 18 грудня 2026.*, через 24 дні\.", text)
    assert "Фінська: потрібен рівень B1, у вас A2." in text
    await newcomer.taps("☆ Зберегти")
    assert "★ Збережено" in newcomer.last.buttons
    await newcomer.says("/jobs")
    await newcomer.taps(translator("uk")("Saved vacancies"))
    assert welder in newcomer.last.text
    assert "Останній день подання: 18 грудня 2026" in newcomer.last.text
    await newcomer.taps(welder)
    await newcomer.taps("★ Збережено")
    assert "☆ Зберегти" in newcomer.last.buttons


async def test_arabic_cook_finds_work_by_the_name_of_the_trade(bot: Rehearsal) -> None:
    await put(bot, WELDER, COOK, CHEMIST)
    newcomer = await bot.settled_newcomer("ar")
    await newcomer.says("/jobs طباخ")
    assert "\u2068Kokki lounasravintolaan\u2069" in newcomer.last.text
    assert "\u20681\u2069 من \u20681\u2069" in newcomer.last.text
    assert translator("ar")("Tell what I can do") in newcomer.last.buttons
    await newcomer.taps(translator("ar")("Copy the e-mail address"))
    assert newcomer.copied == ["keittio@example.org"]


async def test_finnish_student_narrows_a_search(bot: Rehearsal) -> None:
    await put(bot, WELDER, COOK, replace(COOK, id="c-2", title="Kokki iltavuoroon", municipality="Kannus"), CHEMIST)
    newcomer = await bot.settled_newcomer("fi")
    await newcomer.says("/jobs kokki")
    assert "1/2" in newcomer.last.text
    await newcomer.taps("Rajaa")
    assert "☐ Kannus (1)" in newcomer.last.buttons
    await newcomer.taps("☐ Kannus (1)")
    await newcomer.taps("Näytä 1 työpaikka")
    assert "Kokki iltavuoroon" in newcomer.last.text
    await newcomer.taps("Rajaa")
    await newcomer.taps("Poista kaikki rajaukset")
    await newcomer.taps("Näytä 2 työpaikkaa")
    await newcomer.taps("Seuraava")
    assert "2/2" in newcomer.last.text


@pytest.mark.parametrize(
    ("language", "phrase", "title"),
    [
        ("en", "welder", "Hitsaaja alumiinitöihin"),
        ("uk", "хімік", "Laboratory chemist"),
        ("ru", "сварщик", "Hitsaaja alumiinitöihin"),
        ("sv", "kock", "Kokki lounasravintolaan"),
        ("fi", "alumiinitöihin", "Hitsaaja alumiinitöihin"),  # no concept, but a word of the title
    ],
)
async def test_search_works_in_every_language(bot: Rehearsal, language: str, phrase: str, title: str) -> None:
    await put(bot, WELDER, COOK, CHEMIST)
    newcomer = await bot.settled_newcomer(language)
    await newcomer.says(f"/jobs {phrase}")
    assert title in newcomer.last.text


async def test_search_for_nothing_says_so(bot: Rehearsal) -> None:
    await put(bot, WELDER)
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/jobs dentist")
    assert newcomer.last.text.startswith("No open vacancy fits your search: dentist")


async def test_all_points_add_up_to_the_score(bot: Rehearsal) -> None:
    await put(bot, WELDER)
    newcomer = await seeker(bot, skills=("mig-welding",), experience_years=5)
    await looks(newcomer)
    await newcomer.taps("Show all points")
    points = [int(sign.replace("\u2212", "-")) for sign in re.findall(r"^([+\u2212]\d+) ", newcomer.last.text, re.MULTILINE)]
    score = re.search(r"Together: (\d+) of 100", newcomer.last.text)
    assert score
    assert len(points) > 2
    assert sum(points) == int(score[1])
    await newcomer.taps("Back to the vacancy")
    assert "What is missing" in newcomer.last.text


async def test_language_gap_is_a_plan(bot: Rehearsal) -> None:
    await put(bot, WELDER, EASY_WELDER)
    newcomer = await seeker(bot)
    await looks(newcomer)
    await newcomer.taps("Next one")
    assert "Finnish: the ad asks for B1, you have A2." in newcomer.last.text
    assert bot.title("en", "finnish-courses") in newcomer.last.buttons
    await newcomer.taps("1 vacancy accepts Finnish A2")
    assert "Toinen paja" in newcomer.last.text
    assert "1 of 1" in newcomer.last.text


async def test_missing_card_tells_how_to_get_it(bot: Rehearsal) -> None:
    await put(bot, COOK)
    newcomer = await seeker(bot, occupations=("cook",), no_permits=frozenset({"hygiene-passport"}))
    await looks(newcomer)
    assert "It takes some days." in newcomer.last.text
    assert "You can begin to work without it and get it soon after." in newcomer.last.text
    await newcomer.taps(next(label for label in newcomer.last.buttons if label.startswith("How to get it")))
    assert newcomer.last.text.startswith("Hygiene passport")
    assert "{" not in newcomer.last.text


async def test_what_is_unknown_is_asked_and_the_answer_counts_at_once(bot: Rehearsal) -> None:
    await put(bot, WELDER)
    newcomer = await seeker(bot)
    await looks(newcomer)
    assert "I do not know yet whether you have it: hot work card" in newcomer.last.text
    await newcomer.taps("I do not have it")
    assert "How to get it: hot work card" in newcomer.last.buttons
    assert (await profile(bot, newcomer)).seeker.no_permits == {"hot-work-card"}
    await newcomer.taps(next(label for label in newcomer.last.buttons if label.startswith("I can do this too")))
    assert "selling" in (await profile(bot, newcomer)).seeker.skills


async def test_language_that_is_unknown_is_asked_with_its_level(bot: Rehearsal) -> None:
    await put(bot, replace(WELDER, permits=()))
    newcomer = await seeker(bot, languages=MappingProxyType({"uk": Cefr.C2}))
    await looks(newcomer)
    await newcomer.taps("B1")
    assert (await profile(bot, newcomer)).seeker.languages["fi"] is Cefr.B1
    assert "Finnish" not in newcomer.last.text


@pytest.mark.parametrize(
    ("reason", "said", "setting", "value"),
    [
        ("Too far away", "It was 60 km, now it is 40 km.", "commute_km", 40),
        (
            "The hours do not suit me",
            "Now: Part-time, Shift work, Evenings, Nights, Weekends, Called when needed.",
            "work_times",
            frozenset(WorkTime) - {WorkTime.FULL_TIME},
        ),
        ("The language is too hard", "vacancies that ask for more of a language than you speak are hidden.", "max_language_gap", 0),
        ("Not my kind of work", "vacancies of this work are hidden: welder.", "hidden_occupations", {"welder"}),
        ("Not this employer", "vacancies of this employer are hidden: Harjoituspaja.", "hidden_employers", {"Harjoituspaja"}),
    ],
)
async def test_reason_changes_a_setting_says_which_and_can_be_undone(bot: Rehearsal, reason: str, said: str, setting: str, value: object) -> None:
    await put(bot, replace(WELDER, municipality="Kannus"))
    newcomer = await seeker(bot)
    before = await profile(bot, newcomer)
    await looks(newcomer)
    await newcomer.taps("Not for me")
    await newcomer.taps(reason)
    if "Full-time" in newcomer.last.buttons:
        await newcomer.taps("Full-time")  # before all full-time work goes, that is asked
    assert said in newcomer.last.text
    after = await profile(bot, newcomer)
    assert {**vars(after.seeker), **vars(after.wishes)}[setting] == value
    await newcomer.taps("Undo")
    assert newcomer.last.text.startswith("Welder")
    restored = await profile(bot, newcomer)
    assert (restored.seeker, restored.wishes) == (before.seeker, before.wishes)


async def test_too_far_drops_a_place_that_the_person_named(bot: Rehearsal) -> None:
    await put(bot, replace(WELDER, municipality="Kannus"))
    newcomer = await seeker(bot, municipalities_ok=("Kannus", "Kälviä"))
    await looks(newcomer)
    await newcomer.taps("Not for me")
    await newcomer.taps("Too far away")
    assert "your places no longer hold Kannus" in newcomer.last.text
    assert (await profile(bot, newcomer)).seeker.municipalities_ok == ("Kälviä",)
    await newcomer.taps("Undo")
    assert set((await profile(bot, newcomer)).seeker.municipalities_ok) == {"Kannus", "Kälviä"}


async def test_of_several_working_times_the_person_says_which(bot: Rehearsal) -> None:
    await put(bot, COOK)
    newcomer = await seeker(bot, occupations=("cook",))
    await looks(newcomer)
    await newcomer.taps("Not for me")
    await newcomer.taps("The hours do not suit me")
    await newcomer.taps("Evenings")
    assert WorkTime.EVENING not in (await profile(bot, newcomer)).seeker.work_times
    assert WorkTime.PART_TIME in (await profile(bot, newcomer)).seeker.work_times


async def test_somebody_who_has_work_may_pause_the_messages(bot: Rehearsal) -> None:
    await put(bot, WELDER)
    newcomer = await seeker(bot)
    await looks(newcomer)
    await newcomer.taps("Not for me")
    await newcomer.taps("I have work already")
    assert (await profile(bot, newcomer)).wishes == Wishes()
    await newcomer.taps("Pause for 30 days")
    assert "until December 24, 2026" in newcomer.last.text
    until = (await profile(bot, newcomer)).wishes.paused_until
    assert until is not None
    assert abs(until - NOW - timedelta(days=30)) < timedelta(minutes=5)


async def test_what_was_set_aside_does_not_come_back(bot: Rehearsal) -> None:
    await put(bot, WELDER, EASY_WELDER)
    newcomer = await seeker(bot)
    await looks(newcomer)
    assert "1 of 2" in newcomer.last.text
    await newcomer.taps("Not for me")
    await newcomer.taps("I have work already")
    await newcomer.taps("Next one")
    assert "1 of 1" in newcomer.last.text
    await looks(newcomer)
    assert "1 of 1" in newcomer.last.text


async def test_what_the_settings_hide_is_counted_and_can_be_seen(bot: Rehearsal) -> None:
    await put(bot, WELDER, EASY_WELDER)
    newcomer = await seeker(bot, wishes=Wishes(hidden_employers=frozenset({"harjoituspaja"})))
    await looks(newcomer)
    assert "1 of 1" in newcomer.last.text
    await newcomer.taps("1 more is hidden by your settings")
    assert "2 of 2" in newcomer.last.text


async def test_no_finnish_needed_is_for_this_list_until_it_is_kept(bot: Rehearsal) -> None:
    await put(bot, WELDER, replace(WELDER, id="w-3", employer="English workshop", title="Welder", language="en", languages=MappingProxyType({"en": Cefr.A2})))
    newcomer = await seeker(bot)
    await looks(newcomer)
    await newcomer.taps("Filter")
    await newcomer.taps("☐ No Finnish needed (1)")
    await newcomer.taps("Show 1 vacancy")
    assert "English workshop" in newcomer.last.text
    assert not (await profile(bot, newcomer)).wishes.no_finnish_needed
    await newcomer.taps("Filter")
    await newcomer.taps("Keep “no Finnish needed” as my setting")
    assert (await profile(bot, newcomer)).wishes.no_finnish_needed


async def test_what_fits_little_is_left_out_and_counted(bot: Rehearsal) -> None:
    await put(bot, WELDER, CHEMIST)
    newcomer = await seeker(bot)
    await looks(newcomer)
    assert "1 of 1" in newcomer.last.text
    await newcomer.taps("Also show 1 that fits little")
    assert "2 of 2" in newcomer.last.text


async def test_one_ad_for_many_places_is_one_vacancy(bot: Rehearsal) -> None:
    await put(bot, *(replace(WELDER, id=f"w-{place}", municipality=place) for place in ("Kokkola", "Kannus", "Kälviä")))
    newcomer = await seeker(bot)
    await looks(newcomer)
    assert "1 of 1" in newcomer.last.text
    assert re.search(r"Harjoituspaja · Kokkola, K\w+, K\w+", newcomer.last.text)


async def test_old_card_of_a_closed_vacancy_shows_why_it_is_closed(bot: Rehearsal) -> None:
    number, _ = await put(bot, WELDER, EASY_WELDER)
    newcomer = await seeker(bot)
    await looks(newcomer)
    await change(bot, number, state=VacancyState.CLOSED, close_reason=CloseReason.FILLED, closed_at=NOW)
    await newcomer.taps_data(f"1:v-save:{number}:")
    assert newcomer.last.text.startswith("This vacancy is closed. The employer chose somebody.")
    assert "<s>" in newcomer.last.html
    await newcomer.taps("★ Saved")
    assert "★ Saved" not in newcomer.last.buttons
    await newcomer.taps("Next one")
    assert "Toinen paja" in newcomer.last.text


async def test_last_day_counts_in_the_time_of_the_office(bot: Rehearsal) -> None:
    # It is eight in the evening of the 24th in Kokkola.
    await put(bot, replace(WELDER, apply_by=date(2026, 11, 24)), replace(EASY_WELDER, apply_by=date(2026, 11, 23)))
    newcomer = await seeker(bot)
    await looks(newcomer)
    assert "1 of 1" in newcomer.last.text
    assert "Today is the last day to apply." in newcomer.last.text


async def test_reports_on_finnish_are_shown_from_the_third_on(bot: Rehearsal) -> None:
    await put(bot, WELDER)
    for verdict in ("It goes without Finnish", "It goes without Finnish", "Finnish is really needed"):
        newcomer = await seeker(bot)
        await looks(newcomer)
        assert "What others say" not in newcomer.last.text
        await newcomer.taps("Really needs Finnish?")
        assert "Fewer than three people have said anything about it yet." in newcomer.last.text
        await newcomer.taps(verdict)
    await newcomer.taps("Back to the vacancy")
    assert "Finnish is really needed: 1, it goes without: 2." in newcomer.last.text


async def test_employers_own_words_are_one_tap_away(bot: Rehearsal) -> None:
    await put(bot, WELDER)
    newcomer = await seeker(bot)
    await looks(newcomer)
    await newcomer.taps("Read the ad")
    assert "Hitsaat alumiinia pienessä konepajassa." in newcomer.last.text


async def test_what_would_open_more_is_counted(bot: Rehearsal) -> None:
    hard = {"permits": ("hygiene-passport",), "hard": frozenset({"permit:hygiene-passport"}), "languages": MappingProxyType({})}
    await put(bot, *(replace(COOK, id=f"c-{n}", title=f"Kokki {n}", **hard) for n in range(3)))
    newcomer = await seeker(bot, occupations=("cook",), no_permits=frozenset({"hygiene-passport"}))
    await newcomer.says("/jobs")
    await newcomer.taps("What would open more")
    assert "Hygiene passport would open 3 more vacancies." in newcomer.last.text
    assert "How to get it: hygiene passport" in newcomer.last.buttons


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        (Wishes(), "It comes with your next message about new vacancies."),
        (Wishes(pace=Pace.OFF), "You switched off messages about new vacancies."),
        (Wishes(paused_until=NOW + timedelta(days=7)), "You paused the messages until December 1, 2026."),
        (Wishes(hidden_occupations=frozenset({"welder"})), "You hid vacancies of this kind of work."),
        (Wishes(max_language_gap=0), "It asks for a language level that is farther above yours than your setting allows."),
        (Wishes(no_finnish_needed=True), "It needs Finnish, and your setting hides work that needs it."),
        (Wishes(least=Band.STRONG), "You chose to hear only of what fits at least so: “Fits you very well”."),
    ],
)
async def test_why_not_names_what_stands_in_the_way(bot: Rehearsal, wishes: Wishes, sentence: str) -> None:
    number, *_ = await put(bot, WELDER)
    newcomer = await seeker(bot, wishes=wishes)
    await newcomer.says(f"/jobs {number}")
    assert sentence in newcomer.last.text


async def test_why_not_tells_of_requirements_dismissals_and_messages(bot: Rehearsal) -> None:
    number, *_ = await put(bot, replace(WELDER, hard=frozenset({"language:fi"})))
    newcomer = await seeker(bot)
    await newcomer.says(f"/jobs {number}")
    assert "The employer will not go without something that you do not have: Finnish at level B1." in newcomer.last.text
    async with bot.parts.database.writing() as session:
        await Repositories(session).ledger.claim(Told(newcomer.user_id, number, 1, "key", NOW))
    await newcomer.says(f"/jobs #{number}")
    assert "I told you of it on November 24, 2026." in newcomer.last.text
    await newcomer.taps("Show the vacancy")
    await newcomer.taps("Not for me")
    await newcomer.taps("I have work already")
    await newcomer.says(f"/jobs {number}")
    assert "You set it aside. Your reason: I have work already." in newcomer.last.text


async def test_why_not_of_what_the_person_knows_already(bot: Rehearsal) -> None:
    number, *_ = await put(bot, WELDER)
    newcomer = await seeker(bot)
    await looks(newcomer)
    await newcomer.says(f"/jobs {number}")
    assert "You looked at it here yourself" in newcomer.last.text
    await newcomer.taps("Show the vacancy")
    await newcomer.taps("☆ Save")
    await newcomer.says(f"/jobs {number}")
    assert "You saved it, so I do not write about it as a new one." in newcomer.last.text


async def test_ad_of_an_employer_who_was_forgotten_still_works(bot: Rehearsal) -> None:
    await put(bot, StoredVacancy(replace(WELDER, apply_url="", phone="", email=""), "employer", VacancyState.OPEN, posted_by=None, opened_at=NOW))
    newcomer = await seeker(bot)
    await looks(newcomer)
    assert "The Welcome Office helps you to reach the employer." in newcomer.last.text
    await newcomer.taps("Ask the Welcome Office")
    assert "A person in the office can help you." in newcomer.last.text


async def test_why_not_of_what_is_over_unknown_or_waiting(bot: Rehearsal) -> None:
    closed = StoredVacancy(WELDER, "office", VacancyState.CLOSED, opened_at=NOW, close_reason=CloseReason.PLANS_CHANGED)
    waiting = StoredVacancy(EASY_WELDER, "office", VacancyState.WAITING)
    over, hidden = await put(bot, closed, waiting)
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says(f"/jobs {over}")
    assert "This vacancy is closed. The employer's plans changed." in newcomer.last.text
    assert "You have not told me yet what work you can do" in newcomer.last.text
    for number in (hidden, 999):
        await newcomer.says(f"/jobs {number}")
        assert newcomer.last.text == f"There is no vacancy with this number: {number}"


async def test_broken_buttons_never_break_the_conversation(bot: Rehearsal) -> None:
    number, *_ = await put(bot, WELDER)
    newcomer = await seeker(bot)
    for data in (
        "1:v-one:x",
        "1:v-one:999",
        "1:v-save:998:zz.q.q",
        f"1:v-why:{number}::nonsense",
        f"1:v-have:{number}::abc:yes",
        f"1:v-undo:{number}::t:zz",
        f"1:v-undo:{number}:zz.zz.lAAA:x:1",
        "1:matches:99999:...",
        "1:v-card:nothing",
        "1:v-rest:x",
    ):
        await newcomer.says("/jobs")
        home = newcomer.last.text
        await newcomer.taps_data(data)
        assert newcomer.last.text not in {"", home}, data
