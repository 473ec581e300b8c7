# SPDX-License-Identifier: MIT OR Apache-2.0
"""Small workspaces with what is true of them, many in one text file.

    == The sentence that the case proves
    lock root(a) a(b) b@0.2.0 c!     packages of Cargo.lock, each with its dependencies; `!`: from the registry
    $ metadata --no-deps             one question; words NAME=VALUE and `-C FOLDER` may stand before it
    has members: root a b            a line of the answer in short (answers.py)
    lacks zz                         no line of it contains this
    times 2 b lib build              so many lines begin with this
    fails TEXT                       both programs refuse, Plimsoll with a message that contains TEXT
    alone WHY                        the answer is not held against Cargo's
    -- a/Cargo.toml                  a file; without lines it is `fn main() {}`
    @package a 2021 0.1.0            stands for [package] with name, edition and version
    @vendored                        stands for a configuration that takes the registry from the folder vendor

A package of which no source is given has a `src/lib.rs`, and each in vendor/ an empty list of checksums. `$W` stands for the workspace's folder.
"""
import os
import re

SECTION = "== "
CHECKS = ("has", "lacks", "times", "fails", "alone")


class Question:
    def __init__(self, words):
        self.words = words
        self.checks = []

    def check(self, kind):
        return [text for name, text in self.checks if name == kind]


class Case:
    def __init__(self, name):
        self.name = name
        self.questions = []
        self.files = {}

    def finish(self):
        """Expands what the file abbreviates."""
        for path, lines in self.files.items():
            if isinstance(lines, list):
                self.files[path] = "\n".join(map(expanded, lines)) + "\n" if lines else "fn main() {}\n"
        for path in [p for p in self.files if os.path.basename(p) == "Cargo.toml"]:
            folder = os.path.dirname(path)
            mine = [p for p in self.files if p.startswith(os.path.join(folder, "")) and p.endswith(".rs")]
            nested = [os.path.dirname(p) for p in self.files if p.endswith("/Cargo.toml") and p != path]
            mine = [p for p in mine if not any(p.startswith(n + "/") for n in nested if len(n) > len(folder))]
            if "[package]" in self.files[path] and not mine:
                self.files[os.path.join(folder, "src/lib.rs")] = ""
            if folder.startswith("vendor/"):
                self.files.setdefault(folder + "/.cargo-checksum.json", '{"files":{},"package":null}')


VENDORED = """[source.crates-io]
replace-with = "vendored"
[source.vendored]
directory = "vendor"
"""


def expanded(line):
    if line == "@vendored":
        return VENDORED
    if not line.startswith("@package "):
        return line
    name, edition, version = (line.split()[1:] + ["2021", "0.1.0"][len(line.split()) - 2:])[:3]
    return '[package]\nname = "%s"\nedition = "%s"\nversion = "%s"' % (name, edition, version)


def lockfile(line):
    """The text of Cargo.lock for `name@version(dependency …)` words."""
    packages = []
    for name, version, mark, dependencies in re.findall(r"([\w-]+)(?:@([^\s(!]+))?(!?)(?:\(([^)]*)\))?", line):
        text = '[[package]]\nname = "%s"\nversion = "%s"\n' % (name, version or "0.1.0")
        text += 'source = "registry+https://github.com/rust-lang/crates.io-index"\n' if mark else ""
        if dependencies:
            text += "dependencies = [\n" + "".join(' "%s",\n' % d.replace("@", " ") for d in dependencies.split()) + "]\n"
        packages.append(text)
    return "version = 4\n\n" + "\n".join(packages)


def read(path):
    """The cases of a file."""
    cases, lines = [], None
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file.read().split("\n"), 1):
            word, _, rest = line.partition(" ")
            if line.startswith(SECTION):
                cases.append(Case(rest))
                lines = None
            elif line.startswith("-- "):
                lines = cases[-1].files.setdefault(rest, [])
            elif lines is not None:
                if line:
                    lines.append(line)
            elif word == "lock":
                cases[-1].files[os.path.join(lock_folder(rest), "Cargo.lock")] = lockfile(rest.partition(": ")[2] or rest)
            elif word == "$":
                cases[-1].questions.append(Question(rest.split()))
            elif word in CHECKS:
                cases[-1].questions[-1].checks.append((word, rest))
            elif line and not line.startswith("#"):
                raise SystemExit("%s:%d: `%s` is no line of a case" % (path, number, line))
    for case in cases:
        case.finish()
    return cases


def lock_folder(text):
    """`lock FOLDER: …` puts the lockfile there."""
    folder, colon, _ = text.partition(": ")
    return folder if colon else ""
