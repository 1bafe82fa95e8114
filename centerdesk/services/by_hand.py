"""What was changed by hand since an import: a later import never writes it over in silence."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Select, select

from centerdesk.base.i18n import _
from centerdesk.base.tables import cell_text
from centerdesk.db.schema.imports import ImportBatch, ImportEntry
from centerdesk.services.imports import ImportKind
from centerdesk.services.touched import Values, plain


def entries_of(kind: ImportKind) -> Select[str, str, Values]:
    """What the imports of a kind that stand have written: table, key and values, in the order of time."""
    return (
        select(ImportEntry.table_name, ImportEntry.key, ImportEntry.after)
        .join(ImportBatch, ImportBatch.id == ImportEntry.batch_id)
        .where(ImportBatch.kind == kind, ImportBatch.undone_at.is_(None))
        .order_by(ImportEntry.id)
    )


def last_written(entries: Iterable[Any]) -> dict[tuple[str, str], Values]:
    """By table and key the values written last; a later import goes over what an earlier one wrote."""
    written: dict[tuple[str, str], Values] = {}
    for table, key, after in entries:
        written[table, key] = written.get((table, key), {}) | after
    return written


def keeps_hand_made(
    doubts: list[str],
    title: str,
    imported: object,
    now: object,
    told: object,
    words: Callable[[Any], str] = cell_text,
) -> bool:
    """Whether a value of the file stays: somebody changed it by hand, and the workbook says nothing new.

    `imported` is what the last import wrote. What the workbook does say anew is taken, and the hand-made value named.
    """
    before, here, there = (plain(value) or None for value in (imported, now, told))
    if here in (before, there):
        return False
    named = {"field": _(title), "now": words(now) or _("(empty)"), "told": words(told)}
    if there == before:
        doubts.append(
            _(
                "{field}: changed by hand to “{now}”, the roster still says “{told}”; what was changed by hand is "
                "kept."
            ).format(**named)
        )
        return True
    doubts.append(
        _(
            "{field}: changed by hand to “{now}” since the last import; the roster now says “{told}”, which "
            "replaces it."
        ).format(**named)
    )
    return False
