"""The gates of entry: what a child brings, by when, and what is still missing (管理规范 10-11; 接种证查验办法)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from centerdesk.base import formats
from centerdesk.base.i18n import N_, _
from centerdesk.domain.consents import NEEDED, Scope
from centerdesk.domain.entry import (
    EntryRules,
    certificate_valid_until,
    examination_valid,
    examination_valid_until,
    needs_new_examination,
    second_check_due,
    vaccination_check_due,
)
from centerdesk.domain.people import Labelled, VaccinationOutcome


class Gate(Labelled):
    """What is asked for when a child comes in."""

    EXAMINATION = "examination", N_("Entry examination")
    VACCINATION = "vaccination", N_("Vaccination certificate")
    CONTRACT = "contract", N_("Care contract")
    CONSENT = "consent", N_("Consent of the guardian")


class GateState(Labelled):
    """How a gate stands; all but the first two are open matters."""

    OK = "ok", N_("settled")
    EARLIER = "earlier", N_("came before this file")
    DUE = "due", N_("still to come")
    OVERDUE = "overdue", N_("overdue")
    MISSING = "missing", N_("missing")
    EXPIRED = "expired", N_("expired")
    UNFIT = "unfit", N_("Not fit to come in")
    WAIVED = "waived", N_("let in without")


@dataclass(frozen=True, slots=True)
class Examined:
    """What an entry examination says; `transfer`: a certificate from another centre, dated by the last day there."""

    on: date
    fit: bool
    transfer: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """A look at the vaccination certificate, with what the vaccination point found."""

    on: date
    has_certificate: bool
    outcome: VaccinationOutcome | None
    completed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Came:
    """A time in the centre as the gates see it; `left_before`: the last day of the time before it.

    `asked`: whether papers that nobody recorded are asked for; of children here long before this file they are not.
    """

    entered_on: date
    left_before: date | None = None
    waived: str = ""
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a gate stands, the day that counts (last day of a term, or since when it is missing), and a sentence."""

    gate: Gate
    state: GateState
    due_on: date | None
    words: str

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state not in (GateState.OK, GateState.EARLIER)


def holds(examined: Examined, entered_on: date, rules: EntryRules) -> bool:
    """Whether an examination, or a certificate in its stead, was valid on the day of coming in."""
    if examined.transfer:
        return examined.on <= entered_on <= certificate_valid_until(examined.on, rules)
    return examination_valid(examined.on, entered_on, rules)


def latest_valid(came: Came, examined: Iterable[Examined], rules: EntryRules) -> Examined | None:
    """The last word of those that were valid on the day of coming in, if there is any."""
    valid = [each for each in examined if holds(each, came.entered_on, rules)]
    return max(valid, key=lambda each: each.on, default=None)


def must_be_examined(came: Came, examined: Sequence[Examined], rules: EntryRules) -> bool:
    """Whether this time in the centre begins with an examination: the first does, and one after a long absence."""
    if came.left_before is None or not any(each.fit for each in examined):
        return True
    return _was_long_away(came, rules)


def examination_gate(came: Came, examined: Sequence[Examined], on: date, rules: EntryRules) -> Verdict:
    """入托体检: fit, and not older than its validity on the day of coming in; made later, it makes good."""

    def verdict(state: GateState, words: str) -> Verdict:
        return Verdict(Gate.EXAMINATION, state, None if state is GateState.OK else came.entered_on, words)

    later = [each for each in examined if each.on > came.entered_on]
    last = max(later, key=lambda each: each.on, default=None) or latest_valid(came, examined, rules)
    if last and not last.fit:
        words = _("The examination of {day} says: not fit to come in. The child may not be in care.")
        return verdict(GateState.UNFIT, words.format(day=formats.iso_date(last.on)))
    if last:
        return verdict(GateState.OK, _fit_words(last, came, rules))
    if not must_be_examined(came, examined, rules):
        return verdict(GateState.OK, _("Away no longer than allowed: no new examination is needed."))
    if came.waived:
        words = _("Let in without a valid examination: {reason}. Have the child examined at once.")
        return verdict(GateState.WAIVED, words.format(reason=came.waived))
    if not came.asked:
        return _earlier(Gate.EXAMINATION)
    if examined:
        before = max(each.on for each in examined)
        words = _("The examination of {day} was no longer valid on the day of entry {entered}: examine anew.")
        return verdict(
            GateState.EXPIRED,
            words.format(day=formats.iso_date(before), entered=formats.iso_date(came.entered_on)),
        )
    if on < came.entered_on:
        return verdict(GateState.DUE, _("No examination yet; it must be there on the day of entry."))
    return verdict(GateState.MISSING, _("No entry examination is recorded."))


def vaccination_gate(came: Came, checks: Iterable[Checked], on: date, rules: EntryRules) -> Verdict:
    """接种证查验: within 30 days of coming in, and once more by the end of the year where doses were to be made up."""
    # A child that was away for a short time only is no new one: what was looked at before still counts.
    since = came.left_before if came.left_before and _was_long_away(came, rules) else date.min
    known = sorted((each for each in checks if each.on > since), key=lambda each: each.on)
    first_term = vaccination_check_due(came.entered_on, rules)
    if not known and not came.asked:
        return _earlier(Gate.VACCINATION)
    if not known:
        return _termed(
            first_term, on, _("The certificate has not been looked at yet; it is due by {due}."), None
        )
    last = known[-1]
    if last.outcome is VaccinationOutcome.COMPLETE or last.completed_on:
        words = _("Looked at on {day}: complete by the vaccination point's finding.")
        day = last.completed_on or last.on
        return Verdict(Gate.VACCINATION, GateState.OK, None, words.format(day=formats.iso_date(day)))
    if last.has_certificate and last.outcome is None:
        words = _("Looked at on {day}; the vaccination point's finding is still missing, due by {due}.")
        return _termed(first_term, on, words, last.on)
    words = (
        _("Looked at on {day}: doses to make up; second look due by {due}.")
        if last.outcome is VaccinationOutcome.DUE
        else _("Looked at on {day}: no certificate, to be made up; second look due by {due}.")
    )
    return _termed(second_check_due(max(came.entered_on, known[0].on), rules), on, words, last.on)


def contract_gate(came: Came, spans: Iterable[tuple[date, date | None]], on: date) -> Verdict:
    """托育服务协议: in force from the day of coming in."""
    day = max(on, came.entered_on)
    spans = list(spans)
    if any(starts <= day and (ends is None or ends >= day) for starts, ends in spans):
        return Verdict(Gate.CONTRACT, GateState.OK, None, _("A contract is in force."))
    ended = [ends for starts, ends in spans if ends and came.entered_on <= ends < day]
    if ended:
        words = _("The contract ended on {day}; no new one is recorded.")
        return Verdict(
            Gate.CONTRACT, GateState.EXPIRED, max(ended), words.format(day=formats.iso_date(max(ended)))
        )
    if not came.asked:
        return _earlier(Gate.CONTRACT)
    return _at_entry(Gate.CONTRACT, came, on, _("No contract is recorded."))


def consent_gate(came: Came, given: Iterable[Scope], on: date) -> Verdict:
    """监护人同意: for the basic and the health particulars."""
    allowed = set(given)
    missing = [scope.label for scope in NEEDED if scope not in allowed]
    if not missing:
        return Verdict(Gate.CONSENT, GateState.OK, None, _("The guardian has consented to what is needed."))
    words = _("Consent missing: {scopes}").format(scopes=_(", ").join(missing))
    return _at_entry(Gate.CONSENT, came, on, words)


def _was_long_away(came: Came, rules: EntryRules) -> bool:
    return came.left_before is not None and needs_new_examination(came.left_before, came.entered_on, rules)


def _fit_words(examined: Examined, came: Came, rules: EntryRules) -> str:
    day = formats.iso_date(examined.on)
    if examined.transfer:
        until = formats.iso_date(certificate_valid_until(examined.on, rules))
        return _("Transfer certificate, left the other centre on {day}; valid until {until}.").format(
            day=day, until=until
        )
    if examined.on > came.entered_on:
        return _("Examined on {day}, after the day of entry: fit.").format(day=day)
    until = formats.iso_date(examination_valid_until(examined.on, rules))
    return _("Examined on {day}: fit; good for coming in until {until}.").format(day=day, until=until)


def _termed(due_on: date, on: date, words: str, day: date | None) -> Verdict:
    state = GateState.DUE if on <= due_on else GateState.OVERDUE
    said = words.format(day=formats.iso_date(day), due=formats.iso_date(due_on))
    return Verdict(Gate.VACCINATION, state, due_on, said)


def _at_entry(gate: Gate, came: Came, on: date, words: str) -> Verdict:
    state = GateState.DUE if on < came.entered_on else GateState.MISSING
    return Verdict(gate, state, came.entered_on, words)


def _earlier(gate: Gate) -> Verdict:
    return Verdict(gate, GateState.EARLIER, None, _("Came before this file began: see the papers on file."))
