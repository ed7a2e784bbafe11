"""What readers make of the cases of a table, by category: ours, espeak-ng and Pico by their phonemes,
num2words by its words.

usage: spoken.py CASES.tsv OURS PICO

OURS holds what `score_spoken --all` printed: the id of a case, "right" or "wrong". PICO is the program
`pico_phonemes`. A voice is right where it says the written text with the phonemes it has for the expected
one, hyphens left out (Pico reads hyphenated numbers letter by letter). num2words replaces each run of digits;
the rest stays as written. Dictation, spelling and verse are asked of nobody but us. A peer that is not there
is named.
"""
import collections
import re
import shutil
import subprocess
import sys
import tempfile

Case = collections.namedtuple("Case", "id category variant written expected")


def cases(path):
    with open(path, encoding="utf-8") as table:
        next(table)
        for line in table:
            columns = line.rstrip("\n").split("\t")
            if len(columns) < 5 or "sortie=" in columns[2] or columns[1] in ("segmentation", "langue"):
                continue
            yield Case(*columns[:3], columns[3].replace("\\n", "\n"), columns[4])


def heard(text):
    return " ".join(text.lower().replace("-", " ").split())


def one_line(text):
    return " ".join(text.split())


def espeak(case, text):
    """The phonemes of a text, pauses and stress left out, by the voice of its country."""
    country = case.variant[:5].lower()
    voice = country if country in ("fr-be", "fr-ch") else "fr"
    run = subprocess.run(["espeak-ng", "-v", voice, "-q", "--ipa", text], capture_output=True, text=True)
    return re.sub(r"[\sˈˌ‿|.-]|\(\w+\)", "", run.stdout)


def espeak_right(asked):
    if not shutil.which("espeak-ng"):
        return None
    return {c.id: espeak(c, c.written) == espeak(c, c.expected.replace("-", " ")) for c in asked}


def pico_right(asked, program):
    lines = [one_line(text) for c in asked for text in (c.written, c.expected.replace("-", " "))]
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("".join(line + "\n" for line in lines))
        file.flush()
        run = subprocess.run([program, file.name], capture_output=True, text=True)
    said = run.stdout.split("\n")
    if run.returncode or len(said) < len(lines):
        print(f"Pico is left out: {run.stderr.strip()}")
        return None
    return {c.id: said[2 * i] == said[2 * i + 1] and said[2 * i] != "" for i, c in enumerate(asked)}


def num2words_right(asked):
    try:
        from num2words import num2words
    except ImportError:
        return None
    languages = {"fr-BE": "fr_BE", "fr-CH": "fr_CH"}

    def words(case):
        language = languages.get(case.variant[:5], "fr")
        return re.sub(r"\d+", lambda digits: num2words(int(digits.group()), lang=language), case.written)

    return {c.id: heard(words(c)) == heard(c.expected) for c in asked}


def ours_right(path):
    right = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 3 and columns[1] in ("right", "wrong"):
                right[columns[0]] = columns[1] == "right"
    return right


def share(right, rows):
    known = [right[row.id] for row in rows if right and row.id in right]
    return f"{sum(known)}/{len(known)}" if known else "-"


def main(table, ours, pico):
    rows = list(cases(table))
    asked = [row for row in rows if "mode=" not in row.variant]
    columns = {
        "Clairvoix": ours_right(ours),
        "espeak-ng": espeak_right(asked),
        "Pico": pico_right(asked, pico),
        "num2words": num2words_right(asked),
    }
    for name, right in columns.items():
        if right is None:
            print(f"{name} is not here: left out")
    names = sorted({row.category for row in rows})
    print(f"{'right of the cases asked':<26}" + "".join(f"{name:>12}" for name in columns))
    for name in names:
        of = [row for row in rows if row.category == name]
        print(f"{name:<26}" + "".join(f"{share(right, of):>12}" for right in columns.values()))
    print(f"{'all':<26}" + "".join(f"{share(right, rows):>12}" for right in columns.values()))
    print(f"{'all that was asked of all':<26}" + "".join(f"{share(r, asked):>12}" for r in columns.values()))


main(*sys.argv[1:])
