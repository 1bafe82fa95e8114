"""The vocabulary of a kindergarten: its words in place of ours, and nothing else damaged."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from centerdesk.base import i18n
from centerdesk.base.i18n import CENTRE, KINDERGARTEN, use_vocabulary
from centerdesk.domain.people import CentreKind

ROOT = Path(__file__).resolve().parents[2]
TERMS: dict[str, str] = tomllib.loads((ROOT / "resources" / "terms.toml").read_text("utf-8"))[KINDERGARTEN]


@pytest.fixture(autouse=True)
def _speak_as_before() -> Iterator[None]:
    yield
    use_vocabulary(CENTRE)


def spoken(text: str) -> str:
    """A Chinese text in the words of a kindergarten; what is in no catalog is its own translation."""
    use_vocabulary(KINDERGARTEN)
    return i18n._(text)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("婴幼儿入托后由保育人员照看", "幼儿入园后由教师照看"),
        ("在托、离托、退托、停托", "在园、离园、退园、休园"),
        ("请联系负责人或保健人员。", "请联系园长或保健医。"),
        ("本机构的机构证照与机构名称", "本园的园所证照与园所名称"),
        ("恢复来托后按月交保育费", "恢复来园后按月交保教费"),
        ("请在“机构”页设置班级", "请在“园所”页设置班级"),
    ],
)
def test_a_kindergarten_says_it_in_its_own_words(ours: str, theirs: str) -> None:
    assert spoken(ours) == theirs


@pytest.mark.parametrize(
    "text",
    [
        "《托育机构管理规范（试行）》第十二条",
        "《托儿所幼儿园卫生保健管理办法》",
        "《托育机构负责人培训大纲（试行）》",
        "卫生保健人员签名",
        "个人信息保护负责人",
        "单位负责人　统计负责人",
        "3岁以下婴幼儿照护服务",
        "医疗卫生机构检查、检测机构报告",
        "转入托大班，现在托小班",
        "委托他人接走须有委托书",
        "转园(所)健康证明",
        "保育人员与儿童比不低于 1:7",
    ],
)
def test_names_of_laws_and_other_words_stay(text: str) -> None:
    assert spoken(text) == text


def test_words_that_only_touch_are_not_taken_for_one() -> None:
    assert spoken("婴幼儿所在托育机构") == "幼儿所在幼儿园"
    assert spoken("进入托育机构、暂停托育服务") == "进入幼儿园、暂停托育服务"


def test_a_longer_word_stands_before_the_shorter_one_it_begins_with() -> None:
    words = list(TERMS)
    hidden = [
        (first, later)
        for place, first in enumerate(words)
        for later in words[place + 1 :]
        if later.startswith(first)
    ]
    assert hidden == []


def test_no_text_of_the_program_is_damaged() -> None:
    with (ROOT / "i18n" / "zh_CN" / "LC_MESSAGES" / "centerdesk.po").open("rb") as file:
        texts = [str(message.string) for message in read_po(file, locale="zh_CN") if message.id]
    assert len(texts) > 1000
    laws, places = re.compile("《[^》]*》"), re.compile(r"\{\w*\}")
    torn = re.compile(
        "园育|园班|园位|园小班|园大班|园幼机构|卫生保健医|保护园长|幼儿园或幼儿园|幼儿照护|园所园所"
    )
    changed = 0
    for ours in texts:
        theirs = spoken(ours)
        changed += theirs != ours
        assert laws.findall(theirs) == laws.findall(ours), theirs
        assert places.findall(theirs) == places.findall(ours), theirs
        assert not torn.search(laws.sub("", theirs).replace("婴幼儿照护", "")), theirs
    assert changed > 100


def test_a_text_that_is_wholly_one_word_may_have_its_own() -> None:
    use_vocabulary(KINDERGARTEN)
    assert (i18n._("Centre"), i18n._("Head")) == ("园所", "园长")
    assert [kind.label for kind in CentreKind][:2] == ["托育机构", "幼儿园托班"]
