"""A ratio, and how to take it fairly."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """Ours against a bare counterpart, in milliseconds; `aim` is the ratio hoped for (None: none stated)."""

    name: str
    ours: float
    bare: float
    aim: float | None = None

    @property
    def value(self) -> float:
        """How many times as long."""
        return self.ours / self.bare


def alternating_ms(
    ours: Callable[[int], object], bare: Callable[[int], object], times: int
) -> tuple[float, float]:
    """The medians of both, taken in turns so that a busy moment of the machine meets both."""
    pairs = [(_once_ms(ours, turn), _once_ms(bare, turn)) for turn in range(times)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def _once_ms(work: Callable[[int], object], turn: int) -> float:
    gc.collect()  # else one side pays for what the other has left
    began = time.perf_counter()
    work(turn)
    return (time.perf_counter() - began) * 1000
