"""Every command explains itself, in Chinese."""

import argparse
import re
from collections.abc import Iterator

import pytest

from centerdesk.base.discover import discover
from centerdesk.cli.command import Command
from tests.cli.conftest import Cli

# Names of things, not words: what files and programs are called.
NAMES = {"centerdesk", "cli", "json", "pdf", "xlsx", "xls", "csv", "help"}
WORD = re.compile(r"[A-Za-z]{2,}")


def _commands(commands: tuple[Command, ...], before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for command in commands:
        yield (*before, command.name)
        yield from _commands(command.parts, (*before, command.name))


COMMANDS = [(), *_commands(discover("centerdesk.cli.commands", "COMMAND"))]
CONTRACT = {
    "centre": (),
    "new": (),
    "demo": (),
    "import": ("roster", "attendance"),
    "export": ("roster", "staff", "everything"),
    "list": ("classes", "children", "reports", "forms", "indicators", "rules"),
    "attendance": (),
    "mark": (),
    "return": ("make", "show", "figure", "lock"),
    "report": (),
    "form": (),
    "check": (),
    "user": ("add", "close", "list"),
    "backup": (),
    "backups": (),
    "restore": (),
    "pack": ("show", "take", "list", "trust"),
    "child": ("file", "consent"),
    "erase": (),
    "self-test": (),
}


def test_the_commands_of_the_contract_are_there() -> None:
    wanted = [(name,) for name in CONTRACT] + [(name, part) for name in CONTRACT for part in CONTRACT[name]]
    assert [command for command in wanted if command not in COMMANDS] == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_has_no_english_word_but_names_of_options_and_values(cli: Cli, command: tuple[str, ...]) -> None:
    answer = cli(*command, "--help")
    assert (answer.code, answer.err) == (0, "")
    usage, _blank, text = answer.out.partition("\n\n")
    assert usage.startswith("用法：centerdesk-cli")
    assert "--json" in usage
    # Options, values and metavars stand in the usage; below it they may be named.
    known = NAMES | {word.lower() for word in WORD.findall(usage)}
    if not command or len(command) == 1:
        known |= {word for name in COMMANDS for part in name for word in WORD.findall(part)}
    assert [word for word in WORD.findall(text) if word.lower() not in known] == []


def _parsers(commands: tuple[Command, ...]) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for command in commands:
        parser = argparse.ArgumentParser(add_help=False)
        command.arguments(parser)
        yield command.name, parser
        yield from _parsers(command.parts)


def test_each_option_and_each_argument_is_explained() -> None:
    found = [
        (name, action.dest, action.help)
        for name, parser in _parsers(discover("centerdesk.cli.commands", "COMMAND"))
        for action in parser._actions
    ]
    assert len(found) > 20
    assert [(name, argument) for name, argument, told in found if not told] == []
