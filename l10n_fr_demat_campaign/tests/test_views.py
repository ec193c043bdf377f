from lxml import etree

from odoo.tests import Form, tagged

from .campaign_common import CampaignCommon

# Screens that each role opens, on records of a campaign that runs.
SCREENS = {
    "manager": ("campaign", "consent", "request", "sending", "batch", "letter"),
    "officer": ("campaign", "consent", "request", "sending", "batch", "letter"),
    "salesperson": ("consent", "request", "customer"),
    "auditor": ("campaign", "consent", "request", "sending", "batch"),
}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestViews(CampaignCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.no_mail.user_id = cls.user_salesperson

    def test_every_role_opens_its_screens(self):
        for role, screens in SCREENS.items():
            for screen in screens:
                with self.subTest(role=role, screen=screen):
                    record = self._records()[screen]
                    user = getattr(self, f"user_{role}")
                    views = [(False, "form"), (False, "list"), (False, "search")]
                    mine = record.with_user(user)
                    found = mine.get_views(views)["views"]["form"]
                    self.assertIn("<form", found["arch"])
                    Form(mine)

    def test_lists_are_read_by_every_role(self):
        for role, screens in SCREENS.items():
            for screen in screens:
                with self.subTest(role=role, screen=screen):
                    record = self._records()[screen]
                    mine = record.with_user(getattr(self, f"user_{role}"))
                    arch = etree.fromstring(mine.get_view(view_type="list")["arch"])
                    names = {node.get("name"): {} for node in arch.iter("field")}
                    self.assertTrue(mine.web_read(names))

    def test_salespeople_find_their_calls_and_heads_up(self):
        menus = self.env["ir.ui.menu"].with_user(self.user_salesperson)
        app = self.env.ref("l10n_fr_demat_campaign.demat_app_menu")
        visible = app.child_id.filtered(lambda m: m.id in menus._visible_menu_ids())
        self.assertEqual(
            visible.mapped("name"),
            ["My customers", "Customers asked", "Calls to make", "Heads-up"],
        )

    def _records(self):
        if not hasattr(self, "_found"):
            campaign = self._launch(self.no_mail, kinds=("letter",))
            self._run_waves("2026-09-07")
            request = campaign.request_ids
            self._found = {
                "campaign": campaign,
                "consent": request.consent_id,
                "request": request,
                "sending": request.sending_ids,
                "batch": request.sending_ids.batch_id,
                "letter": request.sending_ids.version_id.letter_id,
                "customer": self.no_mail,
            }
        return self._found
