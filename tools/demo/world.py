"""The small French company of the demonstration, and the people who work there."""

import base64
import io

from PIL import Image, ImageDraw, ImageFont

from odoo import Command
from odoo.tools.misc import file_path

GROUPS = "l10n_fr_demat_campaign.demat_group_"
POSITIONS = "l10n_fr_demat_campaign.demat_consent_my_action"
# What people see first when they log in.
HOME = {
    "user": "l10n_fr_demat_campaign.demat_campaign_action",
    "manager": "l10n_fr_demat_campaign.demat_campaign_action",
    "auditor": "l10n_fr_demat_campaign.demat_evidence_action",
}
FONT = "web/static/fonts/lato/Lato-Bol-webfont.ttf"
PASSWORD = "demo"  # noqa: S105

COMPANY = {
    "name": "Lumière Fournitures SAS",
    "street": "18 rue de la République",
    "zip": "69002",
    "city": "Lyon",
    "phone": "04 72 00 12 34",
    "email": "service.clients@lumiere-fournitures.example",
    "website": "https://lumiere-fournitures.example",
    "vat": "FR11123456782",
    "company_registry": "12345678200010",
    "l10n_fr_demat_issuer_size": "small",
    "l10n_fr_demat_contact": "Claire Fontaine (service clients)",
    "l10n_fr_demat_contact_phone": "04 72 00 12 34",
    "l10n_fr_demat_contact_email": "service.clients@lumiere-fournitures.example",
    "l10n_fr_demat_letter_cost": 1.95,
    "l10n_fr_demat_call_cost": 4.0,
}
SIREN, SIRET = "123456782", "12345678200010"
IBAN = "FR7630006000011234567890189"

# Without it nobody corrects a customer's data, nor opens Odoo's window to send an
# invoice, which notes what Peppol says of the customer.
CONTACTS = "base.group_partner_manager"

# login: name, groups of the add-on, other groups
USERS = {
    "adv": ("Claire Fontaine", "user", ("account.group_account_invoice", CONTACTS)),
    "responsable": (
        "Paul Mercier",
        "manager",
        ("account.group_account_manager", CONTACTS),
    ),
    "comptable": ("Nadia Benali", "user", ("account.group_account_user", CONTACTS)),
    "auditeur": ("Marc Verdier", "auditor", ("account.group_account_readonly",)),
    "commercial.nord": ("Sophie Lambert", "salesperson", ()),
    "commercial.sud": ("Karim Haddad", "salesperson", ()),
    "commercial.grands.comptes": ("Julie Renard", "salesperson", ()),
}


def build(env):
    """Create the company's data in a fresh database, in French."""
    french = env["res.lang"]._activate_lang("fr_FR")
    env["base.language.install"].create(
        {"lang_ids": [Command.set(french.ids)]}
    ).lang_install()
    env.ref("base.user_admin").lang = "fr_FR"
    company = _create_company(env)
    # Odoo has no French words for its own terms of payment.
    term = env.ref("account.account_payment_term_15days")
    term.with_context(lang="fr_FR").note = "Paiement à 15 jours."
    for login, (name, group, others) in USERS.items():
        _create_user(env, company, login, name, group, others)
    return company


def _create_company(env):
    company = env.ref("base.main_company")
    france = env.ref("base.fr")
    company.write(
        {**COMPANY, "country_id": france.id, "currency_id": env.ref("base.EUR").id}
    )
    company.logo = base64.b64encode(draw_logo(COMPANY["name"]))
    company.partner_id.write(
        {
            "lang": "fr_FR",
            "l10n_fr_demat_siren": SIREN,
            "l10n_fr_demat_siret": SIRET,
        }
    )
    env["account.chart.template"].try_loading("fr", company, install_demo=False)
    env["res.partner.bank"].create(
        {
            "acc_number": IBAN,
            "partner_id": company.partner_id.id,
            "allow_out_payment": True,
        }
    )
    return company


def _create_user(env, company, login, name, group, others):
    groups = [env.ref(xmlid) for xmlid in (GROUPS + group, *others)]
    env["res.users"].with_context(no_reset_password=True).create(
        {
            "name": name,
            "login": login,
            "password": PASSWORD,
            "email": f"{login}@lumiere-fournitures.example",
            "lang": "fr_FR",
            "tz": "Europe/Paris",
            "company_id": company.id,
            "company_ids": [Command.set(company.ids)],
            "group_ids": [Command.link(one.id) for one in groups],
            "action_id": env.ref(HOME.get(group, POSITIONS)).id,
        }
    )


def draw_logo(name):
    """Return a plain logo as PNG bytes: a sun beside the first word of a name."""
    image = Image.new("RGB", (420, 110), "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((15, 20, 85, 90), fill="#f2b134")
    font = ImageFont.truetype(file_path(FONT), 54)
    draw.text((105, 22), name.split()[0], fill="#2b3a55", font=font)
    content = io.BytesIO()
    image.save(content, "PNG")
    return content.getvalue()


def connect(env, base_url, smtp_port):
    """Tell Odoo its address and its mail server, and let the customers' alias work."""
    parameters = env["ir.config_parameter"]
    parameters.set_param("web.base.url", base_url)
    parameters.set_param("web.base.url.freeze", "True")
    parameters.set_param("report.url", base_url)
    env["ir.mail_server"].search([]).unlink()
    env["ir.mail_server"].create(
        {
            "name": "Demonstration",
            "smtp_host": "127.0.0.1",
            "smtp_port": smtp_port,
            "from_filter": "lumiere-fournitures.example",
        }
    )
    domain = env["mail.alias.domain"].create(
        {"name": "lumiere-fournitures.example", "bounce_alias": "retours"}
    )
    env.ref("base.main_company").alias_domain_id = domain


def read_file(env, path):
    """Open the import wizard on a customer file; return the import to start."""
    wizard = env["demat.customer.import"].create(
        {"content": base64.b64encode(path.read_bytes()), "file_name": path.name}
    )
    action = wizard.action_read()
    return env["demat.import"].browse(action["res_id"])


def create_portal_user(env, partner):
    """Give a customer access to their space."""
    env["res.users"].with_context(no_reset_password=True).create(
        {
            "name": partner.name,
            "login": "client",
            "password": PASSWORD,
            "partner_id": partner.id,
            "group_ids": [Command.set([env.ref("base.group_portal").id])],
        }
    )
