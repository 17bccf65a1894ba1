"""Pages without end: the shared ones, each time with other words in some paragraphs, so that none is a page held."""

import gzip
import html
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

PARAGRAPH_END = re.compile(r"(?i)</p>")
TAGS = re.compile(r"(?s)<(script|style|head)\b.*?</\1>|<[^>]+>")

# One paragraph in three is changed, one page in ten comes as it is, as wires' pages do.
CHANGED, AS_IT_IS = 1 / 3, 1 / 10


def bodies(shared: Path) -> list[str]:
    """The shared pages, as HTML."""
    folder = shared / "data" / "pages"
    paths = sorted([*folder.glob("kremlin/*.html.gz"), *folder.glob("news2023/*.html.gz")])
    assert paths, f"no pages under {folder}"
    return [gzip.decompress(path.read_bytes()).decode("utf-8", "replace") for path in paths]


def without_end(shared: Path, seed: int) -> Iterator[str]:
    """One after the other, for ever."""
    chance, pages = random.Random(seed), bodies(shared)
    number = 0
    while True:
        number += 1
        body = chance.choice(pages)
        if chance.random() < AS_IT_IS:
            yield body
            continue

        def ending(found: re.Match[str], number: int = number) -> str:
            return f" Dispatch {number} of {seed}.{found[0]}" if chance.random() < CHANGED else found[0]

        yield PARAGRAPH_END.sub(ending, body)


def lines(path: Path, pages: Iterator[str], count: int) -> None:
    """A file of JSON lines for a batch: the words of so many of them."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            words = html.unescape(TAGS.sub(" ", next(pages).replace("</p>", "\n\n")))
            text = "\n\n".join(" ".join(piece.split()) for piece in words.split("\n\n") if len(piece.split()) > 3)
            file.write(json.dumps({"id": f"{path.stem}-{number}", "text": text}) + "\n")
