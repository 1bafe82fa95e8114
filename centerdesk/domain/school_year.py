"""The school year (1 September to 31 August), and which class a child moves to when a new one begins."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from centerdesk.base.i18n import N_
from centerdesk.domain.people import Labelled

# 托育 is for children under three; who has completed 36 months goes on to kindergarten.
KINDERGARTEN_MONTHS = 36


class Advice(Labelled):
    """What is proposed for a child at the turn of the school year."""

    STAYS = "stays", N_("Stays in its class")
    MOVES = "moves", N_("Moves to another class")
    LEAVES = "leaves", N_("Leaves for kindergarten")
    NO_CLASS = "no_class", N_("No class for its age")


@dataclass(frozen=True, slots=True)
class Pupil:
    """A child as the turn of the year sees it: its class, and its completed months on the day."""

    child_id: int
    class_id: int
    months: int


@dataclass(frozen=True, slots=True)
class Band:
    """A class that is open on the day: ages in months [from, to), and how many children it takes."""

    class_id: int
    age_from: int
    age_to: int | None
    capacity: int

    def fits(self, months: int) -> bool:
        """Whether a child of that age belongs into the class."""
        return self.age_from <= months and (self.age_to is None or months < self.age_to)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a child; `class_id` is None for who leaves."""

    advice: Advice
    class_id: int | None


def next_turn(day: date) -> date:
    """The first day of the next school year, a day that begins one included."""
    this = date(day.year, 9, 1)
    return this if day <= this else date(day.year + 1, 9, 1)


def last_day(day: date) -> date:
    """The last day of the school year that a day lies in."""
    return date(day.year + (day.month > 8), 8, 31)


def propose(pupils: Sequence[Pupil], bands: Sequence[Band]) -> dict[int, Proposal]:
    """By child what to do: who fits stays; of a class, those who don't go on together as far as their ages allow."""
    by_class = {band.class_id: band for band in bands}
    made: dict[int, Proposal] = {}
    going: dict[int, list[Pupil]] = defaultdict(list)
    for pupil in pupils:
        own = by_class.get(pupil.class_id)
        if pupil.months >= KINDERGARTEN_MONTHS:
            made[pupil.child_id] = Proposal(Advice.LEAVES, None)
        elif own and own.fits(pupil.months):
            made[pupil.child_id] = Proposal(Advice.STAYS, pupil.class_id)
        else:
            going[pupil.class_id].append(pupil)
    sizes = Counter(each.class_id for each in made.values() if each.class_id is not None)
    for class_id, group in going.items():
        others = [band for band in bands if band.class_id != class_id]
        while group:
            target = _target(group, others, sizes)
            if target is None:
                made |= {pupil.child_id: Proposal(Advice.NO_CLASS, class_id) for pupil in group}
                break
            together = [pupil for pupil in group if target.fits(pupil.months)]
            made |= {pupil.child_id: Proposal(Advice.MOVES, target.class_id) for pupil in together}
            sizes[target.class_id] += len(together)
            group = [pupil for pupil in group if not target.fits(pupil.months)]
    return made


def _target(group: Sequence[Pupil], bands: Iterable[Band], sizes: Counter[int]) -> Band | None:
    """The class that fits the most of the group; among those the one with the most room left."""
    found: Band | None = None
    best = (0, 0)
    for band in bands:
        fitting = sum(band.fits(pupil.months) for pupil in group)
        worth = fitting, band.capacity - sizes[band.class_id]
        if fitting and (found is None or worth > best):
            found, best = band, worth
    return found
