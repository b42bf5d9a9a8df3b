"""Every error that welcomebot raises; the docstring is the default message."""


class WelcomeBotError(Exception):
    """Something went wrong."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class Refusal(WelcomeBotError):  # noqa: N818 - a refusal is no error of the program
    """The request cannot be done; the person is told so in their language."""


class Failure(WelcomeBotError):  # noqa: N818 - the counterpart of a refusal
    """A part failed; the details are logged under an id that the person may quote."""


class UsageError(WelcomeBotError):
    """The command or a setting is wrong; the program exits with 2."""


class KnowledgeError(WelcomeBotError):
    """A knowledge file cannot be read."""


class EmbeddingError(Failure):
    """The embedding service did not answer."""


class TranslationError(Failure):
    """The translation service did not give a translation."""


class StorageUnavailableError(Failure):
    """The database cannot be reached."""
