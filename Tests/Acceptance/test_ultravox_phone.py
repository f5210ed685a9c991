"""Calls on the telephone that Ultravox holds, and that are recorded: Twilio on one side, Ultravox on the other."""

from __future__ import annotations

import array
from collections.abc import Iterator

import pytest
from conftest import Server
from test_phone import number, quiet
from test_ultravox import kitchen, orders, receptionist
from twilio_simulator import PUBLIC_URL, PhoneCall, Stream, TwilioAPI, encode, settings
from ultravox_simulator import Conversation, Ultravox, tone, ultravox

NUMBER = "+15557499200"


@pytest.fixture
def api() -> Iterator[TwilioAPI]:
    api = TwilioAPI(NUMBER)
    yield api
    api.close()


def telephone(new_server, service: Ultravox, api: TwilioAPI, **voice: object) -> tuple[Server, dict[str, str]]:
    """A restaurant with a number, whose calls Ultravox holds."""
    environment = settings(TWILIO_API_URL=api.url)
    server, owner = kitchen(new_server, service, **environment)
    service.public[PUBLIC_URL] = server.url
    business, key = f"/api/business/{owner['business_id']}", owner["api_key"]
    configuration = server.request("GET", f"{business}/voice-config", key).json() | voice
    assert server.request("PUT", f"{business}/voice-config", key, json=configuration).status_code == 200
    days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    weekly = {day: ["00:00-24:00"] for day in days}
    assert server.request("PUT", f"{business}/hours", key, json={"weekly": weekly}).status_code == 200
    assert number(server, "assign", "kitchen", NUMBER, **environment).returncode == 0
    return server, owner


def speak(stream: Stream) -> None:
    """A short sound, and what is answered to it."""
    samples = array.array("h", tone(0.3, 220))
    stream.say(encode(list(samples[::2])))
    quiet(stream)


def test_a_recorded_order_by_telephone_is_in_the_books_once(new_server, api):
    with ultravox(receptionist) as service:
        server, owner = telephone(new_server, service, api, privacy={"isRecorded": True})
        service.spoken = ["Two tomato soups please", "Pickup for Ada Byron, 415 555 0199, that's all", "Yes", "No, thank you"]
        call = PhoneCall(server.port, NUMBER, caller="+14155550199")

        def caller(stream: Stream) -> None:
            quiet(stream)
            for _ in range(4):
                speak(stream)

        call.on_stream = caller
        call.hold()
        assert call.verbs == ["Connect", "Hangup"]
        [order] = orders(server, owner)
        assert (order["customer_name"], order["lines"][0]["quantity"]) == ("Ada Byron", 2)
        greeting = service.call.request["firstSpeakerSettings"]["agent"]["text"]
        assert greeting.startswith("This call is recorded.")
        # All that the agent said was heard on the telephone, at half the rate and a byte a sample.
        [stream] = call.streams
        assert len(stream.heard) >= 0.95 * service.call.spoken_bytes / 4
        business, key = f"/api/business/{owner['business_id']}", owner["api_key"]
        [entry] = server.request("GET", f"{business}/recordings", key).json()["data"]
        sound = array.array("h", server.request("GET", f"{business}/recordings/{entry['callId']}", key).content[44:])
        assert entry["seconds"] > 4 and any(sound[::2]) and any(sound[1::2]), "both sides are there"
        transcript = server.request("GET", f"{business}/transcripts/{entry['callId']}", key).json()
        assert [line["role"] for line in transcript["lines"]] == ["agent"] + ["user", "agent"] * 4


def test_a_caller_who_is_given_to_a_person_hears_that_first(new_server, api):
    def model(call: Conversation, words: str) -> None:
        assert "putting you through" in call.tool("transfer_to_person").text
        call.say("I'm putting you through.", seconds=1)

    with ultravox(model) as service:
        server, _ = telephone(new_server, service, api, handOffNumber="+14155550123")
        service.spoken = ["A person, please"]
        call = PhoneCall(server.port, NUMBER, caller="+14155550199")
        call.person_presses = "1"

        def caller(stream: Stream) -> None:
            quiet(stream)
            speak(stream)

        call.on_stream = caller
        call.hold()
        assert call.verbs == ["Connect", "Dial", "Hangup"] and call.dialled == ["+14155550123"]
        [stream] = call.streams
        assert len(stream.heard) >= 0.95 * service.call.spoken_bytes / 4


def direct(new_server, service: Ultravox, api: TwilioAPI, **voice: object) -> tuple[Server, dict[str, str]]:
    return telephone(new_server, service, api, phoneMedium="direct", **voice)


def say_all(service: Ultravox, call: PhoneCall, *sentences: str) -> None:
    """The caller says these, each once the agent is silent."""
    service.spoken = list(sentences)

    def caller(stream: Stream) -> None:
        quiet(stream)
        for _ in sentences:
            speak(stream)

    call.on_stream = caller
    call.hold()


def test_an_order_whose_sound_goes_straight_to_ultravox_is_in_the_books_once(new_server, api):
    with ultravox(receptionist) as service:
        server, owner = direct(new_server, service, api)
        call = PhoneCall(server.port, NUMBER, caller="+14155550199")
        say_all(service, call, "Two tomato soups please", "Pickup for Ada Byron, 415 555 0199, that's all", "Yes", "No, thank you")
        assert call.verbs == ["Connect", "Hangup"]
        assert service.call.request["medium"] == {"twilio": {}}
        [order] = orders(server, owner)
        assert (order["customer_name"], order["lines"][0]["quantity"]) == ("Ada Byron", 2)
        business, key = f"/api/business/{owner['business_id']}", owner["api_key"]
        transcript = server.request("GET", f"{business}/transcripts/{order['call_id']}", key).json()
        assert [line["role"] for line in transcript["lines"]] == ["agent"] + ["user", "agent"] * 4
        assert "server_web_socket" not in server.log.read_text()


def test_without_the_callers_words_nothing_is_done(new_server, api):
    with ultravox(receptionist) as service:
        server, owner = direct(new_server, service, api)
        service.hides_messages = True
        call = PhoneCall(server.port, NUMBER, caller="+14155550199")
        service.spoken = ["Two tomato soups please", "Pickup for Ada Byron, 415 555 0199, that's all", "Yes"]

        def caller(stream: Stream) -> None:
            quiet(stream)
            for _ in range(3):
                speak(stream)
            stream.stop()

        call.on_stream = caller
        call.hold()
        assert orders(server, owner) == []
        assert "cannot be read at Ultravox" in server.log.read_text()


def test_a_direct_call_that_is_lost_goes_on_with_a_line_of_ours(new_server, api):
    def model(call: Conversation, words: str) -> None:
        if len(call.simulator.conversations) == 1:
            call.die()
        else:
            receptionist(call, words)

    with ultravox(model) as service:
        server, owner = direct(new_server, service, api)
        call = PhoneCall(server.port, NUMBER, caller="+14155550199")
        service.spoken = ["Hello?"]

        def caller(stream: Stream) -> None:
            quiet(stream)
            if len(call.streams) == 1:
                speak(stream)
            else:
                stream.stop()

        call.on_stream = caller
        call.hold()
        assert call.verbs[:2] == ["Connect", "Connect"]
        assert "ended in the middle of the call" in server.log.read_text()


def test_ultravox_that_cannot_be_had_is_not_waited_for_on_the_telephone(new_server, api):
    with ultravox(receptionist) as service:
        server, _ = direct(new_server, service, api)
        service.refusal = 402
        call = PhoneCall(server.port, NUMBER, caller="+14155550199")
        [connect] = call.verbs_of(call.ring())
        [stream] = connect.findall("Stream")
        assert stream.attrib["url"].startswith(PUBLIC_URL.replace("http", "ws"))


def test_a_direct_call_that_is_given_away_is_freed_for_the_person(new_server, api):
    def model(call: Conversation, words: str) -> None:
        assert "putting you through" in call.tool("transfer_to_person").text
        call.say("I'm putting you through.", seconds=0.5)

    with ultravox(model) as service:
        server, _ = direct(new_server, service, api, handOffNumber="+14155550123")
        call = PhoneCall(server.port, NUMBER, caller="+14155550199")
        call.person_presses = "1"
        say_all(service, call, "A person, please")
        assert call.verbs == ["Connect", "Dial", "Hangup"] and call.dialled == ["+14155550123"]


def test_what_does_not_pass_here_is_not_recorded_here(new_server, api):
    with ultravox(receptionist) as service:
        server, owner = telephone(new_server, service, api)
        path = f"/api/business/{owner['business_id']}/voice-config"
        configuration = server.request("GET", path, owner["api_key"]).json()
        both = configuration | {"phoneMedium": "direct", "privacy": {"isRecorded": True}}
        refused = server.request("PUT", path, owner["api_key"], json=both)
        assert refused.status_code == 422 and refused.json()["errors"][0]["pointer"] == "#/phoneMedium"
