"""Who may do what, and which workshop a facilitator means."""

from flows.ids import WorkshopId
from flows.workshop import Person, Role, Workshop
from storage.work import Work


def may_set_up(work: Work, person: Person) -> bool:
    """Whether somebody may set workshops up: owners, and who facilitates one already."""
    return person.owner or Role.FACILITATOR in work.teams.roles_anywhere(person.id)


def facilitates(work: Work, person: Person, workshop_id: WorkshopId) -> bool:
    """Whether somebody facilitates a workshop now; a role may be gone since a button was made."""
    return Role.FACILITATOR in work.teams.roles(workshop_id, person.id)


def facilitated(work: Work, person: Person, workshop_id: WorkshopId) -> Workshop | None:
    """The workshop with this id, if it is still there and the person facilitates it."""
    workshop = work.workshops.find(workshop_id)
    if workshop is None or not facilitates(work, person, workshop_id):
        return None
    return workshop


def current_workshop(work: Work, person: Person) -> Workshop | None:
    """The workshop that a facilitator's commands are about: the chosen one, else the newest."""
    theirs = work.workshops.facilitated_by(person.id)
    for workshop in theirs:
        if workshop.id == person.workshop_id:
            return workshop
    return theirs[0] if theirs else None
