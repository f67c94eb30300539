#!/usr/bin/env python3
"""Checks the reports of random hostile findings against those who define the
formats: SARIF against the official schema, JUnit against Jenkins' XSD, JSON
and XML against Python's parsers, GitHub's commands against its own unescaping.

usage: reports.py DUMP-REPORT [--seed N] [--rounds N]
                  [--sarif-schema FILE] [--junit-xsd FILE]

DUMP-REPORT is tests/unit/dump-report. The SARIF schema is Schemata/
sarif-schema-2.1.0.json of oasis-tcs/sarif-spec (Python's jsonschema is
needed), the XSD junit-10.xsd of jenkinsci/xunit-plugin (lxml is needed).
Speaks TAP; a check whose schema or package is absent is skipped by name.
"""

import argparse
import base64
import json
import os
import random
import re
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree

RULES = ["first-rule", "second-rule", "third-rule"]
SEVERITIES = ["note", "warning", "error"]
COMMANDS = {"notice": "note", "warning": "warning", "error": "error"}
LEVELS = {"info": "note", "minor": "warning", "major": "error"}
HOSTILE = [b"a", b"b", b"/", b".", b" ", b"%", b"%0A", b",", b":", b"::", b"'",
           b'"', b"<", b">", b"&", b"]]>", b"\\", b"\n", b"\r", b"\t", b"\x1b[31m",
           b"\x01", b"\x08", b"\x7f", b"\xff", b"\xc3", b"\xed\xa0\x80", b"#", b"?",
           "\u009b".encode(), "\u00e4".encode(), "\u202e".encode(),
           "\u2028".encode(), "\ufffe".encode(), "\uffff".encode(),
           "\u6f22".encode(), "\U0001f600".encode(), "\U000e0041".encode()]
# What may stand in a log or an XML document as it is.
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e"
                    "\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


def shown(raw):
    """Bytes as the JSON formats show them."""
    # GLib replaces byte by byte, Python sometimes several bytes at once.
    return "".join("\ufffd" if "\udc80" <= c <= "\udcff" else c
                   for c in raw.decode("utf-8", "surrogateescape"))


def some_bytes(rng, low, high):
    return b"".join(rng.choices(HOSTILE, k=rng.randint(low, high)))


def some_findings(rng):
    """Findings sorted as a run does, some of them of whole files."""
    findings = []
    for path in sorted({some_bytes(rng, 1, 8) for _ in range(rng.randint(0, 4))}):
        for _ in range(rng.randint(1, 4)):
            line = rng.randint(0, 3)
            end_line = line + rng.randint(0, 1) if line else 0
            column = rng.randint(1, 9) if line else 0
            findings.append({
                "rule": rng.randrange(3), "severity": rng.randrange(3),
                "path": path, "line": line, "column": column,
                "end_line": end_line,
                "end_column": column + rng.randint(0, 4) if line else 0,
                "message": some_bytes(rng, 1, 8),
                "excerpt": some_bytes(rng, 0, 12).replace(b"\n", b"")})
    return sorted(findings, key=lambda finding: [
        finding[key] for key in ("path", "line", "column", "rule")])


def dump(program, form, findings):
    records = b"".join(
        b"%s\0" % (value if isinstance(value, bytes) else str(value).encode())
        for finding in findings for value in finding.values())
    result = subprocess.run([program, form], input=records, check=False,
                            capture_output=True, timeout=60)
    assert result.returncode == 0, result.stderr.decode(errors="replace")
    return result.stdout


def by_severity(findings):
    return sorted(findings, key=lambda finding: -finding["severity"])


def check_text(findings, output):
    text = output.decode("utf-8")
    assert not UNSAFE.search(text), "an unsafe character"
    heads = [line for line in text.splitlines() if re.search(r" \[\w+-rule\]$", line)]
    assert len(heads) == len(findings)


def check_finding(finding, item):
    assert list(item) == (["rule", "severity", "path"]
                          + (["path_bytes"] if "path_bytes" in item else [])
                          + ["line", "column", "end_line", "end_column",
                             "message", "fixable", "data"])
    assert item["rule"] == RULES[finding["rule"]]
    assert item["severity"] == SEVERITIES[finding["severity"]]
    assert item["path"] == shown(finding["path"])
    assert item["message"] == shown(finding["message"])
    for key in ("line", "column", "end_line", "end_column"):
        assert item[key] == finding[key] and isinstance(item[key], int)
    path = item["path"].encode()
    assert ("path_bytes" in item) == (path != finding["path"])
    if "path_bytes" in item:
        assert base64.b64decode(item["path_bytes"]) == finding["path"]


def check_summary(findings, summary):
    counts = [sum(f["severity"] == i for f in findings) for i in range(3)]
    assert summary == {"files": 0, "errors": counts[2], "warnings": counts[1],
                       "notes": counts[0], "fixed": 0}


def check_json(findings, output):
    report = json.loads(output.decode("utf-8"))
    assert list(report) == ["tool", "version", "format", "findings", "summary"]
    assert len(report["findings"]) == len(findings)
    for finding, item in zip(findings, report["findings"]):
        check_finding(finding, item)
    check_summary(findings, report["summary"])


def check_jsonl(findings, output):
    lines = output.decode("utf-8").split("\n")
    assert lines.pop() == "" and len(lines) == len(findings) + 1
    for finding, line in zip(findings, lines):
        check_finding(finding, json.loads(line))
    check_summary(findings, json.loads(lines[-1])["summary"])


def unescape_data(text):
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def unescape_property(text):
    return unescape_data(text.replace("%3A", ":").replace("%2C", ","))


def check_github(findings, output):
    lines = output.decode("utf-8").split("\n")
    assert lines.pop() == "" and len(lines) == len(findings)
    for finding, line in zip(by_severity(findings), lines):
        command, properties, message = re.fullmatch(
            r"::(\w+) (.*?)::(.*)", line, re.S).groups()
        properties = dict(p.split("=", 1) for p in properties.split(","))
        assert COMMANDS[command] == SEVERITIES[finding["severity"]]
        assert unescape_property(properties["file"]) == shown(finding["path"])
        assert properties["title"] == RULES[finding["rule"]]
        assert not UNSAFE.search(unescape_data(message))
        assert properties.get("line", "0") == str(finding["line"])
        one_line = finding["line"] == finding["end_line"] != 0
        assert ("col" in properties) == ("endColumn" in properties) == one_line


def check_sarif(findings, output, validate):
    log = json.loads(output.decode("utf-8"))
    validate(log)
    run, = log["runs"]
    assert len(run["results"]) == len(findings)
    prints = set()
    for finding, result in zip(by_severity(findings), run["results"]):
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"] == RULES[finding["rule"]]
        place = result["locations"][0]["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        assert urllib.parse.unquote_to_bytes(uri) == finding["path"]
        assert ("region" in place) == (finding["line"] > 0)
        prints.add((uri, result["partialFingerprints"]["primaryLocationLineHash"],
                    result["ruleId"]))
    assert len(prints) == len(findings), "fingerprints are not unique"


def check_gitlab(findings, output):
    report = json.loads(output.decode("utf-8"))
    assert len(report) == len(findings)
    assert len({item["fingerprint"] for item in report}) == len(findings)
    for finding, item in zip(findings, report):
        assert LEVELS[item["severity"]] == SEVERITIES[finding["severity"]]
        assert item["location"]["path"] == shown(finding["path"])
        assert item["location"]["lines"]["begin"] == max(finding["line"], 1)


def check_junit(findings, output, validate):
    root = xml.etree.ElementTree.fromstring(output)
    validate(output)
    cases = [(suite.get("name"), case.get("classname"), case.get("name"))
             for suite in root for case in suite]
    assert len(set(cases)) == len(cases) == max(len(findings), 1)
    failures = sum(f["severity"] == 2 for f in findings)
    assert len(root.findall(".//failure")) == failures
    assert sum(int(suite.get("failures")) for suite in root) == failures
    assert sum(int(suite.get("tests")) for suite in root) == len(cases)


def sarif_validator(path):
    try:
        import jsonschema
    except ImportError:
        return None, "no jsonschema"
    if not path:
        return None, "no --sarif-schema"
    with open(path, encoding="utf-8") as stream:
        schema = json.load(stream)
    validator = jsonschema.validators.validator_for(schema)(schema)
    return validator.validate, None


def junit_validator(path):
    try:
        import lxml.etree
    except ImportError:
        return None, "no lxml"
    if not path:
        return None, "no --junit-xsd"
    schema = lxml.etree.XMLSchema(lxml.etree.parse(path))
    return lambda xml: schema.assertValid(lxml.etree.fromstring(xml)), None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("program", type=os.path.abspath)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--sarif-schema")
    parser.add_argument("--junit-xsd")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    samples = [[]] + [some_findings(rng) for _ in range(options.rounds)]
    checks = {"text": check_text, "json": check_json, "jsonl": check_jsonl,
              "github": check_github, "sarif": check_sarif,
              "gitlab": check_gitlab, "junit": check_junit}
    validators = {"sarif": sarif_validator(options.sarif_schema),
                  "junit": junit_validator(options.junit_xsd)}

    failed = False
    print(f"1..{len(checks)}")
    for number, (form, check) in enumerate(checks.items(), 1):
        validate, reason = validators.get(form, (None, None))
        extra = [validate or (lambda _: None)] if form in validators else []
        problem = None
        for index, findings in enumerate(samples):
            output = dump(options.program, form, findings)
            try:
                check(findings, output, *extra)
            except Exception as error:  # any doubt about a report is a failure
                problem = f"{index}: {type(error).__name__}: {error}\n{output!r}"
                break
        print(f"{'not ok' if problem else 'ok'} {number} - {form}"
              + (f" # SKIP the schema: {reason}" if reason and not problem else ""))
        if problem:
            print("# " + problem.replace("\n", "\n# "))
            failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
