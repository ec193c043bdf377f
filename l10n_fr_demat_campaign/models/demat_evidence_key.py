import base64
import secrets

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from odoo import api, models
from odoo.tools import SQL

MAC_KEY = "l10n_fr_demat_campaign.evidence_mac_key"
SEAL_KEY = "l10n_fr_demat_campaign.evidence_seal_key"


class DematEvidenceKey(models.AbstractModel):
    """The two secrets of the evidence, made on first use.

    Both are system parameters, which only the system administrator may read. The
    first links the events of a chain; the second signs the daily heads and the
    exported files, so that anybody can check them with its public half.
    """

    _name = "demat.evidence.key"
    _description = "Keys of the evidence"

    @api.model
    def _get_mac_key(self):
        """Return the key that links the events of every chain."""
        return self._get_secret(MAC_KEY)

    @api.model
    def _get_seal_key(self):
        """Return the private key that signs."""
        return Ed25519PrivateKey.from_private_bytes(self._get_secret(SEAL_KEY))

    @api.model
    def _get_public_key_pem(self):
        """Return the public key as a PEM file, which every tool reads."""
        return (
            self._get_seal_key()
            .public_key()
            .public_bytes(
                serialization.Encoding.PEM,
                serialization.PublicFormat.SubjectPublicKeyInfo,
            )
        )

    @api.model
    def _sign(self, content):
        """Return the 64 bytes that sign some others."""
        return self._get_seal_key().sign(content)

    @api.model
    def _is_signed(self, content, signature):
        """Return whether our key signed these bytes.

        :param signature: in base 64, perhaps damaged
        """
        try:
            decoded = base64.b64decode(signature)
            self._get_seal_key().public_key().verify(decoded, content)
        except (InvalidSignature, ValueError):
            return False
        return True

    @api.model
    def _forget(self):
        """Remove both secrets: what was exported needs the public key only."""
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.search([("key", "in", (MAC_KEY, SEAL_KEY))]).unlink()

    @api.model
    def _get_secret(self, name):
        value = self.env["ir.config_parameter"].sudo()._get_param(name)
        return base64.b64decode(value or self._make_secret(name))

    @api.model
    def _make_secret(self, name):
        """Store a new secret, unless another worker was quicker.

        Two workers may need the first key at once: the loser of the race either
        reads the winner's key or gets a serialization error and is run again.
        """
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.flush_model()
        values = SQL.identifier(parameters._table)
        secret = base64.b64encode(secrets.token_bytes(32)).decode()
        self.env.cr.execute(
            SQL(
                """INSERT INTO %s (key, value, create_date, write_date)
                VALUES (%s, %s, now() at time zone 'UTC', now() at time zone 'UTC')
                ON CONFLICT (key) DO NOTHING""",
                values,
                name,
                secret,
            )
        )
        self.env.registry.clear_cache("stable")
        [[stored]] = self.env.execute_query(
            SQL("SELECT value FROM %s WHERE key = %s", values, name)
        )
        return stored
