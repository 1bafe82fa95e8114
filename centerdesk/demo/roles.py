"""Who of the invented children has something to show: the twins, a guardian without custody, a missing paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from centerdesk.demo.lives import Life
from centerdesk.domain.attendance import Pattern
from centerdesk.domain.entry import entry_rules, vaccination_check_due

_TODDLERS, _SENIORS = 1, (2, 3)


@dataclass(frozen=True, slots=True)
class Roles:
    """Children by their place among the lives; nobody has two parts.

    `papers_before`: came when the centre began, their papers are in the cupboard. `finding_missing`: looked at,
    but the vaccination point never answered. `doses_due`: found with doses to make up.
    """

    twins: tuple[int, int]
    newest: int
    unsigned: int
    finding_missing: int
    doses_due: int
    ending: int
    transferred: int
    papers_before: frozenset[int]
    suspended: int
    on_leave: int
    chronic: tuple[int, int]
    special_needs: int
    parted: int
    proxy: int
    certified: int


def cast(lives: Sequence[Life], today: date) -> Roles:
    """Give the parts to children they suit on this day."""
    here = [nth for nth, life in enumerate(lives) if life.left_on is None]
    taken: set[int] = set()

    def pick(suits: Callable[[Life], bool], order: Sequence[int] = here) -> int:
        free = [nth for nth in order if nth not in taken]
        # Only on a strange day nobody suits; then somebody has the part all the same.
        found = next((nth for nth in free if suits(lives[nth])), free[0])
        taken.add(found)
        return found

    def anybody(_life: Life) -> bool:
        return True

    newest_first = sorted(here, key=lambda nth: lives[nth].enrolled_on, reverse=True)
    newest = pick(anybody, newest_first)
    unsigned = pick(anybody, newest_first)
    twins = _alike(lives, here, taken)
    taken.update(twins)
    return Roles(
        twins=twins,
        newest=newest,
        unsigned=unsigned,
        finding_missing=pick(
            lambda life: vaccination_check_due(life.enrolled_on, entry_rules(today)) < today, newest_first
        ),
        doses_due=pick(lambda life: life.class_now(today) in _SENIORS, newest_first),
        transferred=pick(lambda life: life.place(life.enrolled_on) in _SENIORS, newest_first),
        papers_before=frozenset(pick(anybody, newest_first[::-1]) for _nth in range(2)),
        suspended=pick(lambda life: _comes_daily(life, today) and life.class_now(today) == _TODDLERS),
        on_leave=pick(lambda life: _comes_daily(life, today) and life.class_now(today) == _SENIORS[0]),
        chronic=(
            pick(lambda life: life.class_now(today) == _SENIORS[0]),
            pick(lambda life: life.class_now(today) == _SENIORS[1]),
        ),
        special_needs=pick(lambda life: life.class_now(today) == _SENIORS[0]),
        parted=pick(lambda life: life.class_now(today) == _TODDLERS),
        proxy=pick(lambda life: life.class_now(today) == _TODDLERS),
        ending=pick(lambda life: life.class_now(today) == _SENIORS[1]),
        certified=max(
            (nth for nth, life in enumerate(lives) if life.left_on),
            key=lambda nth: (lives[nth].left_on, -nth),
        ),
    )


def _comes_daily(life: Life, today: date) -> bool:
    return life.pattern == Pattern() and life.enrolled_on < today - timedelta(days=60)


def _alike(lives: Sequence[Life], here: Sequence[int], taken: set[int]) -> tuple[int, int]:
    """The two of a class nearest in birth and in the first day: made twins, they change least."""
    pairs = [
        (one, other)
        for one, other in combinations(here, 2)
        if not taken & {one, other}
        and lives[one].senior == lives[other].senior
        and lives[one].fields.household == lives[other].fields.household
        and lives[one].pattern == lives[other].pattern == Pattern()
    ]
    return min(pairs, key=lambda pair: _distance(lives[pair[0]], lives[pair[1]]))


def _distance(one: Life, other: Life) -> int:
    apart = abs((one.fields.birth_date - other.fields.birth_date).days)
    return apart + abs((one.enrolled_on - other.enrolled_on).days)
