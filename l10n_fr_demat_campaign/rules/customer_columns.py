"""Which column of a customer file holds what: headers seen in exports of other ERPs.

Headers are compared without case, accents and punctuation. Names come from the
customer exports of French accounting and ERP products and of Odoo itself; a header that
is not here is left to the officer, who maps it by hand.
"""

import re
from unicodedata import combining, normalize

from .customer_file import FileError, FileFlaw

# field: headers, the surest first
ALIASES = {
    "code": "code, code client, code tiers, no client, numero client, num client, "
    "numero, compte, compte tiers, compte auxiliaire, reference, ref, "
    "reference client, customer code, customer number, customer id, "
    "account number, customer no, id",
    "name": "raison sociale, nom, nom client, intitule, denomination, "
    "denomination sociale, societe, nom du client, client, name, customer name, "
    "company name, company, display name",
    "category": "categorie, type, type client, type de client, nature, famille, "
    "category, customer type, kind",
    "siren": "siren, no siren, numero siren, siren number",
    "siret": "siret, no siret, numero siret, siret number, company registry, "
    "company id",
    "vat": "tva intracom, tva intracommunautaire, no tva, numero tva, "
    "numero de tva, tva, identifiant tva, n tva intracommunautaire, "
    "no tva intracommunautaire, vat, vat number, tax id, vat id",
    "street": "adresse1, adresse 1, adresse, rue, adresse ligne 1, voie, "
    "adresse facturation, street, address, address1, address 1, address line 1",
    "street2": "adresse2, adresse 2, adresse ligne 2, complement, "
    "complement adresse, complement d adresse, rue 2, street2, street 2, address2, "
    "address 2, address line 2",
    "street3": "adresse3, adresse 3, adresse ligne 3, street3, street 3, address3, "
    "address 3, address line 3, bp",
    "zip": "code postal, cp, codepostal, zip, zip code, postcode, postal code",
    "city": "ville, commune, localite, city, town",
    "country": "pays, code pays, country, country code",
    "email": "email facturation, mail facturation, email, e mail, mail, courriel, "
    "adresse email, adresse mail, email comptabilite, invoice email, billing email",
    "contact": "contact, nom contact, interlocuteur, contact name",
    "phone": "telephone, tel, telephone 1, no telephone, phone, phone number",
    "salesperson": "commercial, representant, vendeur, code representant, "
    "salesperson, sales rep, account manager",
    "tool": "outil reception, outil de reception, logiciel, receiving tool",
    "service_code": "code service, service code, code service chorus",
    "commitment": "numero engagement obligatoire, engagement obligatoire, "
    "commitment required",
    "comment": "remarque, remarques, commentaire, observations, note, notes, comment, "
    "comments",
}
# A customer seen twice is known again by one of these.
KEY_FIELDS = ("code", "siren", "siret", "vat", "zip")


def header_key(header):
    """Return a header as it is compared.

    >>> header_key("N° TVA Intracommunautaire"), header_key("Raison_sociale")
    ('no tva intracommunautaire', 'raison sociale')
    """
    text = normalize("NFKD", header.replace("°", "o").casefold())
    bare = "".join(letter for letter in text if not combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", bare))


_BY_HEADER = {
    alias: field for field, names in ALIASES.items() for alias in names.split(", ")
}


def guess_mapping(header):
    """Return the field of each column, None where the header says nothing.

    A field is given once, to the column whose header is the surest.

    >>> guess_mapping(("Raison sociale", "Nom", "N° SIREN"))
    ('name', None, 'siren')
    """
    keys = [header_key(cell) for cell in header]
    order = list(_BY_HEADER)
    known = sorted((key for key in keys if key in _BY_HEADER), key=order.index)
    owner = {}
    for key in known:
        owner.setdefault(_BY_HEADER[key], keys.index(key))
    fields = {position: field for field, position in owner.items()}
    return tuple(fields.get(position) for position in range(len(keys)))


def check_mapping(fields):
    """Refuse a mapping with which no customer can be made, or known again.

    :param fields: field of each column, None for a column left out
    """
    given = [field for field in fields if field]
    if twice := [field for field in given if given.count(field) > 1]:
        raise FileError(FileFlaw.COLUMN_TWICE, field=twice[0])
    if "name" not in given:
        raise FileError(FileFlaw.NO_NAME_COLUMN)
    if not set(KEY_FIELDS) & set(given):
        raise FileError(FileFlaw.NO_KEY_COLUMN)
