from odoo import api, fields, models

from ..rules import sender_records as rules

try:
    import dns.exception
    import dns.resolver
except ImportError:  # optional: without it these checks are not run, and say so
    dns = None

# Seconds that one question to the DNS may take.
LOOKUP_SECONDS = 3


class DematCampaignDns(models.Model):
    """What the sender's domain publishes in the DNS, looked up when somebody asks."""

    _inherit = "demat.campaign"

    def _preflight_spf(self):
        return self._preflight_records(rules.read_spf, [""])

    def _preflight_dmarc(self):
        names = rules.dmarc_names(self._get_sender_domain() or "")
        return self._preflight_records(rules.read_dmarc, names, is_full_name=True)

    def _preflight_dkim(self):
        selector = (self.company_id.l10n_fr_demat_dkim_selector or "").strip()
        if not selector:
            return "not_run", self.env._("The DKIM selector of the company is not set.")
        return self._preflight_records(rules.read_dkim, [f"{selector}._domainkey."])

    def _preflight_records(self, read, prefixes, is_full_name=False):
        """Look for a record of the sender's domain, at one name after the other.

        :param read: what tells the record among texts, and its flaw
        :return: the state of the check, and its detail
        """
        domain = self._get_sender_domain()
        if not domain:
            return "not_run", self.env._("The company has no address to write from.")
        if dns is None:
            return "not_run", self.env._("The Python library dnspython is not there.")
        names = [p if is_full_name else f"{p}{domain}" for p in prefixes]
        try:
            for name in names:
                record, flaw = read(self._lookup_txt(name))
                if flaw is not rules.RecordFlaw.MISSING:
                    break
        except dns.exception.DNSException as error:
            return "not_run", self.env._("The DNS does not answer: %s", error)
        if flaw:
            return "failed", self._get_record_message(flaw, names[0], record)
        return "ok", record[:200]

    def _get_record_message(self, flaw, name, record):
        """Return in words what is wrong with a record."""
        env, flaws = self.env, rules.RecordFlaw
        return {
            flaws.MISSING: env._("%s has no such record.", name),
            flaws.SEVERAL: env._("%s has several such records: none counts.", name),
            flaws.ANYBODY: env._("It lets any server write in your name: %s", record),
            flaws.POLICY: env._("It says no policy (p=): %s", record),
            flaws.REVOKED: env._("The key of %s is revoked: it is empty.", name),
        }[flaw]

    @api.model
    def _lookup_txt(self, name):
        """Return the TXT records of a name.

        :raises dns.exception.DNSException: when nobody answers in time
        """
        try:
            records = self._get_resolver().resolve(name, "TXT")
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        return [b"".join(record.strings).decode("latin-1") for record in records]

    @api.model
    def _get_resolver(self):
        """Hook: return who asks the DNS, by default as this machine is set up."""
        resolver = dns.resolver.Resolver()
        resolver.lifetime = LOOKUP_SECONDS
        return resolver


class ResCompany(models.Model):
    _inherit = "res.company"

    l10n_fr_demat_dkim_selector = fields.Char(
        string="DKIM selector",
        help="Name under which the DKIM key of the sender's domain is published, as "
        "the mail provider gives it, e.g. s1.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    l10n_fr_demat_dkim_selector = fields.Char(
        related="company_id.l10n_fr_demat_dkim_selector", readonly=False
    )
