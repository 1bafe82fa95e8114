"""centerdesk-cli papers: the papers of the staff on a day."""

from datetime import date

import pytest

from centerdesk.domain.people import Post
from centerdesk.services import staff
from centerdesk.services import staff_papers as papers
from centerdesk.services.staff import StaffFields
from centerdesk.services.staff_papers import StaffPaperFields
from tests.cli.conftest import Cli
from tests.services.small_centre import TODAY, SmallCentre


@pytest.fixture
def carer(centre: SmallCentre) -> int:
    carer = centre.do(staff.hire, StaffFields("王芳"), Post.CARER, date(2023, 9, 1))
    for kind, day in (
        ("health_certificate", date(2025, 11, 24)),
        ("background_check", date(2026, 9, 1)),
        ("first_aid", date(2024, 2, 29)),
        ("fire_training", date(2026, 10, 1)),
        ("teacher", date(2020, 7, 1)),
    ):
        centre.do(papers.record_paper, carer, StaffPaperFields(kind, day), today=TODAY)
    return carer


def _certificate(at: Cli, day: str) -> object:
    told = at("papers", "--on", day, "--json")
    assert told.code == 0
    (found,) = [each for each in told.json if each["kind"] == "健康合格证"]
    return found


@pytest.mark.usefixtures("carer")
def test_a_certificate_expiring_today_or_yesterday(at: Cli) -> None:
    wanted = {"name": "王芳", "kind": "健康合格证", "valid_until": "2026-11-24", "state": "今天到期"}
    assert _certificate(at, "2026-11-24") == wanted
    assert _certificate(at, "2026-11-25") == {**wanted, "state": "已过期 1 天"}
    assert _certificate(at, "2026-11-17") == {**wanted, "state": "7 天后到期"}
    assert _certificate(at, "2026-08-25") == {**wanted, "state": "有效"}


@pytest.mark.usefixtures("carer")
def test_a_paper_of_29_february_runs_out_on_28_february(at: Cli) -> None:
    states = {}
    for day in ("2027-02-28", "2027-03-01"):
        (found,) = [
            each for each in at("papers", "--on", day, "--json").json if each["kind"] == "急救培训证书"
        ]
        states[day] = (found["valid_until"], found["state"])
    assert states == {"2027-02-28": ("2027-02-28", "今天到期"), "2027-03-01": ("2027-02-28", "已过期 1 天")}


@pytest.mark.usefixtures("carer")
def test_without_a_day_the_papers_of_today_are_printed_the_most_urgent_first(at: Cli) -> None:
    lines = at("papers").out.splitlines()
    assert lines[0].split("\t")[:5] == ["姓名", "岗位", "证件名称", "状态", "有效期至"]
    assert [line.split("\t")[2:4] for line in lines[1:]] == [
        ["健康合格证", "今天到期"],
        ["急救培训证书", "有效"],
        ["无犯罪与从业查询", "有效"],
        ["消防安全培训", "有效"],
        ["教师资格证", "长期有效"],
    ]
    whole = at("papers", "--json").json
    assert whole[-1] == {"name": "王芳", "kind": "教师资格证", "valid_until": None, "state": "长期有效"}


def test_a_missing_paper_has_no_last_day(at: Cli, centre: SmallCentre) -> None:
    centre.do(staff.hire, StaffFields("孙强"), Post.COOK, date(2026, 1, 5))
    assert {"name": "孙强", "kind": "食品从业健康证明", "valid_until": None, "state": "缺"} in at(
        "papers", "--json"
    ).json


def test_a_day_that_is_none_is_refused(at: Cli) -> None:
    told = at("papers", "--on", "2026-02-29")
    assert told.code == 2
    assert "2026-02-29" in told.err
