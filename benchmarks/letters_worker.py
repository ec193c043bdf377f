"""The Odoo side of letters.py: letters printed by a worker, watched from outside."""

import argparse
import hashlib
import io
import os
import sys
import time

import odoo.init  # noqa: F401

# isort: split
from demo import clock, world
from kill_worker import CAMPAIGN, COMPOSITION, Campaign, say
from pypdf import PdfReader

PRINTED_ON = "2026-09-07 08:00"
# Seconds between two looks at the progress.
LOOK = 0.5


def main(arguments):
    """Print and count; return 0 when every count is right."""
    parser = argparse.ArgumentParser()
    for name in ("configuration", "database", "smtp-port", "mails"):
        parser.add_argument(f"--{name}", required=True)
    for name in ("customers", "kills", "seed"):
        parser.add_argument(f"--{name}", type=int, required=True)
    return Letters(parser.parse_args(arguments)).run()


class Letters(Campaign):
    """Two waves of letters, one four times as long as the other."""

    def small_batches(self):
        """Keep the batches as they are delivered."""

    def run(self):
        """Print both waves, then say how the time of a letter grew."""
        self.prepare()
        total = self.options.customers
        few = self.print_letters(0, total // 4)
        many = self.print_letters(total // 4, total)
        say(f"time of a letter, {total} beside {total // 4}: x {many / few:.2f}")
        for flaw in self.flaws:
            say(f"✗ {flaw}")
        return int(bool(self.flaws))

    def prepare(self):
        """Create the company, and the key that its evidence needs."""
        with clock.at("2026-09-01 08:00"), self.session.env() as env:
            world.build(env)
            env["demat.evidence.key"]._get_mac_key()

    def print_letters(self, start, count):
        """Print a wave of letters; return the seconds of each."""
        campaign_id = self.launch(start, count)
        begun = time.monotonic()
        pid, seen = self.work(PRINTED_ON, COMPOSITION), []
        while not (ended := os.wait4(pid, os.WNOHANG))[0]:
            self.look(campaign_id, seen)
            time.sleep(LOOK)
        seconds = time.monotonic() - begun
        _pid, status, usage = ended
        self.expect("exit status of the worker", status, 0)
        say(
            f"{count} letters: {seconds:.1f} s, {1000 * seconds / count:.1f} ms each, "
            f"peak {usage.ru_maxrss // 1024} MB"
        )
        say(f"  progress seen: {', '.join(f'{share} %' for share in seen)}")
        self.check(campaign_id, count)
        return seconds / count

    def launch(self, start, count):
        """Create customers without e-mail, and launch a campaign of letters."""
        with clock.at("2026-09-01 08:00"), self.session.env() as env:
            partners = env["res.partner"].create(
                [
                    {**self.prepare_customer(number), "email": False}
                    for number in range(start, start + count)
                ]
            )
            campaign = env["demat.campaign"].create(
                {
                    **CAMPAIGN,
                    "domain": f"[('id', 'in', {partners.ids})]",
                    "wave_ids": [
                        (0, 0, {"kind": "letter", "planned_on": "2026-09-07"})
                    ],
                }
            )
            campaign.action_launch()
            return campaign.id

    def look(self, campaign_id, seen):
        """Note the progress, as a user's screen shows it now."""
        with self.session.env() as env:
            share = round(env["demat.campaign"].browse(campaign_id).wave_ids.progress)
        if not seen or seen[-1] != share:
            seen.append(share)

    def check(self, campaign_id, count):
        """Look at what was printed: single files, merged file, order, fingerprint."""
        with self.session.env() as env:
            batch = env["demat.batch"].search([("campaign_id", "=", campaign_id)])
            sendings = batch._get_ordered_sendings()
            papers = env["ir.attachment"].search_count(
                [("res_model", "=", "demat.sending"), ("res_id", "in", sendings.ids)]
            )
            content = batch.attachment_id.raw
            names = [sending.partner_id.name for sending in sendings]
            text = "".join(
                page.extract_text() for page in PdfReader(io.BytesIO(content)).pages
            )
            places = [text.find(name) for name in names]
            self.expect("letters in the batch", batch.count, count)
            self.expect("single letters", papers, count)
            self.expect("letters missing", places.count(-1), 0)
            self.expect("in the order of the list", places == sorted(places), True)
            digest = hashlib.sha256(content).hexdigest()
            self.expect("fingerprint is right", batch.sha256 == digest, True)
            say(f"  merged file: {len(content) / 1e6:.1f} MB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
