"""What a service or a rule raises when the answer is no."""


class DomainError(Exception):
    """A request the domain refuses; the message is a sentence for the person who asked.

    `field` names the input it concerns, `code` is stable for machines.
    """

    code = "refused"

    def __init__(self, message, *, field: str | None = None, code: str | None = None):
        super().__init__(message)
        self.message = message
        self.field = field
        self.code = code or self.code


class ChangedMeanwhile(DomainError):
    """Somebody saved a newer version of the row first."""

    code = "changed-meanwhile"


class NoFoundation(RuntimeError):
    """Personal data was asked for without saying for which foundation: a mistake in the code."""
