from markupsafe import Markup

from odoo import fields, models


class DematCampaignResources(models.Model):
    _inherit = "demat.campaign"

    resource_ids = fields.One2many(
        "demat.campaign.resource", "campaign_id", string="Help offered", copy=True
    )

    def action_check_links(self):
        """Check the links of the help that the campaign offers."""
        self.resource_ids.action_check_links()


class DematRequestResources(models.Model):
    _inherit = "demat.request"

    def _get_resources_markup(self):
        """Return the help that the campaign offers, in the customer's language."""
        self.ensure_one()
        request = self.with_context(lang=self.lang)
        resources = self.campaign_id.resource_ids
        if not resources:
            return Markup()
        items = Markup().join(
            Markup("<li>%s</li>") % request._get_resource_markup(resource)
            for resource in resources
        )
        heading = request.env._("To help you")
        return Markup("<p><b>%s</b></p><ul>%s</ul>") % (heading, items)

    def _prepare_page_values(self, view, values=None, errors=None):
        # EXTENDS: the same help on the page as in the letter
        page = super()._prepare_page_values(view, values, errors)
        return {**page, "resources": self._get_resources_markup()}

    def _get_resource_markup(self, resource):
        """Return one offer of help: a link in a mail, its address on paper."""
        wave = self.env["demat.wave"].browse(self.env.context.get("demat_wave_id"))
        on_paper = bool(wave) and wave._get_medium() == "letter"
        parts = [Markup("<b>%s</b>") % resource.title]
        if resource.kind == "meeting":
            parts.append(self._get_meeting_time(resource))
        parts += [resource.text] if resource.text else []
        if resource.url:
            label = resource.url if on_paper else self.env._("Open")
            parts.append(
                resource.url if on_paper else self._get_link_markup(resource.url, label)
            )
        if resource.kind == "meeting" and not on_paper:
            url = resource._get_calendar_url()
            parts.append(self._get_link_markup(url, self.env._("Add to my calendar")))
        return Markup(" \u2013 ").join(parts)

    def _get_meeting_time(self, resource):
        """Return when a meeting is, in full words and Paris time."""
        self.ensure_one()
        paris = self.with_context(tz="Europe/Paris")
        begin, end = (
            fields.Datetime.context_timestamp(paris, moment)
            for moment in (resource.starts_at, resource.ends_at)
        )
        return self.env._(
            "%(day)s, %(begin)s to %(end)s (Paris time)",
            day=self._format_day(begin.date()),
            begin=f"{begin:%H:%M}",
            end=f"{end:%H:%M}",
        )
