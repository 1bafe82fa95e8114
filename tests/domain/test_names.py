"""Names by their sound: sorted as a register is, found by every reading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centerdesk.domain.names import _surnames, name_key, name_search


def _finds(name: str, typed: str) -> bool:
    return typed in name_search(name).split()


@pytest.mark.parametrize(
    ("name", "key", "misread"),
    [
        ("曾星辰", "zeng xing chen", "cengxingchen"),
        ("单若水", "shan ruo shui", "danruoshui"),
        ("解予安", "xie yu an", "jieyuan"),
        ("仇一诺", "qiu yi nuo", "chouyinuo"),
        ("区语桐", "ou yu tong", "quyutong"),
        ("朴可馨", "piao ke xin", "pukexin"),
        ("翟思远", "zhai si yuan", "disiyuan"),
        ("覃沐阳", "qin mu yang", "tanmuyang"),
        ("缪安", "miao an", "mouan"),
        ("查禾", "zha he", "chahe"),
        ("员林", "yun lin", "yuanlin"),
        ("种田", "chong tian", "zhongtian"),
        ("盖安", "ge an", "gaian"),
        ("阚安", "kan an", "hanan"),
        ("召安", "shao an", "zhaoan"),
        ("尉迟明", "yu chi ming", "weichiming"),
        ("万俟安", "mo qi an", "wansian"),
        ("澹台安", "tan tai an", "dantaian"),
        ("长孙安", "zhang sun an", "changsunan"),
        ("单于安", "chan yu an", "danyuan"),
        ("乐正安", "yue zheng an", "lezhengan"),
    ],
)
def test_a_surname_is_sorted_by_its_reading_as_a_surname_and_found_by_the_common_one(
    name: str, key: str, misread: str
) -> None:
    assert name_key(name) == key
    assert _finds(name, key.replace(" ", ""))
    assert _finds(name, misread)


def test_the_table_knows_a_hundred_surnames_with_a_syllable_for_each_character() -> None:
    assert len(_surnames()) >= 100
    assert [word for word, reading in _surnames().items() if len(reading.split()) != len(word)] == []


def test_each_syllable_may_be_read_otherwise_however_many_readings_the_name_has() -> None:
    for typed in ("shanzhongle", "danzhongle", "shanchongle", "shanzhongyue", "danchongle", "dzy"):
        assert _finds("单重乐", typed)


def test_a_surname_s_character_in_a_given_name_has_its_common_reading() -> None:
    assert name_key("李解") == "li jie"
    assert name_key("王单") == "wang dan"


def test_the_u_with_dots_is_written_as_it_is_typed() -> None:
    assert name_key("吕绿") == "lv lv"
    assert _finds("吕绿", "lvlv")


def test_a_name_is_found_by_itself_its_pinyin_and_its_initials() -> None:
    assert name_search("曾星辰").split()[:3] == ["曾星辰", "zengxingchen", "zxc"]
    assert _finds("曾星辰", "cxc")


def test_dots_between_parts_are_not_pronounced() -> None:
    assert name_key("阿依古丽·买买提") == "a yi gu li mai mai ti"
    assert _finds("阿依古丽·买买提", "ayglmmt")
    assert name_search("阿依古丽·买买提").startswith("阿依古丽·买买提 阿依古丽买买提 ")


@pytest.mark.parametrize(("name", "first"), [("陈𬱖", "chen "), ("丁㛃䶮", "ding jie yan"), ("𬎆星", "")])
def test_rare_characters_beyond_the_basic_plane_are_kept(name: str, first: str) -> None:
    assert name_key(name).startswith(first)
    assert len(name_key(name).split()) == len(name)
    assert _finds(name, name)


def test_latin_names_are_sorted_and_found_in_small_letters() -> None:
    assert name_key("Anna Li") == "anna li"
    assert name_key("李Anna") == "li anna"
    assert _finds("李Anna", "lianna")
    assert _finds("安娜·李", "annali")


def test_names_are_in_the_order_of_a_register() -> None:
    names = ["郑爽朗", "单若水", "曾星辰", "仇一诺", "艾宁", "区语桐", "欧阳娜", "解予安"]
    assert sorted(names, key=name_key) == [
        "艾宁",
        "欧阳娜",
        "区语桐",
        "仇一诺",
        "单若水",
        "解予安",
        "曾星辰",
        "郑爽朗",
    ]


@given(st.text("单解仇区朴覃行乐重长的地曾A b·𬱖", min_size=1, max_size=12).filter(str.strip))
def test_any_name_has_a_key_and_is_found_by_itself_and_in_reasonable_length(name: str) -> None:
    assert name_key(name) == name_key(name).lower()
    assert name_search(name).startswith(name.lower())
    assert len(name_search(name)) < 5000
