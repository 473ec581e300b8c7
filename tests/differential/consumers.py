#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Feeds cargo-deny and guppy with Plimsoll's metadata and with Cargo's; both have to come to the same.

usage: consumers.py --bin PATH [--deny CARGO-DENY] [--guppy FEATURE-GRAPH] WORKSPACE...

`cargo install cargo-deny --locked` gives the first program, `cargo build --manifest-path
tests/differential/feature_graph/Cargo.toml` the second; one that is not there is left out, and without both the exit
code is 77. cargo-deny is given a `cargo` that answers `metadata` with Plimsoll's and hands everything else on, and
checks bans, licenses and sources under a policy that objects to much.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

HOST = "x86_64-unknown-linux-gnu"
OTHER = "x86_64-pc-windows-msvc"
FLAGS = [["--all-features"], ["--no-default-features"], ["--filter-platform", HOST], ["--filter-platform", OTHER]]
SHIM = """#!/bin/sh
case "$1" in
  metadata) exec "{binary}" "$@" --offline ;;
  *) exec "{cargo}" "$@" ;;
esac
"""
POLICY = """[graph]
targets = ["{host}", "{other}"]
all-features = {all_features}
[licenses]
allow = ["MIT"]
[bans]
multiple-versions = "deny"
wildcards = "deny"
highlight = "all"
[bans.workspace-dependencies]
duplicates = "deny"
[sources]
unknown-registry = "deny"
unknown-git = "deny"
"""


def output(argv, **how):
    done = subprocess.run(argv, stdin=how.pop("stdin", subprocess.DEVNULL), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, **how)
    return done.returncode, done.stdout, done.stderr


def metadata(program, workspace, flags):
    argv = [program, "metadata", "--format-version", "1", "--offline", "--locked", *flags]
    code, document, said = output(argv, cwd=workspace)
    if code != 0:
        raise SystemExit("%s exits with %d in %s\n%s" % (" ".join(argv), code, workspace, said.decode()[-2000:]))
    return document


def told_by_guppy(guppy, document):
    done = subprocess.run([guppy], input=document, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.stdout.decode().split("\n") + done.stderr.decode().split("\n")


def told_by_deny(deny, workspace, policy, path):
    argv = [deny, "--offline", "--format", "json", "--config", policy, "check", "bans", "licenses", "sources"]
    environment = dict(os.environ, PATH=path, CARGO=os.path.join(path.split(":")[0], "cargo"))
    code, _, said = output(argv, cwd=workspace, env=environment)
    if b'"type":"summary"' not in said:
        raise SystemExit("%s checks nothing in %s\n%s" % (" ".join(argv), workspace, said.decode()[-2000:]))
    return ["exit code %d" % code, *sorted(said.decode().split("\n"))]


def first_difference(want, got):
    """A line of each that the other does not have; nothing if they are the same."""
    if want == got:
        return None
    missing, extra = sorted(set(want) - set(got)), sorted(set(got) - set(want))
    return "%d lines only with cargo's, %d only with plimsoll's\n  cargo    %s\n  plimsoll %s" % (
        len(missing), len(extra), (missing or ["the same lines"])[0][:600], (extra or ["the same lines"])[0][:600])


class Kitchen:
    """Two folders in front of PATH: one with Cargo itself, one with the `cargo` that is Plimsoll for metadata."""

    def __init__(self, binary, top):
        self.binary = binary
        self.top = top
        cargo = shutil.which("cargo")
        self.paths = {}
        for name, text in (("cargo", '#!/bin/sh\nexec "%s" "$@"\n' % cargo), ("plimsoll", SHIM.format(binary=binary, cargo=cargo))):
            os.makedirs(os.path.join(top, name))
            shim = os.path.join(top, name, "cargo")
            with open(shim, "w", encoding="utf-8") as file:
                file.write(text)
            os.chmod(shim, 0o755)
            self.paths[name] = os.path.join(top, name) + ":" + os.environ["PATH"]

    def policy(self, all_features):
        path = os.path.join(self.top, "deny.toml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(POLICY.format(host=HOST, other=OTHER, all_features=all_features))
        return path

    def of_guppy(self, guppy, workspace):
        for flags in [[], *FLAGS]:
            want = told_by_guppy(guppy, metadata("cargo", workspace, flags))
            got = told_by_guppy(guppy, metadata(self.binary, workspace, flags))
            yield "guppy " + " ".join(flags), len(want), first_difference(want, got)

    def of_deny(self, deny, workspace):
        for all_features in ("false", "true"):
            policy = self.policy(all_features)
            want, got = (told_by_deny(deny, workspace, policy, self.paths[who]) for who in ("cargo", "plimsoll"))
            yield "cargo-deny all-features=" + all_features, len(want), first_difference(want, got)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--deny", default=shutil.which("cargo-deny"))
    parser.add_argument("--guppy", help="the program that feature_graph/ builds")
    parser.add_argument("workspaces", nargs="+")
    options = parser.parse_args()
    if not shutil.which("cargo") or not (options.deny or options.guppy):
        print("skipped: cargo, or both cargo-deny and the program of feature_graph, are not here")
        sys.exit(77)
    compared = differ = 0
    with tempfile.TemporaryDirectory(prefix="plimsoll-consumers-") as top:
        kitchen = Kitchen(os.path.abspath(options.bin), top)
        for workspace in options.workspaces:
            answers = list(kitchen.of_guppy(os.path.abspath(options.guppy), workspace)) if options.guppy else []
            answers += list(kitchen.of_deny(os.path.abspath(options.deny), workspace)) if options.deny else []
            for what, lines, difference in answers:
                compared += 1
                differ += bool(difference)
                print("%s %s: %s" % (workspace, what, difference or "the same %d lines" % lines), flush=True)
    print("%d answers compared, %d differ" % (compared, differ))
    sys.exit(1 if differ else 0)


if __name__ == "__main__":
    main()
