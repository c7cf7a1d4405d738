"""The wall's link: an unguessable address of a page for the projector in the room."""

from typing import Final

from bot.service.step import Step
from flows.workshop import Workshop
from storage.work import Work

PUBLIC_URL: Final = "public_url"
"""The fact that says where people reach the web pages; empty where there are none."""


def public_url(work: Work) -> str | None:
    """Where people reach the web pages, without a slash at its end; None where there are none."""
    return work.facts.get(PUBLIC_URL) or None


def address(public: str, token: str) -> str:
    """The address of the wall that a token opens."""
    return f"{public}/wall/{token}"


def link(step: Step, workshop: Workshop) -> str | None:
    """The link to the workshop's wall; None where it has none, or where there are no web pages."""
    public, token = public_url(step.work), step.work.walls.token(workshop.id)
    return None if public is None or token is None else address(public, token)


def open_wall(step: Step, workshop: Workshop) -> str | None:
    """The link to the workshop's wall, which is made where there is none yet.

    Returns:
        None where the installation has no web pages.
    """
    if public_url(step.work) is None:
        return None
    return link(step, workshop) or renew(step, workshop)


def renew(step: Step, workshop: Workshop) -> str | None:
    """A new link; the old one is void at once. None where the installation has no web pages."""
    public = public_url(step.work)
    if public is None:
        return None
    token = step.work.token()
    step.work.walls.put(workshop.id, token)
    return address(public, token)


def switch_off(step: Step, workshop: Workshop) -> None:
    """The link is void at once, and nobody sees the wall any more."""
    step.work.walls.remove(workshop.id)
