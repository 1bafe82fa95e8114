"""Which months are locked: asked before a mark of an old day changes."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.returns import FiledReturn
from centerdesk.domain.calendar import Month
from centerdesk.services.rights import Right, needs

# Built once: each mark asks.
_FILED = FiledReturn.__table__
_LOCKED = select(_FILED.c.id).where(_FILED.c.period == bindparam("of_month")).limit(1)


@needs(Right.READ_ATTENDANCE)
def is_locked(session: Session, month: Month) -> bool:
    """Whether the month's return is locked."""
    return session.scalar(_LOCKED, {"of_month": str(month)}) is not None


def check_open(session: Session, month: Month, even_if_locked: bool) -> None:
    """UserError for a change in a locked month that nobody confirmed."""
    if not even_if_locked and is_locked(session, month):
        raise UserError(
            _(
                "The return of {month} is locked. A change now does not alter what was filed; confirm that you want it."
            ).format(month=month),
            "locked",
        )
