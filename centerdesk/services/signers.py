"""Who may sign for a child: a guardian of its record, with custody."""

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.children import Child, Guardian


def signer_of(owner: Child, signer: str, stranger: str) -> Guardian:
    """The guardian of that name; UserError for a stranger, in these words, and for one without custody."""
    guardian = next((each for each in owner.guardians if each.name == signer), None)
    if guardian is None:
        raise UserError(stranger.format(signer=signer, name=owner.name), "signed_by")
    if not guardian.custody:
        raise UserError(
            _(
                "{signer} is recorded as having no custody of {name}. Let a guardian with custody sign, "
                "or correct the guardian's record."
            ).format(signer=signer, name=owner.name),
            "signed_by",
        )
    return guardian
