"""What a killed server may not lose, and what two servers may not share."""

import requests
from call_socket import CallSocket
from conftest import Server, free_port


def test_a_call_goes_on_after_kill_9_and_its_order_exists_once(new_server):
    server: Server = new_server("--demo")
    session = server.new_session("mario-pizza")
    with CallSocket(session["socket"]) as line:
        line.until("form")
        line.say("three margherita pizzas and a caesar salad")
        line.say("pickup, John Doe, 415 555 0101")
        transcript, sequence, form = line.transcript, line.last_sequence, line.form
        server.kill()

    server.start()
    with CallSocket(session["socket"], after=0) as line:
        while line.last_sequence < sequence:
            line.receive()
        assert line.transcript == transcript
        assert line.form == form
    with CallSocket(session["socket"], after=sequence) as line:
        line.say("yes that is right")
        record = next(m for m in line.messages if m["type"] == "record")
        confirmed = line.last_sequence
        server.kill()

    server.start()
    with CallSocket(session["socket"], after=confirmed) as line:
        line.say("yes")
        assert not [m for m in line.messages if m["type"] == "record"]
    with CallSocket(session["socket"], after=confirmed) as line:
        line.send(type="hang_up")
        assert line.until("call_ended", timeout=3)["outcome"] == "order"
    orders = server.records(session["businessId"], "orders", server.staff_key("mario-pizza"))
    assert [order["id"] for order in orders] == [record["record"]["id"]]
    assert orders[0]["total"]["minorUnits"] == 6996


def test_a_second_server_on_the_same_data_is_refused_and_the_first_goes_on(new_server, voiceagent):
    server: Server = new_server()
    second = voiceagent("serve", "--data", server.data, "--port", free_port(), timeout=30)
    assert second.status == 2
    assert len(second.errors.strip().splitlines()) == 1 and str(server.data.name) in second.errors
    assert requests.get(f"{server.url}/health", timeout=5).status_code == 200


def test_a_command_works_beside_a_running_server(new_server, voiceagent):
    server: Server = new_server("--demo")
    assert "mario-pizza" in voiceagent("business", "list", "--data", server.data).output
    call = voiceagent(
        "call", "mario-pizza", "--text", "--json", "--data", server.data,
        lines=["a tiramisu please", "pickup, Ada Byron, 415 555 0199", "yes"],
    )  # fmt: skip
    assert call.events[-1]["outcome"] == "order"
    business = server.new_session("mario-pizza")["businessId"]
    assert len(server.records(business, "orders", server.staff_key("mario-pizza"))) == 1


def test_a_taken_port_is_named(new_server, voiceagent, tmp_path):
    server: Server = new_server()
    second = voiceagent("serve", "--data", tmp_path / "other", "--port", server.port, timeout=30)
    assert second.status == 2
    assert len(second.errors.strip().splitlines()) == 1 and str(server.port) in second.errors


def test_another_platform_key_than_the_datas_is_refused_until_it_is_meant(new_server, voiceagent):
    server: Server = new_server()
    server.stop()
    other = {"PLATFORM_KEY": "another-key-than-the-one-beside-the-data"}
    refused = voiceagent("serve", "--data", server.data, "--port", free_port(), settings=other)
    assert (refused.status, refused.errors.count("\n")) == (2, 1)
    assert "PLATFORM_KEY" in refused.errors and other["PLATFORM_KEY"] not in refused.errors
    assert voiceagent("business", "list", "--data", server.data, settings=other).status == 2
    server.environment |= other
    server.arguments.append("--new-platform-key")
    server.start()
    assert voiceagent("business", "list", "--data", server.data, settings=other).status == 0
    assert voiceagent("business", "list", "--data", server.data).status == 2
