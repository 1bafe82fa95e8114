"""How lines are broken."""

import pytest

from centerdesk.pdf.fonts import use_fonts
from centerdesk.pdf.text import balanced, lines, width


@pytest.fixture(autouse=True)
def _fonts() -> None:
    use_fonts()


def test_chinese_breaks_after_any_character_but_marks_stand_at_no_line_s_beginning() -> None:
    assert lines("幼儿入托，须查验预防接种证。", 4) == ["幼儿入", "托，须查", "验预防接", "种证。"]


def test_an_opening_bracket_stands_at_no_line_s_end() -> None:
    assert lines("出勤天（天）", 4) == ["出勤天", "（天）"]


def test_words_and_figures_stay_whole() -> None:
    assert lines("应收128450.00元 see page 12", 6.6) == ["应收", "128450.00元", "see page 12"]


def test_a_figure_wider_than_the_room_is_not_cut() -> None:
    assert "1234567890" in lines("编号mg1234567890号", 3)


def test_a_word_wider_than_the_room_is_cut_rather_than_lost() -> None:
    found = lines("Llanfairpwllgwyngyll", 3)
    assert "".join(found) == "Llanfairpwllgwyngyll"
    assert max(map(width, found)) <= 3


def test_a_name_of_several_parts_breaks_after_its_dots() -> None:
    name = "阿依古丽·买买提江·艾合买提"
    assert lines(name, 6) == ["阿依古丽·", "买买提江·", "艾合买提"]
    assert lines(name, 3)[0] == "阿依古"


def test_line_breaks_of_the_text_are_kept() -> None:
    assert lines("一\n\n二三四", 2) == ["一", "", "二三", "四"]


def test_a_title_on_two_lines_leaves_no_single_character_behind() -> None:
    assert balanced("出勤天数合", 4) == ["出勤天", "数合"]
