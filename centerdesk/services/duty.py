"""A class's carers on duty against those needed, in words; apart from `ratio`, because Today starts with them."""

from centerdesk.base.i18n import _
from centerdesk.services.attendance import ClassDayRow


def on_duty_words(group: ClassDayRow) -> str:
    """A class's carers on duty: 在岗 2, and where one half of the day has too few 下午在岗 1."""
    if group.has_enough_carers or group.carers_morning == group.carers_afternoon:
        words = _("On duty {n}")
    elif group.carers_morning < group.carers_afternoon:
        words = _("On duty in the morning {n}")
    else:
        words = _("On duty in the afternoon {n}")
    return words.format(n=group.carers)


def duty_words(group: ClassDayRow) -> str:
    """A class's carers in a line: 在岗 2 · 应配 2（按实到）."""
    needed = (
        _("needed {n} (for who is expected)") if group.tally.untaken else _("needed {n} (for who has come)")
    )
    return f"{on_duty_words(group)} · {needed.format(n=group.carers_needed)}"


def duty_details(group: ClassDayRow) -> str:
    """The same by halves and by the books, and how sure the ratio is: for a tip."""
    lines = [
        duty_words(group),
        _("By the books: {children} children, {n} carers needed.").format(
            children=group.enrolled, n=group.carers_by_books
        ),
        _("Carers who count: {morning} in the morning, {afternoon} in the afternoon.").format(
            morning=group.carers_morning, afternoon=group.carers_afternoon
        ),
    ]
    if group.reference:
        lines.append(
            _("{kind}: no rule was found for the ratio; it is a reference.").format(kind=group.kind.label)
        )
    return "\n".join(lines)
