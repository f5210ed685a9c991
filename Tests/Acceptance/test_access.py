"""Every route with every kind of credential, one's own business's and another's: who is let in is what the OpenAPI document says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import requests
from conftest import Server
from people import Person, signed_in

ROLES = ["staff", "manager", "owner"]
#: Not JSON of any body's shape: who is let in is told that it cannot be read, and nothing is done.
UNREADABLE = "[]"
#: A route that does something without a body; tried with who may not, and in its own test with who may.
DOES_AT_ONCE = {
    "POST /api/business/{businessId}/webhook-secret",
    "DELETE /api/account/sessions",
    "POST /api/account/sign-out",
}


NO_BUSINESS = "00000000-0000-7000-8000-000000000000"


@dataclass
class Credential:
    """Something that proves, or does not prove, who somebody is."""

    name: str
    key: str | None = None
    person: Person | None = None

    def send(self, server: Server, method: str, path: str) -> requests.Response:
        if self.person:
            return self.person.request(method, path, data=UNREADABLE)
        return server.request(method, path, self.key, data=UNREADABLE)


@dataclass
class House:
    """A business with its keys and one person of each role."""

    business_id: str
    credentials: list[Credential]


def house(server: Server, subdomain: str) -> House:
    registered = server.register(subdomain)
    people = [Credential(role, person=signed_in(server, f"{role}-{subdomain}", subdomain, role)) for role in ROLES]
    keys = [Credential("publishable", registered["publishable_key"]), Credential("secret", registered["api_key"])]
    return House(registered["business_id"], [*keys, *people])


@dataclass
class Street:
    """Two businesses, an operator, and nobody."""

    server: Server
    ours: House
    theirs: House
    operator: Credential
    nobody: Credential


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    from conftest import free_port

    many = {name: "1000000" for name in ("API_RATE_LIMIT_PER_BUSINESS", "API_RATE_LIMIT_PER_KEY", "API_RATE_LIMIT_PER_ADDRESS")}
    server = Server(tmp_path_factory.mktemp("access") / "data", free_port(), environment=many)
    server.start()
    ours, theirs = house(server, "access-ours"), house(server, "access-theirs")
    operator = Credential("operator", person=signed_in(server, "operator", None))
    yield Street(server, ours, theirs, operator, Credential("nobody"))
    server.stop()


@dataclass
class Operation:
    method: str
    template: str
    details: dict

    @property
    def name(self) -> str:
        return f"{self.method} {self.template}"

    @property
    def is_a_businesses(self) -> bool:
        """Whether it opens to keys and people of a business."""
        return "x-scope" in self.details

    @property
    def security(self) -> list[dict]:
        return self.details["security"]

    @property
    def role(self) -> str | None:
        return self.details.get("x-role")

    @property
    def does_at_once(self) -> bool:
        return self.name in DOES_AT_ONCE or self.method == "DELETE" and self.template.endswith("{businessId}")

    def path(self, house: House) -> str:
        # Operators may do away with a business: here they are let in to one that is not there.
        id = NO_BUSINESS if self.role == "operator" else house.business_id
        path = self.template.replace("{businessId}", id)
        while "{" in path:
            path = path[: path.index("{")] + "none" + path[path.index("}") + 1 :]
        return path


def operations(server: Server) -> list[Operation]:
    document = server.request("GET", "/openapi.json").json()
    return [
        Operation(method.upper(), path, details)
        for path, methods in document["paths"].items()
        for method, details in methods.items()
    ]


def is_in(answer: requests.Response) -> bool:
    """Whether somebody was let in, whatever came of it then."""
    return answer.status_code not in (401, 403) and "There is no such business." not in answer.text


def expected(operation: Operation, credential: Credential) -> set[int] | None:
    """The refusals a credential of the business itself, of nobody or of an operator may meet; None when it is let in."""
    needs, name = operation.role, credential.name
    if operation.security == [{"session": []}]:
        if name in ("nobody", "publishable", "secret"):
            return {401}
        return None if needs is None or name == "operator" == needs else {403}
    if name == "nobody":
        return {401}
    if name == "publishable":
        return {403}
    if name == "operator":
        return {404}
    if name == "secret":
        return None
    return None if ROLES.index(name) >= ROLES.index(needs) else {403}


def refuse(failures: list[str], operation: Operation, credential: Credential, answer: requests.Response, statuses: set[int]) -> None:
    if answer.status_code not in statuses or is_in(answer) and 404 not in statuses:
        failures.append(f"{operation.name} as {credential.name}: {answer.status_code}, not {statuses}: {answer.text[:120]}")


def test_every_route_opens_to_whom_it_says_and_to_nobody_else(street):
    failures: list[str] = []
    tried = 0
    for operation in operations(street.server):
        if not operation.is_a_businesses and operation.security != [{"session": []}]:
            continue
        for credential in [street.nobody, *street.ours.credentials, street.operator]:
            statuses = expected(operation, credential)
            if statuses is None and operation.does_at_once:
                continue
            answer = credential.send(street.server, operation.method, operation.path(street.ours))
            tried += 1
            if answer.status_code >= 500 and answer.status_code != 501:
                failures.append(f"{operation.name} as {credential.name}: {answer.status_code} {answer.text[:120]}")
            elif statuses is not None:
                refuse(failures, operation, credential, answer, statuses)
            elif not is_in(answer) and not (operation.role == "operator" and answer.status_code == 404):
                failures.append(f"{operation.name} as {credential.name}: not let in: {answer.status_code} {answer.text[:120]}")
    assert not failures, "\n".join(failures)
    assert tried > 300


def test_no_credential_of_another_business_finds_anything(street):
    failures: list[str] = []
    for operation in operations(street.server):
        if not operation.is_a_businesses:
            continue
        for credential in street.theirs.credentials:
            answer = credential.send(street.server, operation.method, operation.path(street.ours))
            refuse(failures, operation, credential, answer, {404})
            if "There is no such business." not in answer.text:
                failures.append(f"{operation.name} as another's {credential.name}: {answer.text[:120]}")
    assert not failures, "\n".join(failures)


def test_no_key_and_no_person_passes_for_a_call_a_calendar_or_another_company(street):
    failures: list[str] = []
    ours = [[{"secretKey": []}, {"session": []}], [{"session": []}], [{}, {"publishableKey": []}, {"secretKey": []}], []]
    for operation in operations(street.server):
        if operation.security in ours:
            continue
        for credential in [street.nobody, *street.ours.credentials, street.operator]:
            answer = credential.send(street.server, operation.method, operation.path(street.ours))
            if answer.status_code not in (400, 401, 403, 404, 426):
                failures.append(f"{operation.name} as {credential.name}: {answer.status_code}")
    assert not failures, "\n".join(failures)


ABOUT_PEOPLE = {
    "POST /api/business/{businessId}/invitations",
    *(f"{method} /api/business/{{businessId}}/staff/{{id}}" for method in ("PUT", "DELETE")),
}


def test_a_key_is_good_for_its_scopes_alone(street):
    scopes = [
        "records:read", "records:write", "configuration:read", "configuration:write", "billing:read", "billing:write", "administration",
    ]  # fmt: skip
    owner = next(credential for credential in street.ours.credentials if credential.name == "owner").person
    failures: list[str] = []
    for scope in scopes:
        wish = {"kind": "secret", "label": scope, "scopes": [scope]}
        key = owner.request("POST", f"/api/business/{street.ours.business_id}/keys", json=wish).json()["key"]
        for operation in operations(street.server):
            if not operation.is_a_businesses or operation.does_at_once:
                continue
            answer = Credential(scope, key).send(street.server, operation.method, operation.path(street.ours))
            # Who decides about people decides about everything: a narrower key may not make somebody mightier than itself.
            expected_in = operation.details["x-scope"] == scope and operation.name not in ABOUT_PEOPLE
            if is_in(answer) != expected_in:
                failures.append(f"{operation.name} with {scope}: {answer.status_code}")
    assert not failures, "\n".join(failures)
