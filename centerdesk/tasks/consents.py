"""Children in care whose guardians have not consented to what is needed."""

from collections.abc import Iterator

from centerdesk.base.i18n import N_, _
from centerdesk.services.rights import Right
from centerdesk.tasks import Matter, Situation, Task, Urgency


def _find(situation: Situation) -> Iterator[Matter]:
    from centerdesk.services.consents import missing_consents

    rows = missing_consents(situation.session, situation.today)
    if rows:
        yield Matter(
            Urgency.WARN,
            _("Consent missing"),
            _("{n} children lack a needed consent of a guardian").format(n=len(rows)),
            _("Look"),
            "children",
            {"child_id": rows[0].child_id},
        )


TASK = Task("consents", N_("Consents"), Right.WRITE_ROSTER, _find, late=True)
