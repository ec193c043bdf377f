"""What the company has configured, and the promises that need it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

RHYTHMS = ("each", "daily", "weekly")


@dataclass(frozen=True, kw_only=True)
class Offer:
    """The features that are on; nothing is unless said.

    ``rhythms`` holds ``each``, ``daily``, ``weekly``; ``deposit`` is SFTP, FTPS or FTP.
    """

    facturx: bool = False
    space: bool = False
    rhythms: frozenset = frozenset()
    deposit: bool = False
    tools: bool = False
    edi: bool = False
    per_user: bool = False
    support: bool = False

    def __post_init__(self):
        """Take any collection of rhythms."""
        object.__setattr__(self, "rhythms", frozenset(self.rhythms or ()))

    @classmethod
    def everything(cls):
        """An offer with each feature on."""
        switches = {item.name: True for item in fields(cls) if item.name != "rhythms"}
        return cls(rhythms=RHYTHMS, **switches)

    @classmethod
    def of(cls, value):
        """An offer from an offer, a mapping or the names of what is on.

        >>> Offer.of({"facturx", "weekly"}).rhythms
        frozenset({'weekly'})
        >>> Offer.of({"space": True, "rhythms": ["daily"]}).has("daily")
        True
        """
        if isinstance(value, cls):
            return value
        if isinstance(value, Mapping):
            return cls._of_mapping(value)
        if isinstance(value, Iterable) and not isinstance(value, (str, bytes)):
            return cls._of_mapping(dict.fromkeys(map(_name, value), True))
        raise TypeError("offer: an Offer, a mapping or names of features")

    @classmethod
    def _of_mapping(cls, value):
        value = {_name(name): is_on for name, is_on in value.items()}
        rhythms = value.get("rhythms")
        if rhythms is True:
            rhythms = RHYTHMS
        rhythms = {_name(rhythm) for rhythm in rhythms or ()}
        rhythms |= {name for name in RHYTHMS if value.get(name)}
        known = {item.name for item in fields(cls)} - {"rhythms"}
        switches = {name: bool(value[name]) for name in known & set(value)}
        return cls(rhythms=rhythms, **switches)

    def has(self, feature):
        """Whether a feature or a rhythm is on."""
        return feature in self.rhythms or getattr(self, feature, False) is True


ALIASES = {
    "factur-x": "facturx",
    "factur_x": "facturx",
    "rhythm": "rhythms",
    "sftp": "deposit",
    "ftp": "deposit",
    "ftps": "deposit",
    "portal": "space",
    "tool": "tools",
    "users": "per_user",
    "contacts": "per_user",
    "faq": "support",
    "day": "daily",
    "week": "weekly",
}


def _name(feature):
    name = str(getattr(feature, "value", feature)).lower()
    return ALIASES.get(name, name)


@dataclass(frozen=True, kw_only=True)
class Promise:
    """An argument that holds only with a feature."""

    key: str
    feature: str
    severity: str
    label: str
    pattern: str
    point: str = ""


PROMISES = (
    Promise(
        key="O01",
        feature="tools",
        severity="error",
        label="l'adaptation à l'outil du client",
        pattern="TOOL_FIT",
        point="P01",
    ),
    Promise(
        key="O02",
        feature="facturx",
        severity="error",
        label="le format Factur-X",
        pattern="FACTURX unless QUESTION",
        point="P02",
    ),
    Promise(
        key="O03",
        feature="space",
        severity="error",
        label="l'espace en ligne",
        pattern="SPACE_OFFERED",
        point="P03",
    ),
    Promise(
        key="O04",
        feature="each",
        severity="error",
        label="l'envoi à chaque facture",
        pattern="EACH",
        point="P04",
    ),
    Promise(
        key="O04",
        feature="daily",
        severity="error",
        label="l'envoi quotidien",
        pattern="DAILY_RHYTHM",
        point="P04",
    ),
    Promise(
        key="O04",
        feature="weekly",
        severity="error",
        label="l'envoi hebdomadaire",
        pattern="WEEKLY_RHYTHM",
        point="P04",
    ),
    Promise(
        key="O05",
        feature="per_user",
        severity="warn",
        label="le réglage par destinataire",
        pattern="PER_USER",
        point="P05",
    ),
    Promise(
        key="O06",
        feature="deposit",
        severity="error",
        label="le dépôt sur le serveur du client",
        pattern="DEPOSIT",
    ),
    Promise(
        key="O07",
        feature="support",
        severity="warn",
        label="une aide (foire aux questions, notice, réunion)",
        pattern="FAQ",
        point="P07",
    ),
    Promise(
        key="O08",
        feature="edi",
        severity="error",
        label="l'EDI",
        pattern="edi unless QUESTION; NEG ..4 @",
    ),
)
IDEAS = {
    "SPACE_OFFERED": (
        "PAGE_OF_INVOICES",
        "votre/vos/un/notre espace unless @ ..0 entre/pour/vide",
        (
            "portail/extranet unless NEG ..2 @; @ ..1 coulissant/battant/motorise/"
            "aluminium/metallique/automatique/bois/fer"
        ),
    ),
}
