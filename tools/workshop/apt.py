"""Debian packages in a private folder: apt checks the signatures, nothing is installed.

apt keeps its lists, its cache and its source list in our folder, and takes the mirror
and the proxy from the machine's own configuration. No right is needed.
"""

import platform
import re
import shutil
from pathlib import Path

from .console import Failure, capture, run
from .paths import WORKSHOP

KEYRINGS = (
    Path("/usr/share/keyrings/debian-archive-keyring.pgp"),
    Path("/usr/share/keyrings/debian-archive-keyring.gpg"),
)
RELEASE_URI = re.compile(
    r"^'(?P<uri>\S+)/dists/(?P<suite>[^/']+)/InRelease'", re.MULTILINE
)


class Apt:
    """A private apt that only knows the given suites of the machine's mirrors."""

    def __init__(self, name, advice):
        self.name = name
        self.advice = advice
        self.folder = WORKSHOP / "apt" / name
        self.debs = self.folder / "cache" / "archives"
        if not shutil.which("apt-get") or not keyring():
            raise Failure(f"This machine is no Debian with its keyring. {advice}")
        for folder in ("lists", "cache/archives"):
            (self.folder / folder / "partial").mkdir(parents=True, exist_ok=True)

    def update(self, sources):
        """Fetch the lists of packages of these sources, (uri, suite) pairs."""
        lines = (
            f"deb [signed-by={keyring()}] {uri} {suite} main\n"
            for uri, suite in sources
        )
        (self.folder / "sources.list").write_text("".join(lines))
        self._run("update", "-o", "APT::Update::Error-Mode=any")

    def update_as_machine(self):
        """Fetch the lists of the Debian release that this machine runs."""
        release = platform.freedesktop_os_release().get("VERSION_CODENAME", "sid")
        sources = [pair for pair in machine_sources() if pair[1].startswith(release)]
        self.update(sources or [(debian_mirror(), release)])

    def download(self, *packages):
        """Download these packages, without those they depend on."""
        self._run("download", *packages, cwd=self.debs)

    def download_missing(self, *packages):
        """Download these packages and what the machine lacks to run them."""
        self._run(
            *("install", "--download-only", "--yes", "--no-install-recommends"),
            *packages,
        )

    def unpack(self, root):
        """Unpack everything that was downloaded into a folder, then forget it."""
        for deb in sorted(self.debs.glob("*.deb")):
            run(["dpkg", "-x", deb, root], log=f"apt-{self.name}", advice=self.advice)
        shutil.rmtree(self.folder)

    def _run(self, *arguments, **options):
        run(
            ["apt-get", *self._options(), *arguments],
            log=f"apt-{self.name}",
            advice=self.advice,
            **options,
        )

    def _options(self):
        settings = {
            "Dir::State::Lists": self.folder / "lists",
            "Dir::Cache": self.folder / "cache",
            "Dir::Etc::SourceList": self.folder / "sources.list",
            "Dir::Etc::SourceParts": "/dev/null",
            "Dir::Etc::Preferences": "/dev/null",
            "Dir::Etc::PreferencesParts": "/dev/null",
            "Acquire::Languages": "none",
            "APT::Sandbox::User": "root",
            "Debug::NoLocking": "1",
        }
        return [
            part
            for name, value in settings.items()
            for part in ("-o", f"{name}={value}")
        ]


def keyring():
    """Return the file with the keys of Debian's archive, if there is one."""
    return next((path for path in KEYRINGS if path.exists()), None)


def machine_sources():
    """Return the (uri, suite) pairs that apt is configured with on this machine."""
    lists = WORKSHOP / "apt" / "none"
    (lists / "partial").mkdir(parents=True, exist_ok=True)
    command = ["apt-get", "update", "--print-uris", "-o", f"Dir::State::Lists={lists}"]
    answer = capture(command)
    return [
        (found["uri"], found["suite"]) for found in RELEASE_URI.finditer(answer.stdout)
    ]


def debian_mirror():
    """Return the Debian mirror that this machine uses."""
    uris = [uri for uri, suite in machine_sources() if "security" not in uri]
    return next(
        (uri for uri in uris if uri.endswith("/debian")), next(iter(uris), None)
    )
