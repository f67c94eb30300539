"""The vocabulary that names and sentences are made of."""

VERBS = (
    "align", "anchor", "blend", "bound", "collect", "compose", "derive",
    "encode", "estimate", "expand", "filter", "fold", "gather", "grade",
    "index", "infer", "label", "limit", "map", "measure", "merge", "order",
    "pack", "project", "prune", "rank", "reduce", "refine", "render",
    "resolve", "route", "scale", "scan", "score", "select", "shape", "smooth",
    "sort", "split", "stamp", "sum", "trim", "tune", "weigh", "widen",
)

NOUNS = (
    "anchor", "attention", "band", "batch", "beacon", "branch", "budget",
    "bundle", "channel", "claim", "cluster", "concept", "context", "cue",
    "cycle", "decision", "digest", "drift", "echo", "edge", "episode",
    "event", "fact", "field", "focus", "frame", "gate", "glyph", "goal",
    "graph", "habit", "hint", "horizon", "impulse", "insight", "intent",
    "journal", "label", "layer", "link", "marker", "memo", "metric", "mood",
    "motif", "node", "note", "outcome", "path", "pattern", "phase", "plan",
    "policy", "prompt", "pulse", "query", "record", "reflex", "region",
    "reply", "route", "rule", "scene", "seed", "segment", "session", "shard",
    "sketch", "slot", "snapshot", "span", "state", "story", "symbol",
    "target", "thread", "tier", "topic", "trace", "trait", "vector", "view",
    "window",
)

FILES = (
    "adapters", "analysis", "assembly", "balance", "bands", "blending",
    "budgets", "channels", "composer", "cues", "decisions", "digests",
    "dispatch", "encoding", "engine", "estimates", "events", "evidence",
    "filters", "formats", "frames", "grading", "graphs", "hints", "intake",
    "journal", "labels", "limits", "links", "markers", "metrics", "models",
    "motifs", "notes", "outcomes", "parsing", "patterns", "phases",
    "pipeline", "planning", "policies", "profiles", "ranking", "records",
    "registry", "rendering", "replies", "rules", "runtime", "scenes",
    "schedule", "scoring", "segments", "selectors", "shapes",
    "smoothing", "snapshots", "states", "stories", "summaries", "symbols",
    "targets", "tiers", "timeline", "topics", "traits", "validation",
    "vectors", "views", "weights", "windows",
)

ADJECTIVES = (
    "adaptive", "bounded", "calm", "coarse", "current", "early", "fine",
    "fresh", "incoming", "late", "local", "merged", "nearby", "open",
    "outgoing", "pending", "plain", "quiet", "recent", "remote", "shared",
    "sparse", "stable", "weighted",
)

TEAMS = ("Core", "Memory", "Identity", "Governance", "Platform", "Research",
         "Interfaces", "Quality")
CONSTELLATIONS = ("anchor", "trail", "horizon", "watch", "flow", "spark",
                  "persona", "oracle")
DOMAINS = ("auth", "dialogue", "ethics", "governance", "identity", "learning",
           "memory", "observability", "orchestration", "perception",
           "planning", "reasoning", "routing", "safety", "storage", "vision")


def camel(name):
    """Return snake_case as CamelCase."""
    return "".join(part.capitalize() for part in name.split("_") if part)


def title(name):
    """Return a dotted name as a title."""
    return name.replace(".", " ").replace("_", " ").title()


def with_article(word):
    """Return the word behind a or an."""
    return ("an " if word[0] in "aeiou" else "a ") + word
