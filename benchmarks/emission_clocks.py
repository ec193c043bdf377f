"""The clocks of emission.py: what passes, and who works, in each part and step."""

import os
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

from odoo.tools import pdf

UNITS = ("", " cpu")
CLOCKS = os.sysconf("SC_CLK_TCK")
# Where the parts begin; what core calls inside another is counted in both.
PARTS = {
    "rendering": ("account.move.send", "_prepare_invoice_pdf_report"),
    "xml": ("account.move.send", "_hook_invoice_document_before_pdf_report_render"),
    "pdf": ("account.move.send", "_hook_invoice_document_after_pdf_report_render"),
    "linking": ("account.move.send", "_link_invoice_documents"),
}
# What each of them does, as far as it can be told apart: in the registry or a module.
STEPS = {
    "tax engine": ("account.move", "_get_rounded_base_and_tax_lines"),
    "terms, tax engine included": ("account.move", "_prepare_l10n_fr_demat_terms"),
    "rules": ("account.move", "_get_l10n_fr_demat_findings"),
    "factur-x library": ("document.facturx", "generate_xml"),
    "schema": ("document.schema", "check"),
    "question to the judge": ("account.move", "_submit_l10n_fr_demat"),
    "PDF/A, embedding": ("document", "build_facturx"),
    "container": ("container", "flaws_of"),
    "verdict of the judge": ("account.move", "_judge_l10n_fr_demat"),
    "PDF/A of core": ("writer", "convert_to_pdfa"),
    "reading of core": ("writer", "cloneReaderDocumentRoot"),
    "writing of core": ("writer", "write"),
}


@contextmanager
def watched(env, spent):
    """Count the seconds of this process in the parts of the pipeline and their steps.

    What is called outside of any part, or in the rendering, is no step.
    """
    inside = []
    with ExitStack() as stack:
        for part, (place, name) in {**PARTS, **STEPS}.items():
            owner = owner_of(env, place)
            original = getattr(owner, name)

            def timed(*arguments, part=part, original=original, **named):
                where = f"{inside[0]}: {part}" if part in STEPS and inside else part
                inside.append(part)
                try:
                    with counted(spent, where):
                        return original(*arguments, **named)
                finally:
                    inside.pop()

            stack.enter_context(patch.object(owner, name, timed))
        yield


def owner_of(env, place):
    """Return the model, module or class that a function is called from."""
    from odoo.addons.l10n_fr_demat_campaign.einvoice import container, document

    known = {
        "document": document,
        "document.facturx": document.facturx,
        "document.schema": document.schema,
        "container": container,
        "writer": pdf.OdooPdfFileWriter,
    }
    return known.get(place) or env.registry[place]


@contextmanager
def counted(spent, part):
    """Add to a part the seconds that pass, and those this thread works."""
    start, work = time.monotonic(), time.thread_time()
    try:
        yield
    finally:
        spent[part] += time.monotonic() - start
        spent[f"{part} cpu"] += time.thread_time() - work


def all_cpu(env):
    """Return the seconds that all who work for this process have worked so far."""
    from odoo.addons.l10n_fr_demat_campaign.einvoice import worker

    judge = getattr(worker.get_worker(), "_process", None)  # none with a server
    pids = [os.getpid(), env.cr._cnx.get_backend_pid(), *([judge.pid] if judge else [])]
    return sum(map(cpu_of, pids))


def cpu_of(pid):
    """Return the seconds that a process and those it waited for have worked."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / CLOCKS
