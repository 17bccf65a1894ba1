"""Where each norm comes from, as PROV-JSON: norm <- document <- page; reader and persons as agents.

Source:  https://www.w3.org/submissions/prov-json/
"""

import json
from collections.abc import Iterable
from typing import Any

from onrecord.ledger import Entry, Filters, Ledger
from onrecord.questions.exports.how import How
from onrecord.questions.wording import in_words
from onrecord.terms.ids import content_id

NAMESPACE = "https://onrecord.invalid/ns#"


def write(ledger: Ledger, filters: Filters, _how: How) -> bytes:
    """All records that the filters keep."""
    return (json.dumps(provenance(ledger.entries(filters)), indent=1) + "\n").encode("ascii")


def provenance(entries: Iterable[Entry]) -> dict[str, Any]:
    """One PROV document."""
    kinds = ("entity", "activity", "agent", "wasGeneratedBy", "used", "wasDerivedFrom", "wasAssociatedWith")
    found: dict[str, Any] = {"prefix": {"onr": NAMESPACE}, **{kind: {} for kind in (*kinds, "wasAttributedTo")}}
    for entry in entries:
        source = entry.source
        page, document, reading = (f"onr:{i}" for i in (source.page_id, source.document_id, source.reading_id))
        reader = _agent("reader", source.reader)
        found["entity"][page] = {"prov:type": "onr:Page", "prov:location": source.url or source.address}
        found["entity"][document] = {"prov:type": "onr:Document", "prov:label": source.title or source.address}
        moment = source.recorded_at.isoformat()
        found["activity"][reading] = {"prov:type": "onr:Reading", "prov:endTime": moment}
        found["agent"][reader] = {
            "prov:type": {
                "$": "prov:Person" if source.by_hand else "prov:SoftwareAgent",
                "type": "prov:QUALIFIED_NAME",
            },
            "prov:label": source.reader,
        }
        found["used"][f"_:u-{reading[4:]}"] = {"prov:activity": reading, "prov:entity": page}
        found["wasAssociatedWith"][f"_:a-{reading[4:]}"] = {"prov:activity": reading, "prov:agent": reader}
        found["wasDerivedFrom"][f"_:d-{document[4:]}"] = {"prov:generatedEntity": document, "prov:usedEntity": page}
        record = f"onr:{entry.id}"
        found["entity"][record] = {
            "prov:type": "onr:Record",
            "prov:label": " […] ".join(q.words for q in entry.evidence),
            "onr:spans": ";".join(f"{q.span.start}-{q.span.end}" for q in entry.evidence),
        }
        _came(found, record, document, reading)
        for norm in entry.norms:
            name = f"onr:{norm.id}"
            found["entity"][name] = {"prov:type": "onr:Norm", "prov:label": in_words(norm)}
            _came(found, name, record, reading)
            for judgement in norm.judgements:
                person = _agent("person", judgement.author)
                found["agent"][person] = {
                    "prov:type": {"$": "prov:Person", "type": "prov:QUALIFIED_NAME"},
                    "prov:label": judgement.author,
                }
                found["wasAttributedTo"][f"_:{judgement.id}-{norm.id}"] = {"prov:entity": name, "prov:agent": person}
    return {kind: held for kind, held in found.items() if held}


def _came(found: dict[str, Any], what: str, out_of: str, by: str) -> None:
    found["wasDerivedFrom"][f"_:d-{what[4:]}"] = {"prov:generatedEntity": what, "prov:usedEntity": out_of}
    found["wasGeneratedBy"][f"_:g-{what[4:]}"] = {"prov:entity": what, "prov:activity": by}


def _agent(kind: str, name: str) -> str:
    return "onr:" + content_id(kind, name)
