#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Compares `plimsoll tree` with `cargo tree`, byte for byte, on workspaces that are fetched already.

usage: real_trees.py --bin PATH [--only TEXT] WORKSPACE...

Every flag of the tree takes part, alone and with others. CARGO_HOME has to hold the packages; workspaces that ask for
another toolchain than the installed one need RUSTUP_TOOLCHAIN. Exit 77 (skipped) where there is no Cargo.
"""
import argparse
import os
import shutil
import subprocess
import sys

HOST = "x86_64-unknown-linux-gnu"
QUESTIONS = [
    "", "--workspace", "--workspace -e features", "-e normal", "-e no-dev", "-e build", "-e dev", "-e all", "-e no-normal",
    "-e normal,build,features", "-e no-proc-macro", "--workspace -e no-build,features", "--workspace -d", "-d -e normal",
    "--workspace -d --target all", "--target all", "--workspace --target x86_64-pc-windows-msvc",
    "--target aarch64-apple-darwin --target wasm32-unknown-unknown", "--workspace --depth 1", "--depth workspace --workspace",
    "--prefix depth", "--prefix none", "--workspace --prefix none -e features", "--charset ascii", "-f {p}|{f}", "-f {lib}:{l}:{r}",
    "-f {p}{f} -e features --workspace", "--all-features --workspace", "--no-default-features --workspace",
    "--workspace -i libc", "--workspace -i libc -e features", "--workspace -i libc --target all --depth 2",
    "--workspace -i proc-macro2@1 -e no-dev", "--workspace --prune libc", "--workspace --prune libc --depth 3 -e features",
    "--no-dedupe --depth 4", "--workspace --no-dedupe --depth 3 -e features", "-d --no-dedupe --workspace --depth 4",
    "--all-features --workspace -e features,no-dev --target all",
]


def run(program, words, workspace):
    argv = [program, "tree", *words, "--offline", "--locked"] + (["--host", HOST] if program != "cargo" else [])
    env = dict(os.environ, CARGO_TERM_COLOR="never", CARGO_NET_OFFLINE="true")
    done = subprocess.run(argv, cwd=workspace, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def difference(cargo, ours):
    if "panicked at" in cargo[2]:
        return None
    if (cargo[0] == 0) != (ours[0] == 0):
        return "cargo exits with %d, plimsoll with %d\n%s\n%s" % (cargo[0], ours[0], cargo[2][-500:], ours[2][-500:])
    if cargo[0] != 0 or cargo[1] == ours[1]:
        return None
    want, got = cargo[1].decode().split("\n"), ours[1].decode().split("\n")
    at = next((i for i, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
    return "line %d\n  cargo    %s\n  plimsoll %s" % (at + 1, "".join(want[at:at + 1]), "".join(got[at:at + 1]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--only", default="", help="questions that have this text")
    parser.add_argument("workspaces", nargs="+")
    options = parser.parse_args()
    if not shutil.which("cargo"):
        print("skipped: there is no cargo here")
        sys.exit(77)
    binary = os.path.abspath(options.bin)
    compared = answered = differ = 0
    for workspace in options.workspaces:
        for question in [q for q in QUESTIONS if options.only in q]:
            cargo = run("cargo", question.split(), workspace)
            found = difference(cargo, run(binary, question.split(), workspace))
            compared += 1
            answered += cargo[0] == 0
            if found:
                differ += 1
                print("FAIL %s: tree %s\n%s" % (workspace, question, found), flush=True)
    print("%d trees compared, %d printed by cargo, %d differ" % (compared, answered, differ))
    sys.exit(1 if differ else 0)


if __name__ == "__main__":
    main()
