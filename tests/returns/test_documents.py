"""PDF, XLSX and JSON of a return: they agree figure by figure, and no child's name stands in any of them."""

import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from centerdesk.base.formats import number
from centerdesk.base.paths import shipped
from centerdesk.domain.calendar import Month
from centerdesk.domain.people import Household, IdKind, Sex
from centerdesk.returns import monthly
from centerdesk.returns.content import Return, State
from centerdesk.services.centre import CentreFields, describe, set_places
from tests.domain.invented import id_number
from tests.pdf.reading import pages, squeezed
from tests.services.small_centre import TODAY, SmallCentre

OCTOBER = Month(2026, 10)
NOW = datetime(2026, 11, 24, 9, 30)
NAMES = ["阿依古丽·买买提", "曾星辰", "单若水"]
SCHEMA: dict[str, Any] = json.loads(
    (shipped("resources") / "returns" / "centerdesk-return-1.schema.json").read_text("utf-8")
)


@pytest.fixture
def lived(centre: SmallCentre) -> SmallCentre:
    """October with three children: rates with decimals, unknown and nil among the figures."""
    centre.do(set_places, date(2026, 1, 1), 60, None)
    group = centre.add_class()
    for place, name in enumerate(NAMES):
        born = date(2024, 3, 15 + place)
        child_id = centre.enrol(
            name,
            group,
            "2026-09-01",
            sex=Sex.MALE if place % 2 else Sex.FEMALE,
            birth_date=born,
            id_kind=IdKind.RESIDENT,
            id_number=id_number(born, place + 1),
            household=Household.BEIJING if place else None,
        )
        for day, mark in ((8, "√"), (9, "√"), (10, "√" if place else "病发热"), (12, "半"), (13, "事")):
            centre.mark(child_id, f"2026-10-{day:02d}", mark)
    return centre


def _files(centre: SmallCentre) -> dict[str, bytes]:
    made = centre.see(monthly.documents, OCTOBER, today=TODAY, now=NOW)
    return {file.name.rpartition(".")[2]: file.content for file in made}


def _made(centre: SmallCentre) -> Return:
    return centre.see(monthly.make, OCTOBER, TODAY)


def _lock(centre: SmallCentre) -> None:
    centre.do(monthly.lock, OCTOBER, today=TODAY)


def _sheet(content: bytes) -> Worksheet:
    book = load_workbook(BytesIO(content))
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


def _figures_in_workbook(content: bytes) -> Iterator[tuple[str, str, object, str, str]]:
    """Code, title, value, unit and number format of each figure."""
    rows = list(_sheet(content).iter_rows())
    head = next(
        place for place, row in enumerate(rows) if [cell.value for cell in row[:2]] == ["代码", "指标"]
    )
    for code, title, value, unit, *_ in rows[head + 1 :]:
        if not title.value:
            return
        yield str(code.value), str(title.value).strip("　"), value.value, str(unit.value), value.number_format


@pytest.mark.parametrize("locked", [False, True])
def test_the_json_keeps_to_the_published_schema(lived: SmallCentre, locked: bool) -> None:
    if locked:
        _lock(lived)
    content = json.loads(_files(lived)["json"])
    validator = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
    validator.validate(content)
    assert (content["period"], content["as_of"], content["centre"]) == (
        "2026-10",
        "2026-10-31",
        "小蜗牛托育园",
    )
    assert (content["state"], content["version"]) == (("locked", 1) if locked else ("open", 0))
    assert content["made_at"] == ("2026-11-24T09:00:00" if locked else "2026-11-24T09:30:00")
    values = {figure["code"]: figure["value"] for figure in content["figures"]}
    assert (values["C01"], values["C14"], values["B02"], values["C13"]) == (3, "5.0", None, 0)


@pytest.mark.parametrize(
    "damage",
    [
        {"period": "2026-13"},
        {"state": "sold"},
        {"children": []},
        {"version": -1},
        {"figures": [{"code": "C01", "title": "", "value": 1.5, "unit": ""}]},
        {"figures": [{"code": "C01", "title": "", "value": "66.66", "unit": ""}]},
        {"figures": [{"code": "C01", "title": "", "value": 1, "unit": "", "names": []}]},
    ],
)
def test_the_schema_refuses_what_is_no_return(lived: SmallCentre, damage: dict[str, Any]) -> None:
    content = json.loads(_files(lived)["json"]) | damage
    with pytest.raises(ValidationError):
        Draft202012Validator(SCHEMA).validate(content)


def test_every_state_a_return_can_have_is_in_the_schema() -> None:
    assert {state.value for state in State} <= set(SCHEMA["properties"]["state"]["enum"])


@pytest.mark.parametrize("locked", [False, True])
def test_the_three_papers_agree_with_the_return_figure_by_figure(lived: SmallCentre, locked: bool) -> None:
    if locked:
        _lock(lived)
    files, made = _files(lived), _made(lived)
    by_json = [
        (each["code"], each["title"], each["value"], each["unit"])
        for each in json.loads(files["json"])["figures"]
    ]
    assert by_json == [tuple(figure.as_json().values()) for figure in made.figures]

    in_workbook = list(_figures_in_workbook(files["xlsx"]))
    assert [(code, title, unit) for code, title, _value, unit, _format in in_workbook] == [
        (figure.code, figure.title, figure.unit) for figure in made.figures
    ]
    for figure, (_code, _title, value, _unit, shown_as) in zip(made.figures, in_workbook, strict=True):
        if figure.value is None:
            assert value == "—"
        else:
            assert isinstance(value, int | float)
            assert Decimal(str(value)) == figure.value
            assert shown_as.endswith("0.0") == isinstance(figure.value, Decimal)

    printed = squeezed("".join(pages(files["pdf"])))
    place = 0
    for figure in made.figures:
        line = squeezed(f"{figure.title}{number(figure.value)}{figure.unit}")
        place = printed.find(line, place)
        assert place >= 0, line
        assert printed[:place].endswith(figure.code) == (figure.depth == 0)


@pytest.mark.parametrize("locked", [False, True])
def test_no_paper_holds_a_child_s_name_or_number(lived: SmallCentre, locked: bool) -> None:
    if locked:
        _lock(lived)
    files = _files(lived)
    with zipfile.ZipFile(BytesIO(files["xlsx"])) as parts:
        in_workbook = "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    texts = {
        "json": files["json"].decode(),
        "pdf": squeezed("".join(pages(files["pdf"]))),
        "xlsx": in_workbook,
    }
    assert all("小蜗牛托育园" in text for text in texts.values())  # the texts are read right
    words = [*NAMES, "买买提", "110199", *(name[1:] for name in NAMES)]
    assert [(kind, word) for kind, text in texts.items() for word in words if word in text] == []


def test_a_draft_says_so_and_a_locked_return_bears_its_version(lived: SmallCentre) -> None:
    draft = squeezed("".join(pages(_files(lived)["pdf"])))
    _lock(lived)
    filed = squeezed("".join(pages(_files(lived)["pdf"])))
    assert "草稿" in draft
    assert "草稿" not in filed
    assert "第1版" in filed
    for words in ("2026年10月", "填表人", "负责人", "公章", "统计时点", "国办发明电〔2025〕7号"):
        assert words in draft
        assert words in filed


def test_the_same_return_gives_the_same_bytes(lived: SmallCentre) -> None:
    assert _files(lived) == _files(lived)


def test_a_name_that_no_file_could_bear_is_made_one_it_can(lived: SmallCentre) -> None:
    lived.do(describe, CentreFields('大树/托育:"园"'))
    made = lived.see(monthly.documents, OCTOBER, today=TODAY, now=NOW)
    assert made[0].name == "2026-10_大树托育园_月报.json"
    lived.do(describe, CentreFields("???"))
    made = lived.see(monthly.documents, OCTOBER, today=TODAY, now=NOW)
    assert made[0].name == "2026-10_机构_月报.json"


def test_notes_say_how_it_was_counted_and_what_method_b_would_give(lived: SmallCentre) -> None:
    made = _made(lived)
    notes = "\n".join(made.notes)
    # Attended 3 + 3 + 2 + 3 = 11; three on the books x 18 operating days = 54; 11 of 54 = 20.37
    assert "54" in notes
    assert "20.4" in notes
    assert "2026年10月31日" in notes
