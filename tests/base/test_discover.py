"""One file, one item."""

from centerdesk.base.discover import discover


def test_items_are_found_in_the_order_of_their_files_and_once() -> None:
    found = discover("centerdesk.returns.indicators", "INDICATOR")
    codes = [item.code for item in found]
    assert codes == sorted(codes)
    assert codes[0] == "B01"
    assert discover("centerdesk.returns.indicators", "INDICATOR") is found
