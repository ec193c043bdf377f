from odoo import fields
from odoo.service.model import call_kw

from odoo.addons.mail.tests.common import mail_new_test_user

from .campaign_common import CampaignCommon


class SecurityCommon(CampaignCommon):
    """Everybody who may call the server, and calls as they arrive over RPC."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            "salesperson": cls.user_salesperson,
            "officer": cls.user_officer,
            "manager": cls.user_manager,
            "auditor": cls.user_auditor,
            "employee": cls._create_outsider("base.group_user"),
            "accountant": cls._create_outsider("account.group_account_user"),
            "portal": cls._create_outsider("base.group_portal"),
            "public": cls.env.ref("base.public_user"),
        }
        cls.own = cls._create_customer(
            name="Menuiserie Petit",
            user_id=cls.user_salesperson.id,
            l10n_fr_demat_siren="425199619",
        )
        cls.own_request = cls._create_request(cls.own)
        cls.request = cls._create_request(cls.customer)
        cls.consent = cls.request.consent_id

    @classmethod
    def _create_outsider(cls, group):
        return mail_new_test_user(
            cls.env,
            login=f"outsider_{group}",
            name=f"Outsider {group}",
            groups=group,
            company_id=cls.company.id,
        )

    @classmethod
    def _create_request(cls, partner, company=None):
        company = company or cls.company
        campaign = cls._create_campaign(partner, company_id=company.id).sudo()
        consent = cls._create_consent(partner, company_id=company.id).sudo()
        consent._apply("ask")
        # Requests come from a campaign that was prepared: nobody creates one by hand.
        return (
            cls.env["demat.request"]
            .sudo()
            .create(
                {
                    "campaign_id": campaign.id,
                    "consent_id": consent.id,
                    "family": "consent_tacit",
                    "deadline": campaign.deadline,
                }
            )
        )

    @classmethod
    def _create_elsewhere(cls):
        """Return the request of a customer of a company that nobody here belongs to."""
        elsewhere = cls.env["res.company"].create(
            {"name": "Elsewhere", "country_id": cls.env.ref("base.fr").id}
        )
        partner = cls._create_customer(name="Client d'ailleurs")
        return cls._create_request(partner, elsewhere)

    def _call(self, role, model, method, *args, context=None, **kwargs):
        """Call a method as a client does: by name, as a user, with any context."""
        env = self.env(user=self.users[role], su=False)
        kwargs["context"] = context or {}
        return call_kw(env[model], method, list(args), kwargs)

    @staticmethod
    def _day(text):
        return fields.Date.to_date(text)
