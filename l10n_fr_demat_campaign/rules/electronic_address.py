"""The electronic address of a French company, scheme 0225: four forms, or meshes.

Sources: XP Z12-012 (BR-FR-21, BR-FR-23, BR-FR-25) and AFNOR XP Z12-013 (directory).
The alphabet is what every source accepts, `[A-Za-z0-9_-]`; a dot, which BR-FR-23
accepts and others do not, is let through with a warning. Case is kept: the directory
looks addresses up with it.
"""

import re
from dataclasses import dataclass
from enum import Enum

from .company_numbers import (
    Flaw,
    IdentifierError,
    compact,
    parse_siren,
    parse_siret,
    typed,
)

SCHEME = "0225"
# Peppol writes the scheme after this; some tools copy it with the address.
PEPPOL_ACTOR = "iso6523-actorid-upis::"
PART_MAX = 100  # suffix and routing code (AFNOR Directory Service 1.3.0)
_FORBIDDEN = re.compile(r"[^A-Za-z0-9_.-]")
_SIREN_START = re.compile(r"(?<![\w.-])(?:0225:)?[0-9]{9}(?![0-9])", re.ASCII)
_SIRET_FORM = re.compile(r"([0-9]{14})(?:_(.*))?", re.DOTALL)


class Mesh(str, Enum):
    """The form of an address: how finely it points inside the company."""

    SIREN = "siren"
    SIREN_SIRET = "siren_siret"
    SIREN_SIRET_ROUTING = "siren_siret_routing"
    SIREN_SUFFIX = "siren_suffix"

    def __str__(self):
        return self.value


class AddressWarning(str, Enum):
    """What is allowed in an address, and yet worth a look."""

    DOT = "dot"
    SIRET_LIKE_SUFFIX = "siret_like_suffix"

    def __str__(self):
        return self.value


@dataclass(frozen=True, kw_only=True)
class ElectronicAddress:
    """An address of scheme 0225; its text goes without the scheme, as in BT-49."""

    mesh: Mesh
    siren: str
    siret: str | None = None
    routing_code: str | None = None
    suffix: str | None = None
    warnings: tuple[AddressWarning, ...] = ()

    def __str__(self):
        parts = (self.siren, self.siret, self.routing_code, self.suffix)
        return "_".join(part for part in parts if part is not None)

    @property
    def scheme(self):
        """The code of the scheme in the EAS list."""
        return SCHEME

    @property
    def qualified(self):
        """The address with its scheme in front."""
        return f"{SCHEME}:{self}"


def parse_electronic_address(text, *, mesh=None, siren=None):
    """The electronic address typed in `text`, with or without `0225:`.

    `mesh` is the form that the customer named, and `siren` the customer's own, where
    they are known; otherwise the finest form that fits is taken.

    >>> parse_electronic_address("0225:356000000_35600000000048_SAV").routing_code
    'SAV'
    >>> str(parse_electronic_address("356 000 000_Achats"))
    '356000000_Achats'
    """
    address = _strip_scheme(typed(text))
    if len(_SIREN_START.findall(address)) > 1:
        raise IdentifierError(Flaw.SEVERAL)
    head, underscore, tail = address.partition("_")
    head = compact(head)
    if _FORBIDDEN.search(head + tail):
        raise IdentifierError(Flaw.CHARACTERS)
    if not re.fullmatch(r"[0-9]{9}", head):
        raise IdentifierError(Flaw.MESH if head + tail else Flaw.EMPTY)
    parsed = _parse_tail(str(parse_siren(head)), tail if underscore else None, mesh)
    if siren is not None and compact(typed(siren)) != parsed.siren:
        raise IdentifierError(Flaw.SIREN_MISMATCH)
    if mesh is not None and parsed.mesh != mesh:
        raise IdentifierError(Flaw.MESH)
    return parsed


def _strip_scheme(text):
    if text[: len(PEPPOL_ACTOR)].lower() == PEPPOL_ACTOR:
        text = text[len(PEPPOL_ACTOR) :]
    scheme, colon, address = text[:12].partition(":")
    if not colon:
        return text
    if re.fullmatch(r"[A-Za-z0-9]{1,4}", scheme.strip()) is None:
        return text
    if scheme.strip() != SCHEME:
        raise IdentifierError(Flaw.SCHEME)
    return (address + text[12:]).strip()


def _parse_tail(siren, tail, mesh):
    """The address of `siren` whose other parts are `tail`; None: no other part."""
    if tail is None:
        return ElectronicAddress(mesh=Mesh.SIREN, siren=siren)
    form = _SIRET_FORM.fullmatch(tail)
    if form is None or mesh == Mesh.SIREN_SUFFIX:
        return _with_suffix(siren, tail, ())
    if form[1].startswith(siren):
        return _with_siret(siren, form[1], form[2])
    if mesh is not None or _is_siret(form[1]):
        raise IdentifierError(Flaw.SIREN_MISMATCH)
    return _with_suffix(siren, tail, (AddressWarning.SIRET_LIKE_SUFFIX,))


def _is_siret(digits):
    """Is it somebody's SIRET? Then it stands there by mistake, and is no suffix."""
    try:
        return bool(parse_siret(digits))
    except IdentifierError:
        return False


def _with_siret(siren, siret, routing_code):
    siret = str(parse_siret(siret))
    if routing_code is None:
        return ElectronicAddress(mesh=Mesh.SIREN_SIRET, siren=siren, siret=siret)
    _check_part(routing_code, Flaw.ROUTING_CODE)
    return ElectronicAddress(
        mesh=Mesh.SIREN_SIRET_ROUTING,
        siren=siren,
        siret=siret,
        routing_code=routing_code,
        warnings=_dot_warning(routing_code),
    )


def _with_suffix(siren, suffix, warnings):
    _check_part(suffix, Flaw.SUFFIX)
    return ElectronicAddress(
        mesh=Mesh.SIREN_SUFFIX,
        siren=siren,
        suffix=suffix,
        warnings=warnings + _dot_warning(suffix),
    )


def _check_part(part, flaw):
    if not 1 <= len(part) <= PART_MAX:
        raise IdentifierError(flaw)


def _dot_warning(part):
    return (AddressWarning.DOT,) if "." in part else ()
