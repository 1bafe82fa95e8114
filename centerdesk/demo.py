"""The sample centre: invented children and staff, two years of believable records up to a day."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import insert
from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.attendance import Attendance
from centerdesk.db.store import make_folder
from centerdesk.db.vault import Cost
from centerdesk.domain.ages import completed_months
from centerdesk.domain.attendance import Mark, Pattern, Stay, is_expected
from centerdesk.domain.calendar import Month, days_between, operating_days
from centerdesk.domain.consents import NEEDED, Scope
from centerdesk.domain.people import (
    ClassKind,
    Half,
    Household,
    IdKind,
    LeaveReason,
    Post,
    Relation,
    Service,
    Sex,
)
from centerdesk.services import centre, children, classes, consents, staff
from centerdesk.services.children import ChildFields, GuardianRow
from centerdesk.services.opening import Opened, new_centre

PASSWORD = "practice-centre"
NAME = "小蜗牛托育园（示例）"
DIRECTOR = "张园长"
YEARS = 2
# In the sample's folder: the day it was made for.
MARKER = "sample-made-for.txt"
_LOCKED_MONTHS = 12
# The password is public and nobody in the file is real: guessing need not be made dear.
_CHEAP = Cost(1, 8, 1)

# Area code 110199 and phones beginning with 154 were never assigned: nobody real can be meant.
_AREA = "110199"
_PHONE = "154"
_SURNAMES = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹章苏潘葛范彭鲁韦马苗方俞任袁柳曾单解仇区覃翟朴"
_GIVEN = [
    "若水",
    "一诺",
    "语桐",
    "清越",
    "沐阳",
    "星辰",
    "思远",
    "奕辰",
    "梓萱",
    "可馨",
    "景行",
    "予安",
    "望舒",
    "初一",
    "果果",
    "乐瑶",
    "子涵",
    "明哲",
    "安安",
    "昊天",
    "知夏",
    "佳怡",
    "欣怡",
    "亦菲",
    "沐宸",
    "芷若",
    "思齐",
    "雨泽",
    "诗涵",
    "铭泽",
    "俊熙",
    "小满",
    "念慈",
    "书言",
    "云舒",
    "嘉树",
    "南乔",
    "润之",
    "秋实",
    "春和",
    "以宁",
    "存希",
    "青禾",
    "星野",
    "景澄",
    "叙白",
    "怀瑾",
    "知远",
    "若谷",
    "静姝",
]
_PARENTS = [
    "勇",
    "强",
    "磊",
    "涛",
    "斌",
    "杰",
    "鹏",
    "军",
    "超",
    "伟",
    "静",
    "芳",
    "敏",
    "丽",
    "娟",
    "艳",
    "霞",
    "娜",
    "秀",
    "玲",
]
_STREETS = ["永康公寓", "荣华南路", "宏达北路", "天华园", "鹿海园", "文化园西路"]
_NATIONS = ["汉族"] * 12 + ["满族", "回族", "朝鲜族", "蒙古族"]
_ALLERGIES = ["鸡蛋", "牛奶蛋白", "花生", "青霉素", "芒果"]
_ILLNESSES = ["发热", "咳嗽", "感冒", "腹泻", "呕吐", "皮疹", "疱疹性咽峡炎", "支气管炎"]
_ERRANDS = ["探亲", "家中有事", "外出旅行", "接种疫苗", "打疫苗后休息"]
_STAFF = (
    ("张园长", Post.HEAD, None),
    ("李静", Post.HEALTH, None),
    ("王芳", Post.CARER, 0),
    ("赵敏", Post.CARER, 0),
    ("刘洋", Post.CARER, 1),
    ("陈晨", Post.CARER, 1),
    ("杨柳", Post.CARER, 1),
    ("周婷", Post.CARER, 2),
    ("吴倩", Post.CARER, 2),
    ("郑爽朗", Post.CARER, 3),
    ("孙悦", Post.CARER, 3),
    ("何师傅", Post.COOK, None),
)
# Name, type, how many children now, their ages in months now.
_CLASSES = (
    ("乳儿班", ClassKind.INFANT, 6, (7, 11)),
    ("托小班", ClassKind.TODDLER, 12, (13, 22)),
    ("托大1班", ClassKind.SENIOR, 14, (24, 29)),
    ("托大2班", ClassKind.SENIOR, 14, (29, 35)),
)
_CAPACITY = {ClassKind.INFANT: 10, ClassKind.TODDLER: 15, ClassKind.SENIOR: 20}
_FORMER = 30


@dataclass(frozen=True, slots=True)
class _Life:
    """An invented child's time in the centre; `senior` is the class it grows into."""

    fields: ChildFields
    enrolled_on: date
    left_on: date | None
    pattern: Pattern
    senior: int


def make(folder: Path, today: date) -> Opened:
    """Make the sample centre in an empty folder, as it stands in the morning of a day; returns it open."""
    now = datetime.combine(today, time(8, 30))
    opened, _code = new_centre(folder, NAME, DIRECTOR, PASSWORD, now=now, sample=True, cost=_CHEAP)
    random = Random(20)
    began = date(today.year - YEARS, today.month, 1)
    with opened.store.begin(opened.actor, now) as session:
        session.info["action"] = "demo.make"
        centre.set_places(session, began, 65, 50)
        ids = [
            classes.add_class(session, name, kind, _CAPACITY[kind]) for name, kind, _number, _ages in _CLASSES
        ]
        for name, post, place in _STAFF:
            staff.hire(
                session,
                name,
                post,
                began,
                phone=_phone(random),
                class_id=None if place is None else ids[place],
            )
        for life in _lives(random, began, today):
            _record(session, random, life, ids, today)
    _lock_past_months(opened, today)
    return opened


def remake(folder: Path, today: date) -> Opened:
    """The sample centre for a day, in place of one made before; a folder that is not the sample's is never emptied."""
    marker = folder / MARKER
    if marker.is_file():
        shutil.rmtree(folder)
    make_folder(folder)
    if any(folder.iterdir()):  # the marker would give somebody's own files away to the next remaking
        raise UserError(_("The folder {folder} is not empty. Choose an empty folder.").format(folder=folder))
    marker.write_text("", "utf-8")  # a making that is broken off leaves nothing that is taken for a sample
    opened = make(folder, today)
    marker.write_text(today.isoformat(), "utf-8")
    return opened


def made_for(folder: Path) -> str:
    """The day (ISO) a folder's sample was made for; nothing when there is no whole one."""
    marker = folder / MARKER
    return marker.read_text("utf-8").strip() if marker.is_file() else ""


def _lock_past_months(opened: Opened, today: date) -> None:
    from centerdesk.returns import monthly

    for back in range(_LOCKED_MONTHS, 0, -1):
        month = Month.of(today).plus(-back)
        filed_at = datetime.combine(month.plus(1).first + timedelta(days=2), time(16, 20))
        with opened.store.begin(opened.actor, min(filed_at, datetime.combine(today, time(8)))) as session:
            monthly.lock(session, month, today=today)


def _lives(random: Random, began: date, today: date) -> Iterator[_Life]:
    names = _names(random)
    for place, (_name, _kind, number, (youngest, oldest)) in enumerate(_CLASSES):
        for _nth in range(number):
            born = _born(random, today, random.randint(youngest, oldest))
            enrolled_on = _entry(random, born, began, today)
            yield _life(random, next(names), born, enrolled_on, None, 2 + place % 2, today)
    for number in range(_FORMER):
        left_on = date(today.year - (number % YEARS), 8, 31)
        if left_on >= today:
            left_on = date(left_on.year - YEARS, 8, 31)
        born = _born(random, left_on, random.randint(30, 37))
        if left_on <= began:
            continue
        yield _life(
            random,
            next(names),
            born,
            _entry(random, born, began, left_on),
            left_on,
            2 + number // YEARS % 2,
            today,
        )


def _born(random: Random, on: date, months: int) -> date:
    month = Month.of(on).plus(-months)
    return month.first - timedelta(days=random.randint(0, 20))


def _entry(random: Random, born: date, began: date, before: date) -> date:
    """An operating day from half a year of age on; who was old enough at the beginning mostly came then."""
    earliest = max(began, born + timedelta(days=200))
    latest = before - timedelta(days=12)
    soon = earliest == began and random.random() < 0.7
    day = earliest + timedelta(days=int((latest - earliest).days * random.random() * (0.05 if soon else 0.9)))
    first_open = operating_days(day, day + timedelta(days=12))
    return first_open[0]


def _life(
    random: Random, name: str, born: date, enrolled_on: date, left_on: date | None, senior: int, today: date
) -> _Life:
    sex = random.choice([Sex.MALE, Sex.FEMALE])
    guardians = tuple(
        GuardianRow(
            relation,
            (name[0] if relation is Relation.FATHER else random.choice(_SURNAMES)) + given,
            _phone(random),
        )
        for relation, given in (
            (Relation.FATHER, random.choice(_PARENTS[:10])),
            (Relation.MOTHER, random.choice(_PARENTS[10:])),
        )
    )
    fields = ChildFields(
        name=name,
        sex=sex,
        birth_date=born,
        pet_name=name[-1] * 2 if random.random() < 0.4 else "",
        id_kind=IdKind.RESIDENT,
        id_number=_id_number(random, born, sex),
        nation=random.choice(_NATIONS),
        household=Household.BEIJING if random.random() < 0.7 else Household.ELSEWHERE,
        address=f"北京经济技术开发区{random.choice(_STREETS)}{random.randint(1, 30)}号楼{random.randint(1, 6)}单元",
        allergies=random.choice(_ALLERGIES) if random.random() < 0.15 else "",
        guardians=guardians,
    )
    return _Life(fields, enrolled_on, left_on, _pattern(random), senior)


def _pattern(random: Random) -> Pattern:
    throw = random.random()
    if throw < 0.05:
        return Pattern(Service.HALF, half=Half.MORNING)
    if throw < 0.08:
        return Pattern(Service.FULL, "135")
    if throw < 0.10:
        return Pattern(Service.HOURLY)
    return Pattern()


def _record(session: Session, random: Random, life: _Life, ids: list[int], today: date) -> None:
    child_id = children.enrol(
        session,
        life.fields,
        ids[_place(life, life.enrolled_on)],
        life.enrolled_on,
        today=today,
        pattern=life.pattern,
    )
    if child_id % 9:  # a few are missing, as in every centre
        scopes = [*NEEDED, Scope.IMAGES] if child_id % 2 else NEEDED
        mother = life.fields.guardians[-1].name
        consents.record_consent(session, child_id, scopes, life.enrolled_on, mother, today=today)
    last = life.left_on or today
    place = _place(life, life.enrolled_on)
    for day in days_between(life.enrolled_on, last):
        if day.day == 1 and (grown := _place(life, day)) != place:
            children.move(session, child_id, ids[grown], day)
            place = grown
    if life.left_on:
        reason = LeaveReason.KINDERGARTEN if random.random() < 0.8 else LeaveReason.MOVED
        children.leave(session, child_id, life.left_on, reason)
    # Two years of marks, one by one through the service, would take minutes: a bulk insert.
    marks = [
        {"day": day, "child_id": child_id, "mark": mark, "reason": reason}
        for day, mark, reason in _marks(random, life, today, place)
    ]
    session.execute(insert(Attendance), marks)


def _place(life: _Life, on: date) -> int:
    months = completed_months(life.fields.birth_date, on)
    return 0 if months < 12 else 1 if months < 24 else life.senior


def _marks(random: Random, life: _Life, today: date, place: int) -> Iterator[tuple[date, Mark, str]]:
    """A life's marks: mostly there, ill for some days now and then, more often in winter."""
    ill_until, illness = date.min, ""
    for day in operating_days(life.enrolled_on, life.left_on or today):
        if day == today and _not_yet_taken(random, place):
            continue
        if not is_expected(Stay(life.enrolled_on, life.left_on), life.pattern, day):
            if life.pattern.service is Service.HOURLY and random.random() < 0.3:
                yield day, Mark.PRESENT, ""
            continue
        if day > ill_until and random.random() < (0.03 if day.month in (11, 12, 1, 2) else 0.015):
            ill_until = day + timedelta(days=random.randint(1, 5))
            illness = random.choice(_ILLNESSES)
        if day <= ill_until:
            yield day, Mark.SICK, illness
        elif random.random() < 0.015:
            yield day, Mark.PERSONAL, random.choice(_ERRANDS)
        elif random.random() < 0.003:
            yield day, Mark.UNEXPLAINED, ""
        else:
            yield day, life.pattern.arrival_mark, ""


def _not_yet_taken(random: Random, place: int) -> bool:
    """At half past eight: two classes are taken, one nearly, one not at all."""
    return place == 3 or (place == 2 and random.random() < 0.25)


def _names(random: Random) -> Iterator[str]:
    seen: set[str] = set()
    while True:
        name = random.choice(_SURNAMES) + random.choice(_GIVEN)
        if name not in seen:
            seen.add(name)
            yield name


def _phone(random: Random) -> str:
    return f"{_PHONE}{random.randrange(10**8):08d}"


def _id_number(random: Random, born: date, sex: Sex) -> str:
    from stdnum.cn.ric import calc_check_digit

    serial = random.randrange(0, 1000, 2) + (1 if sex is Sex.MALE else 0)
    number = f"{_AREA}{born:%Y%m%d}{serial:03d}"
    return number + str(calc_check_digit(number + "0"))
