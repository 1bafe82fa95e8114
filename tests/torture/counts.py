"""What came of an attack, counted by outcome."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Counts:
    """How often what happened; `failures` says in words what never may."""

    seen: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def add(self, outcome: str, number: int = 1) -> None:
        """One more of these."""
        self.seen[outcome] += number

    def fail(self, outcome: str, told: object) -> None:
        """One that never may happen, with what a programmer needs to see it again."""
        self.seen[outcome] += 1
        self.failures.append(f"{outcome}: {told}")

    def show(self) -> int:
        """Print the counts, then the failures; returns the exit code."""
        for outcome, number in self.seen.items():
            print(f"{number:7}  {outcome}")
        for failure in self.failures[:20]:
            print(f"FAILED  {failure}")
        return 1 if self.failures else 0
