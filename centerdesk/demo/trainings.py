"""The trainings of the sample centre: its plan, what was held of it, what single people did elsewhere, its target."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from centerdesk.domain.calendar import last_operating_day
from centerdesk.domain.people import Post, RequirementPeriod, TrainingForm
from centerdesk.domain.training import ANY
from centerdesk.services import training, training_plan, training_requirements
from centerdesk.services.staff import list_staff
from centerdesk.services.training import Attendee, TrainingFields
from centerdesk.services.training_plan import PlanFields
from centerdesk.services.training_requirements import RequirementFields

_OFFICE, _CENTRE, _ROOM = "示例区卫生健康委员会", "本园", "多功能活动室"
_DAY = timedelta(days=1)
_SATURDAY = 5
_TARGET = Decimal(24)


@dataclass(frozen=True, slots=True)
class _Training:
    """A training about a day of the year; `planned` where it is a line of the plan, for all without posts."""

    month: int
    day: int
    topic: str
    category: str
    hours: str
    form: TrainingForm = TrainingForm.IN_HOUSE
    posts: tuple[Post, ...] = ()
    organiser: str = _CENTRE
    trainer: str = "张园长"
    planned: bool = False


_CARE, _CARERS = (Post.CARER, Post.HEALTH), (Post.CARER,)
_RESCUE = "心肺复苏与气道异物急救"
_GROUP, _ONLINE, _PRACTICE = TrainingForm.GROUP, TrainingForm.ONLINE, TrainingForm.PRACTICE
_LAST_YEAR = (
    _Training(3, 14, "师德师风与防止虐待婴幼儿", "conduct", "3"),
    _Training(4, 18, "消防安全常识与疏散演练", "fire", "2", _PRACTICE, trainer="消防救援站教员"),
    _Training(5, 15, "手足口病与疱疹性咽峡炎的识别与处置", "infection", "2", trainer="李静"),
    _Training(6, 13, "婴幼儿急救基础", "first_aid", "8", _PRACTICE, _CARE, "示例区红十字会", "救护师资"),
    _Training(9, 19, "婴幼儿喂养与睡眠照护", "care", "4", _GROUP, _CARE, "示例区妇幼保健院", "保健科医生"),
    _Training(11, 14, "应急疏散与防暴力伤害演练", "safety", "2", _PRACTICE),
)  # fmt: skip
_THIS_YEAR = (
    _Training(2, 27, "婴幼儿意外伤害预防与处置", "safety", "3", posts=_CARE, trainer="李静", planned=True),
    _Training(3, 20, "回应性照护与一日生活照料", "care", "4", _GROUP, _CARE, "示例区妇幼保健院", "保健科医生"),
    _Training(4, 17, "消防演练与灭火器使用", "fire", "2", _PRACTICE, trainer="消防救援站教员", planned=True),
    _Training(5, 15, "食品安全与食品留样", "food", "2", posts=(Post.HEAD, Post.HEALTH, Post.COOK), trainer="李静"),
    _Training(6, 13, _RESCUE, "first_aid", "8", _PRACTICE, _CARE, "示例区红十字会", "救护师资", planned=True),
    _Training(8, 28, "入托适应期的家长沟通", "families", "2", posts=(Post.HEAD, Post.CARER)),
    _Training(10, 16, "婴幼儿行为观察与记录", "observation", "3", posts=_CARERS, trainer="外请讲师", planned=True),
    _Training(12, 4, "婴幼儿个人信息与影像保护", "privacy", "2", planned=True),
    _Training(12, 18, "婴幼儿辅食添加与顺应喂养", "nutrition", "3", posts=_CARERS, trainer="李静", planned=True),
)  # fmt: skip
# Who missed one of this year, and who came to a day's course for its morning only.
_ABSENT = {
    "婴幼儿意外伤害预防与处置": ("陈晨", "杨柳"),
    "回应性照护与一日生活照料": ("郑爽朗", "孙悦"),
    _RESCUE: ("赵敏", "杨柳", "郑爽朗"),
    "婴幼儿行为观察与记录": ("陈晨", "杨柳", "孙悦"),
}
_ONLY_MORNING = {_RESCUE: {"吴倩": Decimal("4.5")}}
# Who went to others alone: the first day, how many, the topic, its kind, hours, and the certificate.
_OUTSIDE = (
    ("李静", (7, 13), 3, "托育机构卫生保健人员培训", "health", "24", "示例卫保培"),
    ("何师傅", (9, 14), 5, "食品安全管理员培训", "food", "40", "示例食安"),
)


def hold(session: Session, staff_ids: Mapping[str, int], today: date) -> None:
    """All up to today, with this year's plan and the centre's own target of the year."""
    _induct(session, today)
    for each in _LAST_YEAR:
        _hold(session, each, today.year - 1, today)
    _hold_over_new_year(session, today)
    for each in _THIS_YEAR:
        _hold(session, each, today.year, today)
    for name, (month, day), days, topic, category, hours, certificate in _OUTSIDE:
        first = date(today.year, month, day)
        fields = _course(first, first + timedelta(days=days - 1), topic, category, hours)
        if fields.ends_on < today:
            came = Attendee(staff_ids[name], certificate=f"{certificate}{first.year}0199", assessment="合格")
            training.record_session(session, fields, [came])
    _hold_today(session, today)
    training_requirements.add_requirement(
        session,
        RequirementFields(
            Post.CARER,
            ANY,
            RequirementPeriod.YEAR,
            _TARGET,
            date(today.year, 1, 1),
            source="本园年度培训计划",
        ),
    )


def _induct(session: Session, today: date) -> None:
    """What comes before work: for the head 60 hours, for carers 60 in theory and 60 in practice."""
    people = list_staff(session, today, with_left=True)
    for first in sorted({who.hired_on for who in people}):
        for post, topic, form, begins in (
            (Post.HEAD, "托育机构负责人岗位培训", _GROUP, 40),
            (Post.CARER, "保育人员岗位培训（理论）", _GROUP, 40),
            (Post.CARER, "保育人员岗位培训（实践）", _PRACTICE, 28),
        ):
            came = [
                Attendee(who.id, assessment="合格")
                for who in people
                if who.hired_on == first and post in who.posts
            ]
            if came:
                day = first - timedelta(days=begins)
                fields = _course(day, day + timedelta(days=9), topic, "induction", "60")
                training.record_session(session, replace(fields, form=form), came)


def _hold_over_new_year(session: Session, today: date) -> None:
    """On line, from one year into the next: its hours count in the next."""
    first, last = date(today.year - 1, 12, 22), date(today.year, 1, 9)
    fields = _course(first, last, "托育服务政策法规与职业道德", "law", "6")
    came = [Attendee(who.id) for who in list_staff(session, first)]
    training.record_session(session, replace(fields, form=_ONLINE, place="网络课程"), came)


def _hold(session: Session, each: _Training, year: int, today: date) -> None:
    """One that is over by today; of one still to come only the line of the plan, if it has one."""
    planned_on = date(year, each.month, each.day)
    day = _evening_or_saturday(planned_on, each)
    post = Post.CARER if Post.CARER in each.posts else None
    line = PlanFields(
        planned_on, each.topic, each.category, each.form, Decimal(each.hours), post, each.organiser
    )
    line_id = training_plan.add_line(session, line) if each.planned else None
    if day >= today:
        return
    begins_at, ends_at = _times(day, line.hours)
    fields = replace(
        line.as_training(day), place=_ROOM, trainer=each.trainer, begins_at=begins_at, ends_at=ends_at
    )
    part = _ONLY_MORNING.get(each.topic, {})
    came = [
        Attendee(who.id, part.get(who.name))
        for who in list_staff(session, day)
        if (not each.posts or set(who.posts) & set(each.posts))
        and who.name not in _ABSENT.get(each.topic, ())
    ]
    if line_id is None:
        training.record_session(session, fields, came)
    else:
        training_plan.hold(session, line_id, fields, came)


def _hold_today(session: Session, today: date) -> None:
    """This evening: its sheet to sign is printed in the morning."""
    fields = TrainingFields(
        today,
        today,
        "冬春季呼吸道传染病的识别与消毒",
        "infection",
        TrainingForm.IN_HOUSE,
        Decimal(2),
        _CENTRE,
        _ROOM,
        "李静",
        time(17, 30),
        time(19),
        "晨午检要点、隔离与报告流程；含氯消毒液配制分组操作。",
    )
    training.record_session(session, fields, [Attendee(who.id) for who in list_staff(session, today)])


def _course(first: date, last: date, topic: str, category: str, hours: str) -> TrainingFields:
    """A course of the office's, for days."""
    return TrainingFields(
        first,
        last,
        topic,
        category,
        _GROUP,
        Decimal(hours),
        _OFFICE,
        "示例区托育服务指导中心",
    )


def _evening_or_saturday(day: date, each: _Training) -> date:
    """The last Saturday up to a day for what takes half a day, else the last day of work."""
    if Decimal(each.hours) >= 4:
        return day - timedelta(days=(day.weekday() - _SATURDAY) % 7)
    return last_operating_day(day + _DAY)


def _times(day: date, hours: Decimal) -> tuple[time, time]:
    """From nine on where it is Saturday, else after work; an hour of training has 45 minutes, a day its noon."""
    begins = datetime.combine(day, time(9) if hours >= 4 else time(17, 30))
    noon = timedelta(minutes=90 if hours > 4 else 0)
    return begins.time(), (begins + timedelta(minutes=45 * int(hours)) + noon).time()
