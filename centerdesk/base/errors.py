"""The one error that is meant for people."""


class UserError(Exception):
    """A sentence for the user: what happened, where, and what to do; `field` names the input it belongs to."""

    def __init__(self, text: str, field: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.field = field
