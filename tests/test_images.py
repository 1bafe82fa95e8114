"""Pictures written anew: upright, small, on white, and nothing left of where and when they were taken."""

import zlib
from io import BytesIO
from struct import pack
from typing import Any

import pytest
from PIL import Image

from centerdesk.base.errors import UserError
from centerdesk.images import document_picture, portrait

RED, BLUE = (200, 30, 30), (30, 30, 200)


def _file(picture: Image.Image, kind: str = "JPEG", **more: Any) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, kind, **more)
    return buffer.getvalue()


def _read(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


def _halves(width: int, height: int) -> Image.Image:
    """Red at the left, blue at the right."""
    picture = Image.new("RGB", (width, height), RED)
    picture.paste(BLUE, (width // 2, 0, width, height))
    return picture


def _is_close(pixel: Any, wanted: tuple[int, int, int]) -> bool:
    return all(abs(each - other) < 12 for each, other in zip(pixel, wanted, strict=True))


def _from_a_phone(turned: int = 1) -> bytes:
    """A photo with its place, time and device, lying as the phone was held."""
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010F] = "Invented Phone"
    exif[0x9003] = "2026:11:24 08:05:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (39.0, 54.0, 20.0), 3: "E", 4: (116.0, 23.0, 29.0)})
    return _file(_halves(1200, 900), exif=exif, comment=b"taken at home")


def test_place_time_and_device_are_gone() -> None:
    before = _read(_from_a_phone())
    assert before.getexif().get_ifd(0x8825)
    assert b"Invented Phone" in _from_a_phone()
    for content in (portrait(_from_a_phone()), document_picture(_from_a_phone())):
        after = _read(content)
        assert dict(after.getexif()) == {}
        assert not {"exif", "comment", "icc_profile", "xmp"} & set(after.info)
        assert b"Invented" not in content
        assert b"home" not in content


def test_a_photo_that_lies_is_turned_upright() -> None:
    turned = _read(portrait(_from_a_phone(6)))  # 6: to be turned right by a quarter
    assert turned.size == (480, 640)
    assert _is_close(turned.getpixel((240, 20)), RED)
    assert _is_close(turned.getpixel((240, 620)), BLUE)


@pytest.mark.parametrize(
    ("size", "small", "large"),
    [
        ((4000, 3000), (480, 360), (2000, 1500)),
        ((1000, 5000), (128, 640), (400, 2000)),
        ((90, 120), (90, 120), (90, 120)),
    ],
)
def test_it_is_made_smaller_and_never_larger(
    size: tuple[int, int], small: tuple[int, int], large: tuple[int, int]
) -> None:
    content = _file(_halves(*size))
    assert _read(portrait(content)).size == small
    assert _read(document_picture(content)).size == large


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *(("JPEG", mode) for mode in ("RGB", "L", "CMYK")),
        *((kind, mode) for kind in ("PNG", "WEBP", "BMP") for mode in ("RGB", "L", "P")),
    ],
)
def test_every_kind_becomes_a_jpeg_in_colours(kind: str, mode: str) -> None:
    picture = _read(document_picture(_file(_halves(60, 40).convert(mode), kind)))
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (60, 40))
    if mode != "L":
        assert picture.getpixel((5, 20))[0] > picture.getpixel((5, 20))[2]  # type: ignore[index]  # in RGB


def test_what_is_transparent_becomes_white() -> None:
    glass = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    glass.paste((*RED, 255), (0, 0, 20, 40))
    picture = _read(portrait(_file(glass, "PNG")))
    assert _is_close(picture.getpixel((35, 20)), (255, 255, 255))
    assert _is_close(picture.getpixel((5, 20)), RED)


def test_a_scanner_s_deep_grey_keeps_its_shades() -> None:
    picture = _read(document_picture(_file(Image.new("I;16", (20, 20), 128 * 256), "PNG")))
    assert _is_close(picture.getpixel((10, 10)), (128, 128, 128))


def test_it_may_be_written_anew_again_and_again() -> None:
    once = portrait(_from_a_phone(6))
    assert portrait(_from_a_phone(6)) == once  # equal in, equal out
    assert _read(portrait(once)).size == _read(once).size


def _png_that_says(width: int, height: int) -> bytes:
    """A few bytes that would be a picture of any size."""

    def part(kind: bytes, content: bytes) -> bytes:
        return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))

    head = part(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + part(b"IDAT", zlib.compress(b"\0" * 1000)) + part(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "不是可以读取的图片"),
        ("花名册\n".encode() * 100, "不是可以读取的图片"),
        (b"%PDF-1.7\n%", "不是可以读取的图片"),
        (b"GIF89a" + b"\0" * 50, "不是可以读取的图片"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 90, "HEIC"),
        (_from_a_phone()[:5000], "已损坏"),
        (_png_that_says(300, 300), "已损坏"),
        (_png_that_says(10_000, 5_001), "10000×5001 像素"),
        (_png_that_says(60_000, 60_000), "60000×60000 像素"),
        (_from_a_phone() + b"\0" * 20 * 1024 * 1024, "20 MB"),
    ],
    ids=["empty", "text", "pdf", "gif", "heic", "cut off", "not enough", "a bit much", "bomb", "heavy"],
)
def test_what_can_t_be_read_is_refused_with_what_to_do(content: bytes, words: str) -> None:
    for write in (portrait, document_picture):
        with pytest.raises(UserError, match=words) as refusal:
            write(content)
        assert refusal.value.field == "file"
