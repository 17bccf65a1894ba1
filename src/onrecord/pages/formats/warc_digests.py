"""What a WARC says its bytes add up to.

In:      bytes, a digest as a header writes it ("sha1:" and base32 or hex)
Out:     whether they agree; None for a digest that cannot be checked
Source:  ISO 28500, 5.8 and 5.9; base32 is what crawlers write, hex what some write
Shown:   tests/pages/test_web_archives.py
"""

import base64
import binascii
import hashlib

_KNOWN = {"sha1": 20, "sha-1": 20, "sha256": 32, "sha-256": 32, "sha512": 64, "sha-512": 64, "md5": 16}


def agrees(stored: bytes, written: str | None) -> bool | None:
    """Is this the digest of the bytes? None when none is given, or in no way we know.

    >>> agrees(b"", "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"), agrees(b"a", "md5:" + 32 * "0"), agrees(b"", "crc32:0")
    (True, False, None)
    """
    algorithm, colon, value = (written or "").strip().partition(":")
    size = _KNOWN.get(algorithm.lower())
    if not colon or size is None:
        return None
    told = _value(value.strip(), size)
    if told is None:
        return None
    return hashlib.new(algorithm.lower().replace("-", ""), stored, usedforsecurity=False).digest() == told


def _value(written: str, size: int) -> bytes | None:
    try:
        if len(written) == 2 * size:
            return bytes.fromhex(written)
        told = base64.b32decode(written.upper() + "=" * (-len(written) % 8))
    except (ValueError, binascii.Error):
        return None
    return told if len(told) == size else None
