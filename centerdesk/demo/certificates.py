"""The papers of the sample centre's staff: renewed year by year, some about to run out and one that has."""

from datetime import date, timedelta
from random import Random

from sqlalchemy.orm import Session

from centerdesk.demo import words
from centerdesk.domain.calendar import add_months
from centerdesk.domain.people import Post
from centerdesk.domain.staff_papers import BACKGROUND_CHECK, HEALTH_CERTIFICATE, paper_kind
from centerdesk.services import staff_papers
from centerdesk.services.staff import StaffRow, list_staff
from centerdesk.services.staff_papers import StaffPaperFields

_DAY = timedelta(days=1)
_STREET_CLINIC, _CLINIC = words.CLINICS
# Who issues a kind of paper, and how its numbers begin; a query has none.
_ISSUERS = {
    HEALTH_CERTIFICATE: (_CLINIC, "示例健"),
    BACKGROUND_CHECK: ("示例派出所", ""),
    "food_certificate": (_STREET_CLINIC, "示例食健"),
    "health_training": (_CLINIC, "示例卫保培"),
    "nurse": ("示例区卫生健康委员会", "示例护"),
    "teacher": ("示例区教育委员会", "示例教资"),
    "carer": ("示例职业技能评价中心", "示例保育"),
    "infant_carer": ("示例职业技能评价中心", "示例育婴"),
    "first_aid": ("示例区红十字会", "示例救护"),
    "fire_training": ("示例消防培训学校", "示例消培"),
}
_QUALIFIED = {
    "张园长": ("teacher",),
    "李静": ("nurse", "health_training"),
    "王芳": ("carer",),
    "赵敏": ("infant_carer",),
    "刘洋": ("teacher", "carer"),
    "陈晨": ("carer",),
    "杨柳": ("infant_carer",),
    "周婷": ("teacher",),
    "吴倩": ("carer",),
    "郑爽朗": ("infant_carer", "carer"),
    "孙悦": ("teacher",),
    "马丽": ("infant_carer",),
}
# About half of them: this is advised, and no duty.
_FIRST_AID = ("李静", "王芳", "刘洋", "陈晨", "周婷", "郑爽朗")
_FIRE = ("张园长", "李静", "王芳", "刘洋", "周婷", "何师傅")
# The days left of what runs out soon, and of the one that ran out yesterday: no carer's, so that no class is short.
_DAYS_LEFT = {
    ("何师傅", HEALTH_CERTIFICATE): -1,
    ("杨柳", HEALTH_CERTIFICATE): 6,
    ("周婷", BACKGROUND_CHECK): 25,
    ("李静", "nurse"): 70,
}


def file(session: Session, today: date) -> None:
    """Record the papers of everybody, of who has left too; last year's stay beside this year's."""
    random = Random(23)
    for person in list_staff(session, today, with_left=True):
        yearly = [HEALTH_CERTIFICATE, BACKGROUND_CHECK]
        if Post.COOK in person.posts:
            yearly.append("food_certificate")
        for kind in yearly:
            _renew(session, random, person, kind, today)
        once = [*_QUALIFIED.get(person.name, ())]
        once += ["first_aid"] * (person.name in _FIRST_AID) + ["fire_training"] * (person.name in _FIRE)
        for kind in once:
            _record(session, random, person, kind, _ends_on(random, person, kind, today), today)


def _renew(session: Session, random: Random, person: StaffRow, kind: str, today: date) -> None:
    """The paper of now and those before it, back to the one somebody began with."""
    ends_on = _ends_on(random, person, kind, today)
    while (issued_on := _record(session, random, person, kind, ends_on, today)) > person.hired_on:
        ends_on = issued_on + timedelta(days=random.randint(3, 20))


def _ends_on(random: Random, person: StaffRow, kind: str, today: date) -> date | None:
    """The last day of the latest paper of a kind; None where such papers have no term."""
    months = paper_kind(kind, today).months
    if months is None:
        return None
    left = _DAYS_LEFT.get((person.name, kind), random.randint(months * 9, months * 27))
    return (person.left_on or today) + timedelta(days=left)


def _record(
    session: Session, random: Random, person: StaffRow, kind: str, ends_on: date | None, today: date
) -> date:
    """One paper; returns the day it was issued on, somewhat before the first at work where it has no term."""
    if ends_on is None:
        issued_on = person.hired_on - timedelta(days=random.randint(60, 900))
    else:
        issued_on = add_months(ends_on, -(paper_kind(kind, today).months or 0)) + _DAY
    issuer, prefix = _ISSUERS[kind]
    number = f"{prefix}{issued_on.year}{random.randrange(10**4):04d}" if prefix else ""
    fields = StaffPaperFields(kind, issued_on, ends_on, number, issuer)
    staff_papers.record_paper(session, person.id, fields, today=today)
    return issued_on
