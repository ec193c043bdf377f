"""What the demonstration leaves behind: letters, invoices and evidence as files."""

import subprocess
import sys
from pathlib import Path

VERIFIER = (
    Path(__file__).parents[2] / "l10n_fr_demat_campaign" / "rules" / "verifier.py"
)


def keep_letters(batches, folder):
    """Write the merged file of each batch and every letter; return their number."""
    kept = 0
    for batch in batches:
        own = folder / batch.attachment_id.name.removesuffix(".pdf").replace("/", "_")
        _write(own, batch.attachment_id)
        attachments = batches.env["ir.attachment"].search(
            [
                ("res_model", "=", "demat.sending"),
                ("res_id", "in", batch.sending_ids.ids),
            ]
        )
        for attachment in attachments:
            _write(own, attachment)
        kept += len(attachments)
    return kept


def print_paper(env):
    """Print the invoices that leave on paper as one batch."""
    waiting = env["demat.delivery"].search(
        [("channel", "=", "paper"), ("state", "=", "queued")]
    )
    if waiting:
        waiting.action_print()


def keep_invoices(env, folder):
    """Write the file of each delivery, and the print batches; return their number."""
    deliveries = env["demat.delivery"].search([("state", "in", ("sent", "queued"))])
    for delivery in deliveries:
        _write(folder, delivery.attachment_id, delivery.file_name)
    for batch in env["demat.batch"].search([("kind", "=", "print")]):
        _write(folder, batch.attachment_id)
    return len(deliveries)


def keep_evidence(consent, folder):
    """Write the evidence of a customer and have it verified with the public key only.

    :return: 1 if an auditor's own Python finds it whole, else 0
    """
    folder.mkdir(parents=True, exist_ok=True)
    key = consent.env["demat.evidence.key"]._get_public_key_pem()
    paths = {
        "evidence.pdf": consent._get_evidence_pdf(),
        "evidence.json": consent._get_evidence_json(),
        "public_key.pem": key if isinstance(key, bytes) else key.encode(),
    }
    for name, content in paths.items():
        (folder / name).write_bytes(
            content if isinstance(content, bytes) else content.encode()
        )
    answer = subprocess.run(
        [sys.executable, VERIFIER, folder / "evidence.json", folder / "public_key.pem"],
        capture_output=True,
        text=True,
        check=False,
    )
    (folder / "verification.txt").write_text(answer.stdout + answer.stderr)
    return int(answer.returncode == 0)


def _write(folder, attachment, name=None):
    folder.mkdir(parents=True, exist_ok=True)
    safe = (name or attachment.name).replace("/", "_")
    (folder / safe).write_bytes(attachment.raw)
