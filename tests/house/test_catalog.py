"""The catalog: every text of the code is there in Chinese, and nothing else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
CODE = ROOT / "centerdesk"
PO = ROOT / "i18n" / "zh_CN" / "LC_MESSAGES" / "centerdesk.po"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="zh_CN")


@pytest.fixture(scope="module")
def texts() -> set[str]:
    """What is marked in the code, as `make catalog` finds it."""
    found = extract_from_dir(str(CODE), [("**.py", "python")], keywords={"_": None, "N_": None})
    return {text for _file, _line, text, _comments, _context in found if isinstance(text, str) and text}


def _translations(catalog: Catalog) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalog if message.id}


def test_every_text_of_the_code_is_in_the_catalog_and_no_other(catalog: Catalog, texts: set[str]) -> None:
    known = set(_translations(catalog))
    assert len(texts) > 300
    assert sorted(texts - known) == []
    assert sorted(known - texts) == []


def test_every_text_is_translated_for_certain(catalog: Catalog) -> None:
    assert [text for text, chinese in _translations(catalog).items() if not chinese.strip()] == []
    assert [message.id for message in catalog if message.id and message.fuzzy] == []
    assert list(catalog.obsolete) == []


def test_places_for_values_are_the_same_in_both_languages(catalog: Catalog) -> None:
    ours, argparse_s = re.compile(r"\{\w*\}"), re.compile(r"%\(\w+\)[sdr]|%[sdr]")
    differ = [
        text
        for text, chinese in _translations(catalog).items()
        if chinese
        and (
            sorted(ours.findall(text)) != sorted(ours.findall(chinese))
            # argparse puts English names of types into its sentences; ours may leave them out.
            or not set(argparse_s.findall(chinese)) <= set(argparse_s.findall(text))
        )
    ]
    assert differ == []


def test_chinese_sentences_have_chinese_punctuation(catalog: Catalog) -> None:
    between = re.compile(r"[\u4e00-\u9fff][,;?!.](?=[\u4e00-\u9fff\s]|$)")
    assert [chinese for chinese in _translations(catalog).values() if between.search(chinese)] == []


def _called_while_importing(tree: ast.Module) -> Iterator[int]:
    """Lines where _() runs before anybody could choose a language: outside of functions, or in their defaults."""

    def walk(node: ast.AST) -> Iterator[int]:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for default in (*node.args.defaults, *filter(None, node.args.kw_defaults), *node.decorator_list):
                yield from walk(default)
            return
        if isinstance(node, ast.Lambda):
            return
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            yield node.lineno
        for inner in ast.iter_child_nodes(node):
            yield from walk(inner)

    return walk(tree)


def test_texts_are_marked_where_declared_and_translated_where_shown() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{line}"
        for file in sorted(CODE.rglob("*.py"))
        for line in _called_while_importing(ast.parse(file.read_text("utf-8")))
    ]
    assert found == []
    assert list(_called_while_importing(ast.parse("TITLE = _('Title')"))) == [1]
