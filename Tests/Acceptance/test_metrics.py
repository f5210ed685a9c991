"""The figures for Prometheus can be read, tell what happened, and are for programs on this machine only."""

from __future__ import annotations

import re

from conftest import Server, problem

NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = r'[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"'
SAMPLE = re.compile(rf"({NAME})(?:\{{({LABEL}(?:,{LABEL})*)?\}})? (-?[0-9.]+(?:[eE][-+]?[0-9]+)?|[-+]Inf|NaN)")
Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


def read(text: str) -> tuple[dict[str, str], Samples]:
    """The types and the samples of the text format 0.0.4; whatever does not belong to it is an error."""
    assert text.endswith("\n")
    types: dict[str, str] = {}
    samples: Samples = {}
    for line in text.splitlines():
        if line.startswith("# HELP "):
            assert re.fullmatch(rf"# HELP {NAME} .+", line), line
        elif line.startswith("#"):
            described = re.fullmatch(rf"# TYPE ({NAME}) (counter|gauge|histogram|summary|untyped)", line)
            assert described and described[1] not in types, line
            types[described[1]] = described[2]
        else:
            sample = SAMPLE.fullmatch(line)
            assert sample, line
            labels = frozenset(re.findall(r'(\w+)="((?:[^"\\]|\\.)*)"', sample[2] or ""))
            assert (sample[1], labels) not in samples, f"twice: {line}"
            samples[sample[1], labels] = float(sample[3])
    return types, samples


def figures(server: Server) -> tuple[dict[str, str], Samples]:
    answer = server.request("GET", "/metrics")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    return read(answer.text)


def test_the_figures_can_be_read_and_each_has_a_type(demo):
    demo.request("GET", "/health")
    types, samples = figures(demo)
    assert types and samples
    for name, _ in samples:
        base = re.sub(r"_(bucket|sum|count)$", "", name)
        assert name in types or types.get(base) in ("histogram", "summary"), name


def test_a_histogram_counts_up_to_infinity(demo):
    demo.request("GET", "/health")
    types, samples = figures(demo)
    for name in (name for name, type in types.items() if type == "histogram"):
        series: dict[frozenset[tuple[str, str]], list[tuple[float, float]]] = {}
        for (sample, labels), value in samples.items():
            if sample == f"{name}_bucket":
                bound = float(dict(labels)["le"])
                series.setdefault(frozenset(label for label in labels if label[0] != "le"), []).append((bound, value))
        assert series, name
        for labels, buckets in series.items():
            counts = [value for _, value in sorted(buckets)]
            assert counts == sorted(counts)
            assert max(buckets)[0] == float("inf") and counts[-1] == samples[f"{name}_count", labels]


def test_a_request_is_counted_by_its_route_and_not_by_its_path(demo):
    def counted() -> float:
        _, samples = figures(demo)
        route = ("http_route", "/api/business/{businessId}/menu")
        return sum(value for (name, labels), value in samples.items() if name.endswith("requests_total") and route in labels)

    before = counted()
    for _ in range(3):
        demo.request("GET", "/api/business/counted-nowhere/menu", "no-key")
    demo.request("GET", "/no-such-path-counted")
    answer = demo.request("GET", "/metrics").text
    assert counted() == before + 3
    assert "counted-nowhere" not in answer and "no-such-path-counted" not in answer


def test_figures_are_not_for_those_whom_a_proxy_speaks_for(demo):
    for address in ("203.0.113.9", "127.0.0.1, 203.0.113.9", "unknown"):
        problem(demo.request("GET", "/metrics", headers={"X-Forwarded-For": address}), 404)
    assert demo.request("GET", "/metrics", headers={"X-Forwarded-For": "203.0.113.9, 127.0.0.1"}).status_code == 200
