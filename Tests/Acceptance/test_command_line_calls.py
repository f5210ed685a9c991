"""Whole calls from the command line, in the words of the issue that asked for them."""

from datetime import datetime

import pytest


@pytest.fixture(scope="module")
def data(voiceagent, tmp_path_factory):
    folder = tmp_path_factory.mktemp("calls") / "data"
    assert voiceagent("demo", "--data", folder).status == 0
    return folder


def test_a_pizza_order_in_free_wording_ends_as_an_order(voiceagent, data):
    call = voiceagent(
        "call", "mario-pizza", "--text", "--json", "--data", data,
        lines=[
            "Hi, two large margherita pizzas and a caesar salad please",
            "actually make that three margheritas",
            "pickup, John Doe, 415 555 0101",
            "yes that is right",
            "no that is all",
        ],
    )  # fmt: skip
    assert call.status == 0, call.errors
    end = call.events[-1]
    assert end["event"] == "ended" and end["outcome"] == "order"
    assert [(line["quantity"], line["item"]) for line in end["record"]["lines"]] == [
        (3, "Margherita Pizza"),
        (1, "Caesar Salad"),
    ]
    assert end["record"]["total"] == {"minorUnits": 6996, "currency": "USD"}
    assert end["record"]["customer_name"] == "John Doe"
    assert end["record"]["order_type"] == "Takeaway"


def book_a_consultation(voiceagent, data, name, phone):
    call = voiceagent(
        "call", "dr-smith", "--text", "--json", "--data", data, "--now", "2026-11-20T15:00:00Z",
        lines=[
            "I'd like to book a general consultation next Tuesday afternoon",
            "the first one is fine",
            f"{name}, {phone}",
            "yes please",
            "no thanks",
        ],
    )  # fmt: skip
    assert call.status == 0, call.errors
    return call.events[-1]


def test_a_slot_that_was_booked_is_not_given_to_the_next_caller(voiceagent, tmp_path):
    data = tmp_path / "data"
    assert voiceagent("demo", "--data", data).status == 0
    first = book_a_consultation(voiceagent, data, "Jane Smith", "415 555 0102")
    second = book_a_consultation(voiceagent, data, "Bob Wilson", "415 555 0103")
    assert first["outcome"] == second["outcome"] == "appointment"
    assert first["record"]["service"] == "General Consultation"
    start = datetime.fromisoformat(first["record"]["start"])
    assert start.tzinfo and start.strftime("%A") == "Tuesday" and start.hour >= 12
    assert first["record"]["start"] != second["record"]["start"]


def test_a_complaint_becomes_a_ticket_with_category_and_priority(voiceagent, data):
    call = voiceagent(
        "call", "techsupport", "--text", "--json", "--data", data,
        lines=[
            "my laptop will not turn on since this morning and I can not work",
            "Bob Wilson, 415 555 0103",
            "yes",
            "that's all, bye",
        ],
    )  # fmt: skip
    assert call.status == 0, call.errors
    end = call.events[-1]
    assert end["outcome"] == "ticket"
    assert end["record"]["category"] == "Technical Issues"
    assert end["record"]["priority"] in ("High", "Urgent")
    assert "laptop" in end["record"]["subject"].lower()


def test_a_caller_who_hangs_up_early_leaves_no_record(voiceagent, data):
    call = voiceagent("call", "mario-pizza", "--text", "--json", "--data", data, lines=["a tiramisu please"])
    assert call.status == 0, call.errors
    assert call.events[-1]["outcome"] == "none" and "record" not in call.events[-1]


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["call", "no-such-place", "--text"], "no-such-place"),
        (["call", "mario-pizza"], "--text"),
        (["call", "mario-pizza", "--text", "--phone", "hello"], "phone number"),
        (["call", "mario-pizza", "--text", "--now", "yesterday"], "2026-"),
        (["call", "mario-pizza", "--wav", "/no/such/file.wav"], "/no/such/file.wav"),
        (["understand", "minds"], "minds"),
        (["serve", "--port", "seventy"], "seventy"),
        (["business", "show", "no-such-place"], "no-such-place"),
    ],
)
def test_bad_input_ends_with_status_2_and_one_line(voiceagent, data, arguments, hint):
    if arguments[0] != "understand":
        arguments = [*arguments, "--data", data]
    done = voiceagent(*arguments)
    assert done.status == 2
    assert len(done.errors.strip().splitlines()) == 1
    assert hint in done.errors


def test_a_broken_recording_is_refused_in_one_line(voiceagent, data, tmp_path):
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"RIFF\x00\x00\x00\x00WAVEjunk")
    done = voiceagent("call", "mario-pizza", "--wav", broken, "--data", data)
    assert done.status == 2
    assert str(broken) in done.errors and len(done.errors.strip().splitlines()) == 1
