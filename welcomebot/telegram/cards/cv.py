"""What a person reads when their CV cannot be read, and what to do instead."""

from welcomebot.locales.i18n import later
from welcomebot.services.cv_problems import CvProblem
from welcomebot.services.read_cv import MAX_BYTES
from welcomebot.telegram.effects import Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

MEGABYTE = 1024 * 1024
SENTENCES = {
    CvProblem.TOO_LARGE: later("This file is too large. I can read a CV of up to {megabytes} MB."),
    CvProblem.TOO_LONG: later("This file holds far more than a CV, so I did not read it. Send a shorter one."),
    CvProblem.NOT_SUPPORTED: later("I cannot read this kind of file. I can read a CV as PDF, DOCX or TXT."),
    CvProblem.OTHER_EDITOR: later("I cannot read this kind of document. Save it as PDF or DOCX, and send it again."),
    CvProblem.PICTURE: later("I cannot read a picture of a CV. If you have the CV as PDF or DOCX, send that."),
    CvProblem.ENCRYPTED: later("This file has a password, so I cannot open it. Save it without a password, and send it again."),
    CvProblem.SCANNED: later("I found no words in this PDF: it shows only pictures of the pages. If you have the document it was made from, send that."),
    CvProblem.BROKEN: later("This file is damaged, so I cannot read it. Save it again, and send the new file."),
    CvProblem.EMPTY: later("I found no words in this file. Please check that it is the right one."),
    CvProblem.TOO_SLOW: later("This file took too long to read. Save it as a new PDF or as TXT, and send that."),
    CvProblem.GONE: later("I could not get the file from Telegram. Please send it once more."),
}


def cv_problem_card(turn: Turn, problem: CvProblem) -> tuple[Html, Keyboard]:
    """Return what is wrong with the file, that the person can do without it, and that it was not kept."""
    tr = turn.tr
    parts = [
        Html.of(tr(SENTENCES[problem]), megabytes=MAX_BYTES // MEGABYTE),
        Html.of(tr("You do not need a CV. You can also write in your own words what work you can do.")),
        Html.of(tr("I did not keep the file.")),
    ]
    return Html.join(parts), ()
