"""Texts are English in the code and Chinese on the screen."""

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _


def test_a_text_is_translated_where_it_is_shown_not_where_it_is_marked() -> None:
    assert N_("Present") == "Present"
    assert _("Present") == "出勤"


def test_a_text_that_is_in_no_catalog_stays_and_no_text_is_no_text() -> None:
    assert _("never translated 42") == "never translated 42"
    assert _("") == ""  # and not the catalog's head


def test_an_error_for_people_carries_its_sentence_and_its_field() -> None:
    error = UserError("姓名缺失。", "name")
    assert (str(error), error.text, error.field) == ("姓名缺失。", "姓名缺失。", "name")
    assert UserError("文件损坏。").field is None
