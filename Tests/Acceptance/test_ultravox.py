"""Calls that Ultravox holds: the same records, the same log and the same forms as with the agent of our own, whatever Ultravox does."""

from __future__ import annotations

import json
import socket
import subprocess
import time

import pytest
import requests
from call_socket import CallSocket
from conftest import BINARY, Server, problem
from ultravox_simulator import FRAME, KEY, Conversation, Ultravox, tone, ultravox, wait_until, webhook
from websockets.sync.client import connect

SECRETS = ["whsec-pa55-one", "whsec-pa55-two"]
ORDER = {
    "lines": [{"item": "Tomato Soup", "quantity": 2}], "order_type": "Takeaway", "customer_name": "Ada Byron",
    "customer_phone": "415 555 0199",
}  # fmt: skip


def receptionist(call: Conversation, words: str) -> None:
    """A model that does as it is told: writes down, reads back, and does what is agreed on."""
    match words.lower():
        case "two tomato soups please":
            call.repeat(call.tool("write_down", lines=ORDER["lines"]))
        case "pickup for ada byron, 415 555 0199, that's all":
            call.repeat(call.tool("place_order", **ORDER))
        case "yes":
            call.repeat(call.tool("place_order"))
        case "no, thank you":
            call.say("Goodbye!")
            call.tool("hang_up")
        case _:
            call.say("I'm not sure.")


def kitchen(new_server, service: Ultravox, name: str = "kitchen", **settings: str) -> tuple[Server, dict[str, str]]:
    """A server with one restaurant that has chosen Ultravox."""
    environment = {
        "ULTRAVOX_API_KEY": KEY, "ULTRAVOX_BASE_URL": service.url, "ULTRAVOX_WEBHOOK_SECRET": ",".join(SECRETS), "SPEECH_SERVER": "none",
    }  # fmt: skip
    server: Server = new_server(**environment | settings)
    return server, restaurant(server, name)


def restaurant(server: Server, name: str) -> dict[str, str]:
    owner = server.register(name)
    business = f"/api/business/{owner['business_id']}"
    dish = server.request("POST", f"{business}/menu", owner["api_key"], json={"name": "Tomato Soup", "price": 6.50})
    assert dish.status_code == 200, dish.text
    chosen = {"brain": "ultravox", "voice": {"voice": "Mark", "speed": 1}, "language": "en-US", "personality": "Cheerful.", "greeting": "Kitchen, hello!"}
    configuration = server.request("GET", f"{business}/voice-config", owner["api_key"]).json() | chosen
    stored = server.request("PUT", f"{business}/voice-config", owner["api_key"], json=configuration)
    assert stored.status_code == 200 and stored.json()["brain"] == "ultravox", stored.text
    return owner


def log(server: Server) -> str:
    return server.log.read_text()


def orders(server: Server, owner: dict[str, str]) -> list[dict]:
    return server.records(owner["business_id"], "orders", owner["api_key"])


def type_and_wait(line: CallSocket, words: str) -> str:
    """Types a line, and returns what the agent says to it."""
    line.send(type="user_text_message", text=words)
    return line.until("transcript", role="agent")["text"]


def speak(line: CallSocket, seconds: float = 0.3) -> None:
    """Makes a sound and is quiet after it, at real pace."""
    sound = tone(seconds, 220) + bytes(FRAME * 20)
    for start in range(0, len(sound), FRAME):
        line.connection.send(sound[start : start + FRAME])
        time.sleep(0.02)


def test_a_whole_order_ends_in_the_same_record_as_with_our_own_agent(new_server):
    with ultravox(receptionist) as service:
        server, owner = kitchen(new_server, service)
        session = server.new_session("kitchen")
        with connect(f"ws://127.0.0.1:{server.port}/realtime", close_timeout=1) as feed, CallSocket(session["socket"]) as line:
            feed.send(json.dumps({"type": "subscribe", "key": owner["api_key"]}))
            assert json.loads(feed.recv(timeout=10))["type"] == "subscribed"
            assert line.until("transcript")["text"].startswith("Kitchen, hello!")
            service.spoken = ["Two tomato soups please", "Pickup for Ada Byron, 415 555 0199, that's all", "Yes", "No, thank you"]
            speak(line)
            assert "Anything else?" in line.until("transcript", role="agent")["text"]
            assert [(entry["item"], entry["quantity"]) for entry in line.form["fields"][0]["lines"]] == [("Tomato Soup", 2)]
            speak(line)
            assert "Shall I place it?" in line.until("transcript", role="agent")["text"]
            assert orders(server, owner) == [], "nothing without a yes"
            speak(line)
            line.until("record")
            assert "Done, order" in line.until("transcript", role="agent")["text"]
            speak(line)
            line.until("call_ended", timeout=20)
            seen = [json.loads(feed.recv(timeout=10)) for _ in range(12)]
        call = service.call
        assert [(o["order_type"], o["customer_name"], o["total"]["minorUnits"]) for o in orders(server, owner)] == [("Takeaway", "Ada Byron", 1300)]
        assert {"transcript", "form"} <= {message["type"] for message in seen}
        assert [role for role, _ in line.transcript] == ["agent"] + ["user", "agent"] * 4
        # The agent's sound reached the caller, all of it, and the caller's the agent, without a gap.
        assert len(line.audio) == call.spoken_bytes > 0
        assert call.heard_bytes >= 4 * 0.6 * 32_000
        assert call.end_reason == "agent_hangup"
        for secret in [KEY, *SECRETS, *call.request["selectedTools"][0]["authTokens"].values(), "server_web_socket"]:
            assert secret not in log(server)


def test_the_call_is_asked_for_with_the_businesss_own_data(new_server):
    with ultravox(receptionist) as service:
        server, owner = kitchen(new_server, service)
        session = server.new_session("kitchen", phone="+14155550123")
        with CallSocket(session["socket"]) as line:
            line.until("transcript")
            request = service.call.request
            assert (request["voice"], request["languageHint"]) == ("Mark", "en-US")
            assert "Tomato Soup" in request["systemPrompt"] and "Cheerful." in request["systemPrompt"]
            assert request["metadata"] == {"business": owner["business_id"], "session": session["sessionId"]}
            names = [tool["temporaryTool"]["modelToolName"] for tool in request["selectedTools"]]
            assert names == ["write_down", "place_order", "transfer_to_person", "hang_up"]
            token = session["socket"].split("token=")[1]
            state = requests.get(f"{server.url}/api/sessions/{session['sessionId']}", params={"token": token}, timeout=5).json()
            assert state["ultravoxCallId"] == service.call.id and state["status"] == "active"
            line.send(type="hang_up")
            assert line.until("call_ended")["outcome"] == "none"
        problem(requests.get(f"{server.url}/api/sessions/{session['sessionId']}", timeout=5), 401)
        problem(requests.get(f"{server.url}/api/sessions/{session['sessionId']}?token=none", timeout=5), 404)


@pytest.mark.parametrize("refusal", [402, 429, 500, "never"])
def test_a_caller_is_answered_though_ultravox_is_not_there(new_server, refusal):
    with ultravox(receptionist) as service:
        service.refusal = refusal
        server, owner = kitchen(new_server, service, ULTRAVOX_ANSWER_MILLISECONDS="600")
        for expected in (1.7, 0.5):
            # The second caller waits for nothing: what is down is left alone.
            start = time.monotonic()
            with CallSocket(server.new_session("kitchen")["socket"]) as line:
                assert line.until("transcript", role="agent")["text"] == "Kitchen, hello!"
                assert time.monotonic() - start < expected + 1
                line.until("form")
                line.say("two tomato soups")
                line.say("pickup, Ada Byron, 415 555 0199")
                line.say("yes")
        assert len(orders(server, owner)) == 2
        assert len([path for _, path in service.requests if path.endswith("/calls")]) <= 2
        assert "Ultravox does not hold a call" in log(server) and KEY not in log(server)


@pytest.mark.parametrize("moment", ["greeted", "read back", "agreed"])
def test_a_socket_that_dies_loses_nothing_and_does_nothing_twice(new_server, moment):
    def model(call: Conversation, words: str) -> None:
        if words == "yes":
            call.tool("place_order")
            call.die()
        elif moment == "greeted":
            call.die()
        else:
            receptionist(call, words)
            if moment == "read back" and "that's all" in words:
                call.die()

    with ultravox(model) as service:
        server, owner = kitchen(new_server, service)
        with CallSocket(server.new_session("kitchen")["socket"]) as line:
            line.until("transcript")
            words = ["two tomato soups please", "pickup for Ada Byron, 415 555 0199, that's all", "yes"]
            count = {"greeted": 1, "read back": 2, "agreed": 3}[moment]
            for said in words[:count]:
                line.send(type="user_text_message", text=said)
                if said != words[count - 1]:
                    line.until("transcript", role="agent")
            apology = line.until("transcript", role="agent")["text"]
            while "sorry" not in apology.lower():
                apology = line.until("transcript", role="agent")["text"]
            line.until("form")
            if moment == "greeted":
                assert ("agent", "So far I have two Tomato Soups.") in line.transcript
            for said in words[1:] if moment == "greeted" else words[2:]:
                line.say(said)
        assert [order["lines"][0]["quantity"] for order in orders(server, owner)] == [2]
        assert [("user", said) in line.transcript for said in words[:count]] == [True] * count
        assert "Ultravox does not hold a call" in log(server)


def test_a_caller_who_was_cut_off_comes_back_to_an_agent_that_knows(new_server):
    with ultravox(receptionist) as service:
        server, owner = kitchen(new_server, service)
        session = server.new_session("kitchen")
        with CallSocket(session["socket"]) as line:
            line.until("transcript")
            type_and_wait(line, "two tomato soups please")
            seen = line.last_sequence
        # That its connection ended is told, and is no end of the call.
        told = wait_until(lambda: service.webhooks[1:])
        assert {answer.status_code for answer in told} == {204}
        with CallSocket(session["socket"], after=seen) as line:
            assert line.until("transcript", role="agent")["text"] == "Sorry, we were cut off."
            assert ("MESSAGE_ROLE_USER", "two tomato soups please") in [(m["role"], m["text"]) for m in service.call.request["initialMessages"]]
            assert "two Tomato Soups" in service.call.request["systemPrompt"] and len(service.conversations) == 2
            type_and_wait(line, "pickup for ada byron, 415 555 0199, that's all")
            type_and_wait(line, "yes")
        assert [order["lines"][0]["quantity"] for order in orders(server, owner)] == [2]


def test_the_server_dies_in_a_call_that_ultravox_holds(new_server):
    with ultravox(receptionist) as service:
        server, owner = kitchen(new_server, service)
        session = server.new_session("kitchen")
        with CallSocket(session["socket"]) as line:
            line.until("transcript")
            type_and_wait(line, "two tomato soups please")
            type_and_wait(line, "pickup for ada byron, 415 555 0199, that's all")
            assert "Done, order" in type_and_wait(line, "yes")
            seen = line.last_sequence
            server.kill()
        server.start()
        with CallSocket(session["socket"], after=seen) as line:
            assert line.until("transcript", role="agent")["text"] == "Sorry, we were cut off."
            assert "done already" in service.call.tool("place_order").text
            type_and_wait(line, "no, thank you")
            assert line.until("call_ended")["outcome"] == "order"
        assert len(orders(server, owner)) == 1


@pytest.mark.parametrize("trouble", ["is never called", "is never joined", "says nothing"])
def test_a_caller_never_waits_in_silence_and_never_long(new_server, trouble):
    with ultravox(receptionist) as service, socket.create_server(("127.0.0.1", 0)) as silent:
        service.refusal = "never" if trouble == "is never called" else None
        service.socket_port = silent.getsockname()[1] if trouble == "is never joined" else None
        service.is_mute = trouble == "says nothing"
        server, _ = kitchen(new_server, service)
        start = time.monotonic()
        with CallSocket(server.new_session("kitchen")["socket"]) as line:
            while not line.audio:
                line.receive()
            assert time.monotonic() - start < 2.5
            line.until("transcript", text="Kitchen, hello!")
            assert time.monotonic() - start < 5.5
            assert line.transcript == [("agent", "One moment, please."), ("agent", "Kitchen, hello!")]
        assert "Ultravox does not hold a call" in log(server)


def test_an_agent_that_claims_what_is_not_done_is_told_so(new_server):
    def model(call: Conversation, words: str) -> None:
        call.say("All right, your order has been placed.")

    with ultravox(model) as service:
        server, owner = kitchen(new_server, service)
        with CallSocket(server.new_session("kitchen")["socket"]) as line:
            line.until("transcript")
            type_and_wait(line, "two tomato soups please")
            told = wait_until(lambda: [m["text"] for m in service.call.messages if m.get("urgency") == "soon"])
            assert "Nothing has been done yet" in told[0] and orders(server, owner) == []


def test_a_tool_that_runs_away_is_stopped_and_told_so(new_server):
    def model(call: Conversation, words: str) -> None:
        if words == "go":
            for _ in range(300):
                call.tool("write_down", customer_name="Ada Byron")
        call.say("I have that.")

    with ultravox(model) as service:
        server, _ = kitchen(new_server, service)
        with CallSocket(server.new_session("kitchen")["socket"]) as line:
            line.until("transcript")
            line.send(type="user_text_message", text="go")
            line.until("transcript", timeout=60, role="agent", text="I have that.")
            forms = [message for message in line.messages if message["type"] == "form"]
            uses = service.call.tools
            assert len(uses) == 300 and {use.status for use in uses} == {200}
            assert sum("Stop" in use.text for use in uses) > 280 and len(forms) < 20
            assert type_and_wait(line, "hello") == "I have that."


def test_an_interruption_clears_what_was_not_played_and_keys_and_edits_are_told(new_server):
    with ultravox(receptionist) as service:
        server, _ = kitchen(new_server, service)
        with CallSocket(server.new_session("kitchen")["socket"]) as line:
            line.until("transcript")
            service.spoken = ["two tomato soups please"]
            speak(line)
            for message in ("playback_clear_buffer", "user_started_speaking", "user_stopped_speaking"):
                line.until(message)
            line.until("transcript", role="agent")
            line.send(type="form_edit", field="lines[0]", value="3")
            told = wait_until(lambda: [m for m in service.call.messages if m["urgency"] == "soon"])
            assert "Order is now" in told[0]["text"] and "hree Tomato Soup" in told[0]["text"]
            line.send(type="keypad", digits="12#")
            wait_until(lambda: [m for m in service.call.messages if "12#" in m["text"]])


def test_a_long_answer_comes_at_the_pace_of_speech_and_stops_when_interrupted(new_server):
    def model(call: Conversation, words: str) -> None:
        call.say("A long story.", seconds=6 if words == "go on" else 0.1)

    with ultravox(model) as service:
        server, _ = kitchen(new_server, service)
        with CallSocket(server.new_session("kitchen")["socket"]) as line:
            line.until("transcript")
            line.audio.clear()
            line.send(type="user_text_message", text="go on")
            start = time.monotonic()
            while len(line.audio) < 32_000:
                line.receive()
            assert time.monotonic() - start > 0.5
            line.send(type="user_text_message", text="stop")
            line.until("transcript", role="user", text="stop")
            line.until("transcript", role="agent")
            assert len(line.audio) < 2.5 * 32_000 < service.call.spoken_bytes


def test_webhooks_are_believed_by_their_signature_and_taken_once(new_server):
    with ultravox(receptionist) as service:
        server, owner = kitchen(new_server, service)
        with CallSocket(server.new_session("kitchen")["socket"]) as line:
            line.until("transcript")
            call = service.call
            url = f"{server.url}/webhook/{owner['business_id']}/ultravox"
            for _ in range(3):
                for secrets in ([SECRETS[0]], [SECRETS[1]], ["wrong", SECRETS[0]]):
                    assert webhook(url, secrets, "call.joined", call.object).status_code == 204
            for refused in (webhook(url, ["wrong"], "call.ended", call.object), webhook(url, SECRETS, "call.ended", call.object, age=90)):
                assert "unsigned" in problem(refused, 401)["type"]
            problem(requests.post(url, json={"event": "call.ended", "call": call.object}, timeout=5), 401)
            problem(webhook(url, SECRETS, "call.ended", call.object | {"callId": "nobody"}), 404)
            problem(webhook(url, SECRETS, None, {}, body={"event": 1}), 422)
            problem(webhook(url.replace(owner["business_id"], "0" * 8), SECRETS, "call.ended", call.object), 404)

            def tool(invocation: str, **parameters: object) -> str:
                data = {"toolName": "place_order", "invocationId": invocation, "parameters": parameters}
                answer = webhook(url, SECRETS, None, {}, body={"type": "tool_called", "callId": call.id, "data": data})
                assert answer.status_code == 200 and answer.json()["status"] == "success"
                return answer.json()["result"]

            call.say(tool("i1", **ORDER).split('"')[1])
            line.until("transcript", role="agent")
            service.spoken = ["yes, please"]
            speak(line)
            line.until("transcript", role="user")
            first = tool("i2")
            assert "Done, order" in first and [tool("i2") for _ in range(3)] == [first] * 3
            assert len(orders(server, owner)) == 1
            # The line is still there, and knows better than a message about it.
            assert webhook(url, SECRETS, "call.ended", call.object).status_code == 204
            assert type_and_wait(line, "hello") == "I'm not sure."
        wait_until(lambda: call.end_reason)
        ended = webhook(url, SECRETS, None, {}, body={"type": "call_ended", "callId": call.id, "data": {}})
        assert ended.status_code == 200 and ended.json() == {"status": "success"}


def test_a_tools_token_opens_that_calls_tools_and_nothing_else(new_server):
    with ultravox(receptionist) as service:
        server, _ = kitchen(new_server, service)
        other = restaurant(server, "other")
        sessions = [server.new_session("kitchen"), server.new_session("other"), server.new_session("kitchen")]
        lines = [CallSocket(session["socket"]) for session in sessions]
        with lines[0], lines[1], lines[2]:
            for line in lines:
                line.until("transcript")
            ours, theirs, second = (
                next(c for c in service.conversations if c.request["metadata"]["session"] == s["sessionId"]) for s in sessions
            )
            tool = ours.request["selectedTools"][0]
            url, token = tool["temporaryTool"]["http"]["baseUrlPattern"], tool["authTokens"]["call"]

            def status(url: str, token: str, call: str) -> int:
                headers = {"Authorization": f"Bearer {token}"}
                return requests.post(url, json={"ultravox_call_id": call}, headers=headers, timeout=5).status_code

            assert status(url, token, ours.id) == 200
            assert status(theirs.request["selectedTools"][0]["temporaryTool"]["http"]["baseUrlPattern"], token, theirs.id) == 404
            assert status(url, theirs.request["selectedTools"][0]["authTokens"]["call"], ours.id) == 404
            assert [status(url, token, id) for id in (second.id, theirs.id, "none")] == [404, 404, 404]
            assert [status(url, key, ours.id) for key in ("none", other["api_key"], sessions[0]["socket"].split("token=")[1])] == [401] * 3
            answer = requests.get(f"{server.url}/api/sessions/{sessions[0]['sessionId']}?token={token}", timeout=5)
            assert answer.status_code == 404


def test_an_empty_secret_signs_nothing(new_server):
    with ultravox(receptionist) as service:
        server, owner = kitchen(new_server, service, ULTRAVOX_WEBHOOK_SECRET="whsec-one, ")
        url = f"{server.url}/webhook/{owner['business_id']}/ultravox"
        problem(webhook(url, [""], None, {}, body={"type": "call_ended", "callId": "none"}), 401)


def test_without_a_key_the_built_in_agent_answers(new_server):
    server = new_server(SPEECH_SERVER="none")
    restaurant(server, "kitchen")
    with CallSocket(server.new_session("kitchen")["socket"]) as line:
        assert line.until("transcript")["text"] == "Kitchen, hello!"


def test_the_secrets_are_not_shown(tmp_path):
    settings = {"ULTRAVOX_API_KEY": KEY, "ULTRAVOX_WEBHOOK_SECRET": SECRETS[0], "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    shown = subprocess.run([str(BINARY), "doctor"], cwd=tmp_path, env=settings, capture_output=True, text=True, timeout=60)
    assert KEY not in shown.stdout + shown.stderr and SECRETS[0] not in shown.stdout + shown.stderr
