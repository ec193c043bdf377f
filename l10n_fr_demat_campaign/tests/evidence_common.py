import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from psycopg2 import IntegrityError

from odoo.tests import TransactionCase, new_test_user
from odoo.tools import mute_logger

GROUPS = {
    "salesperson": "l10n_fr_demat_campaign.demat_group_salesperson",
    "officer": "l10n_fr_demat_campaign.demat_group_user",
    "manager": "l10n_fr_demat_campaign.demat_group_manager",
    "auditor": "l10n_fr_demat_campaign.demat_group_auditor",
    "administrator": "base.group_system",
}
# Invented people: their data must never be found inside a chain.
PERSON = {
    "name": "Zoé Lefèvre",
    "email": "Zoe.Lefevre@client.example",
    "ip": "192.0.2.7",
}


def run_verifier(files):
    """Run the exported program as a stranger does: bare Python, the public key.

    :param files: content by name, as the archive of an evidence file holds them
    :return: exit status and what was printed
    """
    with TemporaryDirectory() as folder:
        for name, data in files.items():
            Path(folder, name).write_bytes(data)
        done = subprocess.run(
            [sys.executable, "-I", "verifier.py", "evidence.json", "public_key.pem"],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    return done.returncode, done.stdout + done.stderr


class EvidenceCommon(TransactionCase):
    """A company, its users, and customers whose position can be proved."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create(
            {"name": "Fournil du Pont", "country_id": cls.env.ref("base.fr").id}
        )
        cls.env.user.company_ids |= cls.company
        cls.env = cls.env(
            context=dict(cls.env.context, allowed_company_ids=cls.company.ids)
        )
        cls.users = {
            name: new_test_user(
                cls.env,
                f"evidence_{name}",
                group,
                company_id=cls.company.id,
                company_ids=[(6, 0, cls.company.ids)],
            )
            for name, group in GROUPS.items()
        }
        cls.evidence = cls.env["demat.evidence"]
        cls.consent = cls._create_consents(1)

    @classmethod
    def _create_consents(cls, count, company=None):
        """Return the positions of new customers."""
        partners = cls.env["res.partner"].create(
            [
                {"name": f"Client {number}", "is_company": True}
                for number in range(count)
            ]
        )
        company = company or cls.company
        return cls.env["demat.consent"].create(
            [
                {"partner_id": partner.id, "company_id": company.id}
                for partner in partners
            ]
        )

    @classmethod
    def _create_campaign(cls, **values):
        return cls.env["demat.campaign"].create(
            {"name": "Bascule", "company_id": cls.company.id, **values}
        )

    def _record_story(self, consent=None):
        """Record the usual events of one customer and return them."""
        consent = consent or self.consent
        record = self.evidence._record
        return (
            record(
                consent, "request_sent", {"version": "a" * 64}, {"address": "x@y.fr"}
            )
            | record(consent, "page_answer", {"answer": "accept"}, PERSON)
            | record(consent, "consent_accept", {"basis": "explicit_page"})
        )

    @contextmanager
    def _without_guard(self):
        """Do what a database administrator may do: switch the trigger off."""
        self.env.flush_all()
        self.env.cr.execute("ALTER TABLE demat_evidence DISABLE TRIGGER USER")
        self.env.invalidate_all()
        yield self.env.cr
        self.env.flush_all()
        self.env.cr.execute("ALTER TABLE demat_evidence ENABLE TRIGGER USER")
        self.env.invalidate_all()

    @contextmanager
    def _sandbox(self):
        """Let an attacker work, then take everything back."""
        savepoint = self.env.cr.savepoint(flush=True)
        with self._without_guard() as cr:
            yield cr
        savepoint.rollback()
        savepoint.close()
        self.env.invalidate_all()

    def _run_cron(self, name):
        """Run a job as the scheduler does."""
        with self.enter_registry_test_mode():
            self.env.ref(f"l10n_fr_demat_campaign.{name}").method_direct_trigger()

    def assertRefusedBySql(self, statement, parameters=()):
        """Check that PostgreSQL itself refuses a change."""
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(IntegrityError, "append-only"),
            self.env.cr.savepoint(),
        ):
            # Constant statements of the tests.
            self.env.cr.execute(statement, parameters)  # pylint: disable=sql-injection

    def assertIntact(self, chain):
        """Check that the verification of a chain finds nothing."""
        self.env.invalidate_all()
        broken = chain._verify()
        self.assertFalse(broken, f"{chain.display_name}: {chain.flaw_text}")
        self.assertEqual(chain.state, "valid")

    def assertBroken(self, chain, flaw, number):
        """Check that the verification of a chain names one fault."""
        self.env.invalidate_all()
        self.assertEqual(chain._verify(), chain, "The change was not noticed.")
        self.assertEqual((chain.flaw, chain.flaw_number), (flaw, number))
        self.assertTrue(chain.flaw_text)
