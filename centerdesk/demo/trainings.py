"""The trainings of the sample centre: its plan, what was held of it, what single people did elsewhere, its targets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from centerdesk.domain.calendar import Month
from centerdesk.domain.people import Post, RequirementPeriod, TrainingForm
from centerdesk.services import training, training_plan, training_requirements
from centerdesk.services.staff import StaffRow, list_staff
from centerdesk.services.training import Attendee, TrainingFields
from centerdesk.services.training_plan import PlanFields
from centerdesk.services.training_requirements import RequirementFields

_OFFICE = "示例区卫生健康委员会"
_CENTRE = "本机构"
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class _Held:
    """A training on the second Saturday of a month; for all posts when none is named."""

    months_ago: int
    topic: str
    category: str
    hours: str
    form: TrainingForm = TrainingForm.IN_HOUSE
    posts: tuple[Post, ...] = tuple(Post)
    organiser: str = _CENTRE
    trainer: str = "张园长"
    absent: tuple[str, ...] = ()


_CARE = (Post.CARER, Post.HEALTH)
_HELD = (
    _Held(10, "婴幼儿意外伤害预防与处置", "safety", "6", posts=_CARE, trainer="李静", absent=("陈晨", "孙悦")),
    _Held(9, "师德师风与防止虐待婴幼儿", "conduct", "3", absent=("杨柳",)),
    _Held(8, "回应性照护", "care", "6", TrainingForm.GROUP, _CARE, "示例区妇幼保健院", "外请教师", ("吴倩", "孙悦")),
    _Held(6, "消防演练与灭火器使用", "fire", "2", TrainingForm.PRACTICE, absent=("杨柳",)),
    _Held(5, "食品安全与留样", "food", "4", posts=(Post.COOK, Post.HEAD, Post.HEALTH), trainer="李静"),
    _Held(3, "心肺复苏与气道异物急救", "first_aid", "8", TrainingForm.PRACTICE, _CARE, "示例区红十字会", "救护师资"),
    _Held(2, "婴幼儿观察与记录", "observation", "4", TrainingForm.ONLINE, _CARE, absent=("杨柳", "陈晨", "孙悦")),
)  # fmt: skip


def hold(session: Session, began: date, today: date) -> None:
    """All of them, up to today and what is planned after it."""
    _induct(session, list_staff(session, today), today)
    for each in _HELD:
        _hold(session, each, today)
    _hold_today(session, today)
    _go_out(session, today)
    for days, topic, category, hours, post in (
        (-38, "家长沟通与入托适应", "families", "3", Post.CARER),
        (11, "个人信息保护与影像管理", "privacy", "2", None),
        (25, "营养与顺应喂养", "nutrition", "4", Post.CARER),
    ):
        line = PlanFields(
            today + timedelta(days=days),
            topic,
            category,
            TrainingForm.IN_HOUSE,
            Decimal(hours),
            post,
            _CENTRE,
        )
        training_plan.add_line(session, line)
    for post, target in ((Post.CARER, "24"), (Post.HEALTH, "24")):
        training_requirements.add_requirement(
            session,
            RequirementFields(
                post,
                "",
                RequirementPeriod.YEAR,
                Decimal(target),
                date(began.year, 1, 1),
                None,
                "本机构年度培训计划",
            ),
        )


def _induct(session: Session, people: Sequence[StaffRow], today: date) -> None:
    """What comes before work: for the head 60 hours, for carers 60 in theory and 60 in practice."""
    for first in sorted({each.hired_on for each in people}):
        came = [each for each in people if each.hired_on == first]
        heads = [Attendee(each.id) for each in came if Post.HEAD in each.posts]
        carers = [Attendee(each.id) for each in came if Post.CARER in each.posts]
        is_new = Month.of(first) > Month.of(today).plus(-18)  # of whom the practice is still to come
        for topic, attendees in (
            ("托育机构负责人岗位培训", heads),
            ("保育人员岗位培训（理论）", carers),
            ("保育人员岗位培训（实践）", [] if is_new else carers),
        ):
            if attendees:
                training.record_session(
                    session,
                    TrainingFields(
                        first - timedelta(days=40),
                        first - timedelta(days=30),
                        topic,
                        "induction",
                        TrainingForm.GROUP,
                        Decimal(60),
                        _OFFICE,
                    ),
                    attendees,
                )


def _hold(session: Session, each: _Held, today: date) -> None:
    first = Month.of(today).plus(-each.months_ago).first
    day = first + timedelta(days=(_SATURDAY - first.weekday()) % 7 + 7)
    post = Post.CARER if each.posts == _CARE else None
    line = PlanFields(day, each.topic, each.category, each.form, Decimal(each.hours), post, each.organiser)
    hours = int(each.hours)
    fields = TrainingFields(
        day,
        day,
        each.topic,
        each.category,
        each.form,
        Decimal(each.hours),
        each.organiser,
        "活动室",
        each.trainer,
        time(9),
        time(9 + hours),
    )
    came = [
        Attendee(who.id)
        for who in list_staff(session, day)
        if set(who.posts) & set(each.posts) and who.name not in each.absent
    ]
    training_plan.hold(session, training_plan.add_line(session, line), fields, came)


def _hold_today(session: Session, today: date) -> None:
    fields = TrainingFields(
        today,
        today,
        "冬季常见传染病的识别与消毒",
        "infection",
        TrainingForm.IN_HOUSE,
        Decimal("1.5"),
        _CENTRE,
        "活动室",
        "李静",
        time(17, 30),
        time(19),
        "呼吸道传染病的早期表现、隔离与报告；含氯消毒液的配制（分组操作）。",
    )
    results = ("合格", "合格", "优秀")
    came = [who for who in list_staff(session, today) if Post.COOK not in who.posts]
    training.record_session(
        session, fields, [Attendee(who.id, assessment=results[who.id % 3]) for who in came]
    )


def _go_out(session: Session, today: date) -> None:
    """Single people at trainings of others."""
    day = Month.of(today).plus(-4).first + timedelta(days=13)
    people = {who.name: who.id for who in list_staff(session, today)}
    for name, topic, category, hours, number in (
        ("李静", "托育机构卫生保健人员岗位培训", "health", "24", "保健培 2026-0318"),
        ("何师傅", "食品安全管理员培训", "food", "20", "食安 110199-0042"),
        ("王芳", "婴幼儿急救员培训", "first_aid", "16", "救护 京 0007731"),
    ):
        fields = TrainingFields(
            day,
            day + timedelta(days=2),
            topic,
            category,
            TrainingForm.GROUP,
            Decimal(hours),
            _OFFICE,
            "示例区培训中心",
        )
        training.record_session(
            session, fields, [Attendee(people[name], certificate=number, assessment="合格")]
        )
