"""The unit of work: all stores on one transaction, and the moment at which it happens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from flows.library import library
from flows.script import Flow
from storage.details import Details
from storage.dialogs import Dialogs, UnclearMessages
from storage.erasures import Erasures
from storage.exports import Exports
from storage.facts import Facts
from storage.groupings import Groupings
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.participants import Consents, Participants
from storage.people import People
from storage.posts import Posts
from storage.quotes import Quotes
from storage.rounds import Rounds
from storage.sessions import Sessions
from storage.summaries import Summaries
from storage.teams import Invitations, Teams
from storage.themes import Themes
from storage.traces import Traces
from storage.vault import Vault
from storage.walls import Walls
from storage.workshops import Destinations, Workshops


@dataclass(frozen=True, slots=True)
class Work:
    """What a step sees of the storage. It is committed or undone as a whole, by the writer.

    Attributes:
        now: the moment of the step, in UTC.
        token: gives a new unguessable word of `[A-Za-z0-9_-]`.
        flows: what a workshop can be set up with.
    """

    now: datetime
    token: Callable[[], str]
    flows: tuple[Flow, ...]
    people: People
    workshops: Workshops
    destinations: Destinations
    teams: Teams
    invitations: Invitations
    participants: Participants
    consents: Consents
    rounds: Rounds
    sessions: Sessions
    details: Details
    dialogs: Dialogs
    unclear: UnclearMessages
    summaries: Summaries
    groupings: Groupings
    themes: Themes
    quotes: Quotes
    exports: Exports
    posts: Posts
    walls: Walls
    inbox: Inbox
    outbox: Outbox
    traces: Traces
    erasures: Erasures
    facts: Facts


def binder(
    vault: Vault,
    now: Callable[[], datetime],
    token: Callable[[], str],
    flows: Callable[[], tuple[Flow, ...]] = library,
) -> Callable[[Connection], Work]:
    """What the writer calls for each step to give it its stores."""

    def bind(connection: Connection) -> Work:
        return Work(
            now=now(),
            token=token,
            flows=flows(),
            people=People(connection, vault),
            workshops=Workshops(connection, vault),
            destinations=Destinations(connection, vault),
            teams=Teams(connection),
            invitations=Invitations(connection),
            participants=Participants(connection, vault),
            consents=Consents(connection, vault),
            rounds=Rounds(connection),
            sessions=Sessions(connection, vault),
            details=Details(connection),
            dialogs=Dialogs(connection, vault),
            unclear=UnclearMessages(connection, vault),
            summaries=Summaries(connection, vault),
            groupings=Groupings(connection, vault),
            themes=Themes(connection, vault),
            quotes=Quotes(connection, vault),
            exports=Exports(connection),
            posts=Posts(connection, vault),
            walls=Walls(connection),
            inbox=Inbox(connection, vault),
            outbox=Outbox(connection, vault),
            traces=Traces(connection, vault),
            erasures=Erasures(connection),
            facts=Facts(connection),
        )

    return bind
