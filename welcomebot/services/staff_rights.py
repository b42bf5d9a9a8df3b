"""Who may do what the office does."""

from collections.abc import Collection
from dataclasses import dataclass

from welcomebot.errors import Refusal


class NotStaffError(Refusal):
    """Only the people of the Welcome Office can do this."""


@dataclass(frozen=True)
class Acting:
    """Somebody who wants to act for the office, and who belongs to it."""

    user_id: int
    staff: Collection[int]

    def require_staff(self) -> None:
        """Raise NotStaffError where they do not belong to the office."""
        if self.user_id not in self.staff:
            raise NotStaffError
