#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Measures Plimsoll beside Cargo on real workspaces, then how its cost grows with generated ones.

usage: bench.py [--bin PATH] [--workspace DIR]... [--corpus DIR] [--names ruff,dioxus] [--db PLACE] [--runs N]
                [--growth 1000,3000,10000,30000,100000] [--growth-of metadata,tree,unit-graph,audit] [--growth-runs N]

A workspace is a folder with a Cargo.toml and a Cargo.lock, or a name in a corpus of packed workspaces. Its packages are
fetched once with Cargo into build/bench, which is the only step that needs the network. Every number is a median over
whole processes. Processor time is user and system time of the process and its children; "cold" means without any cache
of Plimsoll's own. `--names ''` and `--growth ''` leave a part out.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tarfile
import time

import generated

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WORK = os.path.join(ROOT, "build", "bench")
CACHE = os.path.join(WORK, "cache")
HOST = "x86_64-unknown-linux-gnu"


def unpack(corpus, name):
    """The folder of a packed workspace, unpacked once."""
    top = os.path.join(WORK, "ws", name)
    if not os.path.isdir(top):
        os.makedirs(top)
        packed = subprocess.Popen(["zstd", "-dcq", os.path.join(corpus, "skeletons", name + ".tar.zst")],
                                  stdout=subprocess.PIPE)
        with tarfile.open(fileobj=packed.stdout, mode="r|") as archive:
            archive.extractall(top)
        if packed.wait():
            sys.exit("cannot unpack " + name)
    with open(os.path.join(corpus, "workspaces.tsv"), encoding="utf-8") as table:
        for line in table:
            row = line.rstrip("\n").split("\t")
            if row[0] == name:
                return os.path.join(top, row[1])
    sys.exit("%s is not in the corpus" % name)


def run(argv, cwd, env):
    """Processor seconds, wall seconds and peak memory in MiB of one run."""
    start = time.perf_counter()
    child = subprocess.Popen(argv, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE)
    errors = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1, 4):
        sys.exit("%s: exit %d\n%s" % (" ".join(argv), child.returncode, errors.decode("utf-8", "replace")[-2000:]))
    return used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024


def medians(argv, cwd, env, runs, before=lambda: None):
    samples = []
    for _ in range(runs + 1):
        before()
        samples.append(run(argv, cwd, env))
    return [statistics.median(column) for column in zip(*samples[1:])]


def count_packages(folder):
    with open(os.path.join(folder, "Cargo.lock"), encoding="utf-8") as lockfile:
        return sum(line.startswith("[[package]]") for line in lockfile)


def installed_toolchain():
    version = subprocess.run(["cargo", "--version"], stdout=subprocess.PIPE, check=True).stdout.decode().split()[1]
    return version + "-" + HOST


def environment(home):
    env = dict(os.environ, CARGO_HOME=home, PLIMSOLL_CACHE=CACHE, NO_COLOR="1")
    env.setdefault("RUSTUP_TOOLCHAIN", installed_toolchain())  # whatever the workspace asks for
    return env


def forget():
    shutil.rmtree(CACHE, ignore_errors=True)


def audit_command(options):
    command = [options.bin, "audit", "--offline", "--host", HOST, "--format", "json", "--output",
               "html:" + os.path.join(WORK, "report.html")]
    if options.db:
        command += ["--db", os.path.abspath(options.db) if os.path.exists(options.db) else options.db]
    return command


def print_row(what, values, ratios):
    print("%-28s %10.3f %10.3f %10.1f   %s" % (what, *values, ratios), flush=True)


def measure(name, folder, options):
    """A table of one workspace: what each command takes, and how that compares with Cargo in the same minutes."""
    env = environment(os.path.join(WORK, "cargo-home"))
    subprocess.run(["cargo", "fetch", "--locked", "--quiet"], cwd=folder, env=env, check=True)
    env["CARGO_NET_OFFLINE"] = "true"
    flags = ["metadata", "--format-version", "1", "--offline", "--locked"]
    metadata = [options.bin, *flags]
    audit = audit_command(options)
    steps = [("cargo metadata --offline", ["cargo", *flags], lambda: None),
             ("plimsoll metadata, cold", metadata, forget),
             ("plimsoll metadata, warm", metadata, lambda: None),
             ("plimsoll audit, cold", audit, forget),
             ("plimsoll audit, warm", audit, lambda: None)]
    print("\n%s: %d packages locked, medians of %d runs" % (name, count_packages(folder), options.runs))
    print("%-28s %10s %10s %10s   %s" % ("", "cpu s", "wall s", "MiB", "ratio to cargo: cpu, wall, memory"))
    cargo = None
    for what, command, before in steps:
        values = medians(command, folder, env, options.runs, before)
        cargo = cargo or values
        print_row(what, values, ", ".join("%.3f" % (value / base) for value, base in zip(values, cargo)))


def measure_growth(counts, options):
    """A table for each command: what it takes for more and more packages, and for each of them."""
    env = environment("")
    for count in counts:
        generated.generate(os.path.join(WORK, "generated", str(count)), count)
    for what, command in [("metadata, cold", [options.bin, "metadata", "--offline", "--locked"]),
                          ("metadata, warm", [options.bin, "metadata", "--offline", "--locked"]),
                          ("tree -d", [options.bin, "tree", "-d", "--offline", "--locked"]),
                          ("unit-graph build", [options.bin, "unit-graph", "build", "--offline", "--locked"]),
                          ("audit, warm", audit_command(options))]:
        if command[1] not in options.growth_of.split(","):
            continue
        print("\nplimsoll %s on generated workspaces, medians of %d runs" % (what, options.growth_runs))
        print("%-28s %10s %10s %10s   %s" % ("packages", "cpu s", "wall s", "MiB",
                                             "cpu for each package, us; times that of the line above"))
        above = None
        for count in counts:
            top = os.path.join(WORK, "generated", str(count))
            env["CARGO_HOME"] = os.path.join(top, "cargo-home")
            before = forget if what.endswith("cold") else lambda: None
            values = medians(command, os.path.join(top, "workspace"), env, options.growth_runs, before)
            each = values[0] / count * 1e6
            print_row(str(count), values, "%.0f" % each + ("; %.2f" % (each / above) if above else ""))
            above = each


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default=os.path.join(ROOT, "build", "release", "src", "plimsoll"))
    parser.add_argument("--workspace", action="append", default=[])
    parser.add_argument("--corpus", default=os.path.join(ROOT, "..", "shared", "exam", "corpus"))
    parser.add_argument("--names", default="ruff,dioxus")
    parser.add_argument("--db", default="")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--growth", default="1000,3000,10000,30000,100000")
    parser.add_argument("--growth-of", default="metadata,tree,unit-graph,audit")
    parser.add_argument("--growth-runs", type=int, default=3)
    options = parser.parse_args()
    options.bin = os.path.abspath(options.bin)
    if not shutil.which("cargo"):
        sys.exit("there is no cargo here to measure against")
    has_corpus = os.path.isdir(options.corpus)
    packed_advisories = os.path.join(options.corpus, "advisory-db.tar.gz")
    if not options.db and os.path.exists(packed_advisories):
        options.db = packed_advisories
    workspaces = [(os.path.basename(os.path.abspath(folder)), folder) for folder in options.workspace]
    if not workspaces and has_corpus:
        workspaces = [(name, unpack(options.corpus, name)) for name in options.names.split(",") if name]
    if not workspaces and options.names:
        workspaces = [("harbor", os.path.join(ROOT, "examples", "harbor"))]
    os.makedirs(WORK, exist_ok=True)
    for name, folder in workspaces:
        measure(name, folder, options)
    measure_growth([int(count) for count in options.growth.split(",") if count], options)


main()
