"""What a guardian consents to, and the edition of the notice that is signed."""

from centerdesk.base.i18n import N_
from centerdesk.domain.people import Labelled

# The edition of the notice printed by forms/consent_notice.py; a changed text is a new edition.
NOTICE = "2026-11"


class Scope(Labelled):
    """What the guardian may allow, each by itself."""

    BASIC = "basic", N_("Basic particulars")
    HEALTH = "health", N_("Health particulars")
    IMAGES = "images", N_("Photos and videos")
    REPORTING = "reporting", N_("Reporting to others")


# Without these a child can't be looked after; the others may be refused.
NEEDED = (Scope.BASIC, Scope.HEALTH)
