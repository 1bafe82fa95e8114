"""Pictures written anew: turned upright, made smaller, without place, time and device; the only importer of Pillow."""

from io import BytesIO
from typing import TYPE_CHECKING

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _

if TYPE_CHECKING:
    from PIL.Image import Image

PORTRAIT = (480, 640)
DOCUMENT = (2000, 2000)

_KINDS = ("JPEG", "PNG", "WEBP", "BMP")
MOST_BYTES = 20 * 1024 * 1024
_MOST_PIXELS = 50_000_000
_QUALITY = 80
# A file of the kind that iPhones write says so in its first box (ISO/IEC 23008-12).
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")


def portrait(content: bytes) -> bytes:
    """A child's photo as JPEG, 480 × 640 pixels at most."""
    return _written_anew(content, PORTRAIT)


def document_picture(content: bytes) -> bytes:
    """A photographed or scanned paper as JPEG, its longer side 2000 pixels at most."""
    return _written_anew(content, DOCUMENT)


def _written_anew(content: bytes, most: tuple[int, int]) -> bytes:
    from PIL import Image, ImageOps, UnidentifiedImageError

    if len(content) > MOST_BYTES:
        raise UserError(
            _("The picture is larger than {most} MB. Save it smaller and add it again.").format(
                most=MOST_BYTES // 1024 // 1024
            ),
            "file",
        )
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        raise UserError(
            _(
                "HEIC photos can't be read. On the iPhone choose Settings, Camera, Formats, “Most Compatible”, "
                "or save the photo as JPG first."
            ),
            "file",
        )
    Image.MAX_IMAGE_PIXELS = None  # our own limit follows: Pillow's only warns
    try:
        opened = Image.open(BytesIO(content), formats=_KINDS)
    except UnidentifiedImageError as error:
        raise UserError(
            _("This is not a picture that can be read. Choose a JPG, PNG, WebP or BMP file."), "file"
        ) from error
    except _DAMAGES as error:
        raise _damaged() from error
    with opened:
        if opened.width * opened.height > _MOST_PIXELS:
            raise UserError(
                _(
                    "The picture measures {width} × {height} pixels; 50 million in all are read at most. "
                    "Save it smaller and add it again."
                ).format(width=opened.width, height=opened.height),
                "file",
            )
        opened.draft("RGB", (most[0] * 2, most[1] * 2))  # a large JPEG is decoded smaller at once
        try:
            ImageOps.exif_transpose(opened, in_place=True)
            upright = _in_eight_bits(opened)
            upright.thumbnail(most, Image.Resampling.LANCZOS)
            clean = _on_white(upright)
        except _DAMAGES as error:
            raise _damaged() from error
    buffer = BytesIO()
    clean.save(buffer, "JPEG", quality=_QUALITY, optimize=True)
    return buffer.getvalue()


def _in_eight_bits(picture: "Image") -> "Image":
    """A scanner's grey of 16 bits a pixel, which Pillow would cut off to white."""
    return picture.point(lambda grey: grey / 256).convert("L") if picture.mode.startswith("I;16") else picture


def _on_white(picture: "Image") -> "Image":
    """Its pixels alone, in a new picture: whatever else the file held stays behind."""
    from PIL import Image

    clean = Image.new("RGB", picture.size, "white")
    if picture.has_transparency_data:
        coloured = picture.convert("RGBA")
        clean.paste(coloured, mask=coloured)
    else:
        clean.paste(picture.convert("RGB"))
    return clean


# What Pillow raises over files that break off or contradict themselves.
_DAMAGES = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError)


def _damaged() -> UserError:
    return UserError(
        _("The picture is damaged and can't be read. Copy it from the camera or phone once more."), "file"
    )
