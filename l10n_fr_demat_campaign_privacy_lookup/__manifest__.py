{
    "name": "France - Move customers to electronic invoices: privacy",
    "version": "19.0.1.0.0",
    "category": "Accounting/Localizations/EDI",
    "summary": "Odoo's privacy lookup finds addresses in requests and deliveries",
    "author": "Demat Campaign contributors",
    "license": "LGPL-3",
    "depends": [
        "l10n_fr_demat_campaign",
        "privacy_lookup",
    ],
    "auto_install": True,
}
