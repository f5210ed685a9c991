"""What each message of Ultravox's protocol may hold, and how its templates are filled in."""

from __future__ import annotations

import json
import re
from typing import Any

# What each message of the vendor's protocol may hold: anything else is refused, as protobuf's JSON does.
ANY: dict[str, Any] = {}
CALLBACK = {"url": ANY, "secrets": ANY}
PARAMETER = {"name": ANY, "location": ANY}
TOOL = {
    "toolId": ANY, "toolName": ANY, "nameOverride": ANY, "descriptionOverride": ANY, "authTokens": ANY, "parameterOverrides": ANY,
    "temporaryTool": {
        "modelToolName": ANY, "description": ANY, "timeout": ANY, "precomputable": ANY, "client": ANY, "dataConnection": ANY,
        "defaultReaction": ANY, "staticResponse": ANY, "requirements": {"httpSecurityOptions": {"options": ANY}, "requiredParameterOverrides": ANY},
        "dynamicParameters": PARAMETER | {"schema": ANY, "required": ANY}, "staticParameters": PARAMETER | {"value": ANY},
        "automaticParameters": PARAMETER | {"knownValue": ANY}, "http": {"baseUrlPattern": ANY, "httpMethod": ANY},
    },
}  # fmt: skip
CALL = {
    "systemPrompt": ANY, "model": ANY, "temperature": ANY, "voice": ANY, "voiceOverrides": ANY, "externalVoice": ANY, "languageHint": ANY,
    "initialMessages": {"role": ANY, "text": ANY, "medium": ANY}, "joinTimeout": ANY, "maxDuration": ANY, "timeExceededMessage": ANY,
    "inactivityMessages": {"duration": ANY, "message": ANY, "endBehavior": ANY}, "selectedTools": TOOL, "recordingEnabled": ANY,
    "medium": {
        "webRtc": ANY, "twilio": {"outgoing": ANY, "dtmfHandling": ANY}, "telnyx": ANY, "plivo": ANY, "exotel": ANY, "sip": ANY,
        "serverWebSocket": {
            "inputSampleRate": ANY, "outputSampleRate": ANY, "clientBufferSizeMs": ANY, "dataMessages": ANY, "mediaIdleTimeout": ANY,
        },
    },
    "initialOutputMedium": ANY, "metadata": ANY, "initialState": ANY, "dataConnection": ANY, "sharedSecrets": ANY, "retentionPolicy": ANY,
    "firstSpeakerSettings": {
        "agent": {"uninterruptible": ANY, "text": ANY, "prompt": ANY, "delay": ANY}, "user": {"fallback": ANY},
    },
    "vadSettings": {
        "turnEndpointDelay": ANY, "minimumTurnDuration": ANY, "minimumInterruptionDuration": ANY, "frameActivationThreshold": ANY,
    },
    "callbacks": {"joined": CALLBACK, "ended": CALLBACK, "billed": CALLBACK}, "experimentalSettings": ANY,
}  # fmt: skip
MESSAGES = {
    "user_text_message": {"type", "text", "urgency", "threadId"},
    "set_output_medium": {"type", "medium"},
    "hang_up": {"type", "message"},
    "ping": {"type", "timestamp"},
}
# An agent's template is a call without what belongs to one call; a call of an agent is that, and little else.
TEMPLATE = {
    key: shape for key, shape in CALL.items() if key not in {"initialMessages", "metadata", "initialState", "callbacks", "experimentalSettings"}
} | {"contextSchema": ANY}
AGENT = {"name": ANY, "callTemplate": TEMPLATE}
AGENT_CALL = {
    key: CALL[key] for key in (
        "initialMessages", "metadata", "medium", "joinTimeout", "maxDuration", "recordingEnabled", "initialOutputMedium",
        "firstSpeakerSettings", "dataConnection", "experimentalSettings", "callbacks", "voice", "voiceOverrides", "retentionPolicy",
        "sharedSecrets",
    )
} | {"templateContext": ANY, "toolOverrides": {"remove": ANY, "removeAll": ANY, "add": ANY}}  # fmt: skip
STAGE = {key: CALL[key] for key in ("systemPrompt", "temperature", "voice", "languageHint", "initialMessages", "selectedTools")} | {
    "toolResultText": ANY
}
WEBHOOK = {"url": ANY, "events": ANY, "secrets": ANY, "agentId": ANY}
DURATIONS = {"joinTimeout", "maxDuration", "timeout", "duration", "turnEndpointDelay", "minimumTurnDuration", "minimumInterruptionDuration"}


def objection(message: Any, shape: dict[str, Any], name: str = "StartCallRequest") -> str | None:
    """What protobuf's JSON parser has against a message; None when it takes it."""
    for part in message if isinstance(message, list) else [message]:
        if not isinstance(part, dict):
            return f'Message type "ultravox.v1.{name}" must be an object.'
        for key, value in part.items():
            if key not in shape:
                return f'Message type "ultravox.v1.{name}" has no field named "{key}"'
            if key in DURATIONS and not re.fullmatch(r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,9})?s", str(value)):
                return f"{key}: {value!r} is no duration"
            if shape[key] and value is not None and (found := objection(value, shape[key], key)):
                return found
    return None


def misfit(context: dict[str, Any], schema: dict[str, Any]) -> str | None:
    """What keeps a context from filling in a template; None when it fits."""
    known = schema.get("properties", {})
    if missing := [name for name in schema.get("required", []) if name not in context]:
        return f"templateContext lacks {missing}"
    for name, value in context.items():
        if name not in known or known[name] == {"type": "string"} and not isinstance(value, str):
            return f"templateContext: {name} is not what the contextSchema says"
    return None


def filled_in(template: dict[str, Any], context: dict[str, Any]) -> dict[str, Any]:
    """A template with its variables replaced, in those places where the vendor looks for them."""

    def fill(text: str) -> str:
        return re.sub(r"\{\{\s*([\w.]+)\s*\}\}", lambda found: str(context.get(found[1], "")), text)

    call = json.loads(json.dumps(template))
    for key in ("systemPrompt", "languageHint", "timeExceededMessage"):
        if call.get(key):
            call[key] = fill(call[key])
    for message in call.get("inactivityMessages") or []:
        message["message"] = fill(message["message"])
    for tool in call.get("selectedTools") or []:
        tool["authTokens"] = {name: fill(token) for name, token in tool.get("authTokens", {}).items()}
        definition = tool.get("temporaryTool", {})
        definition["description"] = fill(definition.get("description", ""))
        for parameter in definition.get("staticParameters", []):
            parameter["value"] = fill(parameter["value"]) if isinstance(parameter["value"], str) else parameter["value"]
    return call
