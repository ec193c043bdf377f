"""Programs that Odoo starts: they run from our folder, with the libraries they need."""

import shlex
from pathlib import Path

from .apt import Apt
from .console import capture
from .paths import BIN, WORKSHOP

FONTS_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
    <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
    <dir>{root}/usr/share/fonts</dir>
    <cachedir>{root}/fontconfig</cachedir>
</fontconfig>
"""
# Odoo limits the memory of its processes, and what they start inherits the limit:
# a browser or a renderer would die of it at once.
WRAPPER = """#!/bin/sh
ulimit -S -v unlimited
export FONTCONFIG_FILE={fonts}
{libraries}
exec {program} {options} "$@"
"""


def fetch(name, advice, *packages):
    """Unpack Debian packages, and what the machine lacks to run them, in a folder."""
    root = WORKSHOP / f"{name}-root"
    apt = Apt(name, advice)
    apt.update_as_machine()
    apt.download_missing(*packages)
    root.mkdir(parents=True, exist_ok=True)
    apt.unpack(root)
    return root


def wrap(program, root, options=""):
    """Put a program in our ``bin`` folder, with the libraries and fonts of a root."""
    fonts = root / "fonts.conf"
    root.mkdir(parents=True, exist_ok=True)
    fonts.write_text(FONTS_CONFIGURATION.format(root=root))
    wrapper = BIN / program.name
    BIN.mkdir(parents=True, exist_ok=True)
    wrapper.write_text(
        WRAPPER.format(
            program=shlex.quote(str(program)),
            fonts=shlex.quote(str(fonts)),
            libraries=_library_path(root),
            options=options,
        )
    )
    wrapper.chmod(0o755)
    return wrapper


def _library_path(root):
    """Return the line of a wrapper that adds the libraries of a root, if it has any."""
    places = ("usr/lib/*-linux-gnu*", "lib/*-linux-gnu*", "usr/lib/*/pulseaudio")
    folders = [
        shlex.quote(str(folder)) for place in places for folder in root.glob(place)
    ]
    if not folders:
        return ""
    rest = "${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
    return f"export LD_LIBRARY_PATH={':'.join(folders)}{rest}"


def answers(program):
    """Tell whether a program starts on this machine, by its version."""
    try:
        answer = capture([program, "--version"])
    except OSError:
        return ""
    return answer.stdout if answer.returncode == 0 else ""


def machine_has_fonts():
    """Tell whether this machine has any font to print with."""
    return any(Path("/usr/share/fonts").glob("**/*.[to]tf"))
