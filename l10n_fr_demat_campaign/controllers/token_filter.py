import logging
import re

# 41 bytes of signature and a payload, in base64: nothing else is that long here.
_TOKEN = re.compile(r"(/demat/)[\w.~%-]{40,}")
# The access log, and Odoo's own warnings that name a path.
_LOGGERS = ("werkzeug", "odoo.http", "odoo.addons.http_routing.models.ir_http")


class TokenFilter(logging.Filter):
    """Hides personal links in the log: whoever reads a log must not answer."""

    def filter(self, record):
        """Replace the tokens of the message; every record passes."""
        message = record.getMessage()
        if "/demat/" in message:
            record.msg, record.args = _TOKEN.sub(r"\1***", message), ()
        return True


def install():
    """Put the filter on every logger that writes paths, once."""
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(known, TokenFilter) for known in logger.filters):
            logger.addFilter(TokenFilter())
