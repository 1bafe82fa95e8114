"""An empty centre file, without anybody's vault."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from centerdesk.db import store
from centerdesk.db.store import Store


@pytest.fixture
def key() -> bytes:
    """A data key of 32 random bytes."""
    return os.urandom(32)


@pytest.fixture
def opened(tmp_path: Path, key: bytes) -> Iterator[Store]:
    """The file, open; its folder is `opened.folder`."""
    folder = tmp_path / "centre"
    folder.mkdir()
    made = store.create(folder, key)
    yield made
    made.close()
