"""What other readers make of the cases of a table: espeak-ng by its phonemes, num2words by its words.

usage: spoken.py CASES.tsv

espeak-ng is right where it says the written text with the phonemes it has for the expected one.
num2words replaces each run of digits; the rest stays as written. A peer that is not there is named.
"""
import collections
import re
import shutil
import subprocess
import sys


def cases(path):
    with open(path, encoding="utf-8") as table:
        next(table)
        for line in table:
            columns = line.rstrip("\n").split("\t")
            if len(columns) < 5 or "sortie=" in columns[2] or "mode=" in columns[2]:
                continue
            if columns[1] not in ("segmentation", "langue"):
                yield columns[1], columns[3].replace("\\n", "\n"), columns[4]


def heard(text):
    return " ".join(text.lower().replace("-", " ").split())


def espeak(texts):
    """The phonemes of each text, pauses and stress left out."""
    said = []
    for text in texts:
        run = subprocess.run(["espeak-ng", "-v", "fr", "-q", "--ipa", text], capture_output=True, text=True)
        said.append(re.sub(r"[\sˈˌ‿|.-]|\(\w+\)", "", run.stdout))
    return said


def show(name, rows, right):
    shares = collections.OrderedDict()
    for (category, _, _), is_right in zip(rows, right):
        share = shares.setdefault(category, [0, 0])
        share[0] += is_right
        share[1] += 1
    print(f"-- {name}")
    for category, (good, count) in sorted(shares.items()):
        print(f"{category:<20} {good:>4}/{count}")
    print(f"{'all':<20} {sum(right):>4}/{len(right)}  {100 * sum(right) / max(len(right), 1):.1f} %")


rows = list(cases(sys.argv[1]))
if shutil.which("espeak-ng"):
    written = espeak([row[1] for row in rows])
    expected = espeak([row[2] for row in rows])
    show("espeak-ng (its phonemes)", rows, [a == b for a, b in zip(written, expected)])
else:
    print("-- espeak-ng is not installed: left out")
try:
    from num2words import num2words
except ImportError:
    print("-- num2words is not installed (pip install num2words): left out")
else:
    def words(text):
        return re.sub(r"\d+", lambda digits: num2words(int(digits.group()), lang="fr"), text)

    show("num2words (digits only)", rows, [heard(words(r[1])) == heard(r[2]) for r in rows])
