"""What the sample monorepo holds: each file, and since which stage."""

import json

from . import faults, leftovers, texts
from .choices import chance, some
from .code import build_package, file_names
from .manifests import manifest_text
from .pilots import PILOTS, build_pilot

PREFIXES = (
    "attention", "audit", "bio", "bridge", "calibration", "causal",
    "cognition", "context", "dialogue", "dream", "drift", "emotion",
    "episodic", "ethics", "feedback", "flow", "glyph", "guardian", "habit",
    "insight", "intent", "latent", "lexicon", "meta", "narrative", "oracle",
    "percept", "policy", "quantum", "reason", "reflex", "resonance",
    "routing", "semantic", "sensor", "spectral", "swarm", "symbolic",
    "temporal", "trust", "vision", "vivid", "world",
)
SUFFIXES = ("bridge", "core", "engine", "gate", "hub", "index", "loop", "map",
            "mesh", "monitor", "planner", "router", "store", "studio")
CORE = ("common", "symbolic", "colony", "endocrine", "ethics", "glyphs",
        "integration", "interfaces", "matrices", "monitoring",
        "orchestration", "reliability", "security", "state", "tags",
        "tracing", "legacy_bus")
LUKHAS = ("accounts", "api.gateway", "auth", "branding", "cognition",
          "consent", "dreams", "emotion", "flags", "glyphs", "guardian",
          "index", "ledger", "memory", "metrics", "models", "observability",
          "orchestrator", "rate_limits", "reasoning", "serve", "sessions",
          "tools", "traces", "legacy_surface")
LABS = ("dreams", "oracle") + tuple(
    "%s_%s" % (PREFIXES[i], ("lab", "study", "trial")[i % 3])
    for i in range(0, 38))
MOVED_FIRST = LABS[:20]  # by the first of the two commits that renamed it
RELATIVE_STYLE = ("core.legacy_bus", "lukhas.legacy_surface")
REQUIRED_FILES = {"labs.dreams": "journal", "labs.oracle": "scoring"}

N_MODULES = 149
N_WITH_DOCS = 40
N_WITH_TESTS = 40
LANE_ROOTS = ("core", "lukhas", "labs")
NESTED = ("core.symbolic", "labs.dreams", "attention_bridge.planner",
          "lukhas.api.gateway")
HELPER = "toolkit"  # planted faults need it: no other module may import it
BRANCH_MODULE = "attention_index"


class Module:
    """A folder with a manifest."""

    def __init__(self, name, folder):
        self.name = name
        self.folder = folder
        self.pilot = None
        self.sources = []
        self.dependencies = set()
        self.docs = self.tests = self.config = False


class Tree:
    """Files with their versions: {path: [(stage, bytes), ...]}."""

    def __init__(self):
        self.versions = {}
        self.packages = []
        self.modules = {}

    def add(self, path, data, stage="import"):
        """Add a file, or its next version."""
        if isinstance(data, str):
            data = data.encode()
        self.versions.setdefault(path, []).append((stage, data))

    def at(self, stages):
        """Return {path: bytes} with the versions of these stages."""
        files = {}
        for path, versions in self.versions.items():
            seen = [data for stage, data in versions if stage in stages]
            if seen:
                files[path] = seen[-1]
        return files

    def newest(self):
        """Return {path: bytes} as the last commit has it."""
        return {path: versions[-1][1]
                for path, versions in self.versions.items()}


def build_tree():
    """Return the whole sample."""
    tree = Tree()
    _build_packages(tree)
    _find_modules(tree)
    _find_dependencies(tree)
    _add_code(tree)
    for module in tree.modules.values():
        _add_module(tree, module)
    _add_ledgers(tree)
    _add_faults(tree)
    for path in leftovers.LEFTOVERS:
        stage = "move-2" if path == "CHANGELOG.md" else "import"
        tree.add(path, leftovers.leftover_text(path), stage)
    for path, (stage, text) in texts.FILES.items():
        tree.add(path, text, stage)
    tree.add("labs/module.manifest.json",
             manifest_text(tree.modules["labs"], legacy=True), "move-2")
    return tree


def plain_names():
    """Return the names of the modules that are in no lane."""
    count = (N_MODULES - len(PILOTS) - len(LANE_ROOTS) - len(NESTED)
             - len((HELPER,)))
    return ["%s_%s" % (PREFIXES[i % len(PREFIXES)],
                       SUFFIXES[i * 5 % len(SUFFIXES)])
            for i in range(count)]


# packages, in layers: each imports only from those before it

def _build_packages(tree):
    for pilot in PILOTS:
        tree.packages.append(build_pilot(pilot))
    _layer(tree, ["core." + name for name in CORE], 5, 9)
    _layer(tree, [HELPER], 4, 4)
    _layer(tree, plain_names() + ["attention_bridge.planner"], 4, 7)
    _layer(tree, ["lukhas." + name for name in LUKHAS], 6, 10)
    _layer(tree, ["labs." + name for name in LABS], 6, 9)
    _layer(tree, ["labs.%s.trials" % name for name in LABS[::3]], 3, 3)


def _layer(tree, names, least, most):
    for dotted in names:
        files = file_names(dotted, least, most)
        if dotted in REQUIRED_FILES:
            files = [REQUIRED_FILES[dotted]] + [
                name for name in files if name != REQUIRED_FILES[dotted]]
        package = build_package(dotted, dotted.replace(".", "/"), files,
                                _pool(tree, dotted), _style(dotted),
                                _reexports(dotted))
        tree.packages.append(package)


def _pool(tree, dotted):
    """Return the sources that a package may import from: those of two
    packages that were built before, in labs of three more of its own. The
    halves of labs keep apart, as each was moved by itself."""
    below = [package for package in tree.packages if package.dotted != HELPER
             and _half(package.dotted) in (None, _half(dotted))]
    packages = some(below, 2, "pool", dotted)
    if dotted.startswith("labs."):
        parent = dotted.rpartition(".")[0]
        own = [p for p in below if p.dotted.startswith("labs.")]
        packages += some(own, 3, "own", dotted)
        packages += [p for p in own if p.dotted == parent] * 3
    return [source for package in packages for source in package.sources
            if source.functions]


def _half(dotted):
    """Return whether a package of labs was moved first, else None."""
    parts = dotted.split(".")
    return parts[1] in MOVED_FIRST if parts[0] == "labs" else None


def _style(dotted):
    if dotted.startswith("labs.") or dotted in RELATIVE_STYLE:
        return "relative"
    return "absolute"


def _reexports(dotted):
    if chance(30, "no re-exports", dotted):
        return None
    if _style(dotted) == "relative" or chance(25, "re-exports", dotted):
        return "relative"
    return "absolute"


def _add_code(tree):
    inits = {}
    for package in tree.packages:
        parent, _, _ = package.path.rpartition("/")
        while parent:
            inits.setdefault(parent + "/__init__.py", texts.bare_init(parent))
            parent, _, _ = parent.rpartition("/")
        inits[package.path + "/__init__.py"] = package.init
        for source in package.sources:
            tree.add(source.path, source.text)
    for path, text in sorted(inits.items()):
        tree.add(path, text)


# modules

def _find_modules(tree):
    names = [pilot.name for pilot in PILOTS]
    names += list(LANE_ROOTS) + list(NESTED) + [HELPER] + plain_names()
    for name in sorted(names):
        tree.modules[name] = Module(name, name.replace(".", "/"))
    for pilot in PILOTS:
        tree.modules[pilot.name].folder = pilot.folder
        tree.modules[pilot.name].pilot = pilot
    first = [pilot.name for pilot in PILOTS] + list(LANE_ROOTS)
    others = [name for name in tree.modules if name not in first]
    others.remove(BRANCH_MODULE)
    docs = first + [BRANCH_MODULE] + some(
        others, N_WITH_DOCS - len(first) - 1, "docs")
    tests = first + some(others, N_WITH_TESTS - len(first), "tests")
    for name, module in tree.modules.items():
        module.docs = name in docs
        module.tests = name in tests
        module.config = chance(20, "config", name)


def owner_of(tree, path):
    """Return the nearest module above the path, or None."""
    folders = {module.folder: module for module in tree.modules.values()}
    while path:
        path, _, _ = path.rpartition("/")
        if path in folders:
            return folders[path]
    return None


def _find_dependencies(tree):
    for package in tree.packages:
        for source in package.sources:
            module = owner_of(tree, source.path)
            module.sources.append(source)
            for target in source.targets:
                other = owner_of(tree, target.path)
                if other is not module:
                    module.dependencies.add(other.name)


def _add_module(tree, module):
    folder = module.folder + "/"
    tree.add(folder + "module.manifest.json", manifest_text(module))
    if module.pilot:
        tree.add(folder + "module.manifest.json",
                 manifest_text(module, observed=True), "coverage")
    tree.add(folder + "README.md", texts.readme(module))
    if module.config:
        tree.add(folder + "config/settings.yaml", texts.settings(module))
    if module.docs:
        stage = "branch" if module.name == BRANCH_MODULE else "import"
        tree.add(folder + "docs/API.md", texts.api_document(module), stage)
        tree.add(folder + "docs/ARCHITECTURE.md",
                 texts.architecture_document(module), stage)
    if module.tests:
        _add_tests(tree, module, folder + "tests/")
    if module.pilot:
        tree.add(folder + "CHANGELOG.md", texts.changelog(module), "scaffold")
        tree.add(folder + "docs/CONTRIBUTING.md",
                 texts.contributing_document(module), "scaffold")


def _add_tests(tree, module, folder):
    stage = "test-scaffold" if module.pilot else "import"
    tree.add(folder + "conftest.py", texts.conftest(module))
    tree.add(folder + "test_smoke.py", texts.smoke_test(module), stage)
    tree.add(folder + "test_unit.py", texts.unit_test(module), stage)


# ledgers

def _add_ledgers(tree):
    folder = "manifests/.ledger/"
    tree.add(folder + "bench.ndjson", "", "pipelines")
    tree.add(folder + "scaffold.ndjson", _entries(
        {"ts": pilot.scaffolded_at, "module": pilot.name,
         "created": ["CHANGELOG.md", "docs/CONTRIBUTING.md"]}
        for pilot in PILOTS), "scaffold")
    tree.add(folder + "test_scaffold.ndjson", _entries(
        {"ts": pilot.tests_scaffolded_at, "module": pilot.name,
         "created": ["tests/test_smoke.py", "tests/test_unit.py"]}
        for pilot in PILOTS), "test-scaffold")
    tree.add(folder + "coverage.ndjson", _entries(
        {"ts": pilot.ts, "module": pilot.name, "coverage": pilot.value,
         "xml": pilot.folder + "/coverage.xml"}
        for pilot in PILOTS), "coverage")


def _entries(entries):
    return "".join(json.dumps(entry) + "\n" for entry in entries)


# faults

def _add_faults(tree):
    for path, data in faults.SUPPORT.items():
        tree.add(path, data, "faults")
    for fault in faults.FAULTS + faults.NEAR_MISSES:
        excluded = fault.path.startswith(faults.EXCLUDED)
        tree.add(fault.path, fault.content,
                 "import" if excluded else "faults")
