"""Why a file cannot be read as a CV."""

from enum import StrEnum

from welcomebot.errors import Refusal


class CvProblem(StrEnum):
    """What is wrong with a file; each has its own sentence for the person."""

    TOO_LARGE = "too_large"  # more bytes than are taken
    TOO_LONG = "too_long"  # it unpacks to far more than a CV holds
    NOT_SUPPORTED = "not_supported"
    OTHER_EDITOR = "other_editor"  # a text document that its program can save as PDF or DOCX
    PICTURE = "picture"
    ENCRYPTED = "encrypted"
    SCANNED = "scanned"  # a PDF that shows pages and holds no text
    BROKEN = "broken"
    EMPTY = "empty"
    TOO_SLOW = "too_slow"
    GONE = "gone"  # Telegram does not give it


class CvError(Refusal):
    """The file cannot be read as a CV."""

    def __init__(self, problem: CvProblem) -> None:
        super().__init__(f"the file cannot be read as a CV: {problem}")
        self.problem = problem
