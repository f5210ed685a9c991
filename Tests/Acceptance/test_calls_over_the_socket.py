"""Calls over the socket: typed orders, edits by hand, resumption, and clients that misbehave."""

import json
import socket as sockets

import pytest
import requests
from call_socket import CallSocket
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

ORDER = [
    "two large margherita pizzas and a tiramisu",
    "pickup, Ada Byron, 415 555 0199",
    "yes",
]


def place_order(line: CallSocket) -> dict:
    line.until("form")
    for words in ORDER:
        line.say(words)
    return next(message for message in line.messages if message["type"] == "record")


def test_a_typed_order_reaches_the_books_and_the_staff(demo):
    key = demo.staff_key("mario-pizza")
    with connect(f"ws://127.0.0.1:{demo.port}/realtime", additional_headers=demo.host("mario-pizza")) as staff:
        staff.send(json.dumps({"type": "subscribe", "key": key}))
        assert json.loads(staff.recv(timeout=5))["type"] == "subscribed"
        session = demo.new_session("mario-pizza")
        with CallSocket(session["socket"]) as line:
            record = place_order(line)
        assert record["kind"] == "order"
        assert record["record"]["total"] == {"minorUnits": 2 * 1899 + 799, "currency": "USD"}
        seen = []
        while not any(m["type"] == "record" and m["callId"] == session["sessionId"] for m in seen):
            seen.append(json.loads(staff.recv(timeout=5)))
        positions = [m["position"] for m in seen]
        assert positions == sorted(positions) and len(set(positions)) == len(positions)
    orders = demo.records(session["businessId"], "orders", key)
    assert record["record"]["number"] in [order["number"] for order in orders]


def test_a_dropped_line_is_resumed_without_gap_or_repeat(demo):
    session = demo.new_session("mario-pizza")
    with CallSocket(session["socket"]) as line:
        line.until("form")
        line.say("a caesar salad and two garlic breads")
        before, sequence, form = line.transcript, line.last_sequence, line.form
    with CallSocket(session["socket"], after=sequence) as line:
        line.say("make that three garlic breads")
        assert all(m["sequence"] > sequence for m in line.messages if "sequence" in m)
    with CallSocket(session["socket"], after=0) as line:
        line.until("form")
        while len(line.transcript) < len(before) + 2:
            line.receive()
        assert line.transcript[: len(before)] == before
        numbers = [m["sequence"] for m in line.messages if "sequence" in m]
        assert numbers == sorted(set(numbers))
    assert form["fields"][0]["lines"]


def test_a_form_edited_by_hand_moves_the_call(demo):
    session = demo.new_session("mario-pizza")
    with CallSocket(session["socket"]) as line:
        line.until("form")
        line.say("one tiramisu")
        line.send(type="form_edit", field="lines[0]", value="4")
        form = line.until("form")["form"]
        lines = next(field for field in form["fields"] if field["name"] == "lines")["lines"]
        assert [(entry["item"], entry["quantity"]) for entry in lines] == [("Tiramisu", 4)]
        assert form["total"]["minorUnits"] == 4 * 799


@pytest.mark.parametrize("garbage", ["", "not json", "[]", '{"type": 7}', '{"type": "user_text_message"}', "null", "{" * 5000])
def test_garbage_is_refused_and_the_call_goes_on(demo, garbage):
    session = demo.new_session("mario-pizza")
    with CallSocket(session["socket"]) as line:
        line.until("form")
        line.connection.send(garbage)
        assert line.until("error")["code"]
        assert line.say("a garlic bread please")


def test_a_frame_that_is_too_large_closes_the_socket_and_not_the_call(demo):
    session = demo.new_session("mario-pizza")
    with CallSocket(session["socket"]) as line:
        line.until("form")
        with pytest.raises(ConnectionClosed) as closed:
            line.connection.send(b"\x00" * (1 << 20))
            while True:
                line.receive()
        assert closed.value.rcvd and closed.value.rcvd.code == 1009
    with CallSocket(session["socket"], after=0) as line:
        assert line.until("form")


@pytest.mark.parametrize("token", ["", "wrong", "va_live_0"])
def test_a_wrong_call_token_opens_nothing(demo, token):
    session = demo.new_session("mario-pizza")
    url = session["socket"].split("token=")[0] + f"token={token}"
    with pytest.raises((ConnectionClosed, InvalidStatus)) as refused:
        with CallSocket(url) as line:
            line.receive()
    if isinstance(refused.value, ConnectionClosed):
        assert refused.value.rcvd and refused.value.rcvd.code == 4401


def test_one_calls_token_does_not_open_another_call(demo):
    mine, other = demo.new_session("mario-pizza"), demo.new_session("mario-pizza")
    url = other["socket"].split("token=")[0] + "token=" + mine["socket"].split("token=")[1]
    with pytest.raises((ConnectionClosed, InvalidStatus)):
        with CallSocket(url) as line:
            line.receive()


def test_a_socket_that_stalls_halfway_through_its_handshake_harms_nobody(demo):
    with sockets.create_connection(("127.0.0.1", demo.port)) as stalled:
        stalled.sendall(b"GET /realtime HTTP/1.1\r\nHost: mario-pizza.localhost\r\nUpgrade: websocket\r\n")
        assert requests.get(f"{demo.url}/health", timeout=5).status_code == 200
