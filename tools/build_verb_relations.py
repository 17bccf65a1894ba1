"""Builds verb_synsets, noun_synsets, opposites, deverbal and spellings of data/en: what words have in common.

    python tools/build_verb_relations.py DICT

In:      DICT, the folder of WordNet 3.0's files (Debian: wordnet-base, /usr/share/wordnet); beside this file
         deverbal_by_hand.csv, spellings_by_hand.csv and wordnet_choices.csv, entered by hand
Out:     the five tables
Source:  WordNet 3.0 (Princeton University); the counts are those of SemCor, file cntlist.rev

A word has a share of its uses in each of its senses: the uses counted, and half a use more for each sense, so that a
word nobody counted is shared out evenly. Senses with a small share are left out, as are verbs of more than two words,
names, and the words of fields no state acts in that were never counted. British spellings are filed under the American.
"""

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "src" / "onrecord" / "data" / "en"
SOURCE = "WordNet 3.0"

POS = {"noun": "1", "verb": "2"}
UNCOUNTED_USES = 0.5
LEAST_SHARE = {"verb": 0.04, "noun": 0.1}
MOST_SENSES = {"verb": 8, "noun": 4}
CERTAIN_SHARE = 0.3  # of both words in the senses that are opposites
ACTION_SHARE = 0.3  # of a noun, in senses that tell of something done

# Files of the lexicographers (lexnames.5). Verbs: body, cognition, consumption, emotion, perception, weather.
UNCOUNTED_VERBS_LEFT_OUT = frozenset({29, 31, 34, 37, 39, 43})
# Nouns: animal, body, feeling, motive, natural object, plant, shape.
NOUNS_LEFT_OUT = frozenset({5, 8, 12, 16, 17, 20, 25})
# Senses of nouns that tell of something done: act, cognition (a decision), communication, event, phenomenon,
# possession (a payment), process, state.
DEED_FILES = frozenset({4, 9, 10, 11, 19, 21, 22, 26})

BRITISH = (
    (re.compile(r"(?<=\w{3})is(e|ation|er|ed|ing)$"), r"iz\1"),
    (re.compile(r"(?<=\w{3})ys(e|er)$"), r"yz\1"),
    (re.compile(r"(?<=\w{2})our"), "or"),
    (re.compile(r"(?<=\w{2})tre$"), "ter"),
    (re.compile(r"(?<=\w{3})ence$"), "ense"),
    (re.compile(r"(?<=\w{3})ogue$"), "og"),
    (re.compile(r"(?<=\w{3})l$"), "ll"),
    (re.compile(r"(?<=\w{3})lment$"), "llment"),
    (re.compile(r"(?<=\w{3})amme$"), "am"),
    (re.compile(r"(?<=\w{3})ll(er|ing|or|ed)$"), r"l\1"),
    (re.compile(r"^aero(?=plane)"), "air"),
    (re.compile(r"oeu"), "eu"),
)


@dataclass(frozen=True)
class Synset:
    """One sense, and the words that have it."""

    offset: str
    file: int
    words: tuple[str, ...]
    keys: tuple[str, ...]  # of each word in the table of counts
    pointers: tuple[tuple[str, str, str, str], ...]  # (kind, offset, pos, words "0102": of mine, of the other; 00 all)


class Words:
    """One part of speech of WordNet: senses, and how often a word has each."""

    def __init__(self, folder: Path, pos: str, counts: dict[str, int]) -> None:
        self.pos = pos
        self.synsets = {s.offset: s for s in read_synsets(folder / f"data.{pos}", POS[pos])}
        self.senses = dict(read_index(folder / f"index.{pos}"))
        self._counts = counts

    def count(self, word: str, offset: str) -> int:
        """Uses counted of the word in that sense."""
        synset = self.synsets[offset]
        return sum(self._counts.get(k, 0) for w, k in zip(synset.words, synset.keys, strict=True) if w.lower() == word)

    def name(self, offset: str) -> str:
        """ "cancel.1": the first word, and which of its senses it is."""
        first = self.synsets[offset].words[0].lower()
        return f"{first}.{self.senses[first].index(offset) + 1}"

    def above(self, offset: str) -> list[str]:
        """The senses it is a kind of."""
        return [p[1] for p in self.synsets[offset].pointers if p[0] == "@"]


def main(folder: Path) -> None:
    """Read WordNet once, write the tables."""
    counts = {key: int(count) for key, _, count in map(str.split, (folder / "cntlist.rev").open(encoding="ascii"))}
    verbs, nouns = (Words(folder, pos, counts) for pos in ("verb", "noun"))
    spellings = spelling_rows(verbs, nouns)
    american = {british: other for british, other, _ in spellings}
    verb_shares, noun_shares = (shares_of(words, american) for words in (verbs, nouns))
    kept_verbs = {o: held for o, held in by_synset(verb_shares).items() if held}
    wide = chosen("general noun")
    kept_nouns = {o: held for o, held in by_synset(noun_shares).items() if nouns.name(o) not in wide}
    known = {*verb_shares, *noun_shares}
    write(
        "spellings.csv", "british american source", (row for row in spellings if row[1] in known or row[2] == "by hand")
    )
    write("verb_synsets.csv", "synset words above entails source", synset_rows(verbs, kept_verbs, "*"))
    write("noun_synsets.csv", "synset words above part_of source", synset_rows(nouns, kept_nouns, "#p"))
    opposites = [*opposite_rows(verbs, verb_shares, american), *opposite_rows(nouns, noun_shares, american)]
    write("opposites.csv", "part_of_speech one other synset certainty source", opposites)
    write("deverbal.csv", "noun verb source", deverbal_rows(nouns, verbs, noun_shares, verb_shares, american))


def read_synsets(path: Path, pos: str) -> Iterator[Synset]:
    """The senses of a data file (wndb.5)."""
    for line in path.open(encoding="latin-1"):
        if line.startswith("  "):
            continue
        fields = line.split(" | ")[0].split()
        n = int(fields[3], 16)
        pairs = [(fields[4 + 2 * i], int(fields[5 + 2 * i], 16)) for i in range(n)]
        at = 5 + 2 * n
        pointers = tuple(
            (fields[i], fields[i + 1], fields[i + 2], fields[i + 3]) for i in range(at, at + 4 * int(fields[at - 1]), 4)
        )
        keys = tuple(f"{word.lower()}%{pos}:{fields[1]}:{ident:02d}::" for word, ident in pairs)
        yield Synset(fields[0], int(fields[1]), tuple(word for word, _ in pairs), keys, pointers)


def read_index(path: Path) -> Iterator[tuple[str, list[str]]]:
    """(word, its senses, the commonest first)."""
    for line in path.open(encoding="ascii"):
        if not line.startswith("  "):
            fields = line.split()
            yield fields[0], fields[-int(fields[2]) :]


def spelling_rows(*parts: Words) -> list[tuple[str, str, str]]:
    """(British, American, source): two words of one sense that differ by a rule of spelling, and those by hand."""
    rows = {
        row["british"]: (row["british"], row["american"], row["source"]) for row in read_hand("spellings_by_hand.csv")
    }
    for part in parts:
        for synset in part.synsets.values():
            words = {w.lower() for w in synset.words if w.islower()}
            for word in words:
                for pattern, put in BRITISH:
                    other = pattern.sub(put, word)
                    if other != word and other in words:
                        rows.setdefault(word, (word, other, SOURCE))
    return sorted(row for row in rows.values() if row[1] not in rows)


def shares_of(part: Words, american: dict[str, str]) -> dict[str, list[tuple[str, float]]]:
    """(sense, share of the uses) of each word that is kept, the largest first."""
    uses: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for word, senses in part.senses.items():
        if fits(word, part):
            for offset in senses:
                uses[american.get(word, word)][offset] += part.count(word, offset)
    fields = below(part, chosen("noun kept below")) if part.pos == "noun" else set()
    shares = {}
    for word, held in uses.items():
        counted = sum(held.values())
        whole = counted + UNCOUNTED_USES * len(held)
        order = sorted(((o, (n + UNCOUNTED_USES) / whole) for o, n in held.items()), key=lambda s: -s[1])
        kept = [(o, share) for o, share in order if share >= LEAST_SHARE[part.pos]][: MOST_SENSES[part.pos]]
        shares[word] = [(o, n) for o, n in kept if wanted(part.synsets[o], part.pos, counted > 0, o in fields)]
    return {word: held for word, held in shares.items() if held}


def fits(word: str, part: Words) -> bool:
    """Is it a word of the kind that is looked up: a verb of one or two words, a noun of one?"""
    words = word.split("_")
    if not all(re.fullmatch(r"[a-z]+(-[a-z]+)*", w) for w in words) or len(word) < 2:
        return False
    if part.pos == "noun":
        return len(words) == 1 and any(word in part.synsets[o].words for o in part.senses[word])
    return len(words) == 1 or (len(words) == 2 and words[1] in chosen("particle"))


def wanted(synset: Synset, pos: str, counted: bool, in_field: bool) -> bool:
    """Is it a sense of things that states do, or one that was counted?"""
    if pos == "verb":
        return counted or synset.file not in UNCOUNTED_VERBS_LEFT_OUT
    if any(p[0] == "@i" for p in synset.pointers):
        return False
    return in_field or (counted and synset.file not in NOUNS_LEFT_OUT)


def below(part: Words, names: Iterable[str]) -> set[str]:
    """The senses of these names, and all kinds of them."""
    named = {part.name(o): o for o in part.synsets}
    held: set[str] = set()
    front = {named[name] for name in names if name in named}
    while front:
        held |= front
        front = {p[1] for o in front for p in part.synsets[o].pointers if p[0] == "~"} - held
    return held


def by_synset(shares: dict[str, list[tuple[str, float]]]) -> dict[str, list[tuple[str, float]]]:
    """(word, share) by sense."""
    held: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for word, senses in shares.items():
        for offset, share in senses:
            held[offset].append((word, share))
    return held


def synset_rows(part: Words, kept: dict[str, list[tuple[str, float]]], second: str) -> Iterator[tuple[str, ...]]:
    """Rows of a table of senses: words with their shares in hundredths, the nearest kept senses above, others told."""
    above = {offset: nearest_above(part, offset, kept) for offset in kept}
    used = {parent for parents in above.values() for parent in parents}
    for offset in sorted(kept, key=part.name):
        words = " ".join(f"{word}:{round(100 * share)}" for word, share in sorted(kept[offset]))
        others = {p[1] for p in part.synsets[offset].pointers if p[0] == second and p[1] in kept}
        nearest = sorted(map(part.name, above[offset]))
        if len(kept[offset]) == 1 and not nearest and not others and offset not in used:
            continue  # it links nothing
        yield part.name(offset), words, " ".join(nearest), " ".join(sorted(map(part.name, others))), SOURCE


def nearest_above(part: Words, offset: str, kept: dict[str, list[tuple[str, float]]]) -> set[str]:
    """The senses above that are kept; of one that is not, those above it. A verb's own parent or none."""
    found: set[str] = set()
    for parent in part.above(offset):
        if parent in kept:
            found.add(parent)
        elif part.pos == "noun":
            found |= nearest_above(part, parent, kept)
    return found


def opposite_rows(
    part: Words, shares: dict[str, list[tuple[str, float]]], american: dict[str, str]
) -> Iterator[tuple[str, ...]]:
    """Rows of opposites.csv: each pair once, certain where both words mostly have that sense."""
    rows: dict[tuple[str, str], tuple[str, ...]] = {}
    for offset, synset in part.synsets.items():
        for kind, target, _, words in synset.pointers:
            if kind != "!":
                continue
            one = synset.words[int(words[:2], 16) - 1].lower()
            other = part.synsets[target].words[int(words[2:], 16) - 1].lower()
            one, other = american.get(one, one), american.get(other, other)
            share = min(dict(shares.get(one, ())).get(offset, 0), dict(shares.get(other, ())).get(target, 0))
            certainty = "certain" if share >= CERTAIN_SHARE else "defeasible"
            pair = (min(one, other), max(one, other))
            if share and rows.get(pair, ("",) * 5)[4] != "certain":
                rows[pair] = (part.pos, *pair, part.name(offset), certainty, SOURCE)
    return iter(sorted(rows.values()))


def deverbal_rows(
    nouns: Words,
    verbs: Words,
    noun_shares: dict[str, list[tuple[str, float]]],
    verb_shares: dict[str, list[tuple[str, float]]],
    american: dict[str, str],
) -> list[tuple[str, str, str]]:
    """(noun, verb, source): nouns that mostly tell of something done, those entered by hand first."""
    rows = {(row["noun"], row["verb"]): row["source"] for row in read_hand("deverbal_by_hand.csv") if row["verb"]}
    settled = {row["noun"] for row in read_hand("deverbal_by_hand.csv")}
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for noun, senses in noun_shares.items():
        if noun in settled or sum(s for o, s in senses if nouns.synsets[o].file in DEED_FILES) < ACTION_SHARE:
            continue
        for offset, share in senses:
            synset = nouns.synsets[offset]
            if synset.file not in DEED_FILES:
                continue
            for kind, target, pos, words in synset.pointers:
                if kind != "+" or pos != "v" or target not in verbs.synsets:
                    continue
                mine = synset.words[int(words[:2], 16) - 1].lower()
                verb = verbs.synsets[target].words[int(words[2:], 16) - 1].lower()
                verb = american.get(verb, verb)
                if american.get(mine, mine) == noun and target in dict(verb_shares.get(verb, ())):
                    found[noun][verb] += share
    for noun, held in found.items():
        for verb in sorted(held, key=lambda v: (-held[v], v))[:2]:
            if alike(noun, verb):
                rows[noun, verb.replace("_", " ")] = SOURCE
    order = {pair: i for i, pair in enumerate(rows)}
    return sorted(((*pair, source) for pair, source in rows.items()), key=lambda r: (r[0], order[r[0], r[1]]))


def alike(noun: str, verb: str) -> bool:
    """Do they begin alike? Of WordNet's pairs the others are one word in two families ("talk", "speak")."""
    return noun[:3] == verb[:3]


@cache
def chosen(name: str) -> frozenset[str]:
    """The words or senses of a list of wordnet_choices.csv."""
    return frozenset(row["word"] for row in read_hand("wordnet_choices.csv") if row["list"] == name)


def read_hand(name: str) -> list[dict[str, str]]:
    """The rows of a table entered by hand, beside this file."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(name: str, header: str, rows: Iterable[tuple[str, ...]]) -> None:
    """A CSV with a header line."""
    with (DATA / name).open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
