"""Bytes to text: who is believed about the encoding."""

import codecs
import csv
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pages.encodings import codec_of, decide_encoding
from onrecord.pages.prescan import declared_label

ENGLISH = "“We will sue,” said the café’s owner – and paid €5. " + "Talks went on. " * 40
PLAIN = "The talks went on, and neither side would say when they might end. " * 20
RUSSIAN = "Президент заявил, что войска не будут отправлены. " * 20
GREEK = "Ο πρόεδρος είπε ότι δεν θα στείλει στρατό. " * 20


@pytest.mark.parametrize(
    "text, stored_as, header, meta, codec, basis",
    [
        # Nobody declares anything.
        ("Plain words.", "ascii", None, None, "utf-8", "default"),
        (ENGLISH, "utf-8", None, None, "utf-8", "detected"),
        (ENGLISH, "cp1252", None, None, "cp1252", "default"),
        ("“No,” he said.", "cp1252", None, None, "cp1252", "default"),
        ("naïve", "cp1252", None, None, "cp1252", "default"),
        (RUSSIAN, "cp1251", None, None, "cp1251", "detected"),
        (RUSSIAN, "koi8-r", None, None, "koi8_r", "detected"),
        (GREEK, "cp1253", None, None, "cp1253", "detected"),
        ("Début d’été à Genève où l’on négocie. ", "cp1252", None, None, "cp1252", "default"),
        (ENGLISH, "utf-16-le", None, None, "utf-16-le", "detected"),
        (ENGLISH, "utf-16-be", None, None, "utf-16-be", "detected"),
        # English with names and quotations in another script.
        (f"{PLAIN} «Мы ответим», said Сергей Алейник in Брест. {PLAIN}", "cp1251", None, None, "cp1251", "detected"),
        (f"{PLAIN} Київ and Зеленський, in Cyrillic. {PLAIN}", "cp1251", None, None, "cp1251", "detected"),
        (
            f"{PLAIN} It was signed in Минск by Сергей Алейник: Мы ответим, если Польша закроет границу. {PLAIN}",
            "koi8-r",
            None,
            None,
            "koi8_r",
            "detected",
        ),
        (f"{PLAIN} The minister (Νίκος Δένδιας) spoke in Αθήνα. {PLAIN}", "cp1253", None, None, "cp1253", "detected"),
        (f"{PLAIN} From القدس and رئيس الوزراء it was heard. {PLAIN}", "cp1256", None, None, "cp1256", "detected"),
        (f"{PLAIN} “Où?” – «été à Ébène», ÉTÉ, £££ and ½ … {PLAIN}", "cp1252", None, None, "cp1252", "default"),
        # Marks.
        (ENGLISH, "utf-8-sig", "iso-8859-1", "koi8-r", "utf-8-sig", "byte order mark"),
        (ENGLISH, "utf-16", None, None, "utf-16", "byte order mark"),
        (ENGLISH, "utf-32", None, None, "utf-32", "byte order mark"),
        # Declared, and so it is.
        (ENGLISH, "utf-8", "utf-8", None, "utf-8", "http header"),
        (ENGLISH, "utf-8", None, "UTF8", "utf-8", "meta tag"),
        (ENGLISH, "cp1252", "ISO-8859-1", None, "cp1252", "http header"),
        (GREEK, "iso8859-7", "greek", "utf-8", "iso8859-7", "http header"),
        (RUSSIAN, "cp1251", None, "windows-1251", "cp1251", "meta tag"),
        ("Plain words.", "ascii", "iso-8859-1", None, "cp1252", "http header"),
        ("Plain words.", "ascii", None, "utf-16", "utf-8", "meta tag"),
        (ENGLISH, "utf-16-le", "utf-16", None, "utf-16-le", "http header"),
        # Declared wrongly.
        (ENGLISH, "utf-8", "iso-8859-1", None, "utf-8", "detected, against http header 'iso-8859-1'"),
        (RUSSIAN, "utf-8", None, "windows-1251", "utf-8", "detected, against meta tag 'windows-1251'"),
        (ENGLISH, "cp1252", "utf-8", None, "cp1252", "detected, against http header 'utf-8'"),
        (RUSSIAN, "cp1251", None, "utf-8", "cp1251", "detected, against meta tag 'utf-8'"),
        ("Plain words.", "ascii", "utf-16", None, "utf-8", "detected, against http header 'utf-16'"),
        # Labels no browser knows count as none.
        (ENGLISH, "utf-8", "klingon", None, "utf-8", "detected"),
        (ENGLISH, "utf-8", "klingon", "utf-8", "utf-8", "meta tag"),
    ],
)
def test_who_is_believed(text, stored_as, header, meta, codec, basis):
    body = text.encode(stored_as)
    found = decide_encoding(body, header_label=header, meta_label=meta)
    assert (found.codec, found.basis) == (codec, basis)
    assert body.decode(found.codec) == text


def test_a_broken_letter_does_not_turn_a_page_into_another_encoding():
    body = RUSSIAN.encode() + b"\xff" + ENGLISH.encode()
    assert decide_encoding(body, header_label="utf8", meta_label=None) == ("utf-8", "http header, 1 undecodable")
    assert decide_encoding(body, header_label=None, meta_label=None) == ("utf-8", "detected, 1 undecodable")


def test_a_long_page_is_known_by_its_beginning():
    body = (RUSSIAN * 2_000).encode("cp1251")
    assert decide_encoding(body, header_label=None, meta_label=None) == ("cp1251", "detected")


def test_a_page_cut_in_the_middle_of_a_letter():
    body = RUSSIAN.encode() + "н".encode()[:1]
    assert decide_encoding(body, header_label=None, meta_label="utf-8") == ("utf-8", "meta tag, 1 undecodable")


@pytest.mark.parametrize(
    "html, label",
    [
        (b'<html><head><meta charset="windows-1251">', "windows-1251"),
        (b"<META CHARSET=koi8-r>", "koi8-r"),
        (b"<meta charset='utf-8'/>", "utf-8"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "ISO-8859-1"),
        (b'<meta content="text/html;charset=big5" http-equiv=content-type>', "big5"),
        (b'<?xml version="1.0" encoding="windows-1252"?><html>', "windows-1252"),
        (b'<meta name=viewport content="charset=koi8-r"><meta charset=utf-8>', "utf-8"),
        (b"<!-- <meta charset=koi8-r> --><meta charset=utf-8>", "utf-8"),
        (b"<script>" + b"x" * 5000 + b"</script><meta charset=utf-8>", "utf-8"),
        (b'<meta name="a" content=">"><meta charset=utf-8>', "utf-8"),
        (b"<!-- <meta charset=koi8-r>", None),
        (b"<metal charset=koi8-r>", None),
        (b"<meta charset>", None),
        (b"<meta charset=", None),
        (b"x" * 20_000 + b"<meta charset=utf-8>", None),
        (b"", None),
    ],
)
def test_what_a_page_declares(html, label):
    assert declared_label(html) == label


@given(st.binary(max_size=400))
def test_no_bytes_upset_the_prescan(body):
    declared_label(b"<meta " + body)


def test_every_label_of_the_table_names_a_codec_python_has():
    with (resources.files("onrecord") / "data" / "encoding_labels.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 222
    for row in rows:
        codecs.lookup(row["codec"])
        assert row["source"]
        assert codec_of(row["label"].upper()) == row["codec"]


@given(st.text(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_comes_back_as_it_was(text, stored_as):
    body = text.encode(stored_as)
    found = decide_encoding(body, header_label=None, meta_label=None)
    # The mark of UTF-16 and a zero are the mark of UTF-32.
    ambiguous = stored_as == "utf-16" and text.startswith("\0")
    if not ambiguous and not (stored_as == "utf-8" and ("\0" in text or text.startswith("\ufeff"))):
        assert body.decode(found.codec) == text


@given(st.binary(), st.none() | st.text(max_size=12), st.none() | st.sampled_from(["utf-8", "gbk", "iso-2022-jp"]))
def test_every_body_can_be_decoded(body, header, meta):
    found = decide_encoding(body, header_label=header, meta_label=meta)
    body.decode(found.codec, "replace")
    assert found.basis
