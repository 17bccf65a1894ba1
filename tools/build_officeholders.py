"""Builds src/onrecord/data/officeholders.csv: the merged spells of 1990 to 2026, and what is older or missing there.

In:      the folder of corpora (people/officeholders_merged.csv, people/reign_leaders_2021-03.csv),
         tools/officeholders_by_hand.csv
Out:     src/onrecord/data/officeholders.csv; the number of rows of each kind on standard output
Refuses: a state REIGN abbreviates in a way we do not know; a spell without any day; a state aliases.csv does not name
Source:  each row's `source`. Facts of the CIA World Factbook (public domain), Wikidata (CC0), the Institute for
         Government's ministers database (CC BY 4.0), REIGN (Bell, Besaw & Frank 2021; OEF Research; MIT), our own hand
Shown:   python tools/build_officeholders.py ../shared

A spell is *known* from `start` to `end`, or to `checked_on` where it is still open: the last day a source shows the
person in office. An open spell of an office that has one holder at a time gets the first day of the next holder as
its `end`, `end_precision` "successor": then the days from `checked_on` to `end` are likely, no more. REIGN tells who
held power, not which office: the office is "leader". Where a merged row names the same person for the same time, it
stands alone.
"""

import contextlib
import csv
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COLUMNS = [
    "name",
    "aliases",
    "state",
    "organisation",
    "office",
    "gender",
    "start",
    "end",
    "end_precision",
    "source",
    "checked_on",
    "wikidata",
    "alone",
]
LAST_KNOWN = "2021-03-31"
# Offices that several hold at once: a later holder ends nobody's spell.
HELD_BY_SEVERAL = {"senator", "deputy prime minister", "vice president", "head of state", "captain regent", "leader"}
FAMILY_FIRST = {"CHN", "TWN", "HKG", "KOR", "PRK", "VNM", "SGP", "KHM", "LAO", "MMR"}
# A name that no first name goes before is believed of those who are named so in every paper: heads and chief ministers.
NAMED_BARE = {
    "president", "prime minister", "chancellor", "king", "leader", "supreme leader", "emir", "premier", "taoiseach",
    "secretary general", "secretary-general", "commander", "high representative", "commission president",
}  # fmt: skip
# Single names of heads that are words, firms or everybody's surname as well, and whose only bearer in the table
# hides it: they wait for a title or for their state.
WORDS_TOO = frozenset(
    [
        "Store",
        "Parts",
        "Regent",
        "Vital",
        "Begin",
        "Fall",
        "Nova",
        "Neptune",
        "Skate",
        "Sant",
        "Muscat",
        "Meta",
        "Nano",
        "Major",
        "Hope",
        "Key",
        "English",
        "Little",
        "Gross",
        "Bell",
        "Taylor",
        "Shaw",
        "Mills",
        "Morrison",
        "Granger",
        "Sawyer",
        "Ashton",
        "Schuster",
        "Amato",
        "Hernández",
        "Hernandez",
        "Ortega",
        "Toledo",
        "Olsen",
        "Higgins",
        "Compton",
        "Estrada",
        "Thapa",
        "Persson",
        "Andersson",
        "Carlsson",
        "Schmitt",
        "Dupont",
        "Fournier",
        "Ayala",
        "Benitez",
        "Benítez",
        "Palacios",
        "Velasquez",
        "Vázquez",
        "Sosa",
        "Correia",
        "Menezes",
        "Silveira",
        "Connolly",
        "Morozov",
        "Novikov",
        "Stoyanov",
        "Petkov",
        "Bautista",
        "Lasso",
        "Haque",
        "Kern",
        "Fischer",
        "Marquez",
        "Yilmaz",
        "Alegre",
        "Nagy",
        "Novak",
        "Novák",
        "Weber",
        "Berger",
        "Meri",
        "Prem",
        "Balen",
        "Roble",
        "Palacio",
        "Rosales",
        "Lacalle",
        "Karim",
        "Lobo",
        "Man",
        "Brown",
        "Bio",
        "Abdi",
        "Sanchez",
        "García",
        "Rahman",
        "Barre",
        "Banga",
        "Zamora",
    ]
)

# REIGN abbreviates states as the Correlates of War project does; where that is not ISO 3166 alpha-3:
CODES = (
    "BHM:BHS HAI:HTI TRI:TTO BAR:BRB GRN:GRD SLU:LCA SVG:VCT AAB:ATG SKN:KNA GUA:GTM HON:HND SAL:SLV COS:CRI "
    "PAR:PRY URU:URY UKG:GBR IRE:IRL NTH:NLD FRN:FRA MNC:MCO SWZ:CHE SPN:ESP POR:PRT GMY:DEU GFR:DEU GDR:DDR "
    "AUS:AUT CZE:CSK CZR:CZE SLO:SVK SNM:SMR MNG:MNE MAC:MKD CRO:HRV BOS:BIH KOS:XKX SLV:SVN BUL:BGR MLD:MDA "
    "ROM:ROU LAT:LVA LIT:LTU GRG:GEO SWD:SWE DEN:DNK ICE:ISL CAP:CPV EQG:GNQ GAM:GMB MAA:MRT NIR:NER CDI:CIV "
    "GUI:GIN BFO:BFA SIE:SLE TOG:TGO CAO:CMR NIG:NGA CEN:CAF CHA:TCD CON:COG DRC:COD TAZ:TZA BUI:BDI ANG:AGO "
    "MZM:MOZ ZAM:ZMB ZIM:ZWE MAW:MWI SAF:ZAF LES:LSO BOT:BWA SWA:SWZ MAG:MDG MAS:MUS SEY:SYC MOR:MAR ALG:DZA "
    "LIB:LBY SUD:SDN LEB:LBN YAR:YEM YPR:YMD KUW:KWT BAH:BHR UAE:ARE OMA:OMN TAJ:TJK KYR:KGZ KZK:KAZ MON:MNG "
    "ROK:KOR BHU:BTN BNG:BGD MYA:MMR SRI:LKA MAD:MDV NEP:NPL THI:THA CAM:KHM DRV:VNM RVN:VDR MAL:MYS SIN:SGP "
    "BRU:BRN PHI:PHL INS:IDN ETM:TLS AUL:AUS NEW:NZL VAN:VUT SOL:SLB FIJ:FJI MSI:MHL PAL:PLW NAU:NRU"
)
ISO = dict(pair.split(":") for pair in CODES.split())
SAME_CODES = (
    "USA CAN CUB DOM JAM DMA MEX BLZ NIC PAN COL VEN GUY SUR ECU PER BRA BOL CHL ARG BEL LUX LIE AND POL HUN ITA "
    "MLT ALB YUG GRC CYP RUS EST UKR BLR ARM AZE FIN NOR STP GNB MLI SEN BEN LBR GHA GAB UGA KEN RWA SOM DJI ETH ERI "
    "NAM COM TUN SSD IRN TUR IRQ EGY SYR JOR ISR SAU YEM QAT AFG TKM UZB CHN PRK JPN IND PAK LAO PNG KIR TUV TON FSM "
    "WSM"
)
SAME = set(SAME_CODES.split())

# Not holders of a state's office in the sense of our table: an occupying power, a household name of a movement.
LEFT_OUT = {
    ("JPN", "MacArthur"),
    ("YEM", "Houthi"),
    ("IRQ", "Tommy Ray Franks"),
    ("IRQ", "Jay Garner"),
    ("IRQ", "Paul Bremer"),
    ("KUW", "Saddam Hussein"),
    ("KWT", "Saddam Hussein"),
    ("SNM", "Provisional Government"),
}


def iso_code(abbreviation: str, start: str) -> str:
    """The state's code on the day the spell began: Russia before 1991-12-25 is SUN, Serbia is YUG, then SCG."""
    if abbreviation == "RUS":
        return "SUN" if start < "1991-07-10" else "RUS"
    if abbreviation == "YUG":
        return "YUG" if start < "2003-02-04" else "SCG" if start < "2006-06-05" else "SRB"
    if abbreviation in ISO:
        return ISO[abbreviation]
    if abbreviation in SAME:
        return abbreviation
    raise SystemExit(f"REIGN abbreviates a state as {abbreviation!r}: add it to ISO in {Path(__file__).name}")


def cleaned(name: str) -> str:
    """The name in reading order, mojibake undone, without REIGN's remarks in brackets."""
    with contextlib.suppress(UnicodeError):  # some rows are UTF-8, the rest Latin-1
        name = name.encode("latin-1").decode("utf-8")
    name = re.sub(r"\s*\(.*", "", name).strip()
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}".strip() if comma else " ".join(name.split())


def reign_rows(path: Path) -> list[dict[str, str]]:
    """One row a spell, in our columns."""
    rows = []
    lines = path.read_text(encoding="latin-1").splitlines()
    for cells in csv.reader(lines[1:]):
        if len(cells) < 9 or not cells[6].strip():
            continue
        state, _, _, leader, day, month, year, end_month, end_year, _, man = [*cells[:11], *[""] * (11 - len(cells))]
        name = cleaned(leader)
        if (state, name) in LEFT_OUT or not name:
            continue
        start = f"{int(year):04d}-{int(month):02d}-{max(int(day), 1):02d}"
        end = f"{int(end_year):04d}-{int(end_month):02d}" if end_year.strip() and end_month.strip() else LAST_KNOWN
        rows.append(
            {
                "name": name,
                "aliases": "",
                "state": iso_code(state, start),
                "organisation": "",
                "office": "leader",
                "gender": {"1": "m", "0": "f"}.get(man.strip(), ""),
                "start": start,
                "end": end,
                "source": "REIGN 2021-03" + (", in power at its end" if end == LAST_KNOWN else ""),
                "checked_on": LAST_KNOWN,
            }
        )
    return rows


def merged_rows(path: Path, by_hand: list[dict[str, str]]) -> list[dict[str, str]]:
    """The merged spells in our columns."""
    rows = []
    with path.open(encoding="utf-8", newline="") as file:
        read = [tidied(row) for row in csv.DictReader(file)]
    codes = {row["code"] for row in table("data/en/aliases.csv")}
    for row in read:
        if (row["state"], row["name"]) in LEFT_OUT:
            continue
        if not (row["start"] or row["end"] or row["checked_on"]) or (row["state"] and row["state"] not in codes):
            continue
        # Of an office that several hold the merged table ends each spell with the next: the hand table knows better.
        if row["office"] in HELD_BY_SEVERAL and row["end_precision"] == "successor":
            kept = next((k for k in by_hand if k["name"] == row["name"] and k["office"] == row["office"]), None)
            still = kept is not None and kept["end"] == kept["checked_on"]
            row |= {"end": "", "end_precision": "", "checked_on": LAST_DAY_BY_HAND} if kept is None or still else {}
            if kept is not None and not still:
                row |= {"end": kept["end"], "end_precision": ""}
        row["start"] = row["start"] or row["checked_on"] or row["end"]
        rows.append(row)
    ended = [bounded(row, rows) for row in rows]
    return [{c: row.get(c, "") for c in COLUMNS} for row in ended]


LAST_DAY_BY_HAND = "2025-06-30"


def tidied(row: dict[str, str]) -> dict[str, str]:
    """Remarks of the sources taken off names: "Regent", "- Tutsi", "serves as Regent"."""
    name = re.sub(r"^(?:- |Regent |Congress |Susuga )+|,? (?:serves as Regent|- \w+)$", "", row["name"]).strip()
    aliases = "|".join(a for a in row["aliases"].split("|") if (a and not a[0].islower()) or " " in a)
    return row | {"name": name, "aliases": aliases}


def bounded(row: dict[str, str], rows: list[dict[str, str]]) -> dict[str, str]:
    """An open spell with the first day of whoever holds the same office later as its end."""
    if row["end"] or row["office"] in HELD_BY_SEVERAL - {"vice president"}:
        return row
    later = [
        r["start"]
        for r in rows
        if (r["state"], r["organisation"], r["office"]) == (row["state"], row["organisation"], row["office"])
        and r["start"] > max(row["checked_on"], row["start"])
        and r["name"] != row["name"]
    ]
    return row | {"end": min(later), "end_precision": "successor"} if later else row


def known_bare(rows: list[dict[str, str]], by_hand: list[dict[str, str]]) -> None:
    """Fills `alone`: the names that need no first name beside them. Those kept by hand; of heads of state and
    government the single names that are no word, no first name, and nobody else's."""
    trusted = {
        (k["state"] or k["organisation"], a) for k in by_hand for a in k["aliases"].split("|") if stands_alone(a)
    }
    first_names = {row["name"] for row in table("data/first_names.csv")}
    first_names |= {row["word"].capitalize() for row in table("data/en/time_names.csv")}  # "Friday" of Saint Vincent
    bearers: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        for name in {*row["aliases"].split("|"), row["name"].split()[-1], row["name"].split()[0]}:
            bearers.setdefault(name, []).append(row)
    for row in rows:
        whose = row["state"] or row["organisation"]
        held = []
        for alias in dict.fromkeys([*row["aliases"].split("|"), *surnames(row)]):
            if not stands_alone(alias):
                continue
            others = (r for r in bearers.get(alias, ()) if r["name"] != row["name"] and (r["state"] != row["state"]))
            rare = len(alias) > 2 and alias not in WORDS_TOO | first_names and not any(overlap(row, r) for r in others)
            if (whose, alias) in trusted or (rare and row["office"] in NAMED_BARE):
                held.append(alias)
        row["alone"] = "|".join(held)


def overlap(one: dict[str, str], other: dict[str, str]) -> bool:
    """Do two spells share a day, as far as their ends are known?"""
    return one["start"][:4] <= (other["end"] or "9999")[:4] and other["start"][:4] <= (one["end"] or "9999")[:4]


def surnames(row: dict[str, str]) -> list[str]:
    """The surname with its particle ("al-Sharaa", "de la Espriella"); without one only of those still in office."""
    words = row["name"].split()
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    has_particle = first < len(words) - 1 or words[-1].lower().startswith(("al-", "el-"))
    if "of" in words:  # "Philippe of Belgium"
        return []
    return [" ".join(words[first:])] if has_particle or (not row["end"] and row["state"] not in FAMILY_FIRST) else []


def stands_alone(alias: str) -> bool:
    """Is it a single name, or one with particles only ("de la Espriella")?"""
    return bool(alias) and (" " not in alias or alias.split()[0].lower() in PARTICLES)


def table(name: str) -> list[dict[str, str]]:
    """A table of the package."""
    with (ROOT / "src" / "onrecord" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PARTICLES = {row["word"] for row in table("data/en/words.csv") if row["list"] == "particle of a surname"}


def told_by(row: dict[str, str], others: dict[str, list[dict[str, str]]]) -> bool:
    """Does another row name the same person for a time that touches this spell?"""
    names = words_of(row)
    last = row["name"].split()[-1].casefold()
    for kept in others.get(row["state"] or row["organisation"], []):
        end = kept["end"] or "9999"
        if kept["start"][:7] > row["end"][:7] or end[:7] < row["start"][:7]:
            continue
        same = words_of(kept)
        if last in same or len(names & same) > 1:
            return True
    return False


def words_of(row: dict[str, str]) -> set[str]:
    """The words of a row's names, whole and apart at hyphens."""
    names = " ".join([row["name"], row["aliases"].replace("|", " ")]).casefold()
    return set(re.split(r"[\s|-]+", names)) | set(names.split())


def main(shared: Path) -> None:
    """Writes the table."""
    with (ROOT / "tools" / "officeholders_by_hand.csv").open(encoding="utf-8", newline="") as file:
        by_hand = list(csv.DictReader(file))
    people = shared / "data" / "people"
    merged = merged_rows(people / "officeholders_merged.csv", by_hand)
    rows, counts = list(merged), [len(merged)]
    for older in (by_hand, reign_rows(people / "reign_leaders_2021-03.csv")):
        known: dict[str, list[dict[str, str]]] = {}
        for row in rows:
            known.setdefault(row["state"] or row["organisation"], []).append(row)
        kept = [{c: row.get(c, "") for c in COLUMNS} for row in older if not told_by(row, known)]
        for row in kept:
            if row["end"] == row["checked_on"]:  # still in office when last looked at
                row["end"] = ""
            else:
                row["checked_on"] = ""
        rows += kept
        counts.append(len(kept))
    known_bare(rows, by_hand)
    rows.sort(key=lambda r: (r["state"] or "~", r["organisation"], r["start"], r["name"], r["office"]))
    target = ROOT / "src" / "onrecord" / "data" / "officeholders.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{counts[0]} merged rows, {counts[1]} by hand, {counts[2]} from REIGN: {len(rows)} in {target.name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared")
