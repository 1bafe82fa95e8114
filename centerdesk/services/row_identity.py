"""Who a row of somebody's workbook is about: the name, and the number of an identity paper."""

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.grids import digits_of
from centerdesk.domain.identity import IdFacts, check_id_number
from centerdesk.domain.people import IdKind
from centerdesk.domain.workbook_words import ID_KINDS, ID_SHAPES, NOTHING, Col
from centerdesk.services.row_reader import RowReader


def name_in(reader: RowReader, longest: int | None) -> str:
    """The name; refused when it is missing or too long."""
    name = reader.read(Col.NAME)
    if not name and Col.NAME not in reader.row.unreckoned:
        reader.refusals.append(_("The name is missing."))
    elif longest is not None and len(name) > longest:
        reader.said(Col.NAME, longest)
    return name


def identity_in(reader: RowReader) -> tuple[IdKind | None, str, IdFacts | None]:
    """The kind of paper, its number, and what the number says; a number that can't be right is refused."""
    number = reader.tried(Col.ID_NUMBER, digits_of, "")
    word = reader.row.text(Col.ID_KIND)
    kind = ID_KINDS.get(word.replace(" ", ""))
    if word and kind is None and word not in NOTHING:
        reader.refusals.append(
            reader.about(
                Col.ID_KIND, _("“{text}” is no kind of ID paper this program knows.").format(text=word)
            )
        )
    if not number or number in NOTHING or ID_KINDS.get(number) is IdKind.NONE:
        return kind, "", None
    if kind in (None, IdKind.NONE):
        kind = next((found for shape, found in ID_SHAPES if shape.fullmatch(number)), IdKind.RESIDENT)
        if kind is not IdKind.RESIDENT:
            reader.doubts.append(
                reader.about(Col.ID_NUMBER, _("By its form it is taken as: {kind}.").format(kind=kind.label))
            )
    assert kind is not None
    try:
        return kind, number, check_id_number(kind, number)
    except UserError as error:
        reader.refusals.append(reader.about(Col.ID_NUMBER, error.text))
        return kind, number, None
