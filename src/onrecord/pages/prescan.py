"""The encoding a page declares for itself, read from its first bytes before anything can be decoded.

In:      the first bytes of an HTML page
Out:     the label as written, or None
Refuses: nothing: markup it cannot follow declares nothing
Source:  HTML Living Standard 13.2.3.2, "prescan a byte stream"; longer than its 1024 bytes, as scripts and comments
         push the tag down on real news pages
Shown:   tests/pages/test_encodings.py
"""

import re

_PRESCAN_BYTES = 16_384
_XML = re.compile(rb"""<\?xml[^<>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_ATTRIBUTE = re.compile(rb"""[\s/]*([^\s/>="'][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([^\s"';]+)""", re.IGNORECASE)


def declared_label(body: bytes) -> str | None:
    """The label of `<meta charset>`, `<meta http-equiv=content-type>` or an XML declaration, the first of them.

    >>> declared_label(b'<!-- <meta charset=no> --><META content="text/html; charset=koi8-r" http-equiv=Content-Type>')
    'koi8-r'
    """
    head = body[:_PRESCAN_BYTES]
    xml = _XML.match(head)
    if xml:
        return xml[1].decode("ascii")
    position = 0
    while (opened := head.find(b"<", position)) >= 0:
        if head.startswith(b"<!--", opened):
            closed = head.find(b"-->", opened + 2)
            if closed < 0:
                return None
            position = closed + 3
            continue
        position = opened + 1
        name = head[position : position + 5].lower()
        if name[:4] == b"meta" and (name[4:5].isspace() or name[4:5] == b"/"):
            label, position = _meta_label(head, position + 4)
            if label:
                return label
    return None


def _meta_label(head: bytes, position: int) -> tuple[str | None, int]:
    """What the tag declares, and where it ends: the search goes on from there, so it stays linear."""
    found: dict[bytes, bytes] = {}
    while attribute := _ATTRIBUTE.match(head, position):
        value = next((group for group in attribute.groups()[1:] if group is not None), b"")
        found.setdefault(attribute[1].lower(), value)
        position = attribute.end()
    if b"charset" in found:
        label = found[b"charset"]
    elif found.get(b"http-equiv", b"").strip().lower() == b"content-type":
        named = _CHARSET.search(found.get(b"content", b""))
        label = named[1] if named else b""
    else:
        label = b""
    return label.decode("ascii", "replace").strip() or None, position
