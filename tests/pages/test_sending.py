"""What is sent goes where it was meant to, is followed nowhere else, and ends in time."""

import threading
from collections.abc import Callable
from time import monotonic

import pytest
from tests.pages.conftest import PUBLIC
from tests.watching.receivers import receiving

from onrecord.pages.network import Network
from onrecord.pages.sending import BadReceiver, NotSent, check_receiver, send

Named = Callable[[dict[str, list[str]]], Network]


def test_the_body_and_the_headers_arrive() -> None:
    with receiving() as receiver:
        answered = send(receiver.url, b"{}", {"webhook-id": "msg-1"}, allow_private=True, network=Network())
    (came,) = receiver.came
    assert (answered.status, answered.retry_after_s) == (204, None)
    assert (came.body, came.headers["webhook-id"], came.path) == (b"{}", "msg-1", "/told")
    assert came.headers["user-agent"].startswith("onrecord/")


def test_a_redirect_is_not_followed_and_a_wait_is_told() -> None:
    with receiving() as receiver:
        receiver.answers = [(302, {"Location": receiver.url + "2"}, 0.0), (429, {"Retry-After": "7"}, 0.0)]
        assert send(receiver.url, b"{}", {}, allow_private=True, network=Network()).status == 302
        assert send(receiver.url, b"{}", {}, allow_private=True, network=Network()).retry_after_s == 7.0
        assert [came.path for came in receiver.came] == ["/told", "/told"]


def test_a_private_address_needs_leave_at_each_connection() -> None:
    with receiving() as receiver:
        with pytest.raises(NotSent, match=r"127\.0\.0\.1 is in a private network and --private was not given"):
            send(receiver.url, b"{}", {}, network=Network())
        moved = Network(resolve=lambda _host, _port: ("10.0.0.7",))
        with pytest.raises(NotSent, match=r"hook\.test is in a private network"):
            send("http://hook.test/", b"{}", {}, network=moved)
        clouds = Network(resolve=lambda _host, _port: ("169.254.169.254",))
        with pytest.raises(NotSent, match=r"hook\.test is in a private network"):
            send("http://hook.test/", b"{}", {}, allow_private=True, network=clouds)
        assert receiver.came == []


def test_one_that_never_answers_is_cut_off() -> None:
    with receiving() as receiver:
        receiver.answers = [(200, {}, 3.0)]
        began = monotonic()
        with pytest.raises(NotSent, match=r"did not answer within 0\.2 s"):
            send(receiver.url, b"{}", {}, allow_private=True, network=Network(), timeout_s=0.2)
        assert monotonic() - began < 2


def test_one_that_drips_its_answer_is_cut_off() -> None:
    import socket

    listening = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        connection, _ = listening.accept()
        with connection:
            for byte in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200:
                try:
                    connection.sendall(bytes([byte]))
                except OSError:
                    return
                threading.Event().wait(0.02)

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    with pytest.raises(NotSent, match="did not answer"):
        send(url, b"{}", {}, allow_private=True, network=Network(), timeout_s=0.3)
    listening.close()


def test_one_that_speaks_no_http_is_told() -> None:
    import socket

    listening = socket.create_server(("127.0.0.1", 0))

    def babble() -> None:
        connection, _ = listening.accept()
        with connection:
            connection.recv(65_536)
            connection.sendall(b"220 mail ready\r\n\r\n")

    thread = threading.Thread(target=babble, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    with pytest.raises(NotSent, match="it does not speak HTTP as it should"):
        send(url, b"{}", {}, allow_private=True, network=Network())
    thread.join()
    listening.close()


def test_nobody_there_and_no_such_host() -> None:
    with pytest.raises(NotSent, match="the connection to it failed"):
        send("http://127.0.0.1:1/", b"{}", {}, allow_private=True, network=Network())

    def nobody(_host: str, _port: int) -> tuple[str, ...]:
        raise OSError("Name or service not known")

    with pytest.raises(NotSent, match=r"hook\.test is not known"):
        send("https://hook.test/", b"{}", {}, network=Network(resolve=nobody))


@pytest.mark.parametrize(
    "address, words",
    [
        ("ftp://hook.test/", "begins with https:// or http://"),
        ("hook.test", "begins with https:// or http://"),
        ("javascript:alert(1)", "begins with https:// or http://"),
        ("https://", "names a host"),
        ("https://ada:secret@hook.test/", "holds a name or a password"),
        ("http://hook.test:99999/", "hook.test"),
        ("http://[::1", "no address on the web"),
        ("http://127.0.0.1/", "127.0.0.1 is this machine: alerts are sent to public addresses; --private allows it"),
        ("http://169.254.169.254/", "a link-local address: alerts are sent to public addresses$"),
    ],
)
def test_what_is_no_receiver_is_said(address: str, words: str) -> None:
    def literal(host: str, _port: int) -> tuple[str, ...]:
        return (host,)

    with pytest.raises(BadReceiver, match=words):
        check_receiver(address, allow_private=False, network=Network(resolve=literal))


def test_a_public_receiver_and_one_nobody_knows_yet_may_be_named(named: Named) -> None:
    network = named({"hook.test": [PUBLIC]})
    check_receiver("https://hook.test/told", allow_private=False, network=network)
    check_receiver("https://later.test/told", allow_private=False, network=network)
    check_receiver("http://127.0.0.1/told", allow_private=True, network=network)
