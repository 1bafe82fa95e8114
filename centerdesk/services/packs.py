"""Data packs the centre has taken: shown before they are taken, never an older one over a newer one."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.paths import shipped
from centerdesk.base.tables import Align, Column
from centerdesk.db.schema.settings import DataPack, Setting
from centerdesk.domain import calendar
from centerdesk.domain.calendar import DayKind, Year
from centerdesk.domain.certainty import Certainty
from centerdesk.domain.people import Labelled
from centerdesk.exchange.pack import (
    Pack,
    PackKind,
    fingerprint,
    is_key,
    open_pack,
    publisher_keys,
    read_pack,
)
from centerdesk.services.rights import Right, needs

TRUSTED = "trusted_keys"
# How much a fact weighs: what was seen in a public page goes before what is remembered.
_WEIGHT = {Certainty.PAGE: 3, Certainty.COPY: 2, Certainty.MEMORY: 1, Certainty.OWN: 0}


class Standing(Labelled):
    """What taking a pack would do."""

    NEW = "new", N_("would be taken")
    SAME = "same", N_("is taken already")
    OLDER = "older", N_("a newer edition is in force")
    WEAKER = "weaker", N_("less sure than what is in force")


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One thing a pack changes, in words."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PackPreview:
    """A pack before it is taken: what it says, whether it would be taken, what it would change.

    `replaces` says what is in force now, with its source and how sure it is; empty where nothing is.
    """

    pack: Pack
    standing: Standing
    replaces: str
    changes: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class PackRow:
    """A pack that was taken; only the newest edition of a name is in force."""

    id: int
    kind: PackKind
    name: str
    edition: int
    issued_on: date
    valid_from: date
    issuer: str
    source: str
    certainty: Certainty
    taken_at: datetime
    taken_by: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class TrustedRow:
    """A key whose packs are taken; `own` when the centre trusts it itself, else it ships with the program."""

    key: str
    name: str
    own: bool

    @property
    def fingerprint(self) -> str:
        """The key as it is read out on the phone."""
        return fingerprint(self.key)


CHANGE_COLUMNS = (
    Column(N_("What changes"), lambda row: row.what, 50),
    Column(N_("So far"), lambda row: row.before, 60),
    Column(N_("By the data pack"), lambda row: row.after, 60),
)
PACK_COLUMNS = (
    Column(N_("Kind"), lambda row: row.kind.label, 30),
    Column(N_("Name of the pack"), lambda row: row.name, 24),
    Column(N_("Edition"), lambda row: row.edition, 14, Align.RIGHT),
    Column(N_("State"), lambda row: _("in use") if row.in_force else _("superseded"), 20),
    Column(N_("Source"), lambda row: row.source, 70),
    Column(N_("How sure"), lambda row: row.certainty.label, 36),
    Column(N_("Issuer"), lambda row: row.issuer, 36),
    Column(N_("Issued on"), lambda row: formats.iso_date(row.issued_on), 24),
    Column(N_("Valid from"), lambda row: formats.iso_date(row.valid_from), 24),
    Column(N_("Taken at"), lambda row: f"{row.taken_at:%Y-%m-%d %H:%M} {row.taken_by}", 40),
)


@needs(Right.MANAGE_CENTRE)
def list_packs(session: Session) -> list[PackRow]:
    """The packs taken, by kind and name, the newest edition first."""
    order = (DataPack.kind, DataPack.name, DataPack.edition.desc())
    rows: list[PackRow] = []
    for record in session.scalars(select(DataPack).order_by(*order)):
        superseded = bool(rows) and (rows[-1].kind, rows[-1].name) == (record.kind, record.name)
        rows.append(
            PackRow(
                record.id,
                PackKind(record.kind),
                record.name,
                record.edition,
                record.issued_on,
                _said(record).valid_from,
                record.issuer,
                record.source,
                Certainty(record.certainty),
                record.taken_at,
                record.taken_by,
                not superseded,
            )
        )
    return rows


@needs(Right.MANAGE_CENTRE)
def show_pack(session: Session, content: bytes) -> PackPreview:
    """What taking the pack would change; UserError for what is no pack or signed by somebody unknown."""
    pack = read_pack(content, _keys(session))
    newest = _newest(session, pack.kind, pack.name)
    return PackPreview(
        pack,
        _standing(pack, newest, content),
        _replaces(pack, newest),
        tuple(_year_changes(pack, newest) if pack.kind is PackKind.CALENDAR else _changes(pack, newest)),
    )


@needs(Right.MANAGE_CENTRE)
def take_pack(session: Session, content: bytes, now: datetime) -> PackPreview:
    """Take a pack: a later edition stands in for the one before; the same once more changes nothing."""
    preview = show_pack(session, content)
    pack = preview.pack
    if preview.standing is Standing.SAME:
        return preview
    if preview.standing is not Standing.NEW:
        raise UserError(
            _("The data pack {name}, edition {edition}, was not taken: {why} ({replaces}).").format(
                name=pack.name,
                edition=pack.edition,
                why=preview.standing.label,
                replaces=preview.replaces,
            ),
            "edition",
        )
    session.add(
        DataPack(
            kind=pack.kind,
            name=pack.name,
            edition=pack.edition,
            issued_on=pack.issued_on,
            issuer=pack.issuer,
            source=pack.source,
            certainty=pack.certainty,
            content=content.decode(),
            taken_at=now,
            taken_by=session.info["actor"].name,
        )
    )
    session.flush()
    years = _years(session)
    # Not before it is on the disk: an action that is taken back must not leave its days behind.
    event.listen(session, "after_commit", lambda _session: calendar.use_years(years), once=True)
    return preview


@needs(Right.OWN_ACCOUNT)
def use_calendar(session: Session) -> None:
    """From now on go by the calendar years that the centre has taken: on opening it."""
    calendar.use_years(_years(session))


@needs(Right.MANAGE_CENTRE)
def list_trusted(session: Session) -> list[TrustedRow]:
    """Whose packs are taken."""
    rows = [TrustedRow(key, name, False) for key, name in publisher_keys().items()]
    return rows + [TrustedRow(each["key"], each["name"], True) for each in _own_keys(session)]


@needs(Right.MANAGE_CENTRE)
def trust_key(session: Session, key: str, name: str) -> TrustedRow:
    """Trust a key from now on, once its fingerprint was compared by phone; a name given anew replaces the old one."""
    key = "".join(key.split()).lower()
    if not is_key(key):
        raise UserError(
            _("A key has 64 digits from 0 to f. Copy it whole from the message of the issuer."), "key"
        )
    if not name.strip():
        raise UserError(_("Write whose key it is."), "name")
    others = [each for each in _own_keys(session) if each["key"] != key]
    session.merge(Setting(name=TRUSTED, value=[*others, {"key": key, "name": name.strip()}]))
    session.flush()
    return TrustedRow(key, name.strip(), True)


@needs(Right.MANAGE_CENTRE)
def distrust_key(session: Session, key: str) -> None:
    """Take no more packs signed by a key; those taken stay."""
    rest = [each for each in _own_keys(session) if each["key"] != key]
    session.merge(Setting(name=TRUSTED, value=rest))


def _own_keys(session: Session) -> list[dict[str, str]]:
    setting = session.get(Setting, TRUSTED)
    return list(setting.value) if setting else []


def _keys(session: Session) -> set[str]:
    return {*publisher_keys(), *(each["key"] for each in _own_keys(session))}


def _newest(session: Session, kind: PackKind, name: str) -> DataPack | None:
    """The newest edition taken of a pack."""
    query = select(DataPack).where(DataPack.kind == kind, DataPack.name == name)
    return session.scalars(query.order_by(DataPack.edition.desc()).limit(1)).first()


def _said(record: DataPack) -> Pack:
    """What a taken pack says: the file is kept as it was signed."""
    return open_pack(record.content.encode()).pack


def _standing(pack: Pack, newest: DataPack | None, content: bytes) -> Standing:
    if newest and newest.content.encode() == content:
        return Standing.SAME
    # The same edition with something else in it is no edition of its own.
    if newest and pack.edition <= newest.edition:
        return Standing.OLDER
    if pack.kind is PackKind.CALENDAR and _WEIGHT[pack.certainty] < _weight_in_force(pack, newest):
        return Standing.WEAKER
    return Standing.NEW


def _weight_in_force(pack: Pack, newest: DataPack | None) -> int:
    """How sure the calendar in force is: shipped years were all seen in the State Council's page."""
    if newest:
        return _WEIGHT[Certainty(newest.certainty)]
    return _WEIGHT[Certainty.PAGE] if calendar.shipped_year(int(pack.name)) else 0


def _replaces(pack: Pack, newest: DataPack | None) -> str:
    """What is in force so far."""
    if newest:
        return _("edition {edition}, {source}, {certainty}").format(
            edition=newest.edition, source=newest.source, certainty=Certainty(newest.certainty).label
        )
    year = calendar.shipped_year(int(pack.name)) if pack.kind is PackKind.CALENDAR else None
    if year:
        return _("shipped with the program, {source}, {certainty}").format(
            source=year.source, certainty=Certainty.PAGE.label
        )
    return _("the table shipped with the program") if _shipped_table(pack) else ""


def _years(session: Session) -> dict[int, Year]:
    """The calendar years taken, each in its newest edition."""
    query = select(DataPack).where(DataPack.kind == PackKind.CALENDAR).order_by(DataPack.edition)
    return {int(record.name): calendar.read_year(_said(record).content) for record in session.scalars(query)}


def _year_changes(pack: Pack, newest: DataPack | None) -> Iterator[ChangeRow]:
    """The days that become something else."""
    number = int(pack.name)
    before = calendar.read_year(_said(newest).content) if newest else calendar.shipped_year(number)
    after = calendar.read_year(pack.content)
    for day in calendar.days_between(date(number, 1, 1), date(number, 12, 31)):
        was, will = _day_words(day, before), _day_words(day, after)
        if was != will:
            yield ChangeRow(
                _("{day} {weekday}").format(day=day.isoformat(), weekday=formats.weekday(day)), was, will
            )


def _day_words(day: date, year: Year | None) -> str:
    kind = calendar.kind_in(day, year)
    name = year.off[day] if year and kind is DayKind.HOLIDAY else ""
    return " ".join(filter(None, (_(kind.value), name)))


def _changes(pack: Pack, newest: DataPack | None) -> Iterator[ChangeRow]:
    """The values of a table that become others."""
    before = dict(_values(tomllib.loads(_said(newest).content) if newest else _shipped_table(pack)))
    after = dict(_values(tomllib.loads(pack.content)))
    for what in {**before, **after}:
        if before.get(what) != after.get(what):
            yield ChangeRow(what, before.get(what, formats.UNKNOWN), after.get(what, formats.UNKNOWN))


def _shipped_table(pack: Pack) -> dict[str, Any]:
    """The shipped table a pack stands for, where there is one."""
    file = shipped("resources") / "standards" / f"{pack.name}.toml"
    if pack.kind is PackKind.CALENDAR or not file.is_file():
        return {}
    return tomllib.loads(file.read_text("utf-8"))


def _values(table: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Each value of a table under the way to it: `senior.capacity`, `rule 2.years`."""
    if isinstance(table, dict):
        for name, value in table.items():
            yield from _values(value, f"{path}.{name}" if path else name)
    elif isinstance(table, list) and any(isinstance(value, dict) for value in table):
        for number, value in enumerate(table, 1):
            yield from _values(value, f"{path} {number}")
    else:
        shown = table if not isinstance(table, list) else _(", ").join(map(str, table))
        yield path, str(shown)
