"""What can be done to a theme."""

from enum import StrEnum


class ThemeChange(StrEnum):
    """The value is what is stored as the last thing that happened to it."""

    CONFIRMED = "confirmed"
    QUOTED = "quoted"
    """Another of its answers speaks for it, or none."""
    RENAMED = "renamed"
    MOVED = "moved"
    """An answer came or went."""
    LEFT_OUT = "left_out"
    """An answer went, for it is left out of the post."""
    MERGED = "merged"
    DISSOLVED = "dissolved"
    UNDONE = "undone"
    PARTED = "parted"
    """Its name lost words of an answer that is not there any more."""
