#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Holds Plimsoll against the Cargo of this machine on workspaces that are fetched already.

usage: real_workspaces.py --bin PATH [--kinds metadata,units,tree] [--only TEXT] WORKSPACE...

Metadata has to have the same value in every field, a unit graph the same units and edges, a tree the same bytes; every
flag takes part, alone and with others. CARGO_HOME has to hold the packages; workspaces that ask for another toolchain
than the installed one need RUSTUP_TOOLCHAIN. Exit 77 (skipped) where there is no Cargo.
"""
import argparse
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import judge  # noqa: E402
from questions import HOST, WINDOWS, Question  # noqa: E402

QUESTIONS = {
    "metadata": [
        "", "--no-deps", "--all-features", "--no-default-features", "--filter-platform " + HOST,
        "--filter-platform %s --all-features" % WINDOWS, "--filter-platform aarch64-apple-darwin --filter-platform " + WINDOWS,
        "--filter-platform wasm32-unknown-unknown --no-default-features",
    ],
    "units": [
        "build", "test", "build --release", "build --workspace --all-targets", "test --workspace --all-features",
        "build --workspace --no-default-features --target " + WINDOWS, "check --workspace --tests --target aarch64-apple-darwin",
        "build --workspace --bins --examples --profile bench", "build --workspace --target %s --target %s" % (HOST, WINDOWS),
        "test --release --lib --workspace --target " + HOST, "check --all-features --benches",
    ],
    "tree": [
        "", "--workspace", "--workspace -e features", "-e normal", "-e no-dev", "-e build", "-e dev", "-e all", "-e no-normal",
        "-e normal,build,features", "-e no-proc-macro", "--workspace -e no-build,features", "--workspace -d", "-d -e normal",
        "--workspace -d --target all", "--target all", "--workspace --target x86_64-pc-windows-msvc",
        "--target aarch64-apple-darwin --target wasm32-unknown-unknown", "--workspace --depth 1",
        "--depth workspace --workspace", "--prefix depth", "--prefix none", "--workspace --prefix none -e features",
        "--charset ascii", "-f {p}|{f}", "-f {lib}:{l}:{r}", "-f {p}{f} -e features --workspace", "--all-features --workspace",
        "--no-default-features --workspace", "--workspace -i libc", "--workspace -i libc -e features",
        "--workspace -i libc --target all --depth 2", "--workspace -i proc-macro2@1 -e no-dev", "--workspace --prune libc",
        "--workspace --prune libc --depth 3 -e features", "--no-dedupe --depth 4", "--workspace --no-dedupe --depth 3 -e features",
        "-d --no-dedupe --workspace --depth 4", "--all-features --workspace -e features,no-dev --target all",
    ],
}


def questions(kinds, only):
    for kind in kinds:
        for words in QUESTIONS[kind]:
            command, *more = words.split() if kind == "units" else [kind, *words.split()]
            question = Question(kind, command, [["--format-version", "1"]] * (kind == "metadata") + [more, ["--locked"]])
            if only in str(question):
                yield question


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--kinds", default="metadata,units,tree")
    parser.add_argument("--only", default="", help="questions that have this text")
    parser.add_argument("workspaces", nargs="+")
    options = parser.parse_args()
    if not shutil.which("cargo"):
        print("skipped: there is no cargo here")
        sys.exit(77)
    compared = answered = differ = 0
    for workspace in options.workspaces:
        asker = judge.Judge(os.path.abspath(options.bin), workspace, own_home=False)
        for question in questions(options.kinds.split(","), options.only):
            cargo, ours = asker.answers(question, workspace)
            found = judge.difference(question.kind, cargo, ours)
            compared += 1
            answered += cargo[0] == 0
            if found:
                differ += 1
                print("FAIL %s: %s\n%s" % (workspace, question, found), flush=True)
    print("%d answers compared, %d given by cargo, %d differ" % (compared, answered, differ))
    sys.exit(1 if differ else 0)


if __name__ == "__main__":
    main()
