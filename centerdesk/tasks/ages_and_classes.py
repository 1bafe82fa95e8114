"""Children whose age leaves their class's ages, now or within three months."""

from collections import defaultdict
from collections.abc import Iterator

from centerdesk.base import formats
from centerdesk.base.i18n import N_, _
from centerdesk.services.rights import Right
from centerdesk.tasks import Matter, Situation, Task, Urgency


def _find(situation: Situation) -> Iterator[Matter]:
    from centerdesk.services.growing_out import Growth, growing_out

    sentences = {
        Growth.OUTGROWN: _("{group}: {n} children have grown out of the class"),
        Growth.SOON: _("{group}: {n} children grow out of the class, the first on {day}"),
        Growth.THREE: _("{group}: {n} children are three years old, or will be by {day}"),
        Growth.YOUNG: _("{group}: {n} children are too young for the class"),
    }
    by_class = defaultdict(list)
    for row in growing_out(situation.session, situation.today):
        by_class[row.growth, row.class_name].append(row)
    for (growth, name), rows in by_class.items():
        day = rows[-1].day if growth is Growth.THREE else rows[0].day
        yield Matter(
            Urgency.WARN if growth is Growth.OUTGROWN else Urgency.INFO,
            _("Age and class"),
            sentences[growth].format(group=name, n=len(rows), day=formats.iso_date(day)),
            _("Look"),
            "reports",
            {"code": "ages-and-classes"},
        )


TASK = Task("ages_and_classes", N_("Ages and classes"), Right.READ_ROSTER, _find, late=True)
