"""Builds src/onrecord/data/officeholders.csv from REIGN and the rows kept by hand.

In:      the folder of corpora (people/reign_leaders_2021-03.csv), tools/officeholders_by_hand.csv
Out:     src/onrecord/data/officeholders.csv; the number of rows of each kind on standard output
Refuses: a state REIGN abbreviates in a way we do not know
Source:  REIGN (Bell, Besaw & Frank 2021; OEF Research; MIT licence), which ends in March 2021
Shown:   python tools/build_officeholders.py ../shared

A leader REIGN leaves without an end is known up to March 2021 and no further: that month is written as the end. REIGN
tells who held power, not which office: the office is "leader". Where a row kept by hand names the same person for the
same time, it stands alone.
"""

import contextlib
import csv
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COLUMNS = ["name", "aliases", "state", "organisation", "office", "gender", "start", "end", "source", "checked_on"]
LAST_KNOWN = "2021-03-31"

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


def told_by_hand(row: dict[str, str], by_hand: list[dict[str, str]]) -> bool:
    """Does a row kept by hand name the same person for a time that touches this spell?"""
    last = row["name"].split()[-1].casefold()
    for kept in by_hand:
        if kept["state"] != row["state"] or kept["start"][:7] > row["end"][:7] or kept["end"][:7] < row["start"][:7]:
            continue
        names = " ".join([kept["name"], *kept["aliases"].split("|")]).casefold()
        if last in re.split(r"[\s|-]+", names) or last in names.split():
            return True
    return False


def main(shared: Path) -> None:
    """Writes the table."""
    with (ROOT / "tools" / "officeholders_by_hand.csv").open(encoding="utf-8", newline="") as file:
        by_hand = list(csv.DictReader(file))
    reign = reign_rows(shared / "data" / "people" / "reign_leaders_2021-03.csv")
    kept = [row for row in reign if not told_by_hand(row, by_hand)]
    rows = sorted([*by_hand, *kept], key=lambda r: (r["state"] or "~", r["organisation"], r["start"], r["name"]))
    target = ROOT / "src" / "onrecord" / "data" / "officeholders.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(by_hand)} rows by hand, {len(kept)} of {len(reign)} from REIGN, {len(rows)} in {target.name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared")
