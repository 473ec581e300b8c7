#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Holds Plimsoll against the Cargo of this machine on random workspaces.

usage: differential.py --bin PATH [--cases N] [--seed N] [--kinds metadata,units,tree]

Each case is one random workspace, asked for its metadata, its unit graph and its tree with random selections; both
programs must give the same answer, or both refuse. The seed is printed; a case that fails is made as small as it goes
and printed with its files. Exit 77 (skipped) where there is no Cargo.
"""
import argparse
import collections
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import workspaces  # noqa: E402

HOST = "x86_64-unknown-linux-gnu"
WINDOWS = "x86_64-pc-windows-msvc"


def write(folder, workspace):
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in workspaces.files(workspace).items():
        full = os.path.join(folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(text)


def some_features(rng, workspace):
    flags = []
    if rng.random() < 0.2:
        flags.append("--all-features")
    if rng.random() < 0.2:
        flags.append("--no-default-features")
    if rng.random() < 0.3:
        package = rng.choice(workspace["packages"])
        if package["features"]:
            name = rng.choice(sorted(package["features"]))
            flags += ["--features", rng.choice([name, package["name"] + "/" + name])]
    return flags


def some_packages(rng, workspace):
    choice = rng.random()
    if choice < 0.4:
        return ["--workspace"]
    if choice < 0.6:
        return ["-p", rng.choice(workspace["packages"])["name"]]
    return []


def questions(rng, workspace):
    """The arguments of each program for every question of one case."""
    metadata = some_features(rng, workspace)
    if rng.random() < 0.4:
        metadata += ["--filter-platform", rng.choice([HOST, WINDOWS])]
    yield "metadata", ["metadata", "--format-version", "1", *metadata]
    command = rng.choice(["build", "build", "test", "check"])
    flags = some_packages(rng, workspace) + some_features(rng, workspace)
    if rng.random() < 0.3:
        flags += ["--target", rng.choice([HOST, WINDOWS])]
    if rng.random() < 0.3:
        flags.append("--release")
    if rng.random() < 0.3:
        flags.append(rng.choice(["--all-targets", "--lib", "--bins", "--tests", "--examples", "--benches"]))
    yield "units", [command, *flags]
    tree = some_packages(rng, workspace) + some_features(rng, workspace)
    if rng.random() < 0.4:
        tree += ["-e", rng.choice(["normal", "no-dev", "features", "build", "all", "features,normal", "no-proc-macro"])]
    elif rng.random() < 0.3:
        tree.append("--duplicates")
    if rng.random() < 0.3:
        tree += ["--target", rng.choice([HOST, WINDOWS, "all"])]
    if rng.random() < 0.2:
        tree += ["--invert", rng.choice(workspace["packages"])["name"]]
    if rng.random() < 0.2:
        tree.append("--no-dedupe")
    yield "tree", ["tree", *tree]


class Judge:
    def __init__(self, binary, folder):
        self.binary = binary
        self.folder = folder
        self.env = dict(os.environ, CARGO_NET_OFFLINE="true", CARGO_TERM_COLOR="never", NO_COLOR="1",
                        CARGO_TARGET_DIR=folder + "-target")
        for name in ("RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET", "CARGO_INCREMENTAL"):
            self.env.pop(name, None)

    def call(self, argv, **env):
        done = subprocess.run(argv, cwd=self.folder, env=dict(self.env, **env), stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
        return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace")

    def answers(self, kind, arguments):
        if kind == "units":
            cargo = ["cargo", *arguments, "--offline", "-Z", "unstable-options", "--unit-graph"]
            ours = [self.binary, "unit-graph", *arguments, "--offline", "--host", HOST]
            return self.call(cargo, RUSTC_BOOTSTRAP="1"), self.call(ours)
        ours = [self.binary, *arguments, "--offline"] + (["--host", HOST] if kind == "tree" else [])
        return self.call(["cargo", *arguments, "--offline"]), self.call(ours)

    def difference(self, workspace, kind, arguments):
        """What differs, in a few lines; nothing if the answers are the same."""
        write(self.folder, workspace)
        (code, want, cargo_says), (our_code, got, we_say) = self.answers(kind, arguments)
        if "panicked at" in cargo_says:
            return None
        if (code == 0) != (our_code == 0):
            return "cargo exits with %d, plimsoll with %d\n%s\n%s" % (code, our_code, cargo_says[-600:], we_say[-600:])
        if our_code not in (0, 2, 3):
            return "plimsoll exits with %d\n%s" % (our_code, we_say[-600:])
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
        return json.dumps([unit["pkg_id"], unit["target"]["kind"], unit["target"]["name"], unit["platform"], unit["mode"],
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
    want, got = unit_facts(json.loads(want)), unit_facts(json.loads(got))
    lines = ["only cargo     %d x %s" % (n, fact) for fact, n in sorted((want - got).items())]
    lines += ["only plimsoll  %d x %s" % (n, fact) for fact, n in sorted((got - want).items())]
    return "\n".join(lines[:8]) or None


def compare_lines(want, got):
    if want == got:
        return None
    return "--- cargo\n%s--- plimsoll\n%s" % (want[:3000], got[:3000])


def shrink(judge, workspace, kind, arguments):
    """The smallest workspace found that still shows a difference."""
    progress = True
    while progress:
        progress = False
        for candidate in workspaces.smaller(workspace):
            if judge.difference(candidate, kind, arguments):
                workspace = candidate
                progress = True
                break
    return workspace


def report(judge, seed, workspace, kind, arguments):
    workspace = shrink(judge, workspace, kind, arguments)
    print("FAIL seed %d: %s %s" % (seed, kind, " ".join(arguments)))
    print(judge.difference(workspace, kind, arguments))
    for path, text in sorted(workspaces.files(workspace).items()):
        if path.endswith(".toml"):
            print("-- %s --\n%s" % (path, text))
        else:
            print("-- %s --" % path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--cases", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most-failures", type=int, default=3)
    parser.add_argument("--kinds", default="metadata,units,tree")
    options = parser.parse_args()
    if not shutil.which("cargo"):
        print("skipped: there is no cargo here")
        sys.exit(77)
    print("seeds %d to %d" % (options.seed, options.seed + options.cases - 1), flush=True)
    compared = failures = 0
    with tempfile.TemporaryDirectory(prefix="plimsoll-differential-") as top:
        judge = Judge(os.path.abspath(options.bin), os.path.join(os.path.realpath(top), "w"))
        for seed in range(options.seed, options.seed + options.cases):
            rng = random.Random(seed)
            workspace = workspaces.make(rng)
            for kind, arguments in questions(rng, workspace):
                if kind not in options.kinds.split(","):
                    continue
                compared += 1
                if judge.difference(workspace, kind, arguments):
                    failures += 1
                    report(judge, seed, workspace, kind, arguments)
                    if failures >= options.most_failures:
                        sys.exit(1)
    print("%d answers compared, %d differ" % (compared, failures))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
