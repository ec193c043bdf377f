"""Let several workers send the same invoices at once, kill some, then count.

    python3 benchmarks/workers_emission.py [INVOICES]

Real Odoo processes with a real PostgreSQL: a worker killed between the page and its
record, two that send, check or compare the same invoices at once, an invoice that goes
back to draft meanwhile. Each waits at a known place until the other is where it should
be, so that every run is the same. At the end every invoice has one file, one delivery
and one finding per flaw. The exit status is 0 when all of this holds. The pages are
a real print, always the same: what is tried here is who writes what, and when.
"""

import sys
from pathlib import Path

import kill_campaign

DEFAULTS = {"invoices": "6"}
WORKER = Path(__file__).with_name("workers_emission_worker.py")

if __name__ == "__main__":
    sys.exit(kill_campaign.main(sys.argv[1:], worker=WORKER, defaults=DEFAULTS))
