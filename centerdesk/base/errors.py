"""The one error that is meant for people, and the system's reasons in their language."""

import errno

from centerdesk.base.i18n import N_, _

_REASONS = {
    errno.EACCES: N_("no right to do so, or another program holds it"),
    errno.EPERM: N_("no right to do so, or another program holds it"),
    errno.EROFS: N_("the disk is read-only"),
    errno.ENOSPC: N_("the disk is full"),
    errno.ENOENT: N_("there is no such folder"),
    errno.ENOTDIR: N_("a file stands where a folder should be"),
    errno.EEXIST: N_("a file stands where a folder should be"),
    errno.EISDIR: N_("a folder stands where the file should be"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.EIO: N_("the disk failed"),
}


class UserError(Exception):
    """A sentence for the user: what happened, where, and what to do; `field` names the input it belongs to."""

    def __init__(self, text: str, field: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.field = field


def reason_of(error: OSError) -> str:
    """Why the system refused, as a part of a sentence."""
    words = _REASONS.get(error.errno or 0)
    return _(words) if words else error.strerror or str(error)


class RefusedError(UserError):
    """Somebody asked for what the rights don't give; `service` is what was asked for."""

    def __init__(self, text: str, service: str) -> None:
        super().__init__(text)
        self.service = service
