"""Spoken calls without a server: what a synthesised caller says is heard, and what the agent says can be heard."""

import array
import wave

import pytest
import requests

ORDER = [
    "Two pepperoni pizzas and a tiramisu, please. It is for pickup.",
    "No, that's all, thank you.",
    "My name is John Smith.",
    "Two one two, six four six, zero one nine eight.",
    # Once for a number that was not heard well, once for the order.
    "Yes, please.",
    "Yes, please.",
]


@pytest.fixture(scope="module")
def speak(demo, tmp_path_factory):
    """Turns a caller's line into a WAV file, with the speech server of the demo platform."""
    demo.wait_for_speech()
    folder = tmp_path_factory.mktemp("speech")

    def speak(text: str):
        answer = requests.post(
            f"http://127.0.0.1:{demo.speech_port}/v1/audio/speech",
            json={"model": "tts-1", "voice": "alloy", "input": text, "response_format": "wav"},
            timeout=30,
        )
        assert answer.status_code == 200, answer.text
        samples = answer.content[44:]
        file = folder / f"{abs(hash(text))}.wav"
        with wave.open(str(file), "wb") as recording:
            recording.setparams((1, 2, 24_000, 0, "NONE", ""))
            recording.writeframes(samples)
        return file

    return speak


@pytest.mark.parametrize("engines", ["server", "in-process"])
def test_a_spoken_order_ends_in_the_books_and_the_answers_can_be_heard(voiceagent, speak, tmp_path, engines):
    answers = tmp_path / "answers.wav"
    recordings = [argument for line in ORDER for argument in ("--wav", speak(line))]
    call = voiceagent(
        "call", "mario-pizza", *recordings, "--wav-out", answers, "--json", "--data", tmp_path / "data", timeout=180,
        settings={"SPEECH_ENGINES": engines},
    )
    assert call.status == 0, call.errors
    heard = [event["text"] for event in call.events if event["event"] == "heard"]
    assert len(heard) == len(ORDER), heard
    end = call.events[-1]
    assert end["outcome"] == "order", call.output
    assert [(line["quantity"], line["item"]) for line in end["record"]["lines"]] == [(2, "Pepperoni Pizza"), (1, "Tiramisu")]
    assert end["record"]["customer_phone"] == "+12126460198"

    with wave.open(str(answers)) as sound:
        assert sound.getframerate() == 16_000 and sound.getnchannels() == 1
        frames = sound.readframes(sound.getnframes())
    assert len(frames) / 32_000 > 10, "the agent said more than ten seconds' worth"
    samples = array.array("h", frames)
    assert sum(abs(sample) for sample in samples) / len(samples) > 200, "it is not silence"


def test_a_silent_recording_is_no_turn_of_the_caller(voiceagent, speak, tmp_path):
    silence = tmp_path / "silence.wav"
    with wave.open(str(silence), "wb") as recording:
        recording.setparams((1, 2, 16_000, 0, "NONE", ""))
        recording.writeframes(b"\x00\x00" * 16_000)
    call = voiceagent("call", "mario-pizza", "--wav", silence, "--json", "--data", tmp_path / "data")
    assert call.status == 0, call.errors
    assert not [event for event in call.events if event["event"] == "heard"]
    assert [event for event in call.events if event["event"] == "silent"]
