"""An owner sees what a plan costs before it is charged; the operator keeps the books from the command line."""

from __future__ import annotations

import json

import pytest
from call_socket import CallSocket
from conftest import on_both_engines, problem


@pytest.fixture
def server(new_server, database):
    # Trials are over at once: whoever subscribes is charged then and there.
    return new_server(TRIAL_PERIOD_DAYS="0", **database)


def path(business: dict, rest: str) -> str:
    return f"/api/business/{business['business_id']}/{rest}"


def subscribe(server, business: dict, plan: str) -> dict:
    answer = server.request(
        "POST", path(business, "subscription"), business["api_key"], json={"action": "subscribe", "plan": plan}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


@on_both_engines
def test_what_the_preview_says_is_what_the_invoice_says(server):
    roma = server.register("roma")
    subscription = subscribe(server, roma, "Starter")
    assert (subscription["standing"], subscription["status"], subscription["plan"]["name"]) == ("active", "active", "Starter")
    assert [plan["price"]["minorUnits"] for plan in subscription["plans"]] == [9900, 29900, 89900]

    preview = server.request("GET", path(roma, "subscription/preview?plan=Professional"), roma["api_key"]).json()
    assert [line["kind"] for line in preview["lines"]] == ["proration_credit", "proration_debit"]
    # Seconds after the month began nearly all of it is left.
    assert 19990 <= preview["total"]["minorUnits"] <= 20000

    wish = {"action": "change", "plan": "Professional", "at": preview["at"], "total": preview["total"]["minorUnits"]}
    outdated = wish | {"total": 1}
    assert "preview-outdated" in problem(server.request("POST", path(roma, "subscription"), roma["api_key"], json=outdated), 409)["type"]
    assert server.request("POST", path(roma, "subscription"), roma["api_key"], json=wish).json()["plan"]["name"] == "Professional"
    problem(server.request("POST", path(roma, "subscription"), roma["api_key"], json=wish), 409)

    newest, first = server.request("GET", path(roma, "invoices"), roma["api_key"]).json()["data"]
    assert newest["lines"] == preview["lines"] and newest["total"] == preview["total"]
    assert (first["number"], first["total"]["minorUnits"], first["status"]) == ("INV-000001", 9900, "open")
    assert sum(line["amount"]["minorUnits"] for line in newest["lines"]) == newest["total"]["minorUnits"]

    downgrade = server.request("GET", path(roma, "subscription/preview?plan=Starter"), roma["api_key"]).json()
    assert downgrade["total"]["minorUnits"] == 0 and downgrade["effectiveAt"] == subscription["period"]["end"]


def test_an_invoice_is_found_by_its_business_only(server):
    roma, milano = server.register("roma"), server.register("milano")
    subscribe(server, roma, "Starter")
    assert server.request("GET", path(roma, "invoices/INV-000001"), roma["api_key"]).status_code == 200
    problem(server.request("GET", path(milano, "invoices/INV-000001"), milano["api_key"]), 404)
    problem(server.request("GET", path(roma, "invoices/INV-000002"), roma["api_key"]), 404)


@on_both_engines
def test_the_operator_keeps_the_books_beside_the_server(server, voiceagent, database):
    def command(*arguments: str):
        return voiceagent(*arguments, settings=database)

    roma = server.register("roma")
    subscribe(server, roma, "Starter")
    data = ["--data", str(server.data)]
    assert "INV-000001\topen\t99.00 USD" in command("invoice", "list", *data).output
    assert "paid\t99.00 USD" in command("invoice", "paid", "INV-000001", "--note", "transfer 4711", *data).output
    assert "transfer 4711" in command("invoice", "show", "INV-000001", *data).output
    credited = command("invoice", "credit", "INV-000001", "--amount", "10.00", "--reason", "A day without service", *data)
    assert credited.status == 0
    listed = json.loads(command("invoice", "list", "roma", "--json", *data).output)
    assert listed["credited"]["minorUnits"] == 1000 and listed["status"] == "paid"
    refused = command("invoice", "void", "INV-000001", "--reason", "no", *data)
    assert refused.status == 2 and "credit it instead" in refused.errors
    assert command("plan", "offer", "Starter", "--price", "109", "--sessions", "90", "--overage", "0.80", *data).status == 0
    assert "Starter\tversion 2\t109.00 USD\t90 sessions\t0.80 USD" in command("plan", "list", *data).output
    assert "version 1" in command("plan", "show", "roma", *data).output
    assert command("plan", "change", "roma", "Gold", *data).status == 2


@on_both_engines
def test_tax_is_a_line_of_its_own_and_a_tax_number_may_turn_it_round(server, voiceagent, database):
    data = ["--data", str(server.data)]

    def tax(*arguments: str) -> str:
        done = voiceagent("tax", *arguments, *data, settings=database)
        assert done.status == 0, done.errors
        return done.output

    tax("set", "it", "--name", "IVA", "--rate", "22", "--reverse-charge")
    tax("set", "*", "--rate", "7.7")
    assert tax("list").splitlines() == ["*\tVAT\t7.7 %\t", "IT\tIVA\t22 %\treverse charge with a tax number"]
    for wrong in (("ITA", "22"), ("IT", "101"), ("IT", "x"), ("IT", "1.00001")):
        assert voiceagent("tax", "set", wrong[0], "--rate", wrong[1], *data, settings=database).status == 2
    bills = {}
    for name, details in {"bern": {}, "roma": {"country": "it"}, "milano": {"country": "IT", "taxNumber": "IT 123"}}.items():
        business = server.register(name)
        put = server.request("PUT", path(business, "billing-details"), business["api_key"], json={"address": []} | details)
        assert put.status_code == 200, put.text
        subscribe(server, business, "Starter")
        [bills[name]] = server.request("GET", path(business, "invoices"), business["api_key"]).json()["data"]
        page = server.request("GET", path(business, f"invoices/{bills[name]['number']}.html"), business["api_key"]).text
        assert ("Reverse charge" in page) == (name == "milano")
    assert [bill["total"]["minorUnits"] for bill in bills.values()] == [10_662, 12_078, 9900]
    for bill in bills.values():
        assert sum(line["amount"]["minorUnits"] for line in bill["lines"]) == bill["total"]["minorUnits"]
        assert bill["lines"][-1]["kind"] == "tax"
    wrong = server.request("PUT", path(business, "billing-details"), business["api_key"], json={"address": [], "country": "Italy"})
    assert "#/country" in problem(wrong, 422)["errors"][0]["pointer"]
    tax("remove", "IT")
    assert voiceagent("tax", "remove", "IT", *data, settings=database).status == 2


@on_both_engines
def test_a_call_is_counted_and_a_business_whose_trial_is_over_gives_its_number_only(server):
    roma = server.register("roma", phone="+14155550101")
    subscribe(server, roma, "Starter")
    with CallSocket(server.new_session("roma")["socket"]) as line:
        line.until("form")
        line.say("hello")
        line.send(type="hang_up")
        line.until("call_ended")
    with CallSocket(server.new_session("roma")["socket"]) as line:
        line.until("form")
        line.send(type="hang_up")
        line.until("call_ended")
    usage = server.request("GET", path(roma, "usage"), roma["api_key"]).json()
    assert (usage["sessions"], usage["includedSessions"], usage["overageSessions"]) == (1, 100, 0)
    ledger = server.request("GET", path(roma, "usage/sessions"), roma["api_key"]).json()["data"]
    assert [(row["channel"], row["cost"]["minorUnits"]) for row in ledger] == [("browser", 0)]

    milano = server.register("milano", phone="+14155550102")
    # Reading a preview lets time pass for the business: its trial of no days is over.
    server.request("GET", path(milano, "subscription/preview?plan=Starter&action=subscribe"), milano["api_key"])
    assert server.request("GET", path(milano, "subscription"), milano["api_key"]).json()["standing"] == "read_only"
    with CallSocket(server.new_session("milano")["socket"]) as line:
        line.until("call_ended")
        said = " ".join(m["text"] for m in line.messages if m["type"] == "transcript")
    assert "not available" in said and "four one five" in said
    assert server.request("GET", path(milano, "usage"), milano["api_key"]).json()["sessions"] == 0


def test_who_may_only_read_reads_and_subscribes(server):
    roma = server.register("roma")
    server.request("GET", path(roma, "subscription/preview?plan=Starter&action=subscribe"), roma["api_key"])
    assert server.request("GET", path(roma, "menu"), roma["api_key"]).status_code == 200
    soup = {"name": "Soup", "price": 6.5}
    refused = problem(server.request("POST", path(roma, "menu"), roma["api_key"], json=soup), 403)
    assert refused["type"].endswith("#read-only")
    subscribe(server, roma, "Starter")
    assert server.request("POST", path(roma, "menu"), roma["api_key"], json=soup).status_code == 200
