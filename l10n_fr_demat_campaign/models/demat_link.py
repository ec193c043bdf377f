import http.client
import socket
import ssl
import threading
from ipaddress import ip_address, ip_network
from urllib.parse import urljoin, urlsplit

from odoo import api, models

# Seconds until a server answers, and until all of its answer was read.
TIMEOUT, DEADLINE = 5, 15
MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CONNECTIONS = {
    "http": http.client.HTTPConnection,
    "https": http.client.HTTPSConnection,
}
# Addresses of IPv4 within those of IPv6 (RFC 6052).
_NAT64 = ip_network("64:ff9b::/96")


class LinkRefused(ValueError):
    """This link is not opened: it leads to where only we could go."""


class DematLink(models.AbstractModel):
    """Opens a link that a person typed, as a stranger would: from the outside only.

    What our server may reach and the public may not stays out of reach: every address
    of the name is looked at before it is called, the one that answers after, and so at
    each redirection. Nothing is read but the status and where the answer sends to.
    """

    _name = "demat.link"
    _description = "Check of links"

    @api.model
    def _get_status(self, method, url):
        """Return the HTTP status of a page, once all redirections were followed.

        :raises LinkRefused: when it is not on the public internet
        :raises OSError, http.client.HTTPException: when it cannot be reached
        """
        for _step in range(MAX_REDIRECTS + 1):
            status, location = self._call(method, url)
            if status not in _REDIRECTS or not location:
                return status
            url = urljoin(url, location)
        raise LinkRefused("TooManyRedirects")

    @api.model
    def _call(self, method, url):
        """Return the status of one answer, and where it sends to."""
        parts = urlsplit(url)
        if parts.scheme not in _CONNECTIONS or not parts.hostname:
            raise LinkRefused("InvalidURL")
        self._check_host(parts.hostname, parts.port or parts.scheme)
        context = {"context": ssl.create_default_context()}
        connection = _CONNECTIONS[parts.scheme](
            parts.hostname,
            parts.port,
            timeout=TIMEOUT,
            **(context if parts.scheme == "https" else {}),
        )
        try:
            connection.connect()
            return self._ask(connection, method, parts)
        finally:
            connection.close()

    @api.model
    def _ask(self, connection, method, parts):
        # The name may have changed its address between the look and the call.
        self._check_address(connection.sock.getpeername()[0])
        path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        limit = threading.Timer(DEADLINE, connection.sock.shutdown, [socket.SHUT_RDWR])
        limit.start()
        try:
            connection.request(method, path, headers={"User-Agent": "Mozilla/5.0"})
            response = connection.getresponse()
            return response.status, response.getheader("Location")
        finally:
            limit.cancel()

    @api.model
    def _check_host(self, host, port):
        """Refuse a name one of whose addresses is not public."""
        for *_family, address in socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        ):
            self._check_address(address[0])

    @api.model
    def _check_address(self, address):
        if not self._is_public(address):
            raise LinkRefused(self.env._("not an address of the public internet"))

    @api.model
    def _is_public(self, address):
        """Return whether anybody on the internet may call this address."""
        found = ip_address(address.partition("%")[0])
        if found.version == 6:
            found = self._get_embedded(found) or found
        return found.is_global and not found.is_multicast

    @api.model
    def _get_embedded(self, found):
        """Return the address of IPv4 that one of IPv6 stands for, if any."""
        if found in _NAT64:
            return ip_address(int(found) & 0xFFFFFFFF)
        return found.ipv4_mapped or found.sixtofour
