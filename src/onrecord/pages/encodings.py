"""Which codec turns a page's bytes into text, and who said so.

In:      bytes; the labels declared by a server and by the page itself
Out:     a Python codec name and its basis
Refuses: nothing: there is always an answer, and the basis says how good it is
Source:  WHATWG Encoding Standard (labels: data/encoding_labels.csv), HTML Living Standard 13.2.3 (order of belief)
Shown:   tests/pages/test_encodings.py

Decode with `errors="replace"`: a page with one broken byte is still that page.
"""

import codecs
import re
from functools import cache
from typing import NamedTuple
from unicodedata import name

from onrecord.data import rows

# Longest first: the UTF-32 mark begins as the UTF-16 one does.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = frozenset({"utf-16-le", "utf-16-be", "utf-16", "utf-32"})
_HIGH = re.compile(rb"[\x80-\xff]+")
# Of the letters near non-ASCII bytes. English under windows-1252 (quotes, dashes, a name with an accent) stays below
# .05, French and Czech below .3, Cyrillic and Greek above .8 (tests/pages/test_encodings.py).
_FOREIGN_SHARE = 0.4
_SAMPLE_BYTES = 32_768
_FOREIGN_WORD = re.compile(rb"(?<![A-Za-z\x80-\xff])[\x80-\xff]{3,}(?![A-Za-z\x80-\xff])")
_ACCENTED = re.compile(rb"[\xc0-\xff]+")
# One word may be a mark of a typesetter; two are a name.
_FEW_WORDS = 2
_SCRIPTS = frozenset({"CYRILLIC", "GREEK", "HEBREW", "ARABIC"})


class Encoding(NamedTuple):
    """A Python codec name and the words for `Page.encoding_basis`."""

    codec: str
    basis: str


def decide_encoding(body: bytes, *, header_label: str | None, meta_label: str | None) -> Encoding:
    """The codec for these bytes.

    A byte order mark wins, then the server's label, then the page's own, then UTF-8, then a guess from the bytes. A
    label that the bytes belie loses, and the basis says against what: bytes that hold valid multi-byte UTF-8 are
    UTF-8 whatever was declared, and text that is not UTF-8 is not made so by a label. Unknown labels count as none.

    >>> decide_encoding("caf\\u00e9".encode(), header_label="iso-8859-1", meta_label=None)
    Encoding(codec='utf-8', basis="detected, against http header 'iso-8859-1'")
    """
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return Encoding(codec, "byte order mark")
    for label, who in ((header_label, "http header"), (meta_label, "meta tag")):
        codec_declared = codec_of(label) if label else None
        if codec_declared is None:
            continue
        if who == "meta tag" and codec_declared in _WIDE:
            codec_declared = "utf-8"  # HTML 13.2.3.2: a tag we could read byte by byte does not stand in UTF-16
        return _declared_or_detected(body, codec_declared, who, label or "")
    return _detect(body)


@cache
def _labels() -> dict[str, str]:
    return {row["label"]: row["codec"] for row in rows("encoding_labels.csv")}


def codec_of(label: str) -> str | None:
    """The Python codec for a label as the web uses it ("latin1" means cp1252); None for a label no browser knows.

    >>> codec_of(" ISO-8859-1 "), codec_of("klingon")
    ('cp1252', None)
    """
    return _labels().get(label.strip(" \t\n\r\f\"'").lower())


def undecodable(body: bytes, codec: str) -> int:
    """How many stretches of bytes the codec cannot read."""
    try:
        body.decode(codec)
    except UnicodeDecodeError:
        replaced = body.decode(codec, "replace").count("\ufffd")
        return max(1, replaced - body.count(b"\xef\xbf\xbd")) if codec == "utf-8" else replaced
    return 0


def _declared_or_detected(body: bytes, codec: str, who: str, label: str) -> Encoding:
    bad = undecodable(body, codec)
    if codec != "utf-8" and _is_utf8(body, codec):
        return Encoding("utf-8", f"detected, against {who} {label!r}")
    if not bad:
        return Encoding(codec, who)
    if codec == "utf-8" and _mostly_utf8(body, bad):
        return Encoding(codec, f"{who}, {bad} undecodable")
    found = _detect(body)
    if found.codec == codec or undecodable(body, found.codec) >= bad:
        return Encoding(codec, f"{who}, {bad} undecodable")
    return Encoding(found.codec, f"detected, against {who} {label!r}")


def _is_utf8(body: bytes, declared: str) -> bool:
    """Valid UTF-8 that shows itself as such: it has multi-byte letters, or the codec declared needs zero bytes."""
    if declared == "iso2022_jp" and b"\x1b" in body:
        return False
    if body.isascii():
        return declared in _WIDE and b"\0" not in body
    return not undecodable(body, "utf-8")


def _mostly_utf8(body: bytes, bad: int) -> bool:
    """Nine multi-byte letters in ten are well formed: a damaged UTF-8 page, not a page in another encoding."""
    text = body.decode("utf-8", "replace")
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    return good >= 9 * bad


def _detect(body: bytes) -> Encoding:
    wide = _wide_without_mark(body)
    if wide:
        return Encoding(wide, "detected")
    bad = undecodable(body, "utf-8")
    if not bad:
        return Encoding("utf-8", "default" if body.isascii() else "detected")
    if _mostly_utf8(body, bad):
        return Encoding("utf-8", f"detected, {bad} undecodable")
    sample, foreign_share = _around_high_bytes(body)
    if foreign_share < _FOREIGN_SHARE:
        return _with_damage(body, _by_foreign_words(sample) or Encoding("cp1252", "default"))
    best = _best(sample)
    return _with_damage(body, Encoding(best, "detected") if best else Encoding("cp1252", "default"))


def _best(sample: bytes) -> str | None:
    """What the detector says, among the encodings that browsers know: left free, it finds EBCDIC."""
    from charset_normalizer import from_bytes  # loaded here: most pages are UTF-8 and never need it

    best = from_bytes(sample, cp_isolation=sorted(set(_labels().values()))).best()
    return best.encoding if best else None


def _by_foreign_words(sample: bytes) -> Encoding | None:
    """The encoding of an English text with names and quotations in another script; None for accents and dashes.

    Words without one ASCII letter are what Latin scripts do not have: the detector is shown them alone, and believed
    when they come out as words of one script.
    """
    words = [word for word in _FOREIGN_WORD.findall(sample) if _is_word(word.decode("cp1252", "replace"))]
    held = sum(map(len, words))
    accents = sum(len(run) for run in _ACCENTED.findall(sample))
    if len(set(words)) < _FEW_WORDS or 2 * held <= accents:
        return None
    joined = b" ".join(words)
    codec = _best(joined)
    if codec is None:
        return None
    scripts = {name(letter, "?").split(" ")[0] for letter in joined.decode(codec, "replace") if letter.isalpha()}
    return Encoding(codec, "detected") if len(scripts) == 1 and scripts <= _SCRIPTS else None


def _is_word(as_latin: str) -> bool:
    """Letters, not quotation marks and dashes: read as Latin they are letters and signs in any mixture."""
    return sum(map(str.isalpha, as_latin)) >= 2


def _with_damage(body: bytes, found: Encoding) -> Encoding:
    bad = undecodable(body, found.codec)
    return Encoding(found.codec, f"{found.basis}, {bad} undecodable") if bad else found


def _wide_without_mark(body: bytes) -> str | None:
    """UTF-16 by its zero bytes: Latin text has one in nearly every pair, always on the same side."""
    head = body[:4096]
    pairs = len(head) // 2
    if pairs < 2 or len(body) % 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.6 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.6 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


def _around_high_bytes(body: bytes) -> tuple[bytes, float]:
    """Words around non-ASCII bytes, 32 kB at most, and the share of such bytes among their letters.

    Markup drowns the letters of a page otherwise, and a 20 MB page would take seconds to weigh.
    """
    pieces: list[bytes] = []
    size, end = 0, 0
    for run in _HIGH.finditer(body):
        start = max(end, run.start() - 40)
        end = max(end, min(len(body), run.end() + 40))
        pieces.append(body[start:end])
        size += end - start
        if size >= _SAMPLE_BYTES:
            break
    sample = b"".join(pieces)
    high = sum(map(len, _HIGH.findall(sample)))
    plain = sum(map(len, re.findall(rb"[A-Za-z]+", sample)))
    return sample, high / (high + plain) if high else 0.0
