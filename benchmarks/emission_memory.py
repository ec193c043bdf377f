"""How much memory Odoo's own scheduled actions keep while they send many invoices.

    python3 benchmarks/emission_memory.py [INVOICES]

On a copy of the template database, dropped afterwards. Accepted customers' invoices are
given to core's sending, whose scheduled action draws them with wkhtmltopdf; that of the
outbox gives them to a real SMTP server on loopback. Both are run by the scheduler's own
loop, in one process that lives from the first invoice to the last, and what it and the
process of the schematrons keep is read every hundred invoices. The exit status is 0
when every invoice was received once, and memory is flat: once a fifth of the invoices
left, the second half of the readings is not higher than the first by more than 5 %.
"""

import sys
from pathlib import Path

import kill_campaign

DEFAULTS = {"invoices": "2000"}
WORKER = Path(__file__).with_name("emission_memory_worker.py")

if __name__ == "__main__":
    sys.exit(kill_campaign.main(sys.argv[1:], worker=WORKER, defaults=DEFAULTS))
