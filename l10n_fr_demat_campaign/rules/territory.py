"""Where a customer is established, read from the country and the postcode.

Sources: CGI 294 (overseas departments within the French VAT, Guyane and Mayotte
where it is not applied), BOFiP BOI-TVA-GEO-20 (collectivities outside the French VAT),
Franco-Monegasque convention of 18 May 1963 (Monaco as France); the postcodes are La
Poste's, where Saint-Barthélemy and Saint-Martin keep those of Guadeloupe.
"""

from .situation import Territory

# Postcodes by their beginning, the longest first: the first that fits wins.
POSTCODES = (
    ("97133", Territory.OVERSEAS_COLLECTIVITY),  # Saint-Barthélemy
    ("97150", Territory.OVERSEAS_COLLECTIVITY),  # Saint-Martin
    ("980", Territory.MONACO),
    *((prefix, Territory.OVERSEAS_DEPARTMENT) for prefix in ("971", "972", "974")),
    *((prefix, Territory.GUYANE_MAYOTTE) for prefix in ("973", "976")),
    *(
        (prefix, Territory.OVERSEAS_COLLECTIVITY)
        for prefix in ("975", "977", "978", "984", "986", "987", "988")
    ),
    ("", Territory.METROPOLITAN),
)
# Parts of France, and Monaco, that have a country code of their own (ISO 3166).
COUNTRIES = {
    **dict.fromkeys(("GP", "MQ", "RE"), Territory.OVERSEAS_DEPARTMENT),
    **dict.fromkeys(("GF", "YT"), Territory.GUYANE_MAYOTTE),
    **dict.fromkeys(
        ("BL", "MF", "NC", "PF", "PM", "TF", "WF"), Territory.OVERSEAS_COLLECTIVITY
    ),
    "MC": Territory.MONACO,
}


def territory_of(country, postcode, member_states):
    """Return the territory of an address, None when the country is not known.

    >>> str(territory_of("FR", "97300", ())), str(territory_of("BE", "", ("BE",)))
    ('guyane_mayotte', 'eu')

    :param country: ISO 3166 code, or an empty value
    :param postcode: as typed, or an empty value
    :param member_states: codes of the Member States of the European Union
    """
    if not country:
        return None
    if country == "FR":
        return _in_france("".join((postcode or "").split()))
    if country in COUNTRIES:
        return COUNTRIES[country]
    return Territory.EU if country in member_states else Territory.NON_EU


def _in_france(postcode):
    return next(
        territory for prefix, territory in POSTCODES if postcode.startswith(prefix)
    )
