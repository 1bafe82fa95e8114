"""Which months are locked: asked before a mark of an old day changes."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.returns import FiledReturn
from centerdesk.domain.calendar import Month
from centerdesk.services.rights import Right, needs


@needs(Right.READ_ATTENDANCE)
def is_locked(session: Session, month: Month) -> bool:
    """Whether the month's return is locked."""
    query = select(func.count()).select_from(FiledReturn).where(FiledReturn.period == str(month))
    return bool(session.scalar(query))


def check_open(session: Session, month: Month, even_if_locked: bool) -> None:
    """UserError for a change in a locked month that nobody confirmed."""
    if not even_if_locked and is_locked(session, month):
        raise UserError(
            _(
                "The return of {month} is locked. A change now does not alter what was filed; confirm that you want it."
            ).format(month=month),
            "locked",
        )
