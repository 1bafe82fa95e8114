"""What the shipped fonts can print, and what copied text says."""

import re

from reportlab.lib.fonts import tt2ps

from centerdesk.base.tables import Sheet
from centerdesk.pdf.fonts import BOLD, REGULAR, missing_characters, printable, use_fonts
from centerdesk.pdf.sheet import sheets_pdf
from tests.pdf.reading import column, pages, words


def _name_sheet(*names: str) -> bytes:
    return sheets_pdf([Sheet("花名册", [column("姓名", 0)], [(name,) for name in names])])


def test_rare_characters_of_names_are_copied_as_they_were_written() -> None:
    rare = "𬱖𫖯䶮㛃𣲗𬍛"
    assert missing_characters(rare) == ""
    assert rare in pages(_name_sheet(rare))[0]


def test_a_character_the_fonts_lack_is_named_once_and_printed_as_a_geta() -> None:
    assert missing_characters("李𬎆𬎆小😀") == "𬎆😀"
    assert "李〓小" in pages(_name_sheet("李𬎆小"))[0]


def test_variant_selectors_and_controls_are_neither_missing_nor_printed() -> None:
    assert missing_characters("葛\U000e0100\u200b\n") == ""
    assert printable("葛\U000e0100\u200b\t城") == "葛 城"


def test_a_tick_stays_the_character_it_was_when_copied() -> None:
    assert "√" in pages(_name_sheet("√"))[0]


def test_every_font_is_embedded_and_cut_down_to_what_is_used() -> None:
    pdf = _name_sheet("买买提江", "𬱖", *map(chr, range(0x4E00, 0x5100)))
    assert all(run.embedded and run.font in (REGULAR, BOLD) for run in words(pdf))
    names = re.findall(rb"/BaseFont\s*/(\S+)", pdf)
    assert all(re.fullmatch(rb"[A-Z]{6}\+NotoSansSC-(Regular|Bold)", name) for name in names)
    assert len(names) == pdf.count(b"/FontFile2") > 2
    assert b"Helvetica" not in pdf
    assert len(pdf) < 1_000_000


def test_bold_within_a_paragraph_finds_the_bold_font() -> None:
    use_fonts()
    assert [tt2ps(REGULAR, bold, 0) for bold in (0, 1)] == [REGULAR, BOLD]
