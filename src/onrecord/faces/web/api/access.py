"""Who may write: the token a request brings.

In:      `Authorization: Bearer onrecord_...`
Out:     Token
Refuses: none, one that does not count (401), one for something else (403); any from an address that guesses (429)
Source:  RFC 6750
Shown:   tests/faces/web/test_api_access.py
"""

from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException
from starlette.requests import Request

from onrecord.faces.tokens import Token, TokenScope
from onrecord.faces.web.desk import desk_of

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="onrecord"'}
WRONG = {"WWW-Authenticate": 'Bearer realm="onrecord", error="invalid_token"'}


bearer = HTTPBearer(auto_error=False, scheme_name="token", description="`onrecord tokens create` prints one.")


async def token_brought(
    request: Request, held: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]
) -> Token:
    """The token, where it counts."""
    desk = desk_of(request)
    if held is None:
        raise HTTPException(401, "this takes a token: Authorization: Bearer onrecord_...", headers=CHALLENGE)
    address = request.client.host if request.client else "an unknown address"
    if desk.guesses.too_many(address):
        raise HTTPException(429, "too many tokens that are none came from there", headers={"Retry-After": "60"})
    token = desk.tokens.known(held.credentials, at=desk.now())
    if token is None:
        await desk.guesses.failed(address)
        raise HTTPException(401, "this token does not count: it is none, has ended or was taken back", headers=WRONG)
    return token


AnyToken = Annotated[Token, Depends(token_brought)]


def _allows(token: Token, scope: TokenScope) -> Token:
    if scope not in token.scopes:
        raise HTTPException(403, f"this token does not allow it: make one with --scope {scope.value}")
    return token


def judging(token: AnyToken) -> Token:
    """A token that may judge."""
    return _allows(token, TokenScope.JUDGE)


def adding(token: AnyToken) -> Token:
    """A token that may add pages."""
    return _allows(token, TokenScope.ADD)


JudgeToken = Annotated[Token, Depends(judging)]
AddToken = Annotated[Token, Depends(adding)]
