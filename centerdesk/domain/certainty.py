"""How sure a fact of law is; only facts seen in a public page may be printed as statutory."""

from centerdesk.base.i18n import N_
from centerdesk.domain.people import Labelled


class Certainty(Labelled):
    """The marks of the product's dictionary of facts."""

    PAGE = "page", N_("seen in a public page")
    COPY = "copy", N_("seen in somebody's copy")
    MEMORY = "memory", N_("from general knowledge, to be checked")
    OWN = "own", N_("this program's own rule")
