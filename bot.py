"""Start file: `uv run bot.py` runs the bot, or the rehearsal where there is no token."""

import os
import sys

# python-telegram-bot reads this early: durations are timedelta from the start.
os.environ.setdefault("PTB_TIMEDELTA", "1")
# NumPy's arithmetic here is small: several threads would only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from welcomebot.cli import main

if __name__ == "__main__":
    sys.exit(main())
