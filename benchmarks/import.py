"""How long, and how much memory, an import of many customers takes.

    ROWS=100000 bin/odoo shell --no-http < benchmarks/import.py

Run it on a database with the add-on, which keeps the customers it makes: use a copy.
The rows are invented, one out of ten has a flaw, one out of fifty is there twice. The
last line imports the same file again, which creates nobody.
"""

import os
import random
import resource
import sys
import time

ROWS = int(os.environ.get("ROWS", "10000"))
HEAD = "code;raison sociale;categorie;siren;adresse1;code postal;ville;pays;email\n"


def luhn_key(digits):
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in digits[::-2]]
    return str(-(sum(doubled) + sum(map(int, digits[-2::-2]))) % 10)


def sample(count):
    """Return the bytes of an invented file."""
    draw = random.Random(count)  # noqa: S311
    lines = []
    for number in range(count):
        body = f"{number + 10_000_000:08d}"
        siren = body + luhn_key(body)
        email = f"compta@societe-{number}.example"
        if number % 10 == 0:
            siren, email = draw.choice(
                (("", email), (siren[:-1], email), (siren, "compta@"), (siren, ""))
            )
        line = f";Société {number};Entreprise;{siren};{number % 99 + 1} rue du Pont;"
        line += f"{draw.randrange(10, 95)}000;Ville;FR;{email}\n"
        lines.append(f"K{number}{line}")
        if number % 50 == 49:
            lines.append(f"D{number}{line}")
    return (HEAD + "".join(lines[:count])).encode()


def say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def measure(env, content):
    """Import the file; say how long it took and how much memory was used at most."""
    import_ = env["demat.import"]._create_from_file(content, "benchmark.csv")
    import_.action_start()
    start, done, counter = time.monotonic(), 0, env.cr.sql_log_count
    while count := import_._run_batch():
        env.cr.commit()
        done += count
        if import_.state == "matching" and done % 10_000 < count:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            say(f"  {done} steps, {time.monotonic() - start:.0f} s, {peak} MB")
    seconds = time.monotonic() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    queries = env.cr.sql_log_count - counter
    say(
        f"{import_.row_count} rows: {import_.created_count} created, "
        f"{import_.matched_count} matched, {import_.refused_count} refused; "
        f"{seconds:.0f} s, {import_.row_count / seconds:.0f} rows/s, "
        f"{queries / import_.row_count:.2f} queries/row, peak {peak} MB"
    )


file = sample(ROWS)
say(f"{ROWS} rows, {len(file) / 1e6:.1f} MB")
for _turn in range(2):
    measure(env, file)  # noqa: F821
