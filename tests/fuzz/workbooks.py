"""The sample roster, spoiled at random: in its bytes, in its parts, in its cells."""

import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from io import BytesIO
from random import Random
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import IllegalCharacterError

_HUGE = 40_000
_VALUES: tuple[Callable[[Random], Any], ...] = (
    lambda dice: None,
    lambda dice: dice.randint(-(10**18), 10**18),
    lambda dice: dice.uniform(-1e300, 1e300),
    lambda dice: dice.choice((0, -1, 1e-300, 45000.5, 2958466, 60)),
    lambda dice: dice.choice((True, False)),
    lambda dice: date(1900, 1, 1) + timedelta(dice.randrange(2_900_000)),
    lambda dice: datetime(1999, 12, 31, 23, 59, 59),
    lambda dice: time(dice.randrange(24), dice.randrange(60)),
    lambda dice: timedelta(dice.randrange(100_000), dice.randrange(86400)),
    lambda dice: dice.choice("字𬱖 \u3000\u200b\n·'\"=") * dice.choice((1, 50, 300, _HUGE)),
    lambda dice: "".join(chr(dice.randrange(0x20, 0xD7FF)) for _letter in range(dice.randrange(1, 60))),
    lambda dice: dice.choice(("=1/0", "=A1", "=SUM(A1:XFD1048576)", "=", "#REF!", "#N/A", "1-1", "∞", "−1")),
    lambda dice: dice.choice(
        ("2023年13月45日", "2024.2.30", "二〇二四年", "00000000", "9999-12-31", "0001-01-01")
    ),
    lambda dice: dice.choice(
        ("男女", "110199202413019999", "1.1E+17", "１１０１９９２０２４０３１５１２３Ｘ", "x" * 18)
    ),
    lambda dice: dice.choice(("_x0000_", "_xD800_", "\ufffe", "\U0010ffff", "<&>", "\t\r\n")),
)
_BYTES = tuple(bytes([value]) for value in (0, 9, 34, 38, 39, 45, 48, 57, 60, 62, 128, 255))
_WORDS = (
    b"NaN",
    b"1e999",
    b"-1",
    b"9" * 30,
    b"&#0;",
    b"&#xD800;",
    b"&x;",
    b"<!--",
    b"]]>",
    b"<c",
    b"</row>",
    b"",
)


def spoiled(content: bytes, dice: Random) -> bytes:
    """The workbook with something wrong."""
    how = dice.choices((_in_bytes, _in_parts, _in_text, _in_cells), (3, 3, 3, 4))[0]
    return how(content, dice)


def _in_bytes(content: bytes, dice: Random) -> bytes:
    changed = bytearray(content)
    for _turn in range(dice.choice((1, 1, 2, 10))):
        place = dice.randrange(len(changed))
        how = dice.randrange(4)
        if how == 0:
            changed[place] ^= dice.randrange(1, 256)
        elif how == 1:
            del changed[place : place + dice.randrange(1, 200)]
        elif how == 2:
            changed[place:place] = dice.randbytes(dice.randrange(1, 50))
        else:
            del changed[max(place, 4) :]
        if len(changed) < 5:
            break
    return bytes(changed)


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return stream.getvalue()


def _in_parts(content: bytes, dice: Random) -> bytes:
    """A part of the zip gone, emptied, in another's place, cut off, or changed in its own bytes."""
    parts = _parts(content)
    name, other = dice.sample(list(parts), 2)
    how = dice.randrange(5)
    if how == 0:
        del parts[name]
    elif how == 1:
        parts[name] = b""
    elif how == 2:
        parts[name], parts[other] = parts[other], parts[name]
    elif how == 3:
        parts[name] = parts[name][: dice.randrange(max(len(parts[name]), 1))]
    else:
        parts[name] = _in_bytes(parts[name], dice) if len(parts[name]) > 20 else b"<"
    return _packed(parts)


def _in_text(content: bytes, dice: Random) -> bytes:
    """A few places of a part's XML overwritten with what means something there."""
    parts = _parts(content)
    name = dice.choice([name for name in parts if "sheet" in name or "Strings" in name or "workbook" in name])
    text = bytearray(parts[name])
    for _turn in range(dice.randrange(1, 6)):
        place = dice.randrange(len(text) + 1)
        text[place : place + dice.choice((0, 1, 1, 3))] = dice.choice(_BYTES + _WORDS)
    parts[name] = bytes(text)
    return _packed(parts)


def _in_cells(content: bytes, dice: Random) -> bytes:
    """Cells with what doesn't belong there, moved, merged, doubled."""
    book = load_workbook(BytesIO(content))
    for _turn in range(dice.randrange(1, 5)):
        paper = dice.choice(book.worksheets)
        row, column = dice.randint(1, paper.max_row + 1), dice.randint(1, paper.max_column + 1)
        how = dice.choices(("value", "merge", "row", "column", "head", "sheet"), (12, 1, 1, 1, 1, 1))[0]
        if how == "value":
            with suppress(ValueError, AttributeError, IllegalCharacterError):  # nor would Excel write that
                paper.cell(row, column).value = dice.choice(_VALUES)(dice)
        elif how == "merge":
            paper.merge_cells(
                start_row=row,
                end_row=row + dice.randrange(4),
                start_column=column,
                end_column=column + dice.randrange(4),
            )
        elif how == "row":
            dice.choice((paper.insert_rows, paper.delete_rows))(row, dice.randrange(1, 4))
        elif how == "column":
            dice.choice((paper.insert_cols, paper.delete_cols))(column, dice.randrange(1, 3))
        elif how == "head":
            values = [tuple(cell.value for cell in line) for line in paper.iter_rows()]
            paper.append(values[min(row, len(values)) - 1] if values else ())
        else:
            book.copy_worksheet(paper)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
