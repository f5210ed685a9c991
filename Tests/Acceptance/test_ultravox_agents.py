"""What the platform keeps at Ultravox: an agent for each business, one webhook for the account. And what a call is told in its course."""

from __future__ import annotations

import json
import subprocess

import pytest
import requests
from call_socket import CallSocket
from conftest import BINARY, Server, problem
from test_ultravox import SECRETS, kitchen, log, orders, receptionist, restaurant, type_and_wait
from ultravox_simulator import KEY, Conversation, Ultravox, ultravox, wait_until, webhook

PUBLIC_URL = "https://voice.example.com"


def configured(server: Server, owner: dict[str, str], **changes: object) -> dict:
    """The voice configuration, with changes where there are any."""
    path = f"/api/business/{owner['business_id']}/voice-config"
    configuration = server.request("GET", path, owner["api_key"]).json()
    if changes:
        answer = server.request("PUT", path, owner["api_key"], json=configuration | changes)
        assert answer.status_code == 200, answer.text
        configuration = answer.json()
    return configuration


def state(server: Server, owner: dict[str, str]) -> str:
    return configured(server, owner).get("ultravoxAgent", {}).get("state", "none")


def synchronised(server: Server, owner: dict[str, str]) -> str:
    """Waits for the agent; returns its identifier."""
    wait_until(lambda: state(server, owner) == "synchronised")
    return configured(server, owner)["ultravoxAgent"]["id"]


def calls_made(service: Ultravox) -> list[str]:
    return [path for method, path in service.requests if method == "POST" and path.endswith("/calls")]


def test_a_call_is_made_with_the_businesss_agent_and_told_of_the_moment(new_server):
    with ultravox(receptionist) as service:
        server, owner = kitchen(new_server, service)
        id = synchronised(server, owner)
        [agent] = service.agents
        template = agent["callTemplate"]
        assert (agent["agentId"], agent["name"]) == (id, f"voiceagent-{owner['business_id']}")
        assert template["voice"] == "Mark" and "Cheerful." in template["systemPrompt"]
        # What may be otherwise at the next call is not in it, and neither is a token.
        assert "{{facts}}" in template["systemPrompt"] and "Tomato Soup" not in template["systemPrompt"]
        assert {tool["authTokens"]["call"] for tool in template["selectedTools"]} == {"{{tool_token}}"}
        with CallSocket(server.new_session("kitchen")["socket"]) as line:
            assert line.until("transcript")["text"].startswith("Kitchen, hello!")
            assert calls_made(service) == [f"/api/agents/{id}/calls"]
            prompt = service.call.request["systemPrompt"]
            assert "Tomato Soup" in prompt and "lines: missing" in prompt and "{{" not in prompt
            type_and_wait(line, "two tomato soups please")
            type_and_wait(line, "pickup for ada byron, 415 555 0199, that's all")
            assert "Done, order" in type_and_wait(line, "yes")
            type_and_wait(line, "no, thank you")
            line.until("call_ended")
        assert len(orders(server, owner)) == 1
        assert service.call.request["selectedTools"][0]["authTokens"]["call"] not in log(server)


def test_an_agent_follows_what_the_business_changes_and_goes_when_it_is_not_wanted(new_server):
    with ultravox(receptionist) as service:
        server, owner = kitchen(new_server, service)
        id = synchronised(server, owner)
        configured(server, owner, personality="Say {{tool_token}} and {{{facts}}}.", language="it-IT")
        wait_until(lambda: service.agents[0]["callTemplate"]["languageHint"] == "it-IT")
        prompt = service.agents[0]["callTemplate"]["systemPrompt"]
        assert "{ {tool_token" in prompt and prompt.count("{{") == 2, "what owners write is no variable"
        dish = {"name": "Garlic Bread", "price": 4}
        assert server.request("POST", f"/api/business/{owner['business_id']}/menu", owner["api_key"], json=dish).status_code == 200
        wait_until(lambda: "Garlic Bread" in json.dumps(service.agents[0]["callTemplate"]["selectedTools"]))
        assert synchronised(server, owner) == id and len(service.agents) == 1
        # Another choice of theirs, and the business itself leaving.
        other = restaurant(server, "other")
        synchronised(server, other)
        assert len(service.agents) == 2
        assert "ultravoxAgent" not in configured(server, owner, brain="dialogue")
        wait_until(lambda: len(service.agents) == 1)
        command = [BINARY, "business", "delete", "other", "--data", server.data, "--yes", "--reason", "They left."]
        deleted = subprocess.run(command, capture_output=True, text=True, timeout=60, env=server.environment | {"PATH": "/usr/bin:/bin"})
        assert deleted.returncode == 0, deleted.stderr + deleted.stdout
        wait_until(lambda: service.agents == [], seconds=20)


@pytest.mark.parametrize("trouble", ["gone", "changed there", "refused"])
def test_a_caller_never_waits_for_an_agent(new_server, trouble):
    with ultravox(receptionist) as service:
        if trouble == "refused":
            service.agent_refusal = 400
        server, owner = kitchen(new_server, service)
        if trouble == "refused":
            wait_until(lambda: state(server, owner) == "refused")
            assert "400: No agent today." in configured(server, owner)["ultravoxAgent"]["reason"]
        else:
            synchronised(server, owner)
        if trouble == "gone":
            service.agents.clear()
        elif trouble == "changed there":
            service.agents[0]["callTemplate"]["contextSchema"]["required"].append("mood")
        with CallSocket(server.new_session("kitchen")["socket"]) as line:
            assert line.until("transcript")["text"].startswith("Kitchen, hello!")
            assert calls_made(service)[-1] == "/api/calls"
            assert "Tomato Soup" in service.call.request["systemPrompt"]
            type_and_wait(line, "two tomato soups please")
        if trouble != "refused":
            id = synchronised(server, owner)
            assert [agent["agentId"] for agent in service.agents] == [id]
            with CallSocket(server.new_session("kitchen")["socket"]) as line:
                line.until("transcript")
                assert calls_made(service)[-1] == f"/api/agents/{id}/calls"


def test_an_agent_whose_making_was_not_heard_of_is_found_again(new_server):
    with ultravox(receptionist) as service:
        for number in range(3):
            service.agents.append({"agentId": f"other-{number}", "name": f"other-{number}", "callTemplate": {}})
        server = new_server(SPEECH_SERVER="none")
        owner = server.register("kitchen")
        service.agents.append({"agentId": "lost", "name": f"voiceagent-{owner['business_id']}", "callTemplate": {}})
        server.stop()
        server.environment |= {"ULTRAVOX_API_KEY": KEY, "ULTRAVOX_BASE_URL": service.url}
        server.start()
        configured(server, owner, brain="ultravox")
        assert synchronised(server, owner) == "lost" and len(service.agents) == 4


def test_what_the_business_changes_in_a_call_the_agent_is_told_with_its_next_tool(new_server):
    with ultravox(receptionist) as service:
        server, owner = kitchen(new_server, service)
        menu = f"/api/business/{owner['business_id']}/menu"
        bread = server.request("POST", menu, owner["api_key"], json={"name": "Garlic Bread", "price": 4}).json()
        with CallSocket(server.new_session("kitchen")["socket"]) as line:
            line.until("transcript")
            call = service.call
            type_and_wait(line, "two tomato soups please")
            assert call.stages == []
            assert server.request("PUT", f"{menu}/{bread['id']}", owner["api_key"], json=bread | {"available": False}).status_code == 200
            assert "Shall I place it?" in type_and_wait(line, "pickup for ada byron, 415 555 0199, that's all")
            [stage] = call.stages
            assert set(stage) == {"systemPrompt", "selectedTools", "toolResultText"} and "Ada Byron" in stage["systemPrompt"]
            assert "Garlic Bread" not in json.dumps(stage["selectedTools"])
            # The tools of the new stage carry the call's own token, and a yes is still heard by the platform.
            assert "Done, order" in type_and_wait(line, "yes") and len(call.stages) == 1
            type_and_wait(line, "no, thank you")
            line.until("call_ended")
        assert [order["lines"][0]["quantity"] for order in orders(server, owner)] == [2]


def public(new_server, service: Ultravox, **settings: str) -> tuple[Server, dict[str, str]]:
    """A platform that Ultravox reaches."""
    server, owner = kitchen(new_server, service, PUBLIC_URL=PUBLIC_URL, **settings)
    service.public[PUBLIC_URL] = server.url
    return server, owner


def test_the_account_has_one_webhook_and_what_it_tells_is_kept_once(new_server):
    with ultravox(receptionist) as service:
        server, _ = public(new_server, service)
        other = restaurant(server, "other")["business_id"]
        [hook] = wait_until(lambda: service.account.webhooks)
        assert hook.url == f"{PUBLIC_URL}/webhook/ultravox" and hook.secrets == SECRETS
        assert set(hook.events) == {"call.joined", "call.ended", "call.billed"}
        session = server.new_session("kitchen")
        with CallSocket(session["socket"]) as line:
            line.until("transcript")
            type_and_wait(line, "no, thank you")
            line.until("call_ended", timeout=20)

        def told() -> dict:
            token = session["socket"].split("token=")[1]
            return requests.get(f"{server.url}/api/sessions/{session['sessionId']}?token={token}", timeout=5).json()

        wait_until(lambda: "ultravoxBilledSeconds" in told())
        assert (told()["ultravoxEndReason"], told()["ultravoxBilledSeconds"]) == ("agent_hangup", 6)
        wait_until(lambda: len(service.account.deliveries) == 3 and all(d.statuses for d in service.account.deliveries))
        assert [delivery.statuses for delivery in service.account.deliveries] == [[204]] * 3
        # Told twice more, and by the call's own callbacks, it is charged for once.
        url = f"{server.url}/webhook/ultravox"
        for _ in range(2):
            assert webhook(url, SECRETS, "call.billed", service.call.object).status_code == 204
        metrics = requests.get(f"{server.url}/metrics", timeout=5).text
        assert "voiceagent_ultravox_billed_seconds_total 6" in metrics
        # Calls of others who use the account are nobody's here; what is not signed is nobody's at all.
        for stranger in ({"metadata": {}}, {"metadata": {"business": other}}, {"metadata": {"business": "0" * 8}}, {"callId": "unknown"}):
            assert webhook(url, SECRETS, "call.ended", service.call.object | stranger).status_code == 204
        problem(webhook(url, ["wrong"], "call.billed", service.call.object), 401)
        problem(webhook(url, SECRETS, "call.billed", service.call.object, age=90), 401)
        problem(webhook(url, SECRETS, None, {}, body={"event": 1}), 422)


def test_what_is_told_while_the_server_is_away_is_told_again(new_server):
    def model(call: Conversation, words: str) -> None:
        call.say("Goodbye!")

    with ultravox(model) as service:
        server, _ = public(new_server, service)
        wait_until(lambda: service.account.webhooks)
        session = server.new_session("kitchen")
        service.account.wait_seconds = 0.5
        with CallSocket(session["socket"]) as line:
            line.until("transcript")
            server.kill()
        wait_until(lambda: any(len(delivery.statuses) > 1 for delivery in service.account.deliveries))
        server.start()
        token = session["socket"].split("token=")[1]
        path = f"/api/sessions/{session['sessionId']}?token={token}"
        wait_until(lambda: server.request("GET", path).json().get("ultravoxBilledSeconds") == 6, seconds=20)


@pytest.mark.parametrize("trouble", ["address", "events", "secrets", "unhealthy", "twice", "none"])
def test_a_webhook_that_is_not_as_it_should_be_is_put_right(new_server, trouble):
    with ultravox(receptionist) as service:
        service.account.add("https://elsewhere.example.com/hook", ["call.ended"], ["theirs"])
        hook = service.account.add(f"{PUBLIC_URL}/webhook/ultravox", ["call.joined", "call.ended", "call.billed"], SECRETS)
        if trouble == "address":
            hook.url = "https://old.example.com/webhook/ultravox"
        elif trouble == "events":
            hook.events = ["call.ended"]
        elif trouble == "secrets":
            hook.secrets = ["an-old-one"]
        elif trouble == "unhealthy":
            hook.status = "unhealthy"
        elif trouble == "twice":
            service.account.add(hook.url, hook.events, SECRETS)
        environment = {
            "ULTRAVOX_API_KEY": KEY, "ULTRAVOX_BASE_URL": service.url, "ULTRAVOX_WEBHOOK_SECRET": ",".join(SECRETS), "PUBLIC_URL": PUBLIC_URL,
            "SPEECH_SERVER": "none", "PATH": "/usr/bin:/bin",
        }  # fmt: skip
        server = new_server()
        server.stop()
        command = [BINARY, "doctor", "--data", server.data]
        for expected in ("no change" if trouble == "none" else "put right just now", "no change"):
            said = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
            line = next(line for line in said.stdout.splitlines() if "tells https://voice" in line)
            assert line.startswith("  ok ") and ("put right" in line) == (expected == "put right just now")
            assert SECRETS[0] not in said.stdout + said.stderr
        theirs, ours = service.account.webhooks
        assert (theirs.url, theirs.secrets) == ("https://elsewhere.example.com/hook", ["theirs"])
        assert (ours.url, set(ours.secrets), ours.status, len(ours.events)) == (f"{PUBLIC_URL}/webhook/ultravox", set(SECRETS), "normal", 3)
        assert (ours.id == hook.id) == (trouble != "unhealthy")
