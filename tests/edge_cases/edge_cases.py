#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Holds Plimsoll to rules of Cargo that are easy to miss, each shown by a small workspace.

usage: edge_cases.py --bin PATH [--only TEXT] [--show] FILE...

Each case says what is true of the answers (case_file.py). Where Cargo is installed, every answer must also be Cargo's.
"""
import argparse
import os
import re
import shlex
import shutil
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "differential")]
import answers  # noqa: E402
import case_file  # noqa: E402
from judge import HOST, Judge, compare_lines, compare_metadata, compare_units  # noqa: E402

SPARSE = "sparse+https://index." + "crates.io/"
COMPARE = {"metadata": compare_metadata, "tree": compare_lines}


class Asked:
    """One question, taken apart: where it is asked, with which variables, and its arguments."""

    def __init__(self, question, folder):
        words = [word.replace("$W", folder).replace("$HOST", HOST) for word in shlex.split(" ".join(question.words))]
        self.env = {}
        while words and re.match(r"[A-Z_]+=", words[0]):
            name, _, value = words.pop(0).partition("=")
            self.env[name] = value
        self.folder = folder
        if words[0] == "-C":
            self.folder = os.path.join(folder, words[1])
            words = words[2:]
        self.words = words
        self.kind = words[0] if words[0] in COMPARE else "units"

    def of_cargo(self, locked):
        words = ["cargo", *self.words, "--offline"] + (["--locked"] if locked and "--locked" not in self.words else [])
        words += ["--format-version", "1"] if self.kind == "metadata" else []
        if self.kind == "units":
            return words + ["-Z", "unstable-options", "--unit-graph"], dict(self.env, RUSTC_BOOTSTRAP="1")
        return words, self.env

    def of_plimsoll(self, binary):
        words = [binary, *(["unit-graph"] if self.kind == "units" else []), *self.words, "--offline"]
        words += ["--format-version", "1"] if self.kind == "metadata" else ["--host", HOST]
        return words


def write(folder, files):
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in files.items():
        full = os.path.join(folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        if isinstance(text, str):
            text = text.replace("$W", folder).replace("$SPARSE", SPARSE).encode()
        if not path.endswith("/"):
            with open(full, "wb") as file:
                file.write(text)


class Driver:
    def __init__(self, binary, top, show):
        self.binary = binary
        self.folder = os.path.join(os.path.realpath(top), "w")
        self.has_cargo = shutil.which("cargo") is not None
        self.show = show

    def ask(self, asked, argv, env):
        judge = Judge(self.binary, asked.folder)
        judge.env.update(CARGO_HOME=self.folder + "-home", CARGO_TARGET_DIR=self.folder + "-target")
        return judge.call(argv, **env)

    def faults(self, case, question):
        """What is not as it should be, each in a few lines."""
        write(self.folder, case.files)
        asked = Asked(question, self.folder)
        ours = self.ask(asked, asked.of_plimsoll(self.binary), asked.env)
        faults = list(self.broken_claims(question, asked, *ours))
        if self.has_cargo and not question.check("alone"):
            write(self.folder, case.files)
            locked = any(os.path.basename(path) == "Cargo.lock" for path in case.files)
            cargo = self.ask(asked, *asked.of_cargo(locked))
            faults += self.differences(asked, cargo, ours, bool(question.check("fails")))
        return faults

    def broken_claims(self, question, asked, code, out, err):
        for text in question.check("fails"):
            if code not in (2, 3) or text not in err:
                yield "exit code %d, and the message has no `%s`\n%s" % (code, text, err)
        if question.check("fails"):
            return
        if code != 0:
            yield "plimsoll exits with %d\n%s" % (code, err)
            return
        lines = answers.in_short(asked.kind, out, self.folder)
        if self.show:
            print("\n".join(lines))
        broken = [text for text in question.check("has") if text not in lines]
        broken += ["lacks " + text for text in question.check("lacks") if any(text in line for line in lines)]
        for text in question.check("times"):
            count, _, start = text.partition(" ")
            if sum((line + " ").startswith(start + " ") for line in lines) != int(count):
                broken.append("times " + text)
        if broken:
            yield "not so: %s\n%s" % ("; ".join(broken), "\n".join(lines))

    def differences(self, asked, cargo, ours, refused):
        if (cargo[0] != 0) != refused:
            return ["cargo exits with %d\n%s" % (cargo[0], cargo[2])]
        if cargo[0] != 0 or ours[0] != 0:
            return []
        difference = COMPARE.get(asked.kind, compare_units)(cargo[1], ours[1])
        return [difference] if difference else []


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--only", default="", help="cases whose sentence has this text")
    parser.add_argument("--show", action="store_true", help="print every answer in short")
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    failed = asked = 0
    with tempfile.TemporaryDirectory(prefix="plimsoll-edge-cases-") as top:
        driver = Driver(os.path.abspath(options.bin), top, options.show)
        for case in [case for path in options.files for case in case_file.read(path) if options.only in case.name]:
            for question in case.questions:
                asked += 1
                for fault in driver.faults(case, question):
                    failed += 1
                    print("FAIL %s\n$ %s\n%s" % (case.name, " ".join(question.words), fault), flush=True)
    print("%d answers, %d faults%s" % (asked, failed, "" if driver.has_cargo else "; not compared: there is no cargo"))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
