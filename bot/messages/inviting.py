"""Invitations: the one for participants, ready to forward, and one-time links for the team."""

from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import quote

from markupsafe import Markup

from bot.messages.message import Button, Message, lines, paragraphs
from bot.messages.numbers import questions
from bot.messages.times import until
from bot.messages.wording import SOURCE_LANGUAGE, Wording
from flows.workshop import Role, Workshop


def for_participants(_: Wording, workshop: Workshop, dates: Sequence[date], link: str) -> Message:
    """What is forwarded; the link stands in the text, for forwarding drops buttons."""
    title = Markup("<b>{}</b>").format(workshop.title)
    if dates:
        heading = _("Workshop {title}, {dates}", title=title, dates=_.spelled_dates(dates))
    else:
        heading = _("Workshop {title}", title=title)
    text = lines(
        heading,
        Markup(" ").join(
            (
                _asked(_, workshop),
                _("You answer when it suits you. Taking part is voluntary."),
            )
        ),
        Markup.escape(link),
    )
    return Message(text, ((Button(str(_("Join")), url=link, style="primary"),),))


def whom(_: Wording, workshop: Workshop) -> Message:
    """Ask whom to invite to the team."""
    text = lines(
        Markup("<b>{}</b>").format(_("Whom do you want to invite?")),
        _("Facilitators read the answers and can publish. Organisers receive the post."),
    )
    number = workshop.id
    return Message(
        text,
        (
            (
                Button(str(_("Facilitator")), press=f"team:{number}:{Role.FACILITATOR}"),
                Button(str(_("Organiser")), press=f"team:{number}:{Role.ORGANISER}"),
            ),
            (Button(str(_("Back")), press=f"card:{number}"),),
        ),
    )


def team_link(
    _: Wording, workshop: Workshop, role: Role, link: str, token: str, expires_at: datetime
) -> Message:
    """A one-time link, to be given to one person."""
    heading = {
        Role.FACILITATOR: _("Invitation to facilitate"),
        Role.ORGANISER: _("Invitation for organisers"),
    }[role]
    text = lines(
        Markup("<b>{}</b>").format(heading),
        _(
            "Give this link to one person only. It works once, until {moment}.",
            moment=until(_, expires_at, workshop.zone),
        ),
        Markup.escape(link),
    )
    share = f"https://t.me/share/url?url={quote(link, safe='')}&text={quote(workshop.title)}"
    return Message(
        text,
        (
            (Button(str(_("Share")), url=share, style="primary"),),
            (
                Button(str(_("Copy link")), copy=link),
                Button(str(_("Withdraw")), press=f"invitedrop:{workshop.id}:{token}"),
            ),
        ),
    )


def withdrawn(_: Wording) -> Markup:
    """The link no longer works."""
    return _("✓ Withdrawn. This link no longer works.")


def used_already(_: Wording) -> Markup:
    """The link has been used before it could be withdrawn."""
    return _("This link has been used already. The card shows who is on the team: /workshop")


def invited(
    _: Wording, first_name: str, workshop: Workshop, role: Role, inviter: str | None, token: str
) -> Message:
    """What someone reads who has opened a link for the team."""
    title = Markup("<b>{}</b>").format(workshop.title)
    match role:
        case Role.FACILITATOR:
            hello = _greeting(_, first_name, title, inviter)
            what = _(
                "You will see who has answered, read the answers and can publish the post. "
                "Please pass nothing on."
            )
        case Role.ORGANISER:
            hello = _(
                "Hello {name}. You are invited to the workshop {title} as an organiser.",
                name=first_name,
                title=title,
            )
            what = _(
                "You receive the post and the files as soon as they are ready. "
                "You do not see single answers."
            )
    stored = _("I store your Telegram name and this role. More: /privacy")
    other = ("Deutsch", "de") if _.language == SOURCE_LANGUAGE else ("English", "en")
    return Message(
        paragraphs(hello, lines(what, stored)),
        (
            (Button(str(_("Accept")), press=f"teamyes:{_.language}:{token}", style="primary"),),
            (
                Button(str(_("No, thanks")), press=f"teamno:{_.language}:{token}"),
                Button(other[0], press=f"teamlang:{other[1]}:{token}"),
            ),
        ),
    )


def accepted(_: Wording, workshop: Workshop, role: Role) -> Markup:
    """Who opened the link now has the role."""
    title = Markup("<b>{}</b>").format(workshop.title)
    match role:
        case Role.FACILITATOR:
            return _("✓ You now facilitate the workshop {title}.", title=title)
        case Role.ORGANISER:
            return _(
                "✓ You are now an organiser of the workshop {title}. "
                "The post comes here as soon as it is ready.",
                title=title,
            )


def has_role(_: Wording, workshop: Workshop, role: Role) -> Message:
    """Who opened the link has the role already; the link stays good for someone else."""
    title = Markup("<b>{}</b>").format(workshop.title)
    match role:
        case Role.FACILITATOR:
            card = Button(str(_("Show card")), press=f"card:{workshop.id}", style="primary")
            text = _(
                "You facilitate the workshop {title} already. "
                "The link stays good for somebody else.",
                title=title,
            )
            return Message(text, ((card,),))
        case Role.ORGANISER:
            return Message(
                _(
                    "You are an organiser of the workshop {title} already. "
                    "The link stays good for somebody else.",
                    title=title,
                )
            )


def declined(_: Wording) -> Message:
    """Somebody did not want the role."""
    return Message(
        _(
            "All right. I have deleted what I just received from you. "
            "If you change your mind, open the link again."
        )
    )


def declined_known(_: Wording) -> Message:
    """Somebody whom the bot knows from elsewhere did not want the role."""
    return Message(_("All right. Nothing changes. If you change your mind, open the link again."))


def expired(_: Wording) -> Markup:
    """The link was used, withdrawn or too old when the button was pressed."""
    return _("This invitation no longer holds. Ask for a new link.")


def joined_team(_: Wording, name: str, title: str, role: Role) -> Message:
    """Tell the facilitators who is on the team now."""
    match role:
        case Role.FACILITATOR:
            text = _("{name} now facilitates the workshop {title} too.", name=name, title=title)
        case Role.ORGANISER:
            text = _("{name} is now an organiser of the workshop {title}.", name=name, title=title)
    return Message(text)


def _greeting(_: Wording, first_name: str, title: Markup, inviter: str | None) -> Markup:
    if inviter is None:
        return _(
            "Hello {name}. You are invited to facilitate the workshop {title}.",
            name=first_name,
            title=title,
        )
    return _(
        "Hello {name}. {inviter} invites you to facilitate the workshop {title}.",
        name=first_name,
        inviter=inviter,
        title=title,
    )


def _asked(_: Wording, workshop: Workshop) -> Markup:
    """How many questions there are, where it can be said in a few words."""
    counts = [len(day.questions) for day in workshop.flow.days]
    first = counts[0]
    match counts:
        case [_only]:
            return _("There are {questions} here in Telegram.", questions=questions(_, first))
        case [one, other] if one == other:
            return _(
                "On each of the two days there are {questions} here in Telegram.",
                questions=questions(_, first),
            )
        case _days:
            return _("Each day there are a few questions here in Telegram.")
