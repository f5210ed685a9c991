"""What is kept of calls: transcripts, and recordings where the business wants them, for its owner and nobody else."""

import pytest
from call_socket import CallSocket
from conftest import problem
from websockets.exceptions import ConnectionClosed


@pytest.fixture(scope="module")
def businesses(demo):
    return demo.register("archive-ours"), demo.register("archive-theirs")


def call(demo, subdomain: str, *lines: str) -> tuple[str, list[tuple[str, str]]]:
    session = demo.new_session(subdomain)
    with CallSocket(session["socket"]) as line:
        line.until("form")
        for words in lines:
            line.say(words)
        line.send(type="hang_up")
        with pytest.raises(ConnectionClosed):
            while True:
                line.receive()
        return session["sessionId"], line.transcript


def test_an_owner_reads_and_deletes_what_was_said_and_nobody_else_does(demo, businesses):
    ours, theirs = businesses
    id, transcript = call(demo, "archive-ours", "hello, I am at 415 555 0101")
    path = f"/api/business/{ours['business_id']}/transcripts/{id}"
    shown = demo.request("GET", path, ours["api_key"]).json()
    assert [line["role"] for line in shown["lines"]] == [role for role, _ in transcript]
    assert "[number]" in str(shown) and "0101" not in str(shown)

    for method in ("GET", "DELETE"):
        problem(demo.request(method, path, theirs["api_key"]), 404)
        problem(demo.request(method, f"/api/business/{theirs['business_id']}/transcripts/{id}", theirs["api_key"]), 404)
    assert demo.request("DELETE", path, ours["api_key"]).status_code == 204
    assert demo.request("GET", path, ours["api_key"]).json()["lines"] == []


def test_who_is_recorded_is_told_first_and_the_owner_alone_has_the_sound(demo, businesses):
    ours, theirs = businesses
    demo.wait_for_speech()
    config = f"/api/business/{ours['business_id']}/voice-config"
    wanted = {"thresholds": {"accept": 0.6, "confirm": 0.4}, "privacy": {"isRecorded": True}}
    assert demo.request("PUT", config, ours["api_key"], json=wanted).status_code == 200

    session = demo.new_session("archive-ours")
    with CallSocket(session["socket"]) as line:
        assert line.until("transcript")["text"] == "This call is recorded."
        while len(line.audio) < 32_000:
            line.receive()
        line.send(type="hang_up")
        with pytest.raises(ConnectionClosed):
            while True:
                line.receive()

    recordings = f"/api/business/{ours['business_id']}/recordings"
    [entry] = demo.request("GET", recordings, ours["api_key"]).json()["data"]
    assert entry["callId"] == session["sessionId"] and entry["seconds"] > 0.5
    path = f"{recordings}/{entry['callId']}"
    sound = demo.request("GET", path, ours["api_key"])
    assert sound.headers["Content-Type"] == "audio/wav"
    assert sound.content[:4] == b"RIFF" and sound.content[22] == 2 and len(sound.content) == entry["bytes"]
    for method in ("GET", "DELETE"):
        problem(demo.request(method, path, theirs["api_key"]), 404)
        problem(demo.request(method, f"/api/business/{theirs['business_id']}/recordings/{entry['callId']}", theirs["api_key"]), 404)
    assert demo.request("DELETE", path, ours["api_key"]).status_code == 204
    assert demo.request("GET", recordings, ours["api_key"]).json()["data"] == []
