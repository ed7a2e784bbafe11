"""How often num2words says a number as we do.

usage: number_words.py TABLE, lines of language, kind, number and our words, parted by tabs

Case, commas, hyphens and spaces are left out of account: they change nothing that is heard.
"""
import collections
import importlib.metadata
import sys

try:
    import num2words
except ImportError:
    print("-- num2words (Python) is not installed: left out")
    sys.exit()

# Differences shown of each kind.
SHOWN = 6


def heard(words):
    return words.lower().replace(",", "").replace("-", "").replace(" ", "")


def peer(language, kind, number):
    to = {"large": "cardinal"}.get(kind, kind)
    try:
        return num2words.num2words(number, lang=language, to=to)
    except (NotImplementedError, OverflowError, IndexError, KeyError) as error:
        return f"({type(error).__name__})"


shares = collections.OrderedDict()
with open(sys.argv[1], encoding="utf-8") as table:
    lines = table.readlines()
for line in lines:
    language, kind, number, ours = line.rstrip("\n").split("\t")
    theirs = peer(language, kind, int(number))
    share = shares.setdefault((language, kind), [0, 0, []])
    share[1] += 1
    if heard(ours) == heard(theirs):
        share[0] += 1
    else:
        share[2].append(f"{number}: {ours} | {theirs}")
print(f"-- numbers said as num2words {importlib.metadata.version('num2words')} says them: ours | theirs")
for (language, kind), (same, count, different) in shares.items():
    print(f"{language:<6} {kind:<9} {same:>6}/{count}  {100 * same / count:.1f} %")
    step = max(len(different) // SHOWN, 1)
    for difference in different[::step][:SHOWN]:
        print(f"       {difference}")
