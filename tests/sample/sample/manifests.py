"""module.manifest.json: the declared and observed facts of each module."""

import json

from .choices import chance, identifier, number, pick, some
from .words import ADJECTIVES, CONSTELLATIONS, DOMAINS, NOUNS, TEAMS, VERBS

MAX_APIS = 170
REPOSITORY = "https://git.example.org/lukhas/monorepo"


def manifest_text(module, observed=False, legacy=False):
    """Return the manifest's bytes: with a pilot's coverage once that was
    observed, with the former path once the lane was renamed."""
    facts = _facts(module)
    if legacy:
        facts["x_legacy"] = {"former_path": "candidate/"}
    if observed:
        facts["testing"]["coverage_observed"] = module.pilot.value
        facts["testing"]["observed_at"] = module.pilot.observed_at
    # Most writers sort the keys, some keep the order they were given.
    ordered = not chance(12, "unsorted", module.name)
    return (json.dumps(facts, indent=2, sort_keys=ordered) + "\n").encode()


def description(module):
    """Return two or three sentences, 120 to 360 characters."""
    key = ("description", module.name)
    verbs = some(VERBS, 3, *key)
    nouns = some(NOUNS, 4, *key)
    text = ("The module %s is there to %s each %s and to %s the %s of a "
            "session. It keeps every %s %s in one place, so that others "
            "can %s a %s without knowing how it came about." % (
                module.name, verbs[0], nouns[0], verbs[1], nouns[1],
                pick(ADJECTIVES, *key), nouns[2], verbs[2], nouns[3]))
    if chance(15, "more", *key):
        text += " Held to p95 \u2264 %d ms and \u2265 2 reviewers." % (
            100 + 50 * number(5, *key))
    return text


def lane(module):
    """Return the maturity lane that the manifest names, or None."""
    if module.pilot:
        return "L2" if module.name in ("identity", "memory") else None
    if not chance(30, "lane", module.name):
        return None
    return pick(("L0", "L1", "L2", "L2", "L3", "L4", "L5"),
                "which lane", module.name)


def owner(module):
    """Return the name of the team."""
    return pick(TEAMS, "team", module.name)


def _facts(module):
    facts = {
        "schema_version": "3.0.0",
        "module": module.name,
        "description": description(module),
        "tags": _tags(module),
        "features": _features(module),
        "apis": _apis(module),
        "contracts": [],
        "dependencies": sorted(module.dependencies),
        "layout": {"code_layout": "package-root", "paths": _paths(module)},
        "links": {
            "docs": "%s/tree/main/%s/README.md" % (REPOSITORY, module.folder),
            "issues": "%s/issues?q=%s" % (REPOSITORY, module.name),
            "repo": "%s/tree/main/%s" % (REPOSITORY, module.folder),
        },
        "matrix": {"gates_profile": "standard", "lane": lane(module) or "L2"},
        "ownership": {
            "team": owner(module),
            "codeowners": ["@lukhas/%s" % owner(module).lower()],
        },
        "runtime": {"language": "python",
                    "entrypoints": _entrypoints(module)},
        "testing": _testing(module),
        "_provenance": {
            "generator": "manifest-writer",
            "sha": identifier(40, "provenance", module.name),
        },
    }
    if not _is_brief(module):
        facts.update(_further_facts(module))
    if chance(10, "alias", module.name):
        facts["aliases"] = ["%s_v1" % module.name.replace(".", "_")]
    return facts


def _is_brief(module):
    return not module.pilot and chance(15, "brief", module.name)


def _further_facts(module):
    """Return what a brief manifest leaves out."""
    prefix = module.name.replace(".", "_")
    return {
        "identity": {
            "requires_auth": chance(30, "auth", module.name),
            "tiers": ["T%d" % (1 + number(5, "tier", module.name))],
        },
        "observability": {
            "logging": {"logger_name": module.name, "default_level": "INFO"},
            "metrics": ["%s_%s_total" % (prefix, noun)
                        for noun in some(NOUNS, 2, "metrics", module.name)],
            "spans": [],
        },
        "performance": {"sla_targets": {
            "latency_p95_ms": 100 + 50 * number(5, "sla", module.name)}},
        "tokenization": {"enabled": False, "note": ""},
    }


def _tags(module):
    key = ("tags", module.name)
    tags = sorted(some(DOMAINS, 1 + number(3, *key), *key))
    if chance(50, "constellation", *key):
        tags.append("constellation:" + pick(CONSTELLATIONS, *key))
    if lane(module):
        tags.append("lane:" + lane(module))
    return tags


def _features(module):
    key = ("features", module.name)
    return ["%s %s %s" % (verb, pick(ADJECTIVES, verb, *key), noun)
            for verb, noun in zip(some(VERBS, 2 + number(3, *key), *key),
                                  some(NOUNS, 4, *key))]


def _apis(module):
    """Describe a share of the public names; a lane's root, all it can."""
    share = 3 if _is_brief(module) else 22
    if module.name in ("core", "lukhas", "labs"):
        share = 100
    names = [(source, name) for source in module.sources
             for name in source.public
             if chance(share, "api", source.dotted, name)]
    return {"%s.%s" % (source.dotted, name): _api(source, name)
            for source, name in names[:MAX_APIS]}


def _api(source, name):
    key = ("api", source.dotted, name)
    return {
        "module": source.dotted,
        "description": "%s of %s" % (name, source.dotted),
        "capabilities": ["%s:%s" % (pick(DOMAINS, *key), pick(VERBS, *key))],
        "doc_ok": chance(80, "doc", *key),
        "import_verified": True,
    }


def _paths(module):
    paths = {"code": "."}
    if module.docs:
        paths["docs"] = "docs/"
    if module.tests:
        paths["tests"] = "tests/"
    if module.config:
        paths["config"] = "config/"
    return paths


def _entrypoints(module):
    return ["%s:%s" % (source.dotted, name) for source in module.sources[:3]
            for name, _ in source.functions[:1]]


def _testing(module):
    testing = {"frameworks": ["pytest"] if module.tests else []}
    if not module.pilot and chance(20, "target", module.name):
        testing["coverage_target"] = pick((70, 80, 85, 90), "coverage",
                                          module.name)
    if chance(25, "status", module.name):
        testing["status"] = pick(("stable", "wip", "draft"), "status",
                                 module.name)
    return testing
