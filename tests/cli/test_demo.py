"""The sample centre: as large and as lived-in as promised, and never in anybody's way."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from centerdesk import demo
from centerdesk.base.errors import UserError
from centerdesk.domain.calendar import Month
from centerdesk.domain.identity import check_id_number
from centerdesk.domain.people import IdKind
from centerdesk.returns import monthly
from centerdesk.returns.content import State
from centerdesk.returns.rule import Level
from centerdesk.services import attendance, children, classes, staff
from centerdesk.services.centre import about
from centerdesk.services.opening import Opened, open_centre
from tests.cli.conftest import Cli
from tests.services.small_centre import SmallCentre

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def opened(sample: Path) -> Iterator[Opened]:
    centre = open_centre(sample, demo.PASSWORD)
    yield centre
    centre.store.close()


def test_it_has_46_children_and_12_staff_and_says_that_it_is_a_sample(opened: Opened) -> None:
    with opened.store.read(opened.actor) as session:
        rows = children.list_children(session, TODAY)
        assert (len(rows), len(staff.list_staff(session, TODAY))) == (46, 12)
        centre = about(session, TODAY)
    assert (centre.sample, "示例" in centre.name, centre.places) == (True, True, 65)
    assert len({row.name for row in rows}) == 46


def test_nobody_real_can_be_meant(opened: Opened) -> None:
    with opened.store.read(opened.actor) as session:
        rows = children.list_children(session, TODAY, with_left=True)
        phones = [person.phone for person in staff.list_staff(session, TODAY)]
    assert len(rows) > 46
    for row in rows:
        facts = check_id_number(IdKind.RESIDENT, row.id_number)
        assert facts
        assert (facts.birth_date, facts.sex) == (row.birth_date, row.sex)
        assert row.id_number.startswith("110199")
        phones += [guardian.phone for guardian in row.guardians]
    assert {phone[:3] for phone in phones} == {"154"}


def test_the_last_months_are_locked_and_the_running_one_is_not(opened: Opened) -> None:
    with opened.store.read(opened.actor) as session:
        states = {str(row.month): row.state for row in monthly.months(session, TODAY)}
    assert states.pop("2026-11") is State.OPEN
    assert set(states.values()) == {State.LOCKED}
    assert "2026-10" in states


def test_two_years_of_records_are_believable(opened: Opened) -> None:
    with opened.store.read(opened.actor) as session:
        for back in range(1, 24):
            made = monthly.make(session, Month.of(TODAY).plus(-back), TODAY)
            values = {figure.code: figure.value for figure in made.figures}
            rate, enrolled = values["D04"], values["C01"]
            assert rate is not None
            assert enrolled is not None
            assert 80 < rate < 100, made.period
            assert 20 < enrolled <= 65, made.period
            assert values["D09"] == 0, made.period
        marks = Counter(row.mark for row in attendance.day_sheet(session, TODAY))
        found = monthly.make(session, Month.of(TODAY), TODAY).findings
        groups = classes.list_classes(session)
    assert len(groups) == 4
    assert marks[None] > 3  # half past eight: not all classes are taken yet
    assert Level.ERROR not in {finding.rule.level for finding in found}


@pytest.mark.parametrize("today", ["2026-01-01", "2024-02-29"])
def test_it_can_be_made_on_any_day(tmp_path: Path, today: str) -> None:
    day = date.fromisoformat(today)
    opened = demo.make(tmp_path / "centre", day)
    with opened.store.read(opened.actor) as session:
        assert len(children.list_children(session, day)) == 46
        last = monthly.make(session, Month.of(day).plus(-1), day)
    opened.store.close()
    assert last.state is State.LOCKED


def test_the_command_makes_it_and_names_its_password(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    answer = cli("demo", folder, "--today", "2026-11-24", "--json")
    assert answer.json == {"folder": str(folder), "password": "practice-centre"}
    made = open_centre(folder, "practice-centre").store
    assert made.check().ok
    made.close()
    assert cli("demo", folder, "--today", "2026-11-24").code == 1


def test_the_sample_run_names_its_papers_and_can_be_run_again(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    first = cli("run-sample", folder, "--today", "2026-11-24", "--json").json
    assert sorted(Path(name).suffix for name in first["files"]) == [".json", ".pdf", ".pdf", ".xlsx"]
    assert all(Path(name).stat().st_size > 500 for name in first["files"])
    again = cli("run-sample", folder, "--today", "2026-12-01", "--json").json
    assert all("2026-11" in name for name in again["files"])
    assert not Path(first["files"][0]).exists()


def test_a_real_centre_is_never_taken_for_a_sample(cli: Cli, centre: SmallCentre) -> None:
    centre.enrol("曾星辰", centre.add_class(), "2026-09-01")
    for _attempt in range(2):
        assert cli("run-sample", centre.folder, "--today", "2026-11-24").code == 1
        with pytest.raises(UserError):
            demo.remake(centre.folder, TODAY)
    assert [row.name for row in centre.see(children.list_children, TODAY)] == ["曾星辰"]


def test_a_folder_with_somebody_s_files_is_never_taken_for_a_sample(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "论文.docx").write_text("mine")
    for _attempt in range(2):
        answer = cli("run-sample", tmp_path, "--today", "2026-11-24")
        assert (answer.code, str(tmp_path) in answer.err) == (1, True)
    assert [file.name for file in tmp_path.iterdir()] == ["论文.docx"]
