"""The shapes other programs rely on: keep them."""

from datetime import date

import pytest

from centerdesk.domain.attendance import Pattern
from centerdesk.domain.people import IdKind, Service, Sex
from tests.cli.conftest import Cli
from tests.domain.invented import id_number
from tests.services.small_centre import SmallCentre

BORN = date(2024, 3, 15)


def _lived_in(centre: SmallCentre) -> None:
    group = centre.add_class("托大班")
    centre.enrol(
        "曾星辰",
        group,
        "2026-09-01",
        sex=Sex.MALE,
        birth_date=BORN,
        id_kind=IdKind.RESIDENT,
        id_number=id_number(BORN),
    )
    centre.enrol("单若水", group, "2026-09-01", birth_date=BORN, left="2026-11-20")
    centre.enrol("陈晨", group, "2026-09-01", birth_date=BORN)
    centre.enrol("小时", group, "2026-09-01", birth_date=BORN, pattern=Pattern(Service.HOURLY))


def test_list_children(at: Cli, centre: SmallCentre) -> None:
    _lived_in(centre)
    answer = at("list", "children", "--json")
    assert answer.code == 0
    assert answer.json[2] == {
        "name": "曾星辰",
        "sex": "男",
        "birth_date": "2024-03-15",
        "id_kind": "居民身份证",
        "id_number": id_number(BORN),
        "class": "托大班",
        "enrolled_on": "2026-09-01",
        "left_on": None,
    }
    assert [child["name"] for child in answer.json] == ["陈晨", "小时", "曾星辰"]
    left = at("list", "children", "--with-left", "--json").json
    assert {child["name"]: child["left_on"] for child in left}["单若水"] == "2026-11-20"


def test_list_classes(at: Cli, centre: SmallCentre) -> None:
    _lived_in(centre)
    assert at("list", "classes", "--json").json == [
        {"name": "托大班", "kind": "托大班", "capacity": 20, "closed_on": None}
    ]


@pytest.mark.parametrize(
    ("what", "code", "title"),
    [
        ("reports", "attendance-by-class", "出勤"),
        ("forms", "attendance-register", "儿童出勤登记表"),
        ("indicators", "D04", "出勤率"),
        ("rules", "R11", "未点名"),
    ],
)
def test_list_what_there_is(cli: Cli, what: str, code: str, title: str) -> None:
    rows = cli("list", what, "--json").json
    assert all(set(row) == {"code", "title"} for row in rows)
    assert title in {row["code"]: row["title"] for row in rows}[code]
    assert f"{code}\t" in cli("list", what).out


def test_attendance_of_a_class(at: Cli, centre: SmallCentre) -> None:
    _lived_in(centre)
    assert at("mark", "托大班", "2026-11-24", "--absent", "陈晨=病发热").code == 0
    assert at("attendance", "托大班", "2026-11-24", "--json").json == [
        {"name": "陈晨", "mark": "病", "reason": "发热"},
        {"name": "小时", "mark": "—", "reason": ""},
        {"name": "曾星辰", "mark": None, "reason": ""},
    ]
    assert at("attendance", "托大班", "2026-11-24").out.splitlines()[1:] == [
        "陈晨\t病\t发热",
        "小时\t—\t",
        "曾星辰\t未点名\t",
    ]


def test_mark_a_class(at: Cli, centre: SmallCentre) -> None:
    _lived_in(centre)
    answer = at("mark", "托大班", "2026-11-20", "--absent", "陈晨=病发热", "单若水=事假", "--json")
    assert answer.json == {"absent": 2, "present": 0, "not_taken": 1}
    assert at("mark", "托大班", "2026-11-20", "--all-present", "--json").json == {
        "absent": 0,
        "present": 1,
        "not_taken": 0,
    }
    marks = {row["name"]: row["mark"] for row in at("attendance", "托大班", "2026-11-20", "--json").json}
    assert marks == {"单若水": "事", "陈晨": "病", "小时": "—", "曾星辰": "√"}


def test_return_show(at: Cli, centre: SmallCentre) -> None:
    _lived_in(centre)
    at("mark", "托大班", "2026-10-08", "--absent", "陈晨=事", "--all-present")
    shown = at("return", "show", "2026-10", "--json").json
    assert {key: value for key, value in shown.items() if key != "figures"} == {
        "period": "2026-10",
        "version": 0,
        "state": "open",
    }
    assert all(set(figure) == {"code", "title", "value", "unit"} for figure in shown["figures"])
    values = {figure["code"]: figure["value"] for figure in shown["figures"]}
    assert values["D04"] == "66.7"  # two of three, a rate as a string of one decimal
    assert (values["B01"], values["C05"], values["C05.beijing"], values["C14"]) == (None, None, None, None)
    assert (values["C01"], values["C03.30_35"], values["C13"]) == (4, 4, 0)


def test_return_figure(at: Cli, centre: SmallCentre) -> None:
    _lived_in(centre)
    at("mark", "托大班", "2026-10-08", "--absent", "陈晨=病发热")
    answer = at("return", "figure", "2026-10", "D06", "--json").json
    assert {key: answer[key] for key in ("code", "value", "unit", "rows")} == {
        "code": "D06",
        "value": 1,
        "unit": "人次",
        "rows": [
            {
                "name": "陈晨",
                "birth_date": "2024-03-15",
                "class": "托大班",
                "day": "2026-10-08",
                "mark": "病",
            }
        ],
    }
    assert answer["definition"]
    assert "附件5" in answer["source"]
    assert "陈晨\t2024-03-15\t托大班" in at("return", "figure", "2026-10", "D06").out


def test_return_lock(at: Cli, centre: SmallCentre, tmp_path_factory: pytest.TempPathFactory) -> None:
    _lived_in(centre)
    out = tmp_path_factory.mktemp("out")
    locked = at("return", "lock", "2026-10", "--out", out, "--json")
    assert (locked.code, len(locked.json["files"])) == (0, 3)
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    shown = at("return", "show", "2026-10", "--json").json
    assert (shown["state"], shown["version"]) == ("locked", 1)
    assert at("mark", "托大班", "2026-10-08", "--all-present").code == 1
    assert at("mark", "托大班", "2026-10-08", "--all-present", "--even-if-locked").code == 0
    for file in out.iterdir():
        file.unlink()
    assert at("return", "make", "2026-10", "--out", out).code == 0
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before
    again = at("return", "lock", "2026-10", "--out", out)
    assert (again.code, "2026-10" in again.err) == (1, True)


def test_check(at: Cli) -> None:
    answer = at("check", "--json")
    rows = answer.json["audit"]["rows"]
    assert rows > 0
    whole = {"integrity": "ok", "cipher": "ok", "foreign_keys": 0, "audit": {"rows": rows, "broken": None}}
    assert (answer.code, answer.json) == (0, whole)
    assert at("check").code == 0


def test_check_of_a_damaged_file(at: Cli, centre: SmallCentre) -> None:
    _lived_in(centre)
    centre.opened.store.close()
    file = centre.folder / "centre.db"
    whole = file.read_bytes()
    answers = []
    for page in range(1, len(whole) // 4096):
        torn = bytearray(whole)
        torn[page * 4096 + 1000] ^= 1
        file.write_bytes(torn)
        answers.append(at("check", "--json"))
    file.write_bytes(whole)
    assert {answer.code for answer in answers} == {1}
    assert all("损坏" in answer.err or "HMAC" in answer.json["cipher"] for answer in answers)
    assert any("HMAC" in answer.out for answer in answers)


def test_an_error_is_a_shape_too(at: Cli) -> None:
    answer = at("attendance", "没有的班", "2026-11-24", "--json")
    assert (answer.code, set(answer.json), answer.json["field"]) == (1, {"error", "field"}, "class")
    assert answer.err.strip() == answer.json["error"]
