"""People come to work for the office, get other roles, and leave; what they did can be read."""

from datetime import timedelta

import pytest

from tests.conversations.conftest import NOW, Newcomer, Rehearsal
from tests.conversations.employers import Somebody, ads, approved_employer, somebody, writes_ad
from welcomebot.domain.staff import Role
from welcomebot.services.invite_staff import hash_of
from welcomebot.services.office_ports import Act, Handover, HandoverKind, HandoverState, Invitation
from welcomebot.services.ports import AskedQuestion
from welcomebot.settings import Settings
from welcomebot.storage.repositories import Repositories

BOSS_ID = 7_700_000_001
NOBODY = 7_999_999_999
REFUSED = "Only the people of the Welcome Office can do this."


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"administrator_ids": frozenset({BOSS_ID})})


async def administrator(bot: Rehearsal, language: str = "en") -> Somebody:
    newcomer = Newcomer(bot.api.user(language=language, id=BOSS_ID), bot)
    await newcomer.says("/start")
    await newcomer.taps({"en": "English", "fi": "Suomi"}[language])
    return Somebody(newcomer, language)


async def link_for(boss: Somebody, role: str) -> str:
    await boss.says("/invite")
    await boss.taps(role)
    return boss.last.text.rpartition(" ")[2]


async def joined(bot: Rehearsal, boss: Somebody, role: str = "Curator", language: str = "en") -> Somebody:
    link = await link_for(boss, role)
    person = await somebody(bot, language)
    await person.opens(link)
    return person


async def acts(bot: Rehearsal) -> list[Act]:
    async with bot.parts.database.reading() as session:
        return list(reversed(await Repositories(session).acts.latest(limit=50)))


async def test_administrator_invites_a_curator_with_a_link(bot: Rehearsal) -> None:
    boss = await administrator(bot)
    await boss.says("/invite")
    assert "Curator: answers newcomers and writes answers" in boss.last.text
    await boss.taps("Curator")
    how, invitation = boss.replies[-2], boss.last
    assert "valid for 24 hours and works once" in how.text
    assert invitation.text.startswith("You are invited to work with the Welcome Office of Kokkola")
    curator = await somebody(bot, "en")
    await curator.opens(invitation.text.rpartition(" ")[2])
    assert "You are Curator 1 now." in curator.last.text
    assert "/inbox – What waits for a reply" in curator.last.text
    assert "/invite" not in curator.last.text
    commands = [entry["command"] for entry in curator.commands]
    assert {"inbox", "work", "stats", "topics"} <= set(commands)
    assert not {"invite", "staff", "audit", "jobdesk", "announce"} & set(commands)
    assert [act.action for act in await acts(bot)] == ["staff-invited", "staff-joined"]


async def test_secret_is_kept_nowhere_and_no_number_is_in_the_audit_log(bot: Rehearsal) -> None:
    boss = await administrator(bot)
    link = await link_for(boss, "Curator")
    curator = await somebody(bot, "en")
    await curator.opens(link)
    secret = link.partition("staff-")[2]
    assert await bot.rows_about(NOBODY, text=secret) == {}
    assert str(curator.user_id) not in str([(act.subject, act.before, act.after) for act in await acts(bot)])


async def test_stranger_chooses_a_language_first_and_then_joins(bot: Rehearsal) -> None:
    boss = await administrator(bot)
    link = await link_for(boss, "Job desk")
    stranger = bot.newcomer("sv")
    await stranger.opens(link)
    await stranger.taps("English")
    assert "You are Job desk 1 now." in stranger.last.text
    assert "jobdesk" in [entry["command"] for entry in stranger.commands]
    await stranger.says("/jobdesk")
    assert "Job desk" in stranger.last.text


async def test_link_works_once(bot: Rehearsal) -> None:
    boss = await administrator(bot)
    link = await link_for(boss, "Curator")
    for person in [await somebody(bot, "en"), await somebody(bot, "en")]:
        await person.opens(link)
    assert person.last.text.startswith("This invitation was used already.")
    await person.says("/help")
    assert "/inbox" not in person.last.text


async def test_link_ends_after_a_day(bot: Rehearsal) -> None:
    async with bot.parts.database.writing() as session:
        old = NOW - timedelta(hours=25)
        await Repositories(session).staff.invite(Invitation(hash_of("old-secret"), Role.CURATOR, old, old + timedelta(hours=24)))
    person = await somebody(bot, "en")
    await person.says("/start staff-old-secret")
    assert person.last.text.startswith("This invitation is no longer valid.")


@pytest.mark.parametrize("payload", ["staff-unknown", "staff-", "staff-" + "x" * 46])
async def test_unknown_link_says_so(bot: Rehearsal, payload: str) -> None:
    person = await somebody(bot, "en")
    await person.says(f"/start {payload}")
    assert person.last.text.startswith("I do not know this invitation.")


async def test_stranger_with_a_broken_link_is_greeted(bot: Rehearsal) -> None:
    stranger = bot.newcomer("en")
    await stranger.says("/start staff-" + "ö:" * 40)
    await stranger.taps("English")
    assert "invitation" not in stranger.last.text


async def test_somebody_who_belongs_to_the_office_does_not_use_the_link_up(bot: Rehearsal) -> None:
    boss = await administrator(bot)
    curator = await joined(bot, boss)
    link = await link_for(boss, "Job desk")
    for person in (curator, boss):
        await person.opens(link)
        assert person.last.text.startswith("You belong to the Welcome Office already.")
    other = await somebody(bot, "en")
    await other.opens(link)
    assert "You are Job desk 1 now." in other.last.text


async def test_link_of_somebody_who_lost_the_right_to_invite_lets_nobody_in(bot: Rehearsal) -> None:
    boss = await administrator(bot)
    second = await joined(bot, boss, "Administrator")
    assert "You are Administrator 2 now." in second.last.text
    link = await link_for(second, "Administrator")
    await boss.says("/staff")
    for button in ("Administrator 2", "Take the role away", "Yes, take it away"):
        await boss.taps(button)
    await second.opens(link)
    assert second.last.text.startswith("This invitation is no longer valid.")


async def test_list_shows_roles_and_numbers_and_no_names(bot: Rehearsal) -> None:
    boss = await administrator(bot)
    curator = await joined(bot, boss, language="uk")
    await joined(bot, boss)
    await boss.says("/staff")
    lines = boss.last.text.splitlines()[2:]
    assert lines == [
        "Administrator 1: named in the settings, English",
        "Curator 1: since November 24, 2026, Українська",
        "Curator 2: since November 24, 2026, English",
    ]
    assert boss.last.buttons == ["Curator 1", "Curator 2", "Invite somebody"]
    assert curator.info["first_name"] not in boss.last.text


async def test_revoked_curator_loses_every_right_at_once(bot: Rehearsal) -> None:
    boss = await administrator(bot)
    curator = await joined(bot, boss, "Administrator")
    await curator.says("/staff")
    await boss.says("/staff")
    for button in ("Administrator 2", "Take the role away", "Yes, take it away"):
        await boss.taps(button)
    assert boss.last.text == "Administrator 2 no longer belongs to the Welcome Office."
    assert curator.last.text.startswith("Your role in the Welcome Office ended.")
    assert "staff" not in [entry["command"] for entry in curator.commands]
    await curator.taps("Invite somebody")
    assert curator.last.text == REFUSED
    await curator.says("/jobdesk")
    assert curator.last.text == REFUSED
    await curator.says("/help")
    assert "/inbox" not in curator.last.text
    [act] = [act for act in await acts(bot) if act.action == "staff-revoked"]
    assert (act.user_id, act.subject, act.before, act.after) == (BOSS_ID, "staff:administrator-2", {"role": "administrator"}, None)


async def test_what_a_revoked_curator_took_waits_again(bot: Rehearsal) -> None:
    boss = await administrator(bot)
    curator = await joined(bot, boss)
    async with bot.parts.database.writing() as session:
        db = Repositories(session)
        asked = await db.questions.add(AskedQuestion(0, None, "?", "en", "no_answer", (), NOW))
        number = await db.handovers.open(Handover(asked, HandoverKind.REQUEST, "?", "en", NOW))
        await db.handovers.take(number, curator.user_id, at=NOW)
    await boss.says("/staff")
    for button in ("Curator 1", "Take the role away", "Yes, take it away"):
        await boss.taps(button)
    async with bot.parts.database.reading() as session:
        handover = await Repositories(session).handovers.get(number)
    assert handover is not None
    assert (handover.state, handover.taken_by) == (HandoverState.OPEN, None)


async def test_nobody_revokes_themselves_by_accident(bot: Rehearsal) -> None:
    boss = await administrator(bot)
    second = await joined(bot, boss, "Administrator")
    await second.says("/staff")
    await second.taps("Administrator 2")
    await second.taps("Take the role away")
    assert second.last.text.startswith("This is you.")
    await second.taps("No, keep it")
    await second.says("/staff")
    assert "Administrator 2" in second.last.text


async def test_first_administrator_can_only_be_changed_in_the_settings(bot: Rehearsal) -> None:
    boss = await administrator(bot)
    second = await joined(bot, boss, "Administrator")
    for data in ("1:colleague:show:administrator-1", "1:colleague:revoked:administrator-1", "1:colleague:role:administrator-1:curator"):
        await second.taps_data(data)
        assert second.last.text.startswith("The first administrators are named in the settings"), data
        await second.says("/staff")
    await boss.says("/invite")
    assert boss.last.buttons == ["Administrator", "Curator", "Job desk"]


async def test_another_role_comes_with_its_commands_and_a_new_number(bot: Rehearsal) -> None:
    boss = await administrator(bot)
    person = await joined(bot, boss)
    await boss.says("/staff")
    await boss.taps("Curator 1")
    await boss.taps("Make this person: Job desk")
    assert boss.last.text == "Curator 1 is now Job desk 1."
    assert person.last.text.startswith("Your role in the Welcome Office changed: you are Job desk 1 now.")
    assert [entry["command"] for entry in person.commands][:2] == ["jobdesk", "stats"]
    await person.says("/jobdesk")
    assert person.last.text != REFUSED


async def test_taps_that_came_too_late_or_are_broken_change_nothing(bot: Rehearsal) -> None:
    boss = await administrator(bot)
    await joined(bot, boss)
    for data in ("1:colleague:role:curator-1:curator", "1:colleague:role:curator-1:king", "1:colleague:revoked:curator-7", "1:colleague:show:7"):
        await boss.taps_data(data)
        assert boss.last.text == "This changed meanwhile. Perhaps a colleague was faster.", data
        await boss.says("/staff")
    await boss.taps("Curator 1")
    await boss.taps("Take the role away")
    card = boss.last
    await boss.taps("Yes, take it away")
    await boss.taps_data("1:colleague:revoked:curator-1", message=card)
    assert boss.last.text == "This changed meanwhile. Perhaps a colleague was faster."
    assert [act.action for act in await acts(bot)].count("staff-revoked") == 1


async def test_only_administrators_see_and_change_who_belongs_to_the_office(bot: Rehearsal) -> None:
    boss = await administrator(bot)
    curator = await joined(bot, boss)
    newcomer = await somebody(bot, "en")
    for person in (curator, newcomer):
        for text in ("/staff", "/invite", "/audit"):
            await person.says(text)
            assert person.last.text == REFUSED, text
        for data in ("1:invite:administrator", "1:invite:-", "1:colleague:list", "1:colleague:revoked:curator-1", "1:audit:page:99", "1:audit:act:1:99"):
            await person.taps_data(data)
            assert person.last.text == REFUSED, data
    assert [act.action for act in await acts(bot)] == ["staff-invited", "staff-joined"]


async def test_audit_log_tells_who_did_what_and_what_changed(bot: Rehearsal) -> None:
    boss = await administrator(bot)
    await boss.says("/audit")
    assert boss.last.text == "Nothing is written down yet."
    person = await joined(bot, boss)
    await boss.says("/staff")
    await boss.taps("Curator 1")
    await boss.taps("Make this person: Job desk")
    await boss.says("/audit")
    lines = boss.last.text.splitlines()[2:]
    assert "Administrator 1: changed a role. Curator 1" in lines[0]
    assert "Job desk 1: joined the office. Curator 1" in lines[1]
    assert "Administrator 1: invited somebody. Invitation " in lines[2]
    await boss.taps("1")
    assert "role: curator → job-desk" in boss.last.text
    await boss.taps("Back")
    assert boss.last.text.startswith("What the office did")
    await boss.taps("2")
    assert "role: curator" in boss.last.text
    assert person.info["first_name"] not in boss.last.text


async def test_audit_log_goes_back_page_by_page(bot: Rehearsal) -> None:
    boss = await administrator(bot)
    async with bot.parts.database.writing() as session:
        for number in range(1, 21):
            await Repositories(session).acts.add(Act(NOW, BOSS_ID, "staff-invited", f"invitation:{number}"))
    await boss.says("/audit")
    assert "Invitation 20" in boss.last.text
    assert boss.last.buttons == [*"12345678", "Older"]
    await boss.taps("Older")
    await boss.taps("Older")
    assert boss.last.text.splitlines()[-1].endswith("Invitation 1")
    assert boss.last.buttons == [*"1234"]
    await boss.taps("4")
    assert boss.last.text.endswith("No field changed.")
    await boss.taps("Back")
    assert boss.last.text.splitlines()[-1].endswith("Invitation 1")


async def test_job_desk_decides_and_it_is_written_down(bot: Rehearsal) -> None:
    boss = await administrator(bot)
    desk = await joined(bot, boss, "Job desk")
    employer = await approved_employer(bot, desk, "en")
    await writes_ad(employer)
    await employer.presses("Send to the office")
    await desk.presses("Approve")
    assert len(await ads(bot)) == 1
    found = [(act.action, act.user_id, act.subject) for act in await acts(bot)][-2:]
    assert found == [("employer-approved", desk.user_id, "employer:1234567-1"), ("vacancy-approved", desk.user_id, "vacancy:1")]


async def test_help_tells_each_role_its_commands(bot: Rehearsal) -> None:
    boss = await administrator(bot)
    desk = await joined(bot, boss, "Job desk")
    await desk.says("/help")
    assert "/jobdesk – Employers and vacancies that wait" in desk.last.text
    assert "/invite" not in desk.last.text
    await boss.says("/help")
    assert "/invite – Invite somebody to the office" in boss.last.text
    newcomer = await somebody(bot, "en")
    await newcomer.says("/help")
    assert "Your work in the office" not in newcomer.last.text


async def test_menu_of_the_office_speaks_the_new_language(bot: Rehearsal) -> None:
    boss = await administrator(bot)
    await boss.says("/language")
    await boss.taps("Suomi")
    assert boss.commands[0]["command"] == "inbox"
