"""What goes wrong in our own code: the log tells where, never of whom."""

import logging
import traceback


def log_failure(logger, what, error, level=logging.ERROR):
    """Log an error with its trace, but not its words: they may name a customer."""
    trace = "".join(traceback.format_tb(error.__traceback__))
    kind = type(error).__name__
    text = "%s: %s\nTraceback (most recent call last):\n%s"
    logger.log(level, text, what, kind, trace)
