# SPDX-License-Identifier: MIT OR Apache-2.0
"""Asks Cargo and Plimsoll the same question, and says what differs between the answers."""
import collections
import json
import os
import subprocess

from questions import HOST


class Judge:
    """With a home of its own, Cargo has no packages but those that a workspace brings along."""

    def __init__(self, binary, folder, own_home=True):
        self.binary = binary
        self.folder = folder
        self.env = dict(os.environ, CARGO_NET_OFFLINE="true", CARGO_TERM_COLOR="never", NO_COLOR="1")
        if own_home:
            self.env.update(CARGO_TARGET_DIR=folder + "-target", CARGO_HOME=folder + "-home")
        for name in ("RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET", "CARGO_INCREMENTAL"):
            self.env.pop(name, None)

    def call(self, argv, cwd=None, **env):
        done = subprocess.run(argv, cwd=cwd or self.folder, env=dict(self.env, **env), stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
        return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace")

    def answers(self, question, workspace=None):
        arguments = question.arguments()
        cwd = workspace or os.path.join(self.folder, "ws", question.cwd)
        if question.kind == "units":
            cargo = ["cargo", *arguments, "--ignore-rust-version", "--offline", "-Z", "unstable-options", "--unit-graph"]
            ours = [self.binary, "unit-graph", *arguments, "--offline", "--host", HOST]
            return self.call(cargo, cwd, RUSTC_BOOTSTRAP="1"), self.call(ours, cwd)
        ours = [self.binary, *arguments, "--offline"] + (["--host", HOST] if question.kind == "tree" else [])
        return self.call(["cargo", *arguments, "--offline"], cwd), self.call(ours, cwd)


def difference(kind, cargo, ours):
    """What differs, in a few lines; nothing if the answers are the same."""
    (code, want, cargo_says), (our_code, got, we_say) = cargo, ours
    if "panicked at" in cargo_says:
        return None
    if (code == 0) != (our_code == 0) or our_code not in (0, 2, 3):
        return "cargo exits with %d, plimsoll with %d\n%s\n%s" % (code, our_code, cargo_says[-900:], we_say[-900:])
    if code != 0:
        return None
    return {"metadata": compare_metadata, "units": compare_units, "tree": compare_lines}[kind](want, got)


def compare_metadata(want, got):
    want, got = json.loads(want), json.loads(got)
    if want == got:
        return None
    return "\n".join(first_differences("", want, got))


def first_differences(path, want, got, limit=8):
    if want == got:
        return []
    if isinstance(want, dict) and isinstance(got, dict):
        lines = []
        for key in sorted(set(want) | set(got)):
            if want.get(key, "absent") != got.get(key, "absent"):
                lines += first_differences(path + "." + key, want.get(key, "absent"), got.get(key, "absent"))
        return lines[:limit]
    if isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
        lines = []
        for index, (a, b) in enumerate(zip(want, got)):
            lines += first_differences("%s[%d]" % (path, index), a, b)
        return lines[:limit]
    return ["%s\n  cargo    %s\n  plimsoll %s" % (path, json.dumps(want)[:300], json.dumps(got)[:300])]


def unit_facts(graph):
    units = graph["units"]

    def key(unit):
        return json.dumps([unit["pkg_id"], unit["target"], unit["platform"], unit["mode"],
                           sorted(unit["features"]), unit["profile"]], sort_keys=True)

    facts = collections.Counter()
    for unit in units:
        facts["unit " + key(unit)] += 1
        for dependency in unit["dependencies"]:
            facts["edge %s -> %s as %s" % (key(unit), key(units[dependency["index"]]),
                                           dependency["extern_crate_name"])] += 1
    for root in graph["roots"]:
        facts["root " + key(units[root])] += 1
    return facts


def compare_units(want, got):
    if want == got:
        return None
    want, got = unit_facts(json.loads(want)), unit_facts(json.loads(got))
    lines = ["only cargo     %d x %s" % (n, fact) for fact, n in sorted((want - got).items())]
    lines += ["only plimsoll  %d x %s" % (n, fact) for fact, n in sorted((got - want).items())]
    return "\n".join(lines[:8]) or None


def compare_lines(want, got):
    if want == got:
        return None
    if len(want) < 3000:
        return "--- cargo\n%s--- plimsoll\n%s" % (want, got[:3000])
    want, got = want.split("\n"), got.split("\n")
    at = next((i for i, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
    return "line %d\n  cargo    %s\n  plimsoll %s" % (at + 1, "".join(want[at:at + 1]), "".join(got[at:at + 1]))
