"""Files of vacancies as people send them: every form, every encoding, and what goes wrong with them."""

import codecs
import json
import re
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.sheets import HEADER, book, sheet, with_cached_values, with_part
from welcomebot.domain.language import CODES
from welcomebot.locales.i18n import translator
from welcomebot.services import read_vacancy_xlsx, vacancy_files
from welcomebot.services.vacancy_files import read_vacancy_file
from welcomebot.services.vacancy_headers import HEADERS, field_of
from welcomebot.services.vacancy_rows import FileRow, VacancyFileError


def rows(file: BytesIO | bytes | str) -> list[FileRow]:
    return list(read_vacancy_file(BytesIO(file.encode() if isinstance(file, str) else file) if not isinstance(file, BytesIO) else file))


def one(file: BytesIO | bytes | str) -> dict[str, Any]:
    [row] = rows(file)
    assert row.problem is None
    return {name: value for name, value in row.fields.items() if value not in (None, "")}


def problems(file: BytesIO | bytes | str) -> dict[int, str]:
    return {row.number: str(row.problem) for row in rows(file) if row.problem}


# JSON


def test_each_line_is_an_ad_and_keeps_its_number() -> None:
    assert [(row.number, row.fields) for row in rows('{"id": 1}\n\n  \n{"id": 2}')] == [(1, {"id": 1}), (4, {"id": 2})]


def test_list_of_ads_is_taken_as_well() -> None:
    assert [(row.number, row.fields) for row in rows('\n[{"id": 1},\n{"id": 2}]')] == [(1, {"id": 1}), (2, {"id": 2})]


def test_json_may_begin_with_a_mark_and_be_utf16() -> None:
    assert one(codecs.BOM_UTF8 + '{"title": "Kök"}'.encode()) == {"title": "Kök"}
    assert one('{"title": "Kök"}'.encode("utf-16")) == {"title": "Kök"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{nonsense", "is no JSON from character 2 on: Expecting property name enclosed in double quotes."),
        ("[1]", "should be an object"),
        ('"text"', "should be an object"),
        ('{"pay": NaN}', "NaN is no number"),
        ('{"pay": ' + "9" * 5_000 + "}", "is no JSON"),
        ('{"a": ' + "[" * 100_000 + "}", "is no JSON"),
    ],
)
def test_bad_line_is_named_and_the_others_are_read(line: str, reason: str) -> None:
    good, bad, also_good = rows(f'{{"id": 1}}\n{line}\n{{"id": 2}}')
    assert (bad.number, reason in str(bad.problem)) == (2, True), bad.problem
    assert (good.fields, also_good.fields) == ({"id": 1}, {"id": 2})


def test_broken_list_is_refused_whole() -> None:
    with pytest.raises(VacancyFileError, match="no JSON"):
        rows('[{"id": 1}, ')


# CSV


@pytest.mark.parametrize("separator", [";", "\t", ",", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_table_is_read_whatever_its_separator_and_encoding(separator: str, encoding: str) -> None:
    lines = [HEADER, ("1", "Sähköasentaja", "Yritys – Åbo")]
    text = "\r\n".join(separator.join(line) for line in lines)
    assert one(text.encode(encoding)) == {"id": "1", "title": "Sähköasentaja", "employer": "Yritys – Åbo"}


def test_quoted_cells_hold_line_breaks_and_separators() -> None:
    text = 'id;title;employer;description\n1;Hitsaaja;Satama-Metalli;"Rivi ""yksi"";\r\nrivi kaksi"\n2;Kokki;Ravintola;\n'
    first, second = rows(text)
    assert first.fields["description"] == 'Rivi "yksi";\r\nrivi kaksi'
    assert (second.number, second.fields["title"]) == (3, "Kokki")


def test_text_above_the_header_and_empty_rows_do_no_harm() -> None:
    assert [(row.number, row.fields["title"]) for row in rows("sep=;\nAvoimet työpaikat;;\n\nid;title;employer\n;;\n1;Hitsaaja;Satama-Metalli\n\n")] == [
        (6, "Hitsaaja")
    ]


def test_commas_in_a_text_do_not_make_the_separator() -> None:
    assert one("title;id;description\nHitsaaja;1;tig, mig, mag, levy, putki")["description"] == "tig, mig, mag, levy, putki"


def test_row_with_too_many_cells_is_named() -> None:
    assert "has 4 cells and the header 3" in problems("id,title,employer\n1,Hitsaaja, levyseppä,Satama\n2,Kokki,Ravintola")[2]


def test_quotation_mark_that_is_not_closed_is_named() -> None:
    assert "quotation mark" in problems('id;title;employer\n1;"Hitsaaja;Satama\n2;Kokki;Ravintola\n')[2]


def test_endless_cell_is_named() -> None:
    assert "field larger than" in problems("id;title\n1;" + "x" * 200_000)[2]


@pytest.mark.parametrize("text", ["a;b;c\n1;2;3", "id;employer\n1;Satama", "just some text", "\n\n\n,"])
def test_table_without_a_title_is_refused(text: str) -> None:
    with pytest.raises(VacancyFileError, match="No column is called title"):
        rows(text)


def test_two_columns_of_one_meaning_are_refused() -> None:
    with pytest.raises(VacancyFileError, match="mean the same: title"):
        rows("id;Tehtävänimike;Otsikko\n1;a;b")


def test_unknown_column_keeps_its_name() -> None:
    assert one("id;title;Väri\n1;Hitsaaja;punainen")["Väri"] == "punainen"


# What stands in the cells


def test_words_of_the_trade_are_understood_in_three_languages() -> None:
    header = "id;Befattning;Työsuhde;Arbetstid;Palkkausperuste;Kunta;Hakuaika päättyy;Aloituspäivä"
    found = one(f"{header}\n1;Svetsare;Vakituinen;Heltid, skiftarbete;TES;Etätyö;1.2.2027 klo 16;heti")
    assert found["employment"] == "permanent"
    assert found["work_time"] == "full-time;shift"
    assert (found["pay_basis"], found["municipality"]) == ("agreement", "remote")
    assert (found["apply_by"], found["start"]) == (date(2027, 2, 1), "heti")


def test_no_two_fields_share_a_name() -> None:
    for field, names in HEADERS.items():
        assert [field_of(name) for name in (field, *names)] == [field] * (len(names) + 1)


@pytest.mark.parametrize("header", ["TEHTÄVÄNIMIKE", " tehtävänimike ", "Job-Title", "job title:", "JobTitle"])
def test_case_and_punctuation_of_a_header_do_not_matter(header: str) -> None:
    assert field_of(header) == "title"


# XLSX


def test_sheet_is_read_with_dates_and_numbers() -> None:
    found = one(
        sheet((*HEADER, "Hakuaika päättyy", "Kokemus", "Alkaa"), (1001.0, "Hitsaaja", "Satama-Metalli", datetime(2026, 12, 20, 16), 2, date(2027, 1, 4)))
    )
    assert found["id"] == 1001
    assert found["apply_by"] == date(2026, 12, 20)
    assert found["start"] == date(2027, 1, 4)
    assert found["experience_years"] == 2


def test_empty_rows_and_a_title_above_the_header_do_no_harm() -> None:
    found = rows(sheet(("Avoimet työpaikat 2027",), (), HEADER, (None, " ", ""), ("1", "Hitsaaja", "Satama"), (), ("2", "Kokki", "Ravintola")))
    assert [(row.number, row.fields["title"]) for row in found] == [(5, "Hitsaaja"), (7, "Kokki")]


def test_first_visible_sheet_with_a_header_is_taken() -> None:
    def hide(page: Any) -> None:
        page.sheet_state = "hidden" if page.title == "Vanhat" else "visible"

    sheets = {"Ohje": [("Täytä toinen sivu",)], "Vanhat": [HEADER, ("0", "Vanha", "Satama")], "Paikat": [HEADER, ("1", "Hitsaaja", "Satama")]}
    assert one(book(sheets, prepare=hide))["title"] == "Hitsaaja"


def test_cells_that_are_merged_downwards_hold_for_every_row() -> None:
    def merge(page: Any) -> None:
        page.merge_cells("C2:C4")
        page.merge_cells("A1:B1") if page["A1"].value is None else None

    found = rows(sheet(HEADER, ("1", "Hitsaaja", "Satama"), ("2", "Kokki"), (), ("3", "Siivooja", "Koti"), prepare=merge))
    assert [row.fields["employer"] for row in found] == ["Satama", "Satama", "Koti"]


def test_formula_counts_as_its_stored_value() -> None:
    file = with_cached_values(sheet(HEADER, ("1", '=CONCAT("Hit","saaja")', '=IF(1=1,"","x")')), {"B2": "Hitsaaja", "C2": ""})
    assert one(file) == {"id": "1", "title": "Hitsaaja"}


def test_formula_without_a_value_and_an_error_are_named_by_their_cells() -> None:
    found = problems(sheet(HEADER, ("1", "=B9", "Satama"), ("2", "Kokki", "#REF!"), ("3", "Siivooja", "Koti")))
    assert found[2].startswith("B2 holds a formula without a stored value")
    assert found[3] == "C3 holds the error #REF!."
    assert 4 not in found


def test_wrong_dimension_of_a_sheet_is_not_believed() -> None:
    file = sheet(HEADER, ("1", "Hitsaaja", "Satama"))
    lying = with_part(file, "xl/worksheets/sheet1.xml", lambda content: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:A1"', content))
    assert one(lying)["employer"] == "Satama"


def test_row_far_below_is_refused_in_no_time() -> None:
    file = with_part(sheet(HEADER, ("1", "a", "b")), "xl/worksheets/sheet1.xml", lambda content: content.replace(b'<row r="2"', b'<row r="99999999999"'))
    with pytest.raises(VacancyFileError, match="more than 50000 rows"):
        rows(file)


def test_notes_beside_the_table_do_no_harm() -> None:
    assert one(sheet(HEADER, ("1", "Hitsaaja", "Satama", None, "kysy Liisalta")))["employer"] == "Satama"


def test_sheet_without_a_header_is_refused() -> None:
    with pytest.raises(VacancyFileError, match="No column is called title"):
        rows(sheet(("a", "b")))


# Files that are none


def test_empty_file_is_refused() -> None:
    for content in (b"", b"   \n\n", codecs.BOM_UTF8):
        with pytest.raises(VacancyFileError, match="empty"):
            rows(content)


def test_old_and_protected_spreadsheets_are_told_apart() -> None:
    old = vacancy_files.OLD_OFFICE + bytes(600) + "Workbook".encode("utf-16-le") + bytes(600)
    with pytest.raises(VacancyFileError, match=r"old \.xls file"):
        rows(old)
    with pytest.raises(VacancyFileError, match="has a password"):
        rows(vacancy_files.OLD_OFFICE + bytes(9_000) + vacancy_files.ENCRYPTED)


def test_archive_that_is_no_spreadsheet_is_refused() -> None:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(VacancyFileError, match="no spreadsheet"):
        rows(file)


def test_archive_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_vacancy_xlsx, "MAX_UNPACKED", 100_000)
    file = sheet(HEADER, ("1", "Hitsaaja", "Satama"))
    with ZipFile(file, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.xml", bytes(1_000_000))
    assert len(file.getvalue()) < 20_000
    with pytest.raises(VacancyFileError, match="too large"):
        rows(file)


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9)) + b"]>",
        b'<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/hostname">]>',
    ],
    ids=["entities of entities", "entity of another file"],
)
def test_entities_of_a_sheet_are_not_followed(declaration: bytes) -> None:
    def change(content: bytes) -> bytes:
        return re.sub(rb"<worksheet", declaration + b"<worksheet", content.replace(b"Hitsaaja", b"&j;"), count=1)

    file = with_part(sheet(HEADER, ("1", "Hitsaaja", "Satama")), "xl/worksheets/sheet1.xml", change)
    with pytest.raises(VacancyFileError, match="broken"):
        rows(file)


@given(st.integers(0, 5_000), st.binary(min_size=1, max_size=200))
def test_broken_spreadsheet_is_refused_or_read_and_never_anything_else(place: int, noise: bytes) -> None:
    content = sheet(HEADER, ("1", "Hitsaaja", "Satama")).getvalue()
    broken = content[: place % len(content)] + noise + content[place % len(content) + len(noise) :]
    with suppress(VacancyFileError):
        rows(broken)


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_or_read_and_never_anything_else(content: bytes) -> None:
    for beginning in (b"", b"{", b"id;title\n", b"PK\x03\x04", codecs.BOM_UTF16_LE):
        with suppress(VacancyFileError):
            rows(beginning + content)


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=5))
def test_json_lines_come_out_as_they_went_in(ads: list[tuple[str, str]]) -> None:
    lines = [{"id": id, "title": title} for id, title in ads]
    text = "\n".join(json.dumps(line) for line in lines)
    assert [row.fields for row in (rows(text) if text else [])] == lines


def test_file_that_is_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Large(BytesIO):
        def seek(self, offset: int, whence: int = 0, /) -> int:
            return 200_000_000 if whence else super().seek(offset)

        def read(self, size: int | None = -1, /) -> bytes:
            raise AssertionError("it was read")

    with pytest.raises(VacancyFileError, match="200 MB"):
        rows(Large())
    monkeypatch.setattr(vacancy_files, "MAX_ROWS", 2)
    with pytest.raises(VacancyFileError, match="more than 2 rows"):
        rows('{"id": 1}\n' * 3)


# What the card of the chat says


@pytest.mark.parametrize("language", CODES)
def test_columns_that_the_bot_names_are_understood(language: str) -> None:
    columns = "Each row is a vacancy and needs a title. Other columns can be: description, municipality, pay, apply_by, email"
    named = translator(language)(columns).rpartition(": ")[2].split(", ")
    assert [field_of(name) for name in named] == ["description", "municipality", "pay", "apply_by", "email"]
