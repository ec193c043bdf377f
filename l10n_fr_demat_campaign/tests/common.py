from datetime import date

from odoo import fields

from odoo.addons.account.tests.common import AccountTestInvoicingCommon
from odoo.addons.mail.tests.common import MailCommon, mail_new_test_user

GROUP = "l10n_fr_demat_campaign.demat_group_"
LAUNCH, DEADLINE, FIRST_INVOICE = "2026-09-07", "2026-10-12", "2026-11-02"


class DematCommon(AccountTestInvoicingCommon, MailCommon):
    """A small French company, one user per role, customers with one thing varied."""

    @classmethod
    @AccountTestInvoicingCommon.setup_country("fr")
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.company_data["company"]
        cls.company.write(
            {
                "name": "Lumière Fournitures SAS",
                "street": "18 rue de la République",
                "zip": "69002",
                "city": "Lyon",
                "email": "service.clients@lumiere.example",
                "phone": "04 72 00 12 34",
                "vat": "FR11123456782",
                "l10n_fr_demat_issuer_size": "small",
                "l10n_fr_demat_contact": "Claire Fontaine",
                "l10n_fr_demat_contact_phone": "04 72 00 12 34",
                "l10n_fr_demat_contact_email": "service.clients@lumiere.example",
            }
        )
        cls.company.partner_id.l10n_fr_demat_siren = "123456782"
        cls.user_salesperson = cls._create_user("salesperson")
        cls.user_officer = cls._create_user("user")
        cls.user_manager = cls._create_user("manager")
        cls.user_auditor = cls._create_user("auditor")

    @classmethod
    def get_default_groups(cls):
        return super().get_default_groups() | cls.env.ref(f"{GROUP}manager")

    @classmethod
    def _create_user(cls, group):
        return mail_new_test_user(
            cls.env,
            login=f"demat_{group}",
            name=f"Demat {group}",
            groups=f"base.group_user,{GROUP}{group}",
            company_id=cls.company.id,
        )

    @classmethod
    def _create_customer(cls, **values):
        """Create a French taxable company that can be reached by mail and by letter."""
        return cls.env["res.partner"].create(
            {
                "name": "Papeterie Durand SARL",
                "is_company": True,
                "street": "45 quai de l'Île Feydeau",
                "zip": "44000",
                "city": "Nantes",
                "country_id": cls.env.ref("base.fr").id,
                "email": "factures@papeterie-durand.example",
                "lang": "en_US",
                "customer_rank": 1,
                "l10n_fr_demat_siren": "341777639",
                "l10n_fr_demat_recipient": "taxable",
                **values,
            }
        )

    @classmethod
    def _create_consent(cls, partner=None, **values):
        return cls.env["demat.consent"].create(
            {
                "partner_id": (partner or cls._create_customer()).id,
                "company_id": cls.company.id,
                **values,
            }
        )

    @classmethod
    def _create_campaign(cls, partners, kinds=("email", "reminder"), **values):
        """Create a draft campaign over some customers, its waves ten days apart."""
        first = fields.Date.to_date(LAUNCH)
        campaign = cls.env["demat.campaign"].create(
            {
                "name": "Autumn",
                "company_id": cls.company.id,
                "domain": f"[('id', 'in', {partners.ids})]",
                "deadline": DEADLINE,
                "first_invoice_on": FIRST_INVOICE,
                "wave_ids": [
                    fields.Command.create(
                        {
                            "kind": kind,
                            "planned_on": date.fromordinal(
                                first.toordinal() + 10 * number
                            ),
                        }
                    )
                    for number, kind in enumerate(kinds)
                ],
                **values,
            }
        )
        # What the messages need was looked at, and is in order.
        cls.env["demat.preflight"].sudo().create(
            {
                "campaign_id": campaign.id,
                "code": "settings",
                "state": "ok",
                "checked_at": LAUNCH,
            }
        )
        return campaign

    def assertPosition(self, consent, state, basis=False):
        """Check the position, and that its evidence says the same."""
        self.assertEqual(
            (consent.state, consent.basis),
            (state, basis),
            f"{consent.display_name}: position {consent.state}/{consent.basis}",
        )

    def assertEvidence(self, subject, kind, count=1):
        """Check how many events of a kind the chain of a subject holds."""
        field = "consent_id" if subject._name == "demat.consent" else "campaign_id"
        found = (
            self.env["demat.evidence"]
            .sudo()
            .search_count([(field, "=", subject.id), ("kind", "=", kind)])
        )
        self.assertEqual(found, count, f"{kind}: {found} events instead of {count}")
