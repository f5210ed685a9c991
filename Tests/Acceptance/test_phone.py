"""Calls on the telephone, through a simulator that speaks Twilio's protocols: what callers meet, what is stored, who is not let in."""

from __future__ import annotations

import array
import itertools
import json
import os
import re
import subprocess
import threading
import time
from collections.abc import Callable, Iterator

import pytest
import requests
from call_socket import CallSocket
from conftest import BINARY, ROOT, Server, free_port, problem
from twilio_simulator import ACCOUNT, PUBLIC_URL, PhoneCall, Stream, TwilioAPI, encode, settings, signature
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

PIZZA = "+15557499200"
CLINIC = "+14155550177"
HELP_DESK = "+14155550166"
VOICE_URL = f"{PUBLIC_URL}/webhook/twilio/voice"


def number(server: Server, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """An operator's command beside the server."""
    return subprocess.run(
        [str(BINARY), "number", *arguments, "--data", str(server.data)],
        cwd=ROOT, env=os.environ | {"SPEECH_PORT": str(free_port())} | environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


@pytest.fixture(scope="module")
def api() -> Iterator[TwilioAPI]:
    api = TwilioAPI(PIZZA, CLINIC, HELP_DESK)
    yield api
    api.close()


@pytest.fixture(scope="module")
def office(api: TwilioAPI, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo businesses, each with a number of its own."""
    environment = settings(TWILIO_API_URL=api.url)
    server = Server(tmp_path_factory.mktemp("phone") / "data", free_port(), ["--demo"], environment)
    server.start()
    for subdomain, written in [("mario-pizza", "+1-555-PIZZA-00"), ("dr-smith", CLINIC), ("techsupport", HELP_DESK)]:
        done = number(server, "assign", subdomain, written, **environment)
        assert done.returncode == 0 and done.stderr == "", done.stderr
    yield server
    server.stop()


@pytest.fixture(scope="module")
def talking(office: Server) -> Server:
    office.wait_for_speech()
    return office


def business(server: Server, subdomain: str) -> tuple[str, str]:
    """Its identifier, and a key that may do everything."""
    found = requests.get(f"{server.url}/api/business/config", headers=server.host(subdomain), timeout=5).json()
    return found["businessId"], server.staff_key(subdomain)


@pytest.fixture
def open_help_desk(office: Server) -> None:
    """Whatever the hour is, there is somebody to be rung."""
    identifier, key = business(office, "techsupport")
    days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    weekly = {day: ["00:00-24:00"] for day in days}
    answer = office.request("PUT", f"/api/business/{identifier}/hours", key, json={"weekly": weekly})
    assert answer.status_code == 200, answer.text


def configure(server: Server, subdomain: str, **voice: object) -> None:
    identifier, key = business(server, subdomain)
    body = {"thresholds": {"accept": 0.6, "confirm": 0.4}} | voice
    answer = server.request("PUT", f"/api/business/{identifier}/voice-config", key, json=body)
    assert answer.status_code == 200, answer.text


class Feed:
    """What a staff page sees of one call, by the number that called."""

    def __init__(self, server: Server, subdomain: str, caller: str):
        self.messages: list[dict] = []
        self.news = threading.Condition()
        self.caller = caller
        self.call: str | None = None
        self.socket = connect(f"ws://127.0.0.1:{server.port}/realtime", open_timeout=10).__enter__()
        self.socket.send(json.dumps({"type": "subscribe", "key": business(server, subdomain)[1]}))
        assert json.loads(self.socket.recv(timeout=10))["type"] == "subscribed"
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        try:
            for frame in self.socket:
                message = json.loads(frame)
                if message["type"] == "call_started" and message["phone"] == self.caller:
                    self.call = message["callId"]
                if message.get("callId") == self.call:
                    with self.news:
                        self.messages.append(message)
                        self.news.notify_all()
        except OSError:
            pass

    def __enter__(self) -> Feed:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def said(self, role: str) -> list[str]:
        return [m["text"] for m in self.messages if m["type"] == "transcript" and m["role"] == role]

    @property
    def record(self) -> dict:
        return next(m["record"] for m in self.messages if m["type"] == "record")

    def wait(self, condition: Callable[[], bool], seconds: float = 20) -> None:
        with self.news:
            assert self.news.wait_for(condition, timeout=seconds), self.messages[-3:]

    def wait_for_end(self, seconds: float = 20) -> dict:
        self.wait(lambda: self.messages[-1:] != [] and self.messages[-1]["type"] == "call_ended", seconds)
        return self.messages[-1]


@pytest.fixture
def feed(talking: Server) -> Iterator[Callable[[str, str], Feed]]:
    feeds: list[Feed] = []

    def open_feed(subdomain: str, caller: str) -> Feed:
        feeds.append(Feed(talking, subdomain, caller))
        return feeds[-1]

    yield open_feed
    for each in feeds:
        each.socket.close()


callers = (f"+1415555{tail:04d}" for tail in itertools.count(2000))


def quiet(stream: Stream, seconds: float = 0.8) -> None:
    """Waits until the agent has spoken, and is silent."""
    deadline = time.monotonic() + 30
    begun = len(stream.heard)
    while time.monotonic() < deadline and not stream.is_over.is_set():
        if len(stream.heard) > begun and not stream.is_playing and time.monotonic() - stream.last_sound > seconds:
            return
        time.sleep(0.05)


# The sign at the door


def test_the_owner_sees_the_numbers_and_twilio_was_told_of_them(office, api):
    identifier, key = business(office, "mario-pizza")
    [listed] = office.request("GET", f"/api/business/{identifier}/numbers", key).json()["data"]
    assert listed["number"] == PIZZA, "a vanity number is kept as it is dialled"
    assert listed["connected_at"]
    assert api.numbers[PIZZA]["voice_url"] == VOICE_URL
    assert api.numbers[PIZZA]["status_callback"] == f"{PUBLIC_URL}/webhook/twilio/status"
    assert f"{PIZZA}\tmario-pizza\tconnected" in number(office, "list").stdout


def test_a_number_belongs_to_one_business(office):
    taken = number(office, "assign", "dr-smith", PIZZA)
    assert taken.returncode == 2 and "belongs to another business" in taken.stderr
    assert number(office, "assign", "dr-smith", "+1-555-PIZZA").returncode == 2, "too short to be dialled"
    assert number(office, "release", "+14155550142").returncode == 2


def test_a_number_comes_and_goes(office):
    assert number(office, "assign", "dr-smith", "+14155550143").returncode == 0
    call = PhoneCall(office.port, "+14155550143")
    assert "Stream" in call.ring().text or "Record" in call.ring().text
    assert number(office, "release", "+14155550143").returncode == 0
    later = PhoneCall(office.port, "+14155550143")
    later.follow(later.ring())
    assert later.said == ["This number is not in service. Goodbye."] and later.verbs == ["Say", "Hangup"]


@pytest.mark.parametrize("path", ["voice", "status", "line-ended", "ring-ended", "whisper", "taken", "chosen", "recorded", "answered"])
def test_who_is_not_twilio_is_not_let_in(office, path):
    call = PhoneCall(office.port, PIZZA)
    url = f"{PUBLIC_URL}/webhook/twilio/{path}"
    problem(call.post(url, token="0" * 32), 403)
    form = {"CallSid": call.sid, "AccountSid": ACCOUNT, "To": PIZZA}
    signed = signature(f"{PUBLIC_URL}/webhook/twilio/elsewhere", list(form.items()))
    for headers in [{}, {"X-Twilio-Signature": signed}, {"X-Twilio-Signature": "no"}]:
        problem(office.request("POST", f"/webhook/twilio/{path}", data=form, headers=headers), 403)


def test_a_signature_is_checked_against_our_address_not_the_one_a_request_names(office):
    form = [("CallSid", "CA" + "0" * 32), ("AccountSid", ACCOUNT), ("To", PIZZA)]
    evil = signature("https://evil.example/webhook/twilio/voice", form)
    headers = {"X-Twilio-Signature": evil, "Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    problem(office.request("POST", "/webhook/twilio/voice", data=form, headers=headers), 403)


def test_another_account_is_not_ours_though_it_is_signed(office):
    form = [("CallSid", "CA" + "0" * 32), ("AccountSid", "AC" + "0" * 32), ("To", PIZZA)]
    headers = {"X-Twilio-Signature": signature(VOICE_URL, form)}
    problem(office.request("POST", "/webhook/twilio/voice", data=form, headers=headers), 403)


def test_where_no_account_is_configured_nobody_is_let_in(demo):
    problem(PhoneCall(demo.port, PIZZA).ring(), 403)
    with pytest.raises(InvalidStatus):
        connect(f"ws://127.0.0.1:{demo.port}/webhook/twilio/media", open_timeout=5)


def test_a_media_stream_needs_twilios_signature_over_the_socket_address(office):
    url = f"ws://127.0.0.1:{office.port}/webhook/twilio/media"
    for code in [None, signature(f"{PUBLIC_URL}/webhook/twilio/media"), signature("wss://voice.example.com/webhook/twilio/voice")]:
        with pytest.raises(InvalidStatus) as refused:
            connect(url, additional_headers={"X-Twilio-Signature": code} if code else {}, open_timeout=5)
        assert refused.value.response.status_code == 426


# The line


def token_of(call: PhoneCall) -> str:
    [token] = re.findall(r'name="token" value="([^"]+)"', call.ring().text)
    return token


def streamed(server: Server, call: PhoneCall, token: str, **more: str) -> Stream:
    return Stream("wss://voice.example.com/webhook/twilio/media", call, {"token": token}, server.port, **more)


def ending(stream: Stream) -> int | None:
    threading.Thread(target=stream.run, daemon=True).start()
    assert stream.is_over.wait(10)
    return stream.close_code


def test_a_token_opens_its_own_call_once(talking):
    ours, theirs = PhoneCall(talking.port, PIZZA), PhoneCall(talking.port, CLINIC)
    assert ending(streamed(talking, ours, "no token at all")) == 1008
    assert ending(streamed(talking, theirs, token_of(ours))) == 1008, "another business's call"
    token = token_of(ours)
    first = streamed(talking, ours, token)
    threading.Thread(target=first.run, daemon=True).start()
    quiet(first, 0)
    assert ending(streamed(talking, ours, token)) == 1008, "a replay"
    assert not first.is_over.is_set(), "the caller hears nothing of it"
    first.stop()
    assert ending(streamed(talking, ours, token_of(PhoneCall(talking.port, PIZZA)), account="AC" + "1" * 32)) == 1008
    assert "came without a token" in talking.log.read_text()


def test_a_socket_that_does_not_say_what_it_is_is_closed(talking):
    signed = {"X-Twilio-Signature": signature("wss://voice.example.com/webhook/twilio/media")}
    for first in [b"\x00", "no JSON", '{"event":"media","media":{"chunk":"1","payload":""}}']:
        with connect(f"ws://127.0.0.1:{talking.port}/webhook/twilio/media", additional_headers=signed) as socket:
            socket.send(first)
            with pytest.raises(Exception):  # noqa: B017
                socket.recv(timeout=5)
            assert socket.close_code == 1008


def test_a_ring_that_is_announced_twice_is_one_call(talking):
    call = PhoneCall(talking.port, PIZZA, caller=next(callers))
    identifier, key = business(talking, "mario-pizza")
    assert token_of(call) != token_of(call), "each line has a token of its own"
    with Feed(talking, "mario-pizza", dict(call.fields)["From"]) as feed:
        call.on_stream = lambda stream: (quiet(stream), stream.stop())
        call.hold()
        feed.wait_for_end()
        assert [m["type"] for m in feed.messages].count("call_started") == 1
        assert len(feed.said("agent")) == 2, "greeted once"
        assert call.report("in-progress", 1).status_code == 204, "late, and again"
        assert call.ring().text.count("Hangup") == 1


def test_the_goodbye_is_heard_to_its_end_before_the_line_is_closed(talking, feed):
    caller = next(callers)
    call = PhoneCall(talking.port, PIZZA, caller=caller)
    feed = feed("mario-pizza", caller)

    def script(stream: Stream) -> None:
        quiet(stream, 0.3)
        # Nothing is said any more: the agent asks, asks again, and ends the call by itself.

    call.on_stream = script
    call.hold()
    [stream] = call.streams
    assert feed.wait_for_end()["outcome"] == "none"
    assert stream.close_code == 1000 and not stream.is_playing
    assert call.verbs == ["Connect", "Hangup"]


# Whole calls


@pytest.fixture(scope="module")
def speak(talking: Server) -> Callable[[str], bytes]:
    """A caller's line as a telephone carries it."""
    cache: dict[str, bytes] = {}

    def speak(text: str) -> bytes:
        if text not in cache:
            answer = requests.post(
                f"http://127.0.0.1:{talking.speech_port}/v1/audio/speech",
                json={"model": "tts-1", "voice": "alloy", "input": text, "response_format": "pcm"},
                timeout=30,
            )
            assert answer.status_code == 200, answer.text
            samples = array.array("h", answer.content[: len(answer.content) // 2 * 2])
            # 24 kHz to 8 kHz: a mean of three is filter enough for a telephone.
            cache[text] = encode([sum(samples[at : at + 3]) // 3 for at in range(0, len(samples) - 2, 3)])
        return cache[text]

    return speak


ANSWERS = [
    (r"anything else", "No, that's all, thank you."),
    (r"name", "My name is John Smith."),
    (r"calling from|ending in", "Yes, please."),
    (r"phone number|number", "Four one five, five five five, zero one nine eight."),
    (r"place it|order it|is that right|correct|shall i", "Yes, please."),
    (r"pickup|delivery", "It is for pickup."),
]


def converse(stream: Stream, feed: Feed, say: Callable[[str, str], None], opening: str) -> None:
    """Answers what the agent asks, turn by turn."""
    say("", opening)
    for _ in range(16):
        quiet(stream)
        if stream.is_over.is_set() or any(m["type"] == "call_ended" for m in feed.messages):
            return
        last = feed.said("agent")[-1]
        reply = next((reply for pattern, reply in ANSWERS if re.search(pattern, last, re.I)), "Yes, please.")
        if any(m["type"] == "record" for m in feed.messages):
            reply = "No, thank you. Goodbye."
        say(last, reply)


def typed_order(server: Server, caller: str) -> dict:
    """The same order from a browser."""
    with CallSocket(server.new_session("mario-pizza", phone=caller)["socket"]) as page:
        for line in ["two pepperoni pizzas and a tiramisu for pickup", "that's all", "John Smith", "yes", "yes", "yes"]:
            page.say(line)
            records = [m["record"] for m in page.messages if m["type"] == "record"]
            if records:
                return records[0]
    raise AssertionError(page.transcript)


def test_a_spoken_order_at_real_pace_is_the_same_record_as_one_from_a_browser(talking, feed, speak):
    caller = next(callers)
    feed = feed("mario-pizza", caller)
    call = PhoneCall(talking.port, PIZZA, caller=caller)

    def script(stream: Stream) -> None:
        stream.lose_every = 97
        quiet(stream)
        converse(stream, feed, lambda _, line: stream.say(speak(line)), "Two pepperoni pizzas and a tiramisu, please. It is for pickup.")

    call.on_stream = script
    call.hold()
    feed.wait(lambda: any(m["type"] == "record" for m in feed.messages), 5)
    typed = typed_order(talking, caller)
    kept = {"lines", "total", "order_type", "customer_name", "customer_phone"}
    assert {k: v for k, v in feed.record.items() if k in kept} == {k: v for k, v in typed.items() if k in kept}, feed.said("user")
    [stream] = call.streams
    assert len(stream.heard) > 10 * 8000, "the caller heard the agent for more than ten seconds"
    identifier, key = business(talking, "mario-pizza")
    assert feed.record["number"] in [order["number"] for order in talking.records(identifier, "orders", key)]


def test_a_caller_who_wants_a_person_is_put_through_with_a_word_of_what_it_is_about(talking, feed, speak, open_help_desk):
    configure(talking, "techsupport", handOffNumber="(415) 555-0123")
    caller = next(callers)
    feed = feed("techsupport", caller)
    call = PhoneCall(talking.port, HELP_DESK, caller=caller)
    call.person_presses = "1"
    call.on_stream = lambda stream: (quiet(stream), stream.say(speak("I want to talk to a person, please.")))
    call.hold()
    assert call.dialled == ["+14155550123"]
    assert any("A caller for TechSupport Pro." in said and "Press 1" in said for said in call.said)
    assert feed.wait_for_end()["outcome"] == "transferred"
    assert call.verbs == ["Connect", "Dial", "Hangup"]


@pytest.mark.parametrize("presses", [None, ""], ids=["nobody answers", "nobody takes it"])
def test_when_nobody_takes_the_call_the_agent_is_back_and_offers_a_call_back(talking, feed, speak, open_help_desk, presses):
    configure(talking, "techsupport", handOffNumber="+14155550123")
    caller = next(callers)
    feed = feed("techsupport", caller)
    call = PhoneCall(talking.port, HELP_DESK, caller=caller)
    call.person_presses = presses

    def script(stream: Stream) -> None:
        quiet(stream)
        if len(call.streams) == 1:
            stream.say(speak("I want to talk to a person, please."))
        else:
            stream.say(speak("Yes, please."))
            feed.wait(lambda: any(m["type"] == "record" for m in feed.messages))
            quiet(stream)
            stream.stop()

    call.on_stream = script
    call.hold()
    assert len(call.streams) == 2, "the caller is back on a line of the same call"
    assert any("call you back" in text for text in feed.said("agent"))
    assert feed.record["category"] == "Call-back" and feed.record["customer_phone"] == caller
    assert feed.wait_for_end()["outcome"] == "ticket"


def test_keys_are_heard(talking, feed, speak):
    caller = next(callers)
    feed = feed("mario-pizza", caller)
    call = PhoneCall(talking.port, PIZZA, caller=caller)

    def script(stream: Stream) -> None:
        quiet(stream)
        stream.press("5")
        feed.wait(lambda: bool(feed.said("user")))
        stream.stop()

    call.on_stream = script
    call.hold()
    assert feed.said("user") == ["5"]


def test_a_number_is_keyed_in_by_a_caller_who_hides_theirs(talking, feed, speak):
    feed = feed("mario-pizza", None)
    call = PhoneCall(talking.port, PIZZA, caller="anonymous")

    def script(stream: Stream) -> None:
        def answer(question: str, line: str) -> None:
            if "number" in question.lower() and "shall" not in question.lower():
                for key in "4155550198#":
                    stream.press(key)
                    time.sleep(0.15)
            else:
                stream.say(speak(line))

        quiet(stream)
        converse(stream, feed, answer, "Two pepperoni pizzas and a tiramisu, please. It is for pickup.")

    call.on_stream = script
    call.hold()
    assert feed.record["customer_phone"] == "+14155550198", feed.said("user")
    assert "4155550198#" in feed.said("user")


def test_a_line_that_stops_reading_is_cut_and_another_one_takes_over(talking, feed):
    caller = next(callers)
    feed = feed("mario-pizza", caller)
    call = PhoneCall(talking.port, PIZZA, caller=caller)

    def script(stream: Stream) -> None:
        if len(call.streams) == 1:
            stream.reads.clear()
            # The agent asks whether anybody is there, and no mark says that it was heard.
            is_cut = stream.is_over.wait(90)
            stream.reads.set()
            assert is_cut
        else:
            quiet(stream, 0)
            stream.stop()

    call.on_stream = script
    call.hold()
    assert len(call.streams) == 2
    assert feed.wait_for_end()["outcome"] == "none"


def test_a_lost_line_is_replaced_and_the_call_goes_on(talking, feed):
    caller = next(callers)
    feed = feed("mario-pizza", caller)
    call = PhoneCall(talking.port, PIZZA, caller=caller)

    def script(stream: Stream) -> None:
        if len(call.streams) == 1:
            quiet(stream)
            stream.drop()
        else:
            stream.press("5")
            feed.wait(lambda: bool(feed.said("user")))
            stream.stop()

    call.on_stream = script
    call.hold()
    assert len(call.streams) == 2
    assert len([m for m in feed.messages if m["type"] == "call_started"]) == 1


def test_one_businesses_number_never_leads_to_another(talking, feed):
    caller = next(callers)
    theirs = feed("mario-pizza", caller)
    ours = feed("dr-smith", caller)
    call = PhoneCall(talking.port, CLINIC, caller=caller)
    call.on_stream = lambda stream: (quiet(stream), stream.stop())
    answer = call.ring()
    # Whoever sees a leg's name cannot reach it under another business's number: Twilio signs what we wrote, and nothing else.
    foreign = f"{PUBLIC_URL}/webhook/twilio/line-ended?number={PIZZA.replace('+', '%2B')}&leg={call.sid}"
    assert [verb.tag for verb in call.verbs_of(call.post(foreign))] == ["Hangup"]
    call.follow(answer)
    call.report("completed", 3, CallDuration="4")
    ours.wait_for_end()
    assert "Smith" in ours.said("agent")[0]
    assert theirs.messages == []


# Calls that we make


def test_the_customer_of_a_ticket_is_rung_and_talks_to_the_agent(talking, api, feed):
    customer = "+14155550103"
    with CallSocket(talking.new_session("techsupport")["socket"]) as page:
        for line in ["my laptop has no wifi since this morning", "Sam Poe, 415 555 0103", "yes", "yes"]:
            page.say(line)
    identifier, key = business(talking, "techsupport")
    ticket = talking.records(identifier, "tickets", key)[0]
    asked = [talking.request("POST", f"/api/business/{identifier}/tickets/{ticket['id']}/call-back", key) for _ in range(2)]
    assert [answer.status_code for answer in asked] == [202, 202] and asked[0].json() == asked[1].json()
    [placed] = api.calls
    assert (placed["To"], placed["From"]) == (customer, HELP_DESK)

    feed = feed("techsupport", customer)
    call = PhoneCall(talking.port, customer, caller=HELP_DESK, sid=placed["sid"], direction="outbound-api")
    call.on_stream = lambda stream: (quiet(stream), stream.stop())
    call.status = "ringing"
    assert call.post(placed["StatusCallback"], SequenceNumber="1").status_code == 204
    call.status = "in-progress"
    call.follow(call.post(placed["Url"]))
    call.status = "completed"
    assert call.post(placed["StatusCallback"], SequenceNumber="3", CallDuration="5").status_code == 204
    feed.wait_for_end()
    assert feed.call == asked[0].json()["call_id"]


def test_where_there_is_no_telephone_account_nobody_is_rung(demo):
    identifier, key = business(demo, "techsupport")
    problem(demo.request("POST", f"/api/business/{identifier}/tickets/none/call-back", key), 501)


# Out of hours


def test_out_of_hours_a_message_is_taken_and_stands_among_the_tickets(office):
    identifier, key = business(office, "dr-smith")
    hours = office.request("GET", f"/api/business/{identifier}/hours", key).json()
    configure(office, "dr-smith", afterHours="voicemail")
    assert office.request("PUT", f"/api/business/{identifier}/hours", key, json={"weekly": {}}).status_code == 200
    call = PhoneCall(office.port, CLINIC, caller=next(callers))
    recording = "RE" + "ab" * 16
    call.message = {"RecordingSid": recording, "RecordingUrl": f"https://api.twilio.com/{recording}", "RecordingDuration": "23"}
    call.hold()
    call.follow(call.post(f"{PUBLIC_URL}/webhook/twilio/recorded", **call.message))
    [ticket] = office.records(identifier, "tickets", key)
    assert ticket["description"] == f"https://api.twilio.com/{recording}" and ticket["category"] == "Voicemail"
    assert call.verbs[:2] == ["Say", "Record"]

    configure(office, "dr-smith", afterHours="choice")
    chooser = PhoneCall(office.port, CLINIC, caller=next(callers))
    answer = chooser.ring().text
    assert "<Gather" in answer and "<Record" in answer or "Nobody can talk" in answer
    configure(office, "dr-smith")
    office.request("PUT", f"/api/business/{identifier}/hours", key, json=hours)


def test_a_hand_off_number_has_to_be_one_that_can_be_dialled(office):
    identifier, key = business(office, "dr-smith")
    body = {"thresholds": {"accept": 0.6, "confirm": 0.4}, "handOffNumber": "+1-555-HELP"}
    found = problem(office.request("PUT", f"/api/business/{identifier}/voice-config", key, json=body), 422)
    assert found["errors"][0]["pointer"] == "#/handOffNumber"
