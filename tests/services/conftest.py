"""A small centre for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.small_centre import SmallCentre, small_centre


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[SmallCentre]:
    """A centre without classes or children."""
    with small_centre(tmp_path / "centre") as made:
        yield made
