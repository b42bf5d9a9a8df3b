"""How the bot gets its updates: long polling or a webhook, never both."""

import ipaddress
import re
from typing import Any
from urllib.parse import urlsplit

from welcomebot.rehearsal.call import Call
from welcomebot.rehearsal.trouble import CONFLICT, ApiError, bad_request
from welcomebot.rehearsal.updates import POLLING_WITH_WEBHOOK, Update
from welcomebot.rehearsal.webhook import DEFAULT_CONNECTIONS
from welcomebot.rehearsal.world import World

PORTS = frozenset({80, 88, 443, 8443})
LONGEST_POLL_S = 50
MOST_CONNECTIONS = 100
SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")


async def get_updates(world: World, call: Call) -> list[Update]:
    """Return what waits, or wait for it."""
    if world.webhook.is_set:
        raise ApiError(CONFLICT, POLLING_WITH_WEBHOOK)
    world.updates.allow(call.json("allowed_updates"))
    timeout_s = min(call.number("timeout"), LONGEST_POLL_S) if "timeout" in call.params else 0.0
    return await world.updates.poll(offset=call.integer("offset", 0), limit=call.integer("limit", 100), timeout_s=timeout_s)


def set_webhook(world: World, call: Call) -> bool:
    """Deliver updates to an address from now on; an empty address ends that."""
    url, secret = call.text("url"), call.text("secret_token")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if not url:
        return delete_webhook(world, call)
    check_webhook_url(url)
    if call.flag("drop_pending_updates"):
        world.updates.drop_all()
    world.updates.allow(call.json("allowed_updates"))
    world.updates.end_poll()
    connections = min(max(call.integer("max_connections", DEFAULT_CONNECTIONS), 1), MOST_CONNECTIONS)
    world.webhook.start(url=url, secret=secret, max_connections=connections)
    return True


def delete_webhook(world: World, call: Call) -> bool:
    """End the delivery; what waits is kept unless the bot wants it dropped."""
    world.webhook.stop()
    if call.flag("drop_pending_updates"):
        world.updates.drop_all()
    return True


def get_webhook_info(world: World, _: Call) -> dict[str, Any]:
    """Tell about the webhook, or that there is none."""
    return world.webhook.info.describe(world.updates)


def check_webhook_url(url: str) -> None:
    """Raise ApiError for what Telegram does not deliver to; an address of this machine may be plain http, as for an own Bot API server."""
    parts = urlsplit(url)
    if not parts.hostname:
        raise bad_request("bad webhook: invalid webhook URL specified")
    if _is_this_machine(parts.hostname):
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.port is not None and parts.port not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


METHODS = {"getUpdates": get_updates, "setWebhook": set_webhook, "deleteWebhook": delete_webhook, "getWebhookInfo": get_webhook_info}
