#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Holds Plimsoll against the Cargo of this machine on random workspaces.

usage: differential.py --bin PATH [--cases N] [--seed N] [--kinds metadata,units,tree] [--jobs N]

Each case is one random workspace, asked for its metadata, its unit graph and its tree with random selections; both
programs must give the same answer, or both refuse. The seeds are printed; a case that fails is made as small as it goes
and printed with its files, and `--seed N --cases 1` repeats it. Exit 77 (skipped) where there is no Cargo 1.95.
"""
import argparse
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import judge  # noqa: E402
import manifests  # noqa: E402
import questions  # noqa: E402
import workspaces  # noqa: E402

SHRINKING_SECONDS = 120
CARGO_OF_THE_RULES = "cargo 1.95."


def write(folder, workspace):
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in manifests.Writer(workspace).files().items():
        full = os.path.join(folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(text)


class Case:
    """A workspace and a question to it."""

    def __init__(self, workspace, question):
        self.workspace = workspace
        self.question = question

    def ask(self, asker):
        """The difference, and whether Cargo had an answer at all."""
        write(asker.folder, self.workspace)
        cargo, ours = asker.answers(self.question)
        found = judge.difference(self.question.kind, cargo, ours)
        if found:  # Cargo now has the lockfile that it wrote, which Plimsoll had, and may answer otherwise
            cargo, ours = asker.answers(self.question)
            found = judge.difference(self.question.kind, cargo, ours)
        return found, cargo[0] == 0

    def smaller(self):
        for question in self.question.smaller():
            yield Case(self.workspace, question)
        for workspace in workspaces.smaller(self.workspace):
            if any(package["place"] == "member" for package in workspace.get("packages", [])):
                yield Case(workspace, self.question)

    def shrunk(self, asker):
        """The smallest case found that still shows a difference."""
        end = time.monotonic() + SHRINKING_SECONDS
        case, progress = self, True
        while progress:
            progress = False
            for candidate in case.smaller():
                if time.monotonic() > end:
                    return case
                if differs(candidate, asker):
                    case, progress = candidate, True
                    break
        return case

    def report(self, asker):
        lines = [str(self.question), str(self.ask(asker)[0])]
        for path, text in sorted(manifests.Writer(self.workspace).files().items()):
            lines.append("-- %s --" % path + ("\n" + text if path.endswith(".toml") else ""))
        return "\n".join(lines)


def differs(case, asker):
    try:
        return case.ask(asker)[0]
    except (OSError, KeyError, IndexError, subprocess.TimeoutExpired):
        return None


class Worker:
    """Asks the questions of one seed after another in a folder of its own."""

    def __init__(self, binary, top, kinds):
        self.binary = binary
        self.top = top
        self.kinds = kinds

    def __call__(self, seed):
        asker = judge.Judge(self.binary, os.path.join(self.top, "w%d" % os.getpid()))
        rng = random.Random(seed)
        workspace = workspaces.make(rng)
        asked = answered = 0
        reports = []
        for question in questions.make(rng, workspace):
            if question.kind not in self.kinds:
                continue
            case = Case(workspace, question)
            found, had_answer = case.ask(asker)
            asked += 1
            answered += had_answer
            if found:
                reports.append("FAIL seed %d: %s" % (seed, case.shrunk(asker).report(asker)))
        return asked, answered, reports


def has_cargo():
    try:
        said = subprocess.run(["cargo", "--version"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()
    except OSError:
        said = "no cargo"
    if said.startswith(CARGO_OF_THE_RULES):
        return True
    print("skipped: here is %s, and the rules are those of %s" % (said.strip() or "no cargo", CARGO_OF_THE_RULES))
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--cases", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    parser.add_argument("--most-failures", type=int, default=3)
    parser.add_argument("--kinds", default="metadata,units,tree")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    if not has_cargo():
        sys.exit(77)
    print("seeds %d to %d" % (options.seed, options.seed + options.cases - 1), flush=True)
    asked = answered = failures = seeds = 0
    with tempfile.TemporaryDirectory(prefix="plimsoll-differential-") as top, multiprocessing.Pool(options.jobs) as pool:
        worker = Worker(os.path.abspath(options.bin), os.path.realpath(top), options.kinds.split(","))
        for of_seed in pool.imap(worker, range(options.seed, options.seed + options.cases)):
            seeds += 1
            if seeds % 500 == 0:
                print("%d workspaces" % seeds, flush=True)
            asked += of_seed[0]
            answered += of_seed[1]
            failures += len(of_seed[2])
            for report in of_seed[2]:
                print(report, flush=True)
            if failures >= options.most_failures:
                break
    print("%d questions, %d answered by cargo, %d answers differ" % (asked, answered, failures))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
