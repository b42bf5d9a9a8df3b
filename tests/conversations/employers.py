"""People of the job conversations: somebody of the office, employers who are let in, seekers with a profile."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from tests.conversations.conftest import LANGUAGE_NAMES, NOW, Newcomer, Rehearsal
from welcomebot.domain.seekers import Seeker, Wishes
from welcomebot.domain.vacancies import Cefr
from welcomebot.locales.i18n import translator
from welcomebot.services.job_ports import StoredSeeker, StoredVacancy
from welcomebot.storage.repositories import Repositories

STAFF_ID = 7_700_000_001
COMPANY, BUSINESS_ID = "Testipaja Oy", "1234567-1"
WELDING = "Welder\nYou weld steel parts in the workshop, also with TIG."
CONTACT = "jobs@example.org"


@dataclass
class Somebody:
    """A person who taps what a sentence is called in their own language: the English sentence is enough for a test."""

    newcomer: Newcomer
    language: str

    def __getattr__(self, name: str) -> Any:
        return getattr(self.newcomer, name)

    def tr(self, sentence: str, **values: object) -> str:
        return translator(self.language)(sentence).format(**values)

    async def presses(self, sentence: str, **values: object) -> None:
        await self.newcomer.taps(self.tr(sentence, **values))

    def sees(self, sentence: str, **values: object) -> bool:
        """Tell whether the newest message holds a sentence; tags are not seen."""
        wanted = self.tr(sentence, **values)
        for tag in ("<b>", "</b>", "<i>", "</i>"):
            wanted = wanted.replace(tag, "")
        return wanted in self.newcomer.last.text.replace("\u2068", "").replace("\u2069", "").replace("\u200f", "")


async def somebody(bot: Rehearsal, language: str, **fields: Any) -> Somebody:
    newcomer = Newcomer(bot.api.user(language=language, id=7_100_000_000 + bot.api.next_number(), **fields), bot)
    await newcomer.says("/start")
    await newcomer.taps(LANGUAGE_NAMES[language])
    return Somebody(newcomer, language)


async def office(bot: Rehearsal, language: str = "fi") -> Somebody:
    newcomer = Newcomer(bot.api.user(language=language, id=STAFF_ID), bot)
    await newcomer.says("/start")
    await newcomer.taps(LANGUAGE_NAMES[language])
    return Somebody(newcomer, language)


async def approved_employer(bot: Rehearsal, staff: Somebody, language: str = "sv") -> Somebody:
    boss = await somebody(bot, language)
    for text in ("/employer", COMPANY, BUSINESS_ID):
        await boss.says(text)
    await staff.presses("Approve")
    return boss


async def writes_ad(boss: Somebody, text: str = WELDING, *, contact: str = CONTACT) -> None:
    """Answer the six questions with their defaults, up to the preview."""
    await boss.presses("Post a vacancy")
    await boss.says(text)
    await boss.presses("Next")
    await boss.says("Kokkola")
    await boss.presses("Next")
    await boss.presses("Next")
    await boss.presses("Skip")
    await boss.says(contact)


async def open_ad(bot: Rehearsal, staff: Somebody, boss: Somebody, text: str = WELDING) -> StoredVacancy:
    await writes_ad(boss, text)
    await boss.presses("Send to the office")
    await staff.presses("Approve")
    return (await ads(bot))[-1]


async def ads(bot: Rehearsal) -> list[StoredVacancy]:
    async with bot.parts.database.reading() as session:
        return [ad for number in range(1, 30) if (ad := await Repositories(session).vacancies.get(number))]


async def change_ad(bot: Rehearsal, number: int, **fields: Any) -> None:
    async with bot.parts.database.writing() as session:
        store = Repositories(session).vacancies
        stored = await store.get(number)
        assert stored is not None
        await store.put(replace(stored, **fields))


async def tell_profile(bot: Rehearsal, user_id: int, *, wishes: Wishes | None = None, **fields: Any) -> None:
    """Store a complete profile of a welder, as the conversation of /jobs leaves it."""
    known = {"occupations": ("welder",), "skills": ("welding", "tig-welding"), "languages": {"fi": Cefr.B1, "ar": Cefr.C2}, **fields}
    stored = StoredSeeker(user_id, Seeker(str(user_id), **known), wishes or Wishes(may_be_found=True), is_complete=True, updated_at=NOW)
    async with bot.parts.database.writing() as session:
        await Repositories(session).seekers.put(stored)


async def shift_requests(bot: Rehearsal, days: int) -> None:
    """Let every contact request be older."""
    from sqlalchemy import update

    from welcomebot.storage.tables import ContactRequestRow

    async with bot.parts.database.writing() as session:
        await session.execute(update(ContactRequestRow).values(asked_at=NOW - timedelta(days=days)))
