"""A business registers itself: in one request or step by step, under a name that is nobody else's."""

from __future__ import annotations

import json
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from conftest import Server, mistakes, problem

STEPS = ["record", "subdomain", "erpnextCompany", "namespace", "voiceConfiguration", "apiKeys", "welcomeMail"]


def form(subdomain: str, **parts: object) -> dict:
    business = {"name": subdomain.title(), "type": "restaurant", "email": f"owner@{subdomain}.example"}
    return {"business": business, "subdomain": subdomain} | parts


def begin(server: Server, **parts: object) -> tuple[str, str]:
    answer = server.request("POST", "/api/registrations", json=parts)
    assert answer.status_code == 201, answer.text
    return answer.json()["registration"]["id"], answer.json()["token"]


def test_a_form_is_filled_in_step_by_step_and_becomes_a_business_that_works(demo):
    id, token = begin(demo)
    path = f"/api/registrations/{id}"
    first = demo.request("GET", path, token).json()
    assert first["state"] == "draft" and {p["pointer"] for p in first["problems"]} == {"#/business", "#/subdomain"}
    for part in (
        {"business": form("wizard-roma")["business"] | {"timeZone": "Europe/Rome", "currency": "EUR"}},
        {"subdomain": "wizard-roma"},
        {"voice": {"greeting": "Roma, buona sera!", "thresholds": {"accept": 0.7, "confirm": 0.5}}},
        {"hours": {"weekly": {"monday": ["11:00-22:00"]}}},
        {"menu": [{"name": "Lasagne", "price": 14.5}, {"name": "Tiramisu", "price": 7}]},
        {"plan": "Professional"},
    ):
        answer = demo.request("PATCH", path, token, json=part)
        assert answer.status_code == 200, answer.text
    assert demo.request("GET", path, token).json()["problems"] == []

    registered = demo.request("POST", f"{path}/complete", token).json()
    assert registered["success"] and registered["business_id"] == id
    assert demo.request("POST", f"{path}/complete", token).json() == registered, "a repeat is answered the same"
    key, root = registered["api_key"], f"/api/business/{id}"
    assert [item["name"] for item in demo.request("GET", f"{root}/menu", key).json()["data"]] == ["Lasagne", "Tiramisu"]
    assert demo.request("GET", f"{root}/hours", key).json()["weekly"] == {"monday": ["11:00-22:00"]}
    assert demo.request("GET", f"{root}/voice-config", key).json()["greeting"] == "Roma, buona sera!"
    done = demo.request("GET", path, token).json()
    assert done["state"] == "complete" and [step["name"] for step in done["steps"]] == STEPS
    assert [step["state"] for step in done["steps"]] == ["done", "done", "skipped", "done", "done", "done", "skipped"]
    assert all(step["detail"] for step in done["steps"] if step["state"] == "skipped")
    problem(demo.request("PATCH", path, token, json={"plan": "Starter"}), 409)


def test_each_step_is_judged_by_itself(demo):
    id, token = begin(demo, plan="Starter")
    path = f"/api/registrations/{id}"
    for part, pointers in (
        ({"business": {"name": "", "type": "circus", "email": "x"}}, {"#/business/name", "#/business/type", "#/business/email"}),
        ({"subdomain": "admin"}, {"#/subdomain"}),
        ({"subdomain": "adm1n"}, {"#/subdomain"}),
        ({"hours": {"weekly": {"someday": ["9-5"]}}}, {"#/hours/weekly/someday", "#/hours/weekly/someday/0"}),
        ({"voice": {"thresholds": {"accept": 2, "confirm": 0.5}}}, {"#/voice/thresholds/accept", "#/voice/thresholds/identity"}),
        ({"menu": [{"name": "A", "price": 1}, {"name": "A", "price": -1}]}, {"#/menu/1/price", "#/menu/1/name"}),
        ({"services": [{"name": "B", "duration": 0}]}, {"#/services/0/duration"}),
        ({"plan": "Gold"}, {"#/plan"}),
    ):
        found = set(mistakes(demo.request("PATCH", path, token, json=part)))
        assert found & pointers and found <= pointers, (part, found)
    assert demo.request("GET", path, token).json()["form"] == {"plan": "Starter"}, "what is wrong is not kept"


def test_a_form_opens_to_its_token_alone(demo):
    id, token = begin(demo, **form("form-ours"))
    other, others_token = begin(demo, **form("form-theirs"))
    for method, path, body in (
        ("GET", "", None), ("PATCH", "", {"plan": "Starter"}), ("POST", "/complete", None), ("GET", "/events", None),
    ):  # fmt: skip
        for wrong in (others_token, "garbage"):
            problem(demo.request(method, f"/api/registrations/{id}{path}", wrong, json=body), 404)
        problem(demo.request(method, f"/api/registrations/{id}{path}", None, json=body), 401)
    assert demo.request("GET", f"/api/registrations/{id}", token).json()["state"] == "draft"


def test_the_steps_are_streamed_until_they_rest(demo):
    id, token = begin(demo, **form("streamed"))
    assert demo.request("POST", f"/api/registrations/{id}/complete", token).status_code == 200
    answer = demo.request("GET", f"/api/registrations/{id}/events", token)
    assert answer.headers["Content-Type"] == "text/event-stream"
    events = [json.loads(line.removeprefix("data: ")) for line in answer.text.splitlines() if line.startswith("data: ")]
    assert events[-1]["state"] == "complete" and [step["name"] for step in events[-1]["steps"]] == STEPS


def test_names_that_are_taken_for_one_another_are_one_businesses(demo):
    demo.register("moderna-hair")
    for like in ("modema-hair", "moderna-ha1r", "modernahair", "m0derna-hair", "MODERNA-HAIR"):
        answer = demo.request("GET", f"/api/subdomains/{like}").json()
        assert not answer["isAvailable"] and answer["reason"], like
        assert answer["suggestions"] and all(
            demo.request("GET", f"/api/subdomains/{name}").json()["isAvailable"] for name in answer["suggestions"]
        )
        request = {"business_name": "X", "business_type": "support", "subdomain": like, "email": "x@x.example"}
        problem(demo.request("POST", "/api/business/register", json=request), 409)
    free = demo.request("GET", "/api/subdomains/moderna-nails").json()
    assert free == {"isAvailable": True, "name": "moderna-nails", "suggestions": []}


def test_what_a_business_is_called_suggests_names(demo):
    answer = demo.request("GET", "/api/subdomains/Caf%C3%A9%20Zo%C3%AB's%20Kitchen").json()
    assert not answer["isAvailable"] and answer["suggestions"][0] == "cafe-zoes-kitchen"


def test_one_of_many_who_want_a_name_at_once_gets_it(demo):
    def register(number: int) -> int:
        request = {
            "business_name": f"Wanted {number}",
            "business_type": "support",
            "subdomain": ["wanted-name", "wanted-narne", "wantedname"][number % 3],
            "email": f"x{number}@wanted.example",
        }
        return demo.request("POST", "/api/business/register", json=request).status_code

    with ThreadPoolExecutor(12) as pool:
        answers = sorted(pool.map(register, range(24)))
    assert answers == [200] + [409] * 23


def test_two_who_send_one_form_off_at_once_are_told_the_same_keys(demo):
    id, token = begin(demo, **form("sent-twice"))
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: demo.request("POST", f"/api/registrations/{id}/complete", token), range(8)))
    assert [answer.status_code for answer in answers] == [200] * 8, answers[0].text
    assert len({answer.text for answer in answers}) == 1


def test_a_form_is_begun_once_with_its_key(demo):
    headers = {"Idempotency-Key": str(uuid.uuid4())}
    parts = form("begun-once")
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: demo.request("POST", "/api/registrations", json=parts, headers=headers), range(6)))
    assert {answer.status_code for answer in answers} == {201} and len({answer.json()["token"] for answer in answers}) == 1
    begun = answers[0].json()
    path = f"/api/registrations/{begun['registration']['id']}"
    assert demo.request("PATCH", path, begun["token"], json={"plan": "Professional"}).status_code == 200
    again = demo.request("POST", "/api/registrations", json=parts, headers=headers).json()
    assert again["token"] == begun["token"] and again["registration"]["form"]["plan"] == "Professional"
    reused = demo.request("POST", "/api/registrations", json=form("begun-twice"), headers=headers)
    assert problem(reused, 422)["type"].endswith("#idempotency-key-reused")
    problem(demo.request("POST", "/api/registrations", json=parts, headers={"Idempotency-Key": "short"}), 400)
    assert begin(demo, **parts) != begin(demo, **parts), "without a key each is another"


def test_a_call_is_started_once_with_its_key(demo):
    host, key = demo.host("mario-pizza"), {"Idempotency-Key": str(uuid.uuid4())}
    first, second = (demo.request("POST", "/api/sessions", headers=host | key, json={}) for _ in range(2))
    assert first.status_code == second.status_code == 201 and first.json() == second.json()
    assert second.headers["Idempotency-Replayed"] == "true"
    # The answer opens the call: what others might choose too is no key.
    problem(demo.request("POST", "/api/sessions", headers=host | {"Idempotency-Key": "call-1"}, json={}), 400)
    other = demo.request("POST", "/api/sessions", headers=demo.host("dr-smith") | key, json={})
    assert other.status_code == 201 and other.json()["sessionId"] != first.json()["sessionId"]


def test_a_request_is_repeated_safely_with_its_key(demo):
    request = {"business_name": "Again", "business_type": "support", "subdomain": "again", "email": "x@again.example"}
    headers = {"Idempotency-Key": str(uuid.uuid4())}

    def send(_: int) -> requests.Response:
        return requests.post(f"{demo.url}/api/business/register", json=request, headers=headers, timeout=30)

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(send, range(6)))
    assert {answer.status_code for answer in answers} == {200}, [answer.text for answer in answers]
    assert {answer.text for answer in answers} == {send(0).text}
    other = requests.post(f"{demo.url}/api/business/register", json=request | {"subdomain": "again-2"}, headers=headers, timeout=30)
    assert "idempotency-key-reused" in problem(other, 422)["type"]


def test_first_keys_and_tokens_are_not_in_the_data(new_server):
    server: Server = new_server()
    id, token = begin(server, **form("secretive"))
    registered = server.request("POST", f"/api/registrations/{id}/complete", token).json()
    server.stop()
    stored = b"".join(file.read_bytes() for file in server.data.rglob("*") if file.is_file())
    for secret in (token, registered["api_key"], registered["publishable_key"]):
        assert secret.encode() not in stored
        assert secret not in server.log.read_text()


@pytest.mark.parametrize("path", ["/api/registrations/none", "/api/registrations/00000000-0000-7000-8000-000000000000"])
def test_a_form_that_is_not_there_looks_like_somebody_elses(demo, path):
    problem(demo.request("GET", path, "garbage"), 404)
