"""The centre's own words for the columns of its rosters, remembered so that the next workbook is read right."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy.orm import Session

from centerdesk.db.schema.settings import Setting
from centerdesk.domain.grids import key_of
from centerdesk.domain.roster_sheet import SheetProposal, Words
from centerdesk.domain.workbook_words import Col
from centerdesk.services.rights import Right, needs

_WORDS = "import.words"
_LEFT_OUT = ""


@needs(Right.WRITE_ROSTER)
def words_of_centre(session: Session) -> Words:
    """What the centre calls its columns; None: a column it leaves out."""
    setting = session.get(Setting, _WORDS)
    known = Col.__members__
    return {
        heading: known[name] if name else None
        for heading, name in (setting.value if setting else {}).items()
        if name == _LEFT_OUT or name in known
    }


@needs(Right.WRITE_ROSTER)
def remember_words(session: Session, proposals: Sequence[SheetProposal]) -> None:
    """Keep what the columns of a workbook were taken as, where the program wouldn't have guessed it."""
    setting = session.get(Setting, _WORDS)
    words: dict[str, str] = dict(setting.value) if setting else {}
    before = dict(words)
    for proposal in proposals:
        headings = Counter(key_of(each.title) for each in proposal.columns)
        for each in proposal.columns if proposal.taken else ():
            heading = key_of(each.title)
            if not heading or headings[heading] > 1:
                continue  # nothing to know it by
            if each.column is each.guess:
                words.pop(heading, None)
            else:
                words[heading] = each.column.name if each.column else _LEFT_OUT
    if words != before:
        session.merge(Setting(name=_WORDS, value=words))
