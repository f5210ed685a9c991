"""The settings are told once: the program, its sample file and its documentation know the same; a wrong one is named."""

from __future__ import annotations

import re
import subprocess

import pytest
from conftest import BINARY, ROOT, Server, free_port

SECRETS = {"DATABASE_URL": "postgresql://someone:pa55-database@127.0.0.1:1/none", "SPEECH_API_KEY": "sk-pa55-speech", "LLM_API_KEY": "sk-pa55-model", "TWILIO_AUTH_TOKEN": "pa55-token", "TWILIO_SHARED_KEY": "SK1:pa55", "STRIPE_SECRET_KEY": "sk_test_pa55", "STRIPE_WEBHOOK_SECRET": "whsec_pa55"}
TWILIO = {"PUBLIC_URL": "https://voice.example.com", "TWILIO_ACCOUNT_SID": "AC" + "0" * 32, "TWILIO_AUTH_TOKEN": "pa55"}


def run(tmp_path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in an empty folder, without the settings of this machine."""
    return subprocess.run(
        [str(BINARY), *arguments],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "SPEECH_PORT": str(free_port())} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def shown(output: str) -> dict[str, str]:
    return dict(re.findall(r"^  ([A-Z][A-Z_]+) *(.*?)$", output, re.MULTILINE))


def test_doctor_sample_file_and_documentation_list_the_same_settings(tmp_path):
    doctor = run(tmp_path, "doctor", "--data", "data")
    assert doctor.returncode == 0, doctor.stderr
    sample = dict(re.findall(r"^#? ?([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE))
    page = (ROOT / "docs/configuration.md").read_text()
    documentation = re.findall(r"^\| `([A-Z_]+)` \| (?:`(.*?)`|empty) \|", page, re.MULTILINE)
    assert list(shown(doctor.stdout)) == list(sample) == [name for name, _ in documentation]
    assert sample == dict(documentation), "and the same standard values"
    assert shown(doctor.stdout) | {"SPEECH_PORT": sample["SPEECH_PORT"]} == sample


def test_the_sample_file_and_the_documentation_are_made_of_the_declarations(tmp_path):
    assert run(tmp_path, "settings").stdout == (ROOT / ".env.example").read_text(), "voiceagent settings > .env.example"
    table = run(tmp_path, "settings", "--table").stdout
    assert len(table.splitlines()) > 50 and table in (ROOT / "docs/configuration.md").read_text(), "voiceagent settings --table"


def test_the_sample_file_can_be_used_as_it_is_and_the_environment_wins(tmp_path):
    (tmp_path / ".env").write_text((ROOT / ".env.example").read_text().replace("TRIAL_PERIOD_DAYS=14", "TRIAL_PERIOD_DAYS=21"))
    assert shown(run(tmp_path, "doctor").stdout)["TRIAL_PERIOD_DAYS"] == "21"
    assert shown(run(tmp_path, "doctor", TRIAL_PERIOD_DAYS="7").stdout)["TRIAL_PERIOD_DAYS"] == "7"


@pytest.mark.parametrize("command", ["doctor", "serve"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAIN_PLATFORM_PORT", "abc"),
        ("MAIN_PLATFORM_PORT", "70000"),
        ("TRIAL_PERIOD_DAYS", "-1"),
        ("DEFAULT_USAGE_LIMIT", "many"),
        ("LOG_LEVEL", "loud"),
        ("SPEECH_PORT", "0"),
        ("LLM_BASE_URL", "nowhere"),
        ("LLM_TURN_MILLISECONDS", "1"),
        ("PUBLIC_URL", "http://voice.example.com"),
        ("TWILIO_ACCOUNT_SID", "AC1"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_in_one_line(tmp_path, command, name, value):
    done = run(tmp_path, command, **{name: value})
    assert done.returncode == 2
    [line] = done.stderr.strip().splitlines()
    assert name in line and value in line


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://someone:pa55-database@127.0.0.1:1/none",
        "postgresql://someone:pa55-database@no-such-host.invalid/none",
        "mysql://someone:pa55-database@127.0.0.1/none",
        "no address at all",
    ],
)
def test_a_database_that_is_not_there_is_told_in_one_line_without_its_password(tmp_path, address):
    done = run(tmp_path, "serve", "--port", str(free_port()), DATABASE_URL=address)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "pa55" not in done.stderr + done.stdout


def test_a_telephone_account_needs_its_token_and_an_address_to_be_reached_at(tmp_path):
    assert run(tmp_path, "doctor", **TWILIO).returncode == 0
    for name in ("TWILIO_AUTH_TOKEN", "PUBLIC_URL"):
        done = run(tmp_path, "doctor", **TWILIO | {name: ""})
        assert done.returncode == 2 and name in done.stderr
    done = run(tmp_path, "doctor", **TWILIO, TWILIO_SHARED_KEY="pa55")
    assert done.returncode == 2 and "TWILIO_SHARED_KEY" in done.stderr and "pa55" not in done.stderr + done.stdout


def test_doctor_hides_secrets(tmp_path):
    for name, value in SECRETS.items():
        done = run(tmp_path, "doctor", **{name: value})
        assert name in done.stdout
        assert "pa55" not in done.stdout + done.stderr
        assert shown(done.stdout)[name], "that it is set is shown"


def test_a_servers_log_holds_no_keys_of_callers_or_owners(new_server):
    server: Server = new_server(LOG_LEVEL="trace")
    keys = server.register("quiet-log")
    session = server.new_session("quiet-log")
    server.request("GET", f"/api/business/{keys['business_id']}/menu", keys["api_key"])
    server.request("GET", f"/api/sessions/{session['sessionId']}/socket?token={session['socket'].split('token=')[1]}")
    log = server.log.read_text()
    assert "route=/api/sessions/{id}/socket" in log, "the requests are in it"
    for secret in (keys["api_key"], keys["publishable_key"], session["socket"].split("token=")[1]):
        assert secret not in log
