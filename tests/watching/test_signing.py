"""Signatures as Standard Webhooks has them."""

import base64
from datetime import UTC, datetime

import pytest

from onrecord.watching.signing import SECRET_BYTES, secret_of, signature, signed_headers

# The specification's own example.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ID, SECONDS, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
CODE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_published_example() -> None:
    assert signature(SECRET, id_=ID, seconds=str(SECONDS), body=BODY) == CODE
    headers = signed_headers(SECRET, id_=ID, at=datetime.fromtimestamp(SECONDS, UTC), body=BODY)
    assert headers == {"webhook-id": ID, "webhook-timestamp": str(SECONDS), "webhook-signature": CODE}


@pytest.mark.parametrize(
    "changed",
    [{"id_": f"{ID}x"}, {"seconds": str(SECONDS + 1)}, {"body": BODY + b" "}, {"secret": secret_of(bytes(32))}],
)
def test_whatever_is_changed_changes_the_signature(changed: dict[str, object]) -> None:
    given = {"secret": SECRET, "id_": ID, "seconds": str(SECONDS), "body": BODY} | changed
    assert signature(given.pop("secret"), **given) != CODE  # type: ignore[arg-type]


def test_a_secret_is_marked_and_long_enough() -> None:
    secret = secret_of(bytes(range(SECRET_BYTES)))
    assert secret.startswith("whsec_")
    assert 24 <= len(base64.b64decode(secret.removeprefix("whsec_"))) <= 64


def test_what_is_no_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="no secret"):
        signature("whsec_not base64", id_=ID, seconds="1", body=b"")
