"""The balance of training hours of 200 people in a file with ten years of trainings against a file with one year."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import insert

from centerdesk.db.schema.staff import StaffMember, StaffPost
from centerdesk.db.schema.training import TrainingAttendance, TrainingSession
from centerdesk.domain.people import IdKind, Post, RequirementPeriod, TrainingForm
from centerdesk.domain.training import categories
from centerdesk.services.opening import Opened, new_centre
from centerdesk.services.training_balance import balance
from centerdesk.services.training_requirements import RequirementFields, add_requirement
from tests.bench.centres import CHEAP, PASSWORD, TODAY
from tests.bench.ratio import Ratio, alternating_ms

_NOW = datetime(2026, 11, 24, 8)
_PEOPLE = 200
_A_YEAR = 100  # trainings, each of 40 people: 20 for everybody
_TIMES = 25


def measure(folder: Path) -> list[Ratio]:
    """The ratio of the two files."""
    ten_years, one_year = _centre(folder / "training10", 10), _centre(folder / "training1", 1)

    def read(opened: Opened) -> None:
        with opened.store.read(opened.actor) as session:
            assert len(balance(session, TODAY.year, TODAY)) == 2 * _PEOPLE

    ten, one = alternating_ms(lambda _turn: read(ten_years), lambda _turn: read(one_year), _TIMES)
    ten_years.store.close()
    one_year.store.close()
    return [
        Ratio("balance of training hours of 200 people, ten years of trainings / one year", ten, one, 1.2)
    ]


def _centre(folder: Path, years: int) -> Opened:
    opened, _code = new_centre(folder, "测速园", "张园长", PASSWORD, now=_NOW, cost=CHEAP)
    kinds = [each.code for each in categories()]
    people = range(1, _PEOPLE + 1)
    with opened.store.begin(opened.actor, _NOW) as session:
        session.execute(insert(StaffMember), [_member(number) for number in people])
        session.execute(
            insert(StaffPost),
            [{"staff_id": number, "post": Post.CARER, "starts_on": date(2010, 1, 1)} for number in people],
        )
        yearly = RequirementFields(Post.CARER, "", RequirementPeriod.YEAR, Decimal(40), date(2010, 1, 1))
        add_requirement(session, yearly)
        days = [
            date(year, 1, 1) + timedelta(days=3 * place)
            for year in range(TODAY.year - years + 1, TODAY.year + 1)
            for place in range(_A_YEAR)
        ]
        session.execute(
            insert(TrainingSession),
            [
                {
                    "id": number,
                    "starts_on": day,
                    "ends_on": day,
                    "topic": f"培训{number}",
                    "category": kinds[number % len(kinds)],
                    "form": TrainingForm.GROUP,
                    "hours": 20,
                }
                for number, day in enumerate(days, 1)
            ],
        )
        session.execute(
            insert(TrainingAttendance),
            [
                {"session_id": number, "staff_id": staff_id}
                for number in range(1, len(days) + 1)
                for staff_id in people
                if staff_id % 5 == number % 5
            ],
        )
    return opened


def _member(number: int) -> dict[str, object]:
    return {
        "id": number,
        "name": f"测{number}",
        "name_key": f"ce {number:05d}",
        "name_search": f"ce{number}",
        "id_kind": IdKind.NONE,
        "hired_on": date(2010, 1, 1),
    }
