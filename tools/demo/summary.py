"""The figures of the demonstration: on the terminal, in a file, and as exit status."""

import csv
import json
from collections import Counter

# What must be above zero with the sample that comes with the project.
EXPECTED = (
    "rows_created",
    "rows_matched",
    "targeted",
    "held_back",
    "in_the_pilot",
    "asked_by_mail",
    "asked_by_letter",
    "letters_returned",
    "calls",
    "accepted_explicit",
    "accepted_tacit",
    "refused",
    "blocked",
    "invoices_by_email",
    "invoices_by_paper",
    "evidence",
    "sent_again",
    "compared_before_and_after",
)
# What any customer file must give.
EXPECTED_OF_ANY = ("targeted", "invoices", "evidence")
# What the terminal says instead of a name; the others are read as they are.
WORDS = {
    "rows_created": "customers created by the import",
    "rows_matched": "rows of a customer who is there already",
    "rows_refused": "rows refused",
    "refused_rows_by_reason": "why, by the codes of import_report.csv",
    "targeted": "customers in the campaign",
    "held_back": "held back by a salesperson",
    "asked_by_mail": "customers asked by e-mail",
    "asked_by_letter": "customers asked by letter",
    "letters": "letters printed",
    "calls": "calls planned",
    "accepted_explicit": "customers who accepted",
    "accepted_tacit": "accepted by their silence",
    "refused": "keep paper",
    "questions": "asked a question",
    "blocked": "silent, and not accepted",
    "blocked_by_reason": "why their silence does not count",
    "invoices": "files of invoices kept",
    "evidence": "evidence file that the verifier finds whole",
    "sent_again": "invoices sent again, the customer asked",
    "compared_before_and_after": "customers whose payments are compared",
    "files": "files in all",
}


class Summary(dict):
    """The figures, by name."""

    def __init__(self, output):
        super().__init__()
        self.output = output
        self.answered = set()

    def add_import(self, imported):
        """Count the rows of an import, and why some were refused."""
        for outcome in ("created", "matched", "refused"):
            self[f"rows_{outcome}"] = imported[f"{outcome}_count"]
        with (self.output / "import_report.csv").open(encoding="utf-8-sig") as report:
            rows = list(csv.DictReader(report, delimiter=";"))
        flaws = Counter(
            flaw
            for row in rows
            if row["outcome"] == "refused"
            for flaw in row["flaws"].split(",")
            if flaw
        )
        self["refused_rows_by_reason"] = dict(sorted(flaws.items()))

    def add_campaign(self, campaign):
        """Count what the customers of a campaign received and said."""
        requests = campaign.request_ids
        sendings = requests.sending_ids
        for medium, name in (("email", "mail"), ("letter", "letter")):
            reached = sendings.filtered(lambda s, m=medium: s.medium == m and s.sent_at)
            self[f"asked_by_{name}"] = len(reached.request_id)
        self["accepted_explicit"] = campaign.explicit_count
        self["accepted_tacit"] = campaign.tacit_count
        self["refused"] = campaign.refused_count
        self["questions"] = len(requests.filtered("question"))
        blocked = requests.filtered(lambda request: request.state == "blocked")
        self["blocked"] = len(blocked)
        self["blocked_by_reason"] = dict(
            sorted(
                Counter(f"{r.blocker_gate} {r.blocker_text}" for r in blocked).items()
            )
        )

    def add_deliveries(self, env):
        """Count the invoices by channel and by what became of them."""
        groups = env["demat.delivery"]._read_group(
            [], ["channel", "state"], ["__count"]
        )
        for channel, state, count in groups:
            if state == "sent":
                self[f"invoices_by_{channel}"] = count
            else:
                self[f"invoices_{state}_{channel}"] = count

    def finish(self, expected=EXPECTED):
        """Write the figures, show them, and tell whether each step did its work.

        :param expected: names of the figures that must be above zero
        """
        self["files"] = sum(1 for path in self.output.rglob("*") if path.is_file())
        text = json.dumps(self, ensure_ascii=False, indent=2, default=str)
        (self.output / "summary.json").write_text(text + "\n", encoding="utf-8")
        for name, value in self.items():
            if value != {}:
                self._show(name, value)
        missing = [name for name in expected if not self.get(name)]
        if missing:
            print("✗ Nothing came out of: " + ", ".join(missing))  # noqa: T201
        return int(bool(missing))

    def _show(self, name, value):
        words = WORDS.get(name) or name.replace("_", " ")
        if isinstance(value, dict):
            print(f"            {words}:")  # noqa: T201
            for key, count in value.items():
                print(f"          {count:>6}  {key}")  # noqa: T201
        else:
            print(f"  {value:>8}  {words}")  # noqa: T201
