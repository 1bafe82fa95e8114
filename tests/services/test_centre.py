"""The centre's own particulars, by date."""

from datetime import date

import pytest

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.people import CentreKind
from centerdesk.services import centre as services
from tests.services.small_centre import TODAY, SmallCentre


def test_places_are_unknown_until_entered_and_hold_from_their_day_on(centre: SmallCentre) -> None:
    centre.do(services.set_places, date(2026, 9, 1), 60, 40)
    centre.do(services.set_places, date(2026, 11, 1), 80, None)
    centre.do(services.set_places, date(2026, 11, 1), 90, 0)  # in place of the first entry of that day
    days = [date(2026, 8, 31), date(2026, 9, 1), date(2026, 10, 31), date(2026, 11, 1)]
    rows = [centre.see(services.about, day) for day in days]
    assert [(row.places, row.subsidised) for row in rows] == [(None, None), (60, 40), (60, 40), (90, 0)]


@pytest.mark.parametrize(("total", "subsidised"), [(-1, None), (60, 61), (60, -1)])
def test_places_that_cannot_be_are_refused(centre: SmallCentre, total: int, subsidised: int | None) -> None:
    with pytest.raises(UserError) as refusal:
        centre.do(services.set_places, TODAY, total, subsidised)
    assert refusal.value.field == "subsidised"
    assert centre.see(services.about, TODAY).places is None


def test_a_centre_has_a_name_and_a_kind(centre: SmallCentre) -> None:
    about = centre.see(services.about, TODAY)
    assert (about.name, about.kind, about.sample) == ("小蜗牛托育园", CentreKind.CENTRE, False)
    centre.do(services.describe, " 大树托育园 ", CentreKind.COMMUNITY)
    about = centre.see(services.about, TODAY)
    assert (about.name, about.kind) == ("大树托育园", CentreKind.COMMUNITY)
    with pytest.raises(UserError) as refusal:
        centre.do(services.describe, "  ", CentreKind.CENTRE)
    assert refusal.value.field == "name"
    assert centre.see(services.about, TODAY).name == "大树托育园"


def test_a_kindergarten_speaks_its_own_words(centre: SmallCentre) -> None:
    assert _("Enrolled on") == "入托日期"
    centre.do(services.describe, "大树幼儿园", CentreKind.KINDERGARTEN)
    assert _("Enrolled on") == "入园日期"
    centre.do(services.describe, "大树托育园", CentreKind.EMPLOYER)
    assert _("Enrolled on") == "入托日期"
