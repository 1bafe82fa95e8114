"""Makes what the program ships but git does not hold: fonts, icons and compiled catalogs.

Run as a script, at set-up and before a wheel is built; what is there and current is left alone.
"""

import shutil
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import distribution, version
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "resources" / "fonts"
ICONS = ROOT / "resources" / "icons"

FONT_PACKAGE = "justmytype-intl-cjk"
FONT_FOLDER = "justmytype_intl_cjk/fonts/ofl/notosanssc"
WEIGHTS = {"Regular": 400, "Bold": 700}

ICON_PACKAGE = "justmyresource-lucide"
ICON_NAMES = """
    arrow-left arrow-right chevron-down chevron-left chevron-right chevron-up external-link log-in log-out
    check circle-alert circle-check circle-question-mark circle-x info triangle-alert ellipsis minus plus x
    columns-3 copy eye eye-off funnel list pencil redo refresh-cw rotate-ccw save search send table trash undo
    calendar calendar-check calendar-days calendar-x clock history moon sun
    baby bed milk utensils activity heart-pulse pill ruler scale stethoscope syringe thermometer
    badge-check clipboard-check clipboard-list graduation-cap notebook-pen
    user user-check user-plus user-x users bell book-open building-2 house map-pin phone school settings star
    chart-column file-chart-column file-check file-down file-spreadsheet file-text folder-open printer
    archive database download hard-drive key lock package-check shield shield-check upload usb
    ban camera image merge paperclip
""".split()  # noqa: SIM905 - as a list it fills three screens


def main() -> None:
    make_once(
        FONTS,
        [font_name(style) for style in WEIGHTS],
        f"fonttools {version('fonttools')}, {FONT_PACKAGE} {version(FONT_PACKAGE)}",
        make_fonts,
    )
    make_once(
        ICONS, [f"{name}.svg" for name in ICON_NAMES], f"{ICON_PACKAGE} {version(ICON_PACKAGE)}", make_icons
    )
    compile_catalogs()


def make_once(folder: Path, names: list[str], made_from: str, make: Callable[[], None]) -> None:
    """Fills `folder` unless exactly `names` are there and made from the same packages."""
    stamp = folder / ".made-from"
    there = {path.name for path in folder.glob("*")}
    if there == {*names, "LICENSE.txt", stamp.name} and stamp.read_text() == made_from:
        return
    print(f"assets: {folder.relative_to(ROOT)} from {made_from}", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    make()
    stamp.write_text(made_from)  # last: an interrupted run starts again


def font_name(style: str) -> str:
    return f"NotoSansSC-{style}.ttf"


def make_fonts() -> None:
    with ProcessPoolExecutor() as pool:  # some ten seconds a weight
        list(pool.map(make_font, WEIGHTS))
    shutil.copyfile(font_source("OFL.txt"), FONTS / "LICENSE.txt")


def make_font(style: str) -> None:
    """One static weight: ReportLab draws a variable font in its thinnest."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    # With the time of making inside, two makes would differ, and so would the papers.
    font = TTFont(font_source("NotoSansSC[wght].ttf"), recalcTimestamp=False)
    instantiateVariableFont(font, {"wght": WEIGHTS[style]}, inplace=True, updateFontNames=True)
    font.save(FONTS / font_name(style))


def font_source(name: str) -> Path:
    return Path(str(distribution(FONT_PACKAGE).locate_file(f"{FONT_FOLDER}/{name}")))


def make_icons() -> None:
    package = distribution(ICON_PACKAGE)
    with ZipFile(str(package.locate_file("justmyresource_lucide/icons.zip"))) as icons:
        for name in ICON_NAMES:
            icons.extract(f"{name}.svg", ICONS)
    licence = package.read_text("licenses/LICENSES/LUCIDE-LICENSE")
    if licence is None:
        raise FileNotFoundError(f"{ICON_PACKAGE} holds no licence text")
    (ICONS / "LICENSE.txt").write_text(licence)


def compile_catalogs() -> None:
    """Writes the .mo beside every .po that is newer."""
    for po in ROOT.glob("i18n/*/LC_MESSAGES/*.po"):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        from babel.messages import mofile, pofile

        print(f"assets: {mo.relative_to(ROOT)}", flush=True)
        with po.open("rb") as source:
            catalog = pofile.read_po(source)
        with mo.open("wb") as target:
            mofile.write_mo(target, catalog)


if __name__ == "__main__":
    main()
