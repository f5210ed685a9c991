"""A business's configuration as a whole: drafted, published, gone back to; a menu taken over from a file."""

from __future__ import annotations

import pytest
from conftest import Server, problem

TABLE = '''name;price;category;aliases;available
Margherita;8,50;Pizza;plain pizza|cheese pizza;yes
"Quattro ""Stagioni""";11,00;Pizza;;no
'''


@pytest.fixture
def owner(demo: Server, request: pytest.FixtureRequest) -> tuple[str, str]:
    """A business of the test's own: its path and its key."""
    answer = demo.register(f"config-{abs(hash(request.node.name)) % 10**9}")
    return f"/api/business/{answer['business_id']}", answer["api_key"]


def call(server: Server, method: str, owner: tuple[str, str], path: str, expected: int = 200, **more: object) -> dict:
    answer = server.request(method, f"{owner[0]}/{path}", owner[1], **more)
    assert answer.status_code == expected, answer.text
    return answer.json() if answer.content else {}


def test_what_is_drafted_is_in_force_once_it_is_published_and_can_be_gone_back_from(demo, owner):
    call(demo, "POST", owner, "menu", json={"name": "Soup", "price": 6.5})
    before = call(demo, "GET", owner, "configuration")
    item = before["menu"][0]
    draft = {
        "menu": [item | {"price": 7.25}, {"name": "Bread", "price": 2}],
        "hours": {"weekly": {"monday": ["09:00-17:00"]}, "exceptions": {"2027-12-25": []}},
        "branding": {"displayName": "The Kitchen", "colour": "#8c1d18"},
    }
    answer = call(demo, "PUT", owner, "configuration/draft", json=draft)
    assert "menu, Soup: price 6.5 becomes 7.25" in answer["changes"] and "menu, Bread: added" in answer["changes"]
    assert call(demo, "GET", owner, "configuration") == before, "nothing of a draft is in force"

    version = call(demo, "POST", owner, "configuration/draft/publish", json={"note": "Spring"})
    assert version["note"] == "Spring" and version["changes"] == answer["changes"]
    after = call(demo, "GET", owner, "configuration")
    assert {entry["name"]: entry["price"] for entry in after["menu"]} == {"Bread": 2, "Soup": 7.25}
    assert next(entry["id"] for entry in after["menu"] if entry["name"] == "Soup") == item["id"], "it is the same item"
    assert call(demo, "GET", owner, "hours")["exceptions"] == {"2027-12-25": []}
    public = demo.request("GET", "/api/business/config", owner[1]).json()
    assert public["customization"] == {"displayName": "The Kitchen", "colour": "#8c1d18"}
    problem(demo.request("POST", f"{owner[0]}/configuration/draft/publish", owner[1], json={}), 409)

    versions = call(demo, "GET", owner, "configuration/versions")["data"]
    assert [entry["number"] for entry in versions] == [2, 1]
    back = call(demo, "POST", owner, "configuration/versions/1/restore")
    assert back["number"] == 3 and back["note"] == "Back to version 1" and "menu, Bread: removed" in back["changes"]
    assert call(demo, "GET", owner, "configuration") == before
    audit = call(demo, "GET", owner, "audit")["data"]
    assert [entry["subject"] for entry in audit if entry["action"] == "configuration.published"] == ["version 3", "version 2"]


@pytest.mark.parametrize(
    ("draft", "pointer"),
    [
        ({"menu": [{"name": "Soup", "price": 6.505}]}, "#/menu/0/price"),
        ({"menu": [{"name": "Soup", "price": 6}, {"name": "soup ", "price": 7}]}, "#/menu/1/name"),
        ({"hours": {"weekly": {"moonday": []}}}, "#/hours/weekly/moonday"),
        ({"branding": {"colour": "#ffee00"}}, "#/branding/colour"),
        ({"branding": {"logo": "http://pictures.example/logo.png"}}, "#/branding/logo"),
    ],
)
def test_what_could_not_be_published_is_refused_as_a_draft(demo, owner, draft, pointer):
    refusal = problem(demo.request("PUT", f"{owner[0]}/configuration/draft", owner[1], json=draft), 422)
    assert refusal["errors"][0]["pointer"] == pointer
    assert call(demo, "GET", owner, "configuration/draft") == {"parts": {}, "changes": []}


def test_a_menu_is_taken_over_from_a_table(demo, owner):
    call(demo, "POST", owner, "menu", json={"name": "Soup", "price": 6.5})
    table = {"data": TABLE.encode(), "headers": {"Content-Type": "text/csv; charset=utf-8"}}
    rehearsed = call(demo, "POST", owner, "menu/import?dry_run=true&replace=true", **table)
    assert not rehearsed["isDone"] and "menu, Soup: removed" in rehearsed["changes"]
    assert [entry["name"] for entry in call(demo, "GET", owner, "menu")["data"]] == ["Soup"]

    report = call(demo, "POST", owner, "menu/import", **table)
    assert report["isDone"] and report["items"] == 2
    menu = {entry["name"]: entry for entry in call(demo, "GET", owner, "menu")["data"]}
    assert set(menu) == {"Soup", "Margherita", 'Quattro "Stagioni"'}
    assert menu["Margherita"]["price"] == 8.5 and menu["Margherita"]["aliases"] == ["plain pizza", "cheese pizza"]
    assert not menu['Quattro "Stagioni"']["available"]
    assert call(demo, "POST", owner, "menu/import", **table)["changes"] == [], "a second time changes nothing"


@pytest.mark.parametrize(
    ("table", "detail"),
    [
        ("name,cost\nSoup,6.5\n", 'among them "price"'),
        ("name,price\nSoup,cheap\n", 'Line 2: "cheap" is not a price'),
        ("name,price,available\nSoup,6.5,perhaps\n", "available is yes or no"),
        ("", "empty"),
    ],
)
def test_a_table_that_cannot_be_read_says_where(demo, owner, table, detail):
    headers = {"Content-Type": "text/csv"}
    answer = demo.request("POST", f"{owner[0]}/menu/import", owner[1], data=table.encode(), headers=headers)
    assert detail in problem(answer, 422)["detail"]
