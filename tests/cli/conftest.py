"""The command line in this process, on a small centre or on the sample centre."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from centerdesk import demo
from centerdesk.base.i18n import CENTRE, use_vocabulary
from centerdesk.cli import main
from tests.services.conftest import centre as centre
from tests.services.small_centre import PASSWORD, SmallCentre


@dataclass(frozen=True)
class Answer:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output as another program reads it."""
        return json.loads(self.out)


Cli = Callable[..., Answer]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Cli]:
    """Runs a command line with the small centre's password."""
    monkeypatch.setenv("CENTERDESK_PASSWORD", PASSWORD)
    monkeypatch.delenv("CENTERDESK_USER", raising=False)
    monkeypatch.setenv(
        "LANGUAGE", os.environ.get("LANGUAGE", "")
    )  # the command line sets it: put it back after

    def run(*words: object) -> Answer:
        capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    yield run
    use_vocabulary(CENTRE)


@pytest.fixture
def at(cli: Cli, centre: SmallCentre) -> Cli:
    """Runs a command on the small centre, on 24 November 2026."""
    return lambda *words: cli("--data", centre.folder, "--today", "2026-11-24", *words)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample centre of 24 November 2026; made once, only to be read."""
    folder = tmp_path_factory.mktemp("sample") / "centre"
    demo.make(folder, date(2026, 11, 24)).store.close()
    return folder


@pytest.fixture
def in_sample(cli: Cli, sample: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Runs a command on the sample centre."""
    monkeypatch.setenv("CENTERDESK_PASSWORD", demo.PASSWORD)
    return lambda *words: cli("--data", sample, "--today", "2026-11-24", *words)
