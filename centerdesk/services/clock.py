"""The computer's clock against what was written earlier."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.i18n import _
from centerdesk.db.schema.audit import Audit
from centerdesk.services.rights import Right, needs

_LEEWAY = timedelta(days=1)
_LOOKED_AT = 1000


@needs(Right.OWN_ACCOUNT)
def clock_warning(session: Session, now: datetime, newest_backup: datetime | None = None) -> str:
    """A sentence when something was written more than a day later than now; empty when the clock may be right."""
    # Of the newest entries: they stand in the order of time, and all of ten years would be read at each start.
    newest = select(Audit.at).order_by(Audit.id.desc()).limit(_LOOKED_AT).subquery()
    moments = (session.scalar(select(func.max(newest.c.at))), newest_backup)
    written = [moment for moment in moments if moment is not None]
    if not written or now >= max(written) - _LEEWAY:
        return ""
    return _(
        "The computer's clock says {now}, but something was already written on {last}. "
        "Set the computer's date and time right before you record anything; else it is entered on a wrong day."
    ).format(now=formats.clock(now), last=formats.clock(max(written)))
