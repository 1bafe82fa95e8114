"""Who is in which class of the sample centre: the weekly rota, who is elsewhere today, who was ill last month."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from centerdesk.domain.calendar import Month, day_kind
from centerdesk.domain.people import StaffLeaveKind
from centerdesk.services import rota, staff_leaves

# The class of the carers, by its place among those of the sample.
_CLASS_OF = {
    "王芳": 0,
    "赵敏": 0,
    "刘洋": 1,
    "陈晨": 1,
    "杨柳": 1,
    "周婷": 2,
    "吴倩": 2,
    "郑爽朗": 3,
    "孙悦": 3,
}
_TUESDAY, _WEDNESDAY, _THURSDAY = 2, 3, 4
# On Wednesday afternoons these two change places; the health worker looks in on the youngest.
_CHANGE = {"杨柳": 2, "吴倩": 1}
_LOOKS_IN, _ILL, _OUT = "李静", "陈晨", "孙悦"


def set_up(session: Session, staff_ids: Mapping[str, int], class_ids: Sequence[int], today: date) -> None:
    """The rota of the school year, one who is out this afternoon, and one who was off duty for a week."""
    since = date(today.year - (today.month < 9), 9, 1)
    for name, place in _CLASS_OF.items():
        week = dict.fromkeys(rota.WEEKDAYS, (class_ids[place], class_ids[place]))
        if name in _CHANGE:
            week[_WEDNESDAY] = class_ids[place], class_ids[_CHANGE[name]]
        rota.set_week(session, staff_ids[name], since, week)
    rota.set_week(
        session,
        staff_ids[_LOOKS_IN],
        since,
        dict.fromkeys((_TUESDAY, _THURSDAY), (class_ids[0], None)),
    )
    if day_kind(today).is_open:  # the class is one carer short then, the only one of the day
        rota.set_day(
            session, staff_ids[_OUT], today, class_ids[_CLASS_OF[_OUT]], None, "下午外出参加示例区教研活动"
        )
    second_week = Month.of(today).plus(-1).first + timedelta(days=7)
    monday = second_week + timedelta(days=-second_week.weekday() % 7)
    staff_leaves.record_leave(
        session, staff_ids[_ILL], StaffLeaveKind.HEALTH, monday, monday + timedelta(days=4)
    )
