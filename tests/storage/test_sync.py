"""Files and database brought together: nobody's work is overwritten, and export gives the same files back."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.knowledge.sample import write_folder
from welcomebot.domain.knowledge import Article
from welcomebot.errors import KnowledgeError
from welcomebot.services.export_knowledge import export_knowledge
from welcomebot.services.read_knowledge import read_knowledge
from welcomebot.services.sync_knowledge import SyncReport, sync_knowledge
from welcomebot.storage.articles import ArticleStore
from welcomebot.storage.database import Database

HOME = "articles/work/tax-card"
Change = Callable[[ArticleStore], Awaitable[None]]


class Office:
    """A folder and a database, and what people do with them."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self.database = database

    async def syncs(self) -> SyncReport:
        async with self.database.writing() as session:
            return await sync_knowledge(ArticleStore(session), read_knowledge(self.folder))

    async def exports(self, folder: Path | None = None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        async with self.database.reading() as session:
            report = await export_knowledge(ArticleStore(session), folder or self.folder)
            return report.written, report.removed

    async def article(self, article_id: str = "tax-card") -> Article | None:
        async with self.database.reading() as session:
            return (await ArticleStore(session).all()).get(article_id)

    async def title(self, language: str = "fi") -> str | None:
        article = await self.article()
        return article.texts[language].title if article and language in article.texts else None

    async def revision(self) -> int:
        async with self.database.reading() as session:
            return await ArticleStore(session).revision()

    async def staff_write_title(self, title: str, language: str = "fi") -> None:
        async with self.database.writing() as session:
            store = ArticleStore(session)
            article = (await store.all())["tax-card"]
            text = replace(article.texts.get(language, article.texts["en"]), language=language, title=title)
            await store.put(replace(article, texts={**article.texts, language: text}))

    async def staff_delete_article(self) -> None:
        async with self.database.writing() as session:
            await ArticleStore(session).remove("tax-card")

    def file_title(self, title: str, name: str = "fi.md") -> None:
        path = self.folder / HOME / name
        lines = path.read_text().split("\n")
        path.write_text("\n".join([lines[0], f"title: {title}", *lines[2:]]))

    def delete_article_files(self) -> None:
        for path in (self.folder / HOME).iterdir():
            path.unlink()
        (self.folder / HOME).rmdir()


@pytest.fixture
async def office(tmp_path: Path, database: Database) -> Office:
    """Give an office whose files and database agree."""
    office = Office(write_folder(tmp_path / "knowledge", "tax-card", "find-a-job"), database)
    await office.syncs()
    return office


async def test_the_first_sync_brings_everything_in(tmp_path: Path, database: Database):
    office = Office(write_folder(tmp_path / "knowledge"), database)
    report = await office.syncs()
    assert len(report.updated) == 7 + 3
    assert await office.article() == read_knowledge(office.folder).articles["tax-card"]
    assert await office.revision() == 1


async def test_a_sync_without_changes_does_nothing(office: Office):
    report = await office.syncs()
    assert (report.is_changed, report.kept, report.conflicts) == (False, [], [])
    assert await office.revision() == 1


async def test_spacing_and_comments_in_a_file_are_no_change(office: Office):
    path = office.folder / HOME / "article.yaml"
    path.write_text("# seen by Anna\n" + path.read_text().replace("id: tax-card", 'id:   "tax-card"'))
    assert not (await office.syncs()).is_changed


async def test_a_changed_file_updates_the_database(office: Office):
    office.file_title("Uusi")
    assert (await office.syncs()).updated == ["tax-card/fi.md"]
    assert await office.title() == "Uusi"
    assert await office.revision() == 2


async def test_what_staff_changed_is_kept(office: Office):
    await office.staff_write_title("Toimiston")
    assert (await office.syncs()).kept == ["tax-card/fi.md"]
    assert await office.title() == "Toimiston"


async def test_changes_of_both_sides_in_different_texts_are_merged(office: Office):
    await office.staff_write_title("Toimiston")
    office.file_title("Ny", "sv.md")
    report = await office.syncs()
    assert (report.updated, report.kept, report.conflicts) == (["tax-card/sv.md"], ["tax-card/fi.md"], [])
    assert (await office.title("fi"), await office.title("sv")) == ("Toimiston", "Ny")


async def test_changes_of_both_sides_in_one_text_are_a_conflict_that_stays(office: Office):
    await office.staff_write_title("Toimiston")
    office.file_title("Tiedoston")
    for _ in range(2):
        report = await office.syncs()
        assert (report.is_changed, report.conflicts) == (False, ["tax-card/fi.md"])
    assert await office.title() == "Toimiston"


async def test_the_same_change_on_both_sides_is_agreement(office: Office):
    await office.staff_write_title("Sama")
    office.file_title("Sama")
    assert (await office.syncs()).conflicts == []
    office.file_title("Uusi")
    assert (await office.syncs()).updated == ["tax-card/fi.md"]


async def test_an_export_settles_a_conflict_for_the_database(office: Office):
    await office.staff_write_title("Toimiston")
    office.file_title("Tiedoston")
    assert await office.exports() == ((f"{HOME}/fi.md",), ())
    assert (await office.syncs()).conflicts == []


async def test_a_deleted_text_goes_unless_staff_changed_it(office: Office):
    await office.staff_write_title("Toimiston")
    for name in ("fi.md", "sv.md"):
        (office.folder / HOME / name).unlink()
    report = await office.syncs()
    assert (report.removed, report.conflicts) == (["tax-card/sv.md"], ["tax-card/fi.md"])
    assert (await office.title("fi"), await office.title("sv")) == ("Toimiston", None)


async def test_a_deleted_article_goes(office: Office):
    office.delete_article_files()
    assert len((await office.syncs()).removed) == 7
    assert await office.article() is None
    assert await office.article("find-a-job") is not None


async def test_a_deleted_article_stays_while_it_holds_work_of_the_staff(office: Office):
    await office.staff_write_title("Somali", "so")
    office.delete_article_files()
    report = await office.syncs()
    assert (report.conflicts, report.kept) == (["tax-card/article.yaml"], ["tax-card/so.md"])
    assert await office.title("so") == "Somali"


async def test_an_article_that_staff_deleted_does_not_come_back(office: Office):
    await office.staff_delete_article()
    assert not (await office.syncs()).is_changed
    office.file_title("Uusi")
    assert (await office.syncs()).conflicts == ["tax-card/fi.md"]
    (office.folder / HOME / "de.md").write_text((office.folder / HOME / "en.md").read_text())
    assert (await office.syncs()).conflicts == ["tax-card/de.md", "tax-card/fi.md"]
    assert await office.article() is None


async def test_an_article_moves_to_another_category_with_the_work_of_the_staff(office: Office):
    await office.staff_write_title("Toimiston")
    (office.folder / "articles/money").mkdir()
    (office.folder / HOME).rename(office.folder / "articles/money/tax-card")
    meta = office.folder / "articles/money/tax-card/article.yaml"
    meta.write_text(meta.read_text().replace("category: work", "category: money"))
    report = await office.syncs()
    assert (report.updated, report.kept, report.conflicts) == (["tax-card/article.yaml"], ["tax-card/fi.md"], [])
    article = await office.article()
    assert article is not None
    assert article.category == "money"


async def test_facts_are_compared_one_by_one(office: Office):
    path = office.folder / "contacts.yaml"
    path.write_text(path.read_text().replace("+358 29 497 000", "+358 29 497 001").replace("phone:tax:", "phone:vero:"))
    report = await office.syncs()
    assert (report.updated, report.removed) == (["contacts.yaml#phone:vero"], ["contacts.yaml#phone:tax"])
    async with office.database.reading() as session:
        assert sorted(await ArticleStore(session).contacts()) == ["deadline:tax", "link:tax-card", "phone:vero"]


async def test_an_empty_folder_removes_nothing(office: Office, tmp_path: Path):
    (tmp_path / "empty" / "articles").mkdir(parents=True)
    office.folder = tmp_path / "empty"
    with pytest.raises(KnowledgeError, match="right folder"):
        await office.syncs()
    assert await office.article() is not None


async def test_an_export_writes_the_same_bytes(office: Office, tmp_path: Path):
    await office.exports(tmp_path / "copy")
    for path in office.folder.rglob("*.*"):
        assert (tmp_path / "copy" / path.relative_to(office.folder)).read_bytes() == path.read_bytes()
    assert await office.exports() == ((), ())


async def test_an_export_deletes_what_staff_deleted_and_leaves_what_was_never_synced(office: Office):
    await office.staff_delete_article()
    draft = office.folder / "articles/work/draft/en.md"
    draft.parent.mkdir()
    draft.write_text("draft")
    written, removed = await office.exports()
    assert (written, len(removed)) == ((), 7)
    assert draft.exists()
    assert not (office.folder / HOME).exists()


async def test_an_empty_database_exports_nothing(tmp_path: Path, database: Database):
    with pytest.raises(KnowledgeError, match="no article"):
        await Office(write_folder(tmp_path / "knowledge"), database).exports()
