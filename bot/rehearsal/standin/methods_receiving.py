"""Receiving updates, and answering presses of buttons."""

from datetime import timedelta

from bot.rehearsal.standin.accounts import Alert
from bot.rehearsal.standin.markup import units
from bot.rehearsal.standin.messages import Wire
from bot.rehearsal.standin.parameters import Parameters
from bot.rehearsal.standin.refused import bad_request, conflict, throttled
from bot.rehearsal.standin.updates import LIFE_OF_PRESS, MOST
from bot.rehearsal.standin.world import Webhook, World

LONGEST_POLL = 50
LONGEST_TOAST = 200


async def get_updates(world: World, parameters: Parameters) -> list[Wire]:
    """Hand over what waits; asking for what comes after an update acknowledges it."""
    if world.webhook.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    if parameters.json("allowed_updates") is not None:
        world.updates.allow(map(str, parameters.array("allowed_updates")))
    world.updates.acknowledge(parameters.integer("offset") or 0)
    limit = parameters.integer("limit") or MOST
    seconds = parameters.integer("timeout") or 0
    return await world.updates.poll(min(max(limit, 1), MOST), min(seconds, LONGEST_POLL))


def set_webhook(world: World, parameters: Parameters) -> bool:
    """Remember where updates are wanted; twice within a second is too often."""
    now, before = world.now(), world.webhook.set_at
    if before is not None and now - before < timedelta(seconds=1):
        raise throttled(1)
    url = parameters.text("url")
    if url and not url.startswith(("https://", "http://")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parameters.json("allowed_updates") is not None:
        world.updates.allow(map(str, parameters.array("allowed_updates")))
    if parameters.flag("drop_pending_updates"):
        world.updates.acknowledge(world.updates.next_id)
    world.webhook = Webhook(url, now)
    world.updates.wake()
    return True


def delete_webhook(world: World, parameters: Parameters) -> bool:
    """Go back to polling."""
    world.webhook = Webhook()
    if parameters.flag("drop_pending_updates"):
        world.updates.acknowledge(world.updates.next_id)
    return True


def get_webhook_info(world: World, parameters: Parameters) -> Wire:
    """Tell where updates go, and how many wait."""
    del parameters
    info: Wire = {
        "url": world.webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    if world.updates.allowed is not None:
        info["allowed_updates"] = sorted(world.updates.allowed)
    return info


def answer_callback_query(world: World, parameters: Parameters) -> bool:
    """End the waiting of a pressed button, with a toast or without."""
    press = world.presses.get(parameters.text("callback_query_id"))
    if press is None or press.answered or world.now() - press.at > LIFE_OF_PRESS:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = parameters.text("text")
    if units(text) > LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answered = True
    if text:
        alert = parameters.flag("show_alert")
        press.person.toasts.append(Alert(text) if alert else text)
    return True
