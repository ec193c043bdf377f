"""What the screen shows for a moment after a button."""

CLOSE = {"type": "ir.actions.act_window_close"}
RELOAD = {"type": "ir.actions.client", "tag": "soft_reload"}


def tell(message, kind="success", **params):
    """Return the action that shows a message.

    :param kind: ``success``, ``info``, ``warning`` or ``danger``
    :param params: title, sticky, or the action that comes next
    """
    return {
        "type": "ir.actions.client",
        "tag": "display_notification",
        "params": {"type": kind, "message": message, **params},
    }
