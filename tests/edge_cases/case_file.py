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
    @local                           the same from the folder local, which has an index and archives
    index s-1.0.0 {"deps": []}       a line of that index beside name, version and checksum; the archive holds what the
                                     case has in crates/s-1.0.0, and a library

A package of which no source is given has a `src/lib.rs`, and each in vendor/ an empty list of checksums. `$W` stands for
the workspace's folder, `$SPARSE` for the address of the crates.io index that is asked file by file.
"""
import gzip
import hashlib
import io
import json
import os
import re
import tarfile

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
        self.index = []

    def pack(self):
        """Archives of a local registry, and the lines of its index."""
        for name, more in self.index:
            folder = "crates/%s/" % name
            mine = {path[len(folder):]: self.files.pop(path) for path in list(self.files) if path.startswith(folder)}
            crate = archive(name, mine)
            self.files["local/%s.crate" % name] = crate
            package, version = re.fullmatch(r"(.+?)-(\d+\..+)", name).groups()
            line = {"name": package, "vers": version, "deps": [], "features": {}, "yanked": False, **more,
                    "cksum": hashlib.sha256(crate).hexdigest()}
            path = "local/index/" + index_path(package)
            self.files[path] = self.files.get(path, "") + json.dumps(line) + "\n"
            entry = 'name = "%s"\nversion = "%s"\nsource = "%s"\n' % (package, version, REGISTRY)
            locked = self.files.get("Cargo.lock", "")
            self.files["Cargo.lock"] = locked.replace(entry, entry + 'checksum = "%s"\n' % line["cksum"])

    def finish(self):
        """Expands what the file abbreviates."""
        for path, lines in self.files.items():
            if isinstance(lines, list):
                self.files[path] = "\n".join(map(expanded, lines)) + "\n" if lines else "fn main() {}\n"
        self.pack()
        for path in [p for p in self.files if os.path.basename(p) == "Cargo.toml"]:
            folder = os.path.dirname(path)
            mine = [p for p in self.files if p.startswith(os.path.join(folder, "")) and p.endswith(".rs")]
            nested = [os.path.dirname(p) for p in self.files if p.endswith("/Cargo.toml") and p != path]
            mine = [p for p in mine if not any(p.startswith(n + "/") for n in nested if len(n) > len(folder))]
            if "[package]" in self.files[path] and not mine:
                self.files[os.path.join(folder, "src/lib.rs")] = ""
            if folder.startswith("vendor/"):
                self.files.setdefault(folder + "/.cargo-checksum.json", '{"files":{},"package":null}')


REGISTRY = "registry+https://github.com/rust-lang/crates.io-index"
VENDORED = """[source.crates-io]
replace-with = "vendored"
[source.vendored]
directory = "vendor"
"""


LOCAL = VENDORED.replace("directory = \"vendor\"", "local-registry = \"local\"")


def archive(name, files):
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as zipped, tarfile.open(fileobj=zipped, mode="w") as tar:
        for path, text in sorted({**files, "src/lib.rs": ""}.items()):
            entry = tarfile.TarInfo("%s/%s" % (name, path))
            entry.size = len(text.encode())
            tar.addfile(entry, io.BytesIO(text.encode()))
    return packed.getvalue()


def index_path(name):
    if len(name) < 3:
        return "%d/%s" % (len(name), name)
    return "3/%s/%s" % (name[0], name) if len(name) == 3 else "%s/%s/%s" % (name[:2], name[2:4], name)


def expanded(line):
    if line in ("@vendored", "@local"):
        return VENDORED if line == "@vendored" else LOCAL
    if not line.startswith("@package "):
        return line
    name, edition, version = (line.split()[1:] + ["2021", "0.1.0"][len(line.split()) - 2:])[:3]
    return '[package]\nname = "%s"\nedition = "%s"\nversion = "%s"' % (name, edition, version)


def lockfile(line):
    """The text of Cargo.lock for `name@version(dependency …)` words."""
    packages = []
    for name, version, mark, dependencies in re.findall(r"([\w-]+)(?:@([^\s(!]+))?(!?)(?:\(([^)]*)\))?", line):
        text = '[[package]]\nname = "%s"\nversion = "%s"\n' % (name, version or "0.1.0")
        text += 'source = "%s"\n' % REGISTRY if mark else ""
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
            elif word == "index":
                name, _, more = rest.partition(" ")
                cases[-1].index.append((name, json.loads(more or "{}")))
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
