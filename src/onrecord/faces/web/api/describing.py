"""What the document says of every route: which answers it may give, each with its shape.

In:      the name of a shape of `data/api.schema.json`
Out:     `responses` for FastAPI
Source:  OpenAPI 3.1, Responses Object; RFC 9457
Shown:   tests/faces/web/test_api_document.py
"""

from typing import Any

PROBLEM = "application/problem+json"

Responses = dict[int | str, dict[str, Any]]

REASONS = {
    304: "Nothing came since the answer that If-None-Match names.",
    400: "It fits this document and cannot be asked: a name nobody has, days that run backwards, a host not ours.",
    401: "It takes a token, and there is none, or it does not count.",
    403: "The token does not allow it; it came from another site; or this desk only reads.",
    404: "The ledger does not hold it.",
    410: "Its page was withdrawn.",
    413: "More was sent than may be.",
    415: "The body is neither JSON nor a file.",
    422: "It does not fit this document; `errors` says where.",
    429: "Too many tokens that are none came from there.",
    500: "Something in onrecord broke.",
    503: "Another process is writing, or all readers are at work: ask again in a moment.",
}
EVERYWHERE = (400, 422, 500, 503)


def answers(shape: str, *problems: int, status: int = 200, says: str = "The answer.", tagged: bool = True) -> Responses:
    """JSON of this shape, or a problem. tagged: it comes with an ETag, and may be a 304."""
    body = {"application/json": {"schema": {"$ref": f"#/components/schemas/{shape}"}}}
    return responses(body, *problems, status=status, says=says, tagged=tagged)


def responses(
    content: dict[str, Any], *problems: int, status: int = 200, says: str = "The answer.", tagged: bool = True
) -> Responses:
    """The same of any content."""
    found: Responses = {status: {"description": says, "content": content}}
    if tagged:
        header = {"description": "Of the ledger as it stands.", "required": True, "schema": {"type": "string"}}
        found[status]["headers"] = {"ETag": header}
        found[304] = {"description": REASONS[304], "headers": {"ETag": header}}
    for code in sorted({*EVERYWHERE, *problems}):
        schema = {"$ref": "#/components/schemas/ProblemJson"}
        found[code] = {"description": REASONS[code], "content": {PROBLEM: {"schema": schema}}}
        if code in (429, 503):
            found[code]["headers"] = {"Retry-After": {"description": "Seconds.", "schema": {"type": "string"}}}
        if code == 401:
            found[code]["headers"] = {"WWW-Authenticate": {"required": True, "schema": {"type": "string"}}}
    return found
