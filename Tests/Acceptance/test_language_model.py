"""Calls whose callers are heard by a language model: a real server asks it over the real protocol."""

from __future__ import annotations

import subprocess

import pytest
from call_socket import CallSocket
from conftest import BINARY, Server, free_port
from model_server import Answer, ModelServer, broken, calling, model_server, saying

SOUP = calling("write_down", {"lines": [{"item": "Tomato Soup", "quantity": 2}]})
REST = calling("place_order", {"order_type": "Takeaway", "customer_name": "Ada Byron", "customer_phone": "415 555 0199"})


def kitchen(new_server, model: ModelServer) -> tuple[Server, dict[str, str]]:
    """A server with one restaurant that has chosen the model."""
    server: Server = new_server(
        LLM_BASE_URL=model.url, LLM_MODEL="small", LLM_API_KEY="sk-pa55-model", LLM_FIRST_WORD_MILLISECONDS="20000",
        LLM_TURN_MILLISECONDS="30000",
    )  # fmt: skip
    owner = server.register("kitchen")
    business = f"/api/business/{owner['business_id']}"
    dish = server.request("POST", f"{business}/menu", owner["api_key"], json={"name": "Tomato Soup", "price": 6.50})
    assert dish.status_code == 200, dish.text
    configuration = server.request("GET", f"{business}/voice-config", owner["api_key"]).json() | {"brain": "llm"}
    stored = server.request("PUT", f"{business}/voice-config", owner["api_key"], json=configuration)
    assert stored.status_code == 200 and stored.json()["brain"] == "llm", stored.text
    return server, owner


def test_a_call_that_a_model_hears_ends_with_an_order(new_server):
    with model_server(SOUP, saying("We close ", "at ten. The kitchen closes at nine."), REST) as model:
        server, owner = kitchen(new_server, model)
        session = server.new_session("kitchen")
        with CallSocket(session["socket"]) as line:
            line.until("form")
            line.say("two of the soup please")
            assert [entry["item"] for entry in line.form["fields"][0]["lines"]] == ["Tomato Soup"]
            line.say("how long are you open")
            assert ("agent", "The kitchen closes at nine.") in line.transcript
            line.say("I'll fetch it, Ada Byron, 415 555 0199")
            assert not [m for m in line.messages if m["type"] == "record"], "nothing without a yes"
            line.say("yes")
        orders = server.records(owner["business_id"], "orders", owner["api_key"])
        assert [order["total"]["minorUnits"] for order in orders] == [1300]
        assert len(model.received) == 3, "no model is asked what a yes is"
        assert set(model.keys) == {"Bearer sk-pa55-model"}
        assert "pa55" not in server.log.read_text()


@pytest.mark.parametrize("answer", [400, 401, 503, broken(), ["{not json"], saying("Your order has been placed!")])
def test_an_order_is_placed_though_the_model_fails(new_server, answer: Answer):
    with model_server(answer) as model:
        server, owner = kitchen(new_server, model)
        with CallSocket(server.new_session("kitchen")["socket"]) as line:
            line.until("form")
            line.say("two tomato soups")
            line.say("pickup, Ada Byron, 415 555 0199")
            line.say("yes")
            said = [text for role, text in line.transcript if role == "agent"]
        assert "Your order has been placed!" not in said
        orders = server.records(owner["business_id"], "orders", owner["api_key"])
        assert [order["total"]["minorUnits"] for order in orders] == [1300]


def test_a_setting_tells_doctor_which_model_hears(tmp_path):
    with model_server() as model:
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "SPEECH_PORT": str(free_port())}
        done = subprocess.run(
            [str(BINARY), "doctor", "--data", str(tmp_path / "data")],
            cwd=tmp_path, env=environment | {"LLM_BASE_URL": model.url, "LLM_MODEL": "small"}, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert "ok    small hears the callers" in done.stdout, done.stdout + done.stderr
