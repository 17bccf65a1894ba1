"""Signatures of messages, by which a receiver knows who sent them and that nobody changed them.

In:      a secret, a message's id, when it is sent, its bytes
Out:     the three headers of Standard Webhooks
Refuses: a secret that is none (ValueError)
Source:  Standard Webhooks, "Signature scheme": HMAC-SHA256 over `ID.TIMESTAMP.BODY`, its version "v1" before it
Shown:   tests/watching/test_signing.py
"""

import base64
import binascii
import hashlib
import hmac
from datetime import datetime

PREFIX = "whsec_"
# The standard asks for 24 to 64.
SECRET_BYTES = 32


def secret_of(chance: bytes) -> str:
    """A secret as it is handed to a receiver. chance: SECRET_BYTES that nobody can guess."""
    return PREFIX + base64.b64encode(chance).decode("ascii")


def signed_headers(secret: str, *, id_: str, at: datetime, body: bytes) -> dict[str, str]:
    """`webhook-id`, `webhook-timestamp` in whole seconds, `webhook-signature`."""
    seconds = str(int(at.timestamp()))
    return {
        "webhook-id": id_,
        "webhook-timestamp": seconds,
        "webhook-signature": signature(secret, id_=id_, seconds=seconds, body=body),
    }


def signature(secret: str, *, id_: str, seconds: str, body: bytes) -> str:
    """ "v1," and the code in base64."""
    told = f"{id_}.{seconds}.".encode() + body
    code = hmac.new(_key(secret), told, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(code).decode('ascii')}"


def _key(secret: str) -> bytes:
    try:
        return base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError(f"no secret: {error}") from None
