"""Who sent a form: only a page that this desk gave to the same browser.

In:      a request's cookie, the token of a form
Out:     a session, its token
Refuses: a token of another session, of another desk, of none (tokens are compared in constant time)
Source:  OWASP Cross-Site Request Forgery Prevention Cheat Sheet, signed double-submit cookie
Shown:   tests/faces/web/test_guard.py
"""

import hashlib
import hmac
import re
import secrets

_SESSION = re.compile(r"[0-9a-f]{32}")


class Sessions:
    """name: what tells this desk from another on the same host, whose cookies the browser would mix."""

    def __init__(self, secret: bytes, *, name: str) -> None:
        self._secret = secret
        self.cookie = f"onrecord_{hashlib.sha256(name.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"

    def known(self, given: str | None) -> str | None:
        """The session a cookie names; None where it names none."""
        return given if given is not None and _SESSION.fullmatch(given) else None

    def fresh(self) -> str:
        """A session nobody had."""
        return secrets.token_hex(16)

    def token(self, session: str) -> str:
        """What a form of this session carries."""
        return hmac.new(self._secret, session.encode("ascii"), hashlib.sha256).hexdigest()

    def fits(self, session: str | None, token: str | None) -> bool:
        """Was this token given to this session?"""
        if session is None or token is None:
            return False
        return hmac.compare_digest(self.token(session).encode("ascii"), token.encode("utf-8", "replace"))
