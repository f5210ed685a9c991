"""Who called is in the business's books, and nowhere else: not in the server's log, and where the business wants it not in the call's."""

from __future__ import annotations

import pytest
from call_socket import CallSocket
from conftest import Server
from test_ultravox import receptionist, restaurant
from ultravox_simulator import KEY, ultravox

PHONE = "+14155550199"
# What a caller says of themselves, and what of it stands in no book.
SAID = [
    "my name is Siobhan Quillfeather, S I O B H A N",
    "bring it to twelve Larkspur Crescent",
    "four one five, five five five, oh one nine nine",
    "and my mail is siobhan at quillfeather dot example",
]
SPOKEN = ["S I O B H A N", "my name is Siobhan", "twelve Larkspur", "oh one nine nine", "quillfeather dot example"]
PERSONAL = ["Siobhan", "Quillfeather", "quillfeather", "Larkspur", "5550199", "555 0199", *SPOKEN]


def configured(server: Server, owner: dict[str, str], **changes: object) -> None:
    path = f"/api/business/{owner['business_id']}/voice-config"
    configuration = server.request("GET", path, owner["api_key"]).json() | changes
    assert server.request("PUT", path, owner["api_key"], json=configuration).status_code == 200


def holders(server: Server, words: list[str]) -> dict[str, list[str]]:
    """The data files that hold words, by the words."""
    files = {file.name: file.read_bytes() for file in server.data.rglob("*") if file.is_file()}
    found = {word: [name for name, content in files.items() if word.encode() in content] for word in words}
    return {word: names for word, names in found.items() if names}


@pytest.mark.parametrize("forgets", [True, False])
def test_a_call_that_is_over_is_kept_without_whose_it_was_where_the_business_wants_that(new_server, forgets):
    server = new_server(LOG_LEVEL="trace", SPEECH_SERVER="none")
    owner = restaurant(server, "kitchen")
    configured(server, owner, brain="dialogue", privacy={"forgetsPersonalData": forgets})
    session = server.new_session("kitchen", phone=PHONE)
    with CallSocket(session["socket"]) as line:
        line.until("form")
        for words in ["two tomato soups for delivery", *SAID, "that's all", "yes"]:
            line.say(words)
        line.send(type="hang_up")
        line.until("call_ended")
    # Said aloud in the books, or not at all; the log of the call knows how the call went.
    transcript = server.request("GET", f"/api/business/{owner['business_id']}/transcripts/{session['sessionId']}", owner["api_key"]).json()
    assert "two tomato soups for delivery" in [entry["text"] for entry in transcript["lines"]]
    server.stop()
    assert (holders(server, SPOKEN) == {}) == forgets, holders(server, SPOKEN)
    log = server.log.read_text()
    assert [word for word in PERSONAL if word in log] == []


def test_the_servers_log_does_not_repeat_what_another_company_quotes(new_server):
    with ultravox(receptionist) as service:
        service.refusal, service.refusal_words = 400, f"systemPrompt: the caller is at {PHONE}, siobhan@quillfeather.example"
        settings = {"ULTRAVOX_API_KEY": KEY, "ULTRAVOX_BASE_URL": service.url, "LOG_LEVEL": "trace", "SPEECH_SERVER": "none"}
        server = new_server(**settings)
        restaurant(server, "kitchen")
        with CallSocket(server.new_session("kitchen", phone=PHONE)["socket"]) as line:
            line.until("form")
            for words in SAID:
                line.say(words)
        log = server.log.read_text()
        assert "Ultravox answered 400: systemPrompt: the caller is at" in log
        assert [word for word in PERSONAL if word in log] == []
