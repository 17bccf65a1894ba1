"""Records as W3C Web Annotations, one a record.

Source:  https://www.w3.org/TR/annotation-model/ ; positions count code points, as TextPositionSelector asks
"""

import hashlib
import json
from typing import Any

from onrecord.ledger import Entry, Filters, Ledger, Quote
from onrecord.questions.exports.how import How
from onrecord.questions.wording import in_words

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

# Characters of context on either side of a quotation; the model sets no number.
AROUND = 32


def collection(pairs: list[tuple[Entry, str]]) -> dict[str, Any]:
    """An AnnotationPage of records, each with the text of its document."""
    return {
        "@context": CONTEXT,
        "id": "urn:onrecord:export",
        "type": "AnnotationPage",
        "items": [annotation(entry, text) for entry, text in pairs],
    }


def write(ledger: Ledger, filters: Filters, _how: How) -> bytes:
    """All records that the filters keep."""
    pairs = [(e, ledger.text(e.source.document_id)) for e in ledger.entries(filters)]
    return (json.dumps(collection(pairs), indent=1) + "\n").encode("ascii")


def annotation(entry: Entry, text: str) -> dict[str, Any]:
    """One record. Its target is the document's text, named by the hash of its UTF-8 bytes; `source.partOf` the page."""
    digest = hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
    page = entry.source.url or f"urn:onrecord:{entry.source.page_id}"
    speaker = entry.speaker
    bodies = [
        {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": in_words(n)}
        for n in entry.norms
    ]
    tags = [entry.record.kind.value, *([speaker.name] if speaker else [])]
    by_hand = entry.source.by_hand
    tags += [str(by_hand)] if by_hand is not None else []
    bodies += [{"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": tag} for tag in tags]
    made_by = {"id": "urn:onrecord:reader", "type": "Software", "name": entry.source.reader}
    if by_hand is not None:
        made_by = {"id": "urn:onrecord:person", "type": "Person", "name": by_hand.by}
    return {
        "@context": CONTEXT,
        "id": f"urn:onrecord:{entry.id}",
        "type": "Annotation",
        "motivation": "describing",
        "created": entry.source.recorded_at.isoformat().replace("+00:00", "Z"),
        "creator" if by_hand is not None else "generator": made_by,
        "body": bodies,
        "target": [
            {
                "type": "SpecificResource",
                "source": {"id": f"urn:sha256:{digest}", "type": "Text", "format": "text/plain", "partOf": page},
                "selector": [
                    {"type": "TextPositionSelector", "start": quote.span.start, "end": quote.span.end},
                    _quoted(quote, text),
                ],
            }
            for quote in entry.evidence
        ],
    }


def _quoted(quote: Quote, text: str) -> dict[str, str]:
    start, end = quote.span.start, quote.span.end
    return {
        "type": "TextQuoteSelector",
        "exact": quote.words,
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }
