"""Identity numbers of nobody: the area code 110199 was never assigned."""

from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(born: date, serial: int = 1, area: str = "110199") -> str:
    """A whole number with the check digit of GB 11643, reckoned here apart from the program; odd serials are boys'."""
    digits = f"{area}{born:%Y%m%d}{serial:03d}"
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return digits + "10X98765432"[total % 11]
