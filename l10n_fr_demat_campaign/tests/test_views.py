from lxml import etree

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval, time

from odoo.addons.mail.tests.common import mail_new_test_user

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

    def test_every_menu_opens_for_who_sees_it(self):
        self._records()
        self.no_mail.user_id = self.user_salesperson
        for role in SCREENS:
            user = getattr(self, f"user_{role}")
            menus = self._get_menus(user)
            self.assertTrue(menus)
            for menu in menus:
                with self.subTest(role=role, menu=menu.complete_name):
                    self._open(menu.sudo().action, user)

    def test_settings_are_for_an_administrator_who_manages_campaigns(self):
        administrator = mail_new_test_user(
            self.env,
            login="demat_administrator",
            groups="base.group_system,account.group_account_manager,"
            "l10n_fr_demat_campaign.demat_group_manager",
            company_id=self.company.id,
        )
        settings = self.env["res.config.settings"].with_user(administrator)
        with Form(settings) as form:
            form.l10n_fr_demat_contact = "Paul Rivière"
            form.l10n_fr_demat_daily_limit = 50
            form.l10n_fr_demat_sales_digest = True
        form.record.execute()
        self.assertEqual(self.company.l10n_fr_demat_contact, "Paul Rivière")
        self.assertEqual(self.company.l10n_fr_demat_daily_limit, 50)
        for role in SCREENS:
            with self.subTest(role=role), self.assertRaises(AccessError):
                settings.with_user(getattr(self, f"user_{role}")).create({}).execute()

    def _get_menus(self, user):
        """Return the menus of this add-on that somebody sees and that open a list."""
        names = self.env["ir.model.data"].search(
            [("module", "=", "l10n_fr_demat_campaign"), ("model", "=", "ir.ui.menu")]
        )
        menus = self.env["ir.ui.menu"].with_user(user)
        visible = menus.browse(menus._visible_menu_ids() & set(names.mapped("res_id")))
        actions = visible.sudo().filtered("action")
        return actions.filtered(lambda m: m.action._name == "ir.actions.act_window")

    def _open(self, action, user):
        """Read what the web client reads: the list, its groups, the first record."""
        env = self.env(user=user)
        scope = {"uid": user.id, "context_today": fields.Date.today, "time": time}
        context = safe_eval(action.context or "{}", scope)
        model = env[action.res_model].with_context(**context)
        domain = safe_eval(action.domain or "[]", scope)
        modes = dict(mode[::-1] for mode in action.views)
        views = [(modes.get(mode, False), mode) for mode in action.view_mode.split(",")]
        archs = model.get_views([*views, (False, "search")])["views"]
        if action.view_mode == "form":
            Form(model)
            return
        records = model.search(domain, limit=3)
        if "list" in archs:
            arch = etree.fromstring(archs["list"]["arch"])
            names = {node.get("name"): {} for node in arch.iterchildren("field")}
            self.assertEqual(len(records.web_read(names)), len(records))
        for filter_ in etree.fromstring(archs["search"]["arch"]).iter("filter"):
            grouped = safe_eval(filter_.get("context") or "{}", scope).get("group_by")
            if grouped:
                model.formatted_read_group(domain, [grouped], ["__count"])
            elif filter_.get("domain"):
                model.search_count(safe_eval(filter_.get("domain"), scope))
        if "form" in archs and records:
            Form(records[:1], view=modes.get("form") or None)

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
