"""Names by their sound: a key to sort by, and all readings to search by."""

import os
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import combinations, islice, product

from centerdesk.base.paths import shipped

# Heteronyms multiply; more combinations than this help nobody to find a child.
_MOST_READINGS = 40


@cache
def _surnames() -> dict[str, str]:
    """Surnames that have several readings, with the one they have as a surname."""
    data = tomllib.loads((shipped("resources") / "standards" / "surnames.toml").read_text("utf-8"))
    return dict(data["readings"])


@lru_cache(maxsize=1)  # key and search text are asked for one after the other
def _readings(name: str) -> list[list[str]]:
    """For each part of the name its possible syllables, the likeliest first."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # must stand before the import; saves 42 MB
    from pypinyin import Style, pinyin

    parts = [part.replace("·", "") for part in name.replace("·", "· ").split()]
    syllables: list[list[str]] = []
    for part in parts:
        syllables += pinyin(part, style=Style.NORMAL, heteronym=True, v_to_u=False)
    surname = next((word for word in (name[:2], name[:1]) if word in _surnames()), None)
    if surname:
        for place, syllable in enumerate(_surnames()[surname].split()):
            syllables[place] = [syllable, *(other for other in syllables[place] if other != syllable)]
    return [[reading.lower() for reading in readings] for readings in syllables]


def name_key(name: str) -> str:
    """What a list is sorted by: the likeliest syllables, surname first."""
    return " ".join(readings[0] for readings in _readings(name))


def name_search(name: str) -> str:
    """All that finds the name, in lower case: itself, its full pinyin and its initials, by every reading.

    A name with dots is also found without them.
    """
    found = [name.lower(), name.lower().replace("·", "")]
    for syllables in islice(_likeliest_first(_readings(name)), _MOST_READINGS):
        found += ["".join(syllables), "".join(syllable[:1] for syllable in syllables)]
    return " ".join(dict.fromkeys(found))


def _likeliest_first(readings: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """The likeliest reading of all, then those with one syllable read otherwise, then with two ..."""
    for count in range(len(readings) + 1):
        for otherwise in combinations(range(len(readings)), count):
            yield from product(
                *(each[1:] if place in otherwise else each[:1] for place, each in enumerate(readings))
            )
