"""Who a customer is, from the identifiers of one row that may contradict each other.

The SIREN is the measure. What agrees with it is kept; what names another company is
left out. When the SIREN stands alone against the others, nobody can say from the row
who the customer is: nothing is kept, a person decides.
"""

from dataclasses import dataclass

from .identifiers import Flaw, IdentifierError, parse_siren, parse_siret, parse_vat_fr

# VAT numbers of these countries are French ones (Monaco: convention of 18 May 1963).
FRENCH_VAT = ("FR", "MC", "GP", "MQ", "RE", "GF", "YT")
_SIREN_FLAWS = {Flaw.CHECKSUM: "siren_checksum", Flaw.MONACO: "monaco"}
_SIRET_FLAWS = {
    Flaw.CHECKSUM: "siret_checksum",
    Flaw.PREFIX: "siret_checksum",
    Flaw.MONACO: "monaco",
}


@dataclass(frozen=True, kw_only=True)
class Identity:
    """The identifiers to keep, in normal form, and the flaws of the others."""

    siren: str | None = None
    siret: str | None = None
    vat: str | None = None
    flaws: tuple = ()


def judge_identity(siren, siret, vat, *, country, is_company, foreign_vat):
    """Return the identifiers to keep out of three cells.

    :param country: ISO code, empty when not known
    :param is_company: whether a SIREN is expected at all
    :param foreign_vat: function of (country, text) that returns a VAT number of another
        country in normal form, or an empty value when it is wrong
    """
    flaws = []
    number = _parse(parse_siren, siren, _SIREN_FLAWS, "siren_format", flaws)
    site = _parse(parse_siret, siret, _SIRET_FLAWS, "siret_format", flaws)
    vat_fr, kept_vat = _judge_vat(country, vat, foreign_vat, flaws)
    if is_company and country == "FR" and not siren.strip():
        flaws.append("no_siren")
    companies = {
        "siren": number and number.value,
        "siret": site and site.siren,
        "vat": vat_fr and vat_fr.siren,
    }
    left_out, more = _contradictions(companies)
    # A SIRET begins with the SIREN: reading it there is no guess.
    read = companies["siren"] if siren.strip() else companies["siret"]
    numbers = {"siren": read, "siret": site and str(site), "vat": kept_vat}
    kept = {name: None if name in left_out else numbers[name] for name in numbers}
    return Identity(**kept, flaws=(*flaws, *more))


def _judge_vat(country, vat, foreign_vat, flaws):
    """Return the French number if it is one, and the number to keep."""
    if _is_french_vat(country, vat):
        parsed = _parse(parse_vat_fr, vat, {}, "vat_invalid", flaws)
        return parsed, parsed and str(parsed)
    return None, _foreign(country, vat, foreign_vat, flaws)


def _contradictions(companies):
    """Return the identifiers to leave out, and the flaws to tell."""
    measure = companies["siren"] or companies["siret"]
    others = {
        name: company
        for name, company in companies.items()
        if company and measure and company != measure
    }
    flaws = [f"{name}_mismatch" for name in others]
    agreeing = [company for company in companies.values() if company == measure]
    if others and len(agreeing) < 2:
        return tuple(companies), [*flaws, "identity_conflict"]
    return tuple(others), flaws


def _parse(parse, text, flaws_of, default, flaws):
    try:
        return parse(text)
    except IdentifierError as error:
        if error.flaw is not Flaw.EMPTY:
            flaws.append(flaws_of.get(error.flaw, default))
        return None


def _is_french_vat(country, vat):
    prefix = "".join(vat.split())[:2].upper()
    return prefix == "FR" or (country in FRENCH_VAT and not prefix.isalpha())


def _foreign(country, vat, foreign_vat, flaws):
    if not vat.strip():
        return None
    kept = foreign_vat(country, vat.strip())
    if not kept:
        flaws.append("vat_invalid")
    return kept or None
