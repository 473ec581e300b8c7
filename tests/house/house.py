#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Holds the repository to the rules of its own house.

usage: house.py --list | house.py CHECK --root DIR --build DIR

Prints each fault as `file:line: what is so; what to do` and exits with 1 if there is one.
"""
import argparse
import re
import sys

from tree import Tree, matches

CHECKS = {}


def check(function):
    """Enters a function from Tree to faults; its name is the check's."""
    CHECKS[function.__name__.replace("_", "-")] = function
    return function


INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')


def includes(tree, *folders):
    for path in tree.cpp(*folders):
        for number, line in tree.lines(path):
            found = INCLUDE.match(line)
            if found:
                yield path, number, found.group(1)


def module_of(path):
    """The module that a file below src/ or include/plimsoll/ belongs to; src/main.cpp belongs to `main`."""
    parts = path.removeprefix("include/plimsoll/").removeprefix("src/").split("/")
    return parts[0] if len(parts) > 1 else "main"


@check
def layers(tree):
    """A module includes itself and what its plimsoll_module() call names, nothing else."""
    edges = tree.layers()
    declared = set()
    for module, used in edges.items():
        for name in used:
            if name not in declared:
                yield f"src/CMakeLists.txt:1: `{module}` depends on `{name}`, which is declared after it or not at all"
        declared.add(module)
    edges["main"] = ["cli"]
    for path, number, header in includes(tree, "src", "include"):
        module = module_of(path)
        if header.startswith("../") or "/../" in header:
            yield f"{path}:{number}: `{header}` climbs out of its folder; name the header from include/"
        if not header.startswith("plimsoll/"):
            continue
        used = header.split("/")[1]
        if module not in edges:
            yield f"{path}:{number}: no plimsoll_module() declares `{module}`"
        elif used != module and used not in edges[module]:
            yield (f"{path}:{number}: `{module}` may not include `{header}`; "
                   f"it may include {', '.join([module, *edges[module]])}")


# Header pattern, the files that may include it, why it is dear or dangerous elsewhere.
HEAVY_HEADERS = [
    ("toml++/*", ["src/support/toml*.cpp"], "3 s a file, throws"),
    ("CLI/*", ["src/cli/*.cpp"], "7 s a file, throws"),
    ("nlohmann/json.hpp", ["src/cargo_output/*", "src/rustsec/osv_parse.cpp", "src/source/*.cpp", "src/report/report_file.cpp", "tests/*"],
     "4 s a file, throws; nlohmann/json_fwd.hpp is for headers"),
    ("boost/graph/*", ["src/graph/*", "src/resolve/unit_order.cpp"], "6 s a file"),
    ("curl/*", ["src/outside/*.cpp", "src/outside/curl_*.h"], "the network is for `outside`"),
    ("archive*.h", ["src/source/archive*", "tests/*"], "hostile input is unpacked in one place"),
    ("openssl/*", ["src/support/sha256.cpp"], "there is one hash"),
    ("zlib.h", ["src/report/deflate.cpp", "tests/*"], "there is one compressor"),
    ("httplib.h", ["tests/*.cpp"], "the program serves nothing"),
    ("doctest/*", ["tests/*"], "for tests"),
    ("rapidcheck*", ["tests/*"], "for tests"),
]


@check
def heavy_headers(tree):
    """A header that is dear to compile or that throws is included by its adapter only."""
    for path, number, header in includes(tree, "src", "include", "tests"):
        for pattern, allowed, reason in HEAVY_HEADERS:
            if matches(header, [pattern]) and not matches(path, allowed):
                yield f"{path}:{number}: `{header}` may be included by {', '.join(allowed)} only ({reason})"


OUTSIDE = ["src/outside/*", "include/plimsoll/outside/*"]
CONSOLE = [*OUTSIDE, "src/cli/*", "src/main.cpp"]
NOWHERE = []

# What may not be called, the files that may, what to do instead.
FORBIDDEN = [
    (r"\bstd::filesystem\b|\bfopen\s*\(|\b[io]?fstream\b", OUTSIDE, "files are read through outside::FileSystem"),
    (r"\bgetenv\b", OUTSIDE, "the environment is read through outside::World"),
    (r"\b(?:system|steady|high_resolution)_clock\b|\bstd::time\s*\(|(?<![\w.>:])time\s*\(\s*(?:nullptr|NULL|0|&)"
     r"|\b(?:local|gm)time(?:_r)?\s*\(", OUTSIDE, "time is asked of outside::Clock"),
    (r"\bcurl_easy_\w+|\bcurl_multi_\w+", OUTSIDE, "the network is asked through outside::Http"),
    (r"(?<![\w.>])(?:std::)?(?:system|popen|fork|exec[lv]p?e?)\s*\(", OUTSIDE, "no other program is run"),
    (r"\bthrow\b", NOWHERE, "errors are support::Result and support::Diagnostics"),
    (r"\bstd::(?:cout|cerr|clog)\b|\bfmt::print\b", CONSOLE, "output is returned as text and written by cli"),
    (r"(?<![\w.>])(?:std::)?(?:printf|puts|putchar|fputs|fprintf|fwrite)\s*\(", [*CONSOLE, "src/support/assert.cpp"],
     "output is returned as text and written by cli"),
    (r"\bstd::(?:ranges::)?views::|\bstd::(?:format|expected|jthread|source_location)\b", NOWHERE,
     "clang 14 with libstdc++ 12 does not have it"),
]


@check
def forbidden_calls(tree):
    """The world is touched in `outside`, output is written in `cli`, nothing throws."""
    table = [(re.compile(pattern), allowed, instead) for pattern, allowed, instead in FORBIDDEN]
    for path in tree.cpp("src", "include"):
        rules = [(pattern, instead) for pattern, allowed, instead in table if not matches(path, allowed)]
        for number, line in tree.code_lines(path):
            for pattern, instead in rules:
                found = pattern.search(line)
                if found:
                    yield f"{path}:{number}: `{found.group().strip()}` does not belong here: {instead}"


@check
def file_headers(tree):
    """Every source says its licence on its first line, or on the second after `#!`."""
    sources = tree.matching("dev", ".ci/run", *(f"{folder}/*.{end}" for folder in ("src", "include", "tests", "data", "cmake")
                                                for end in ("cpp", "h", "py", "sh", "ts", "mjs")))
    for path in sources:
        lines = tree.text(path).split("\n")
        first = lines[1] if lines[0].startswith("#!") and len(lines) > 1 else lines[0]
        if "SPDX-License-Identifier: MIT OR Apache-2.0" not in first:
            yield f"{path}:1: the file does not begin with `SPDX-License-Identifier: MIT OR Apache-2.0`"


EMPTY_NAMES = {"util", "utils", "utility", "utilities", "helper", "helpers", "common", "manager", "misc"}


@check
def file_names(tree):
    """A file is named after what it holds."""
    for path in tree.matching("src/*", "include/*", "tests/*", "cmake/*"):
        for word in re.split(r"[/_.\-]", path.lower()):
            if word in EMPTY_NAMES:
                yield f"{path}:1: `{word}` does not say what is inside; name the file after what it holds"


def occurrences(tree, pattern, paths):
    """(path, number, text found) of each line that the pattern is found in."""
    for path in paths:
        for number, line in tree.lines(path):
            found = pattern.search(line)
            if found:
                yield path, number, found.group().strip()


# Written in pieces, here and below, so that this file passes its own check.
OPEN_ENDS = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b")


@check
def open_ends(tree):
    """Nothing is left for later in the code."""
    paths = tree.matching("src/*", "include/*", "tests/*", "cmake/*", "docs/*.md", "dev", ".ci/*", "*.md")
    for path, number, text in occurrences(tree, OPEN_ENDS, paths):
        yield f"{path}:{number}: `{text}` leaves something open; finish it or take it out"


REGISTRY_HOSTS = re.compile(
    r"(?:index|static)\.crates" r"\.io|https?://(?:www\.)?crates" r"\.io|registry\.npm" r"js|py" r"pi\.org"
    r"|python" r"hosted|proxy\.go" r"lang|repo1?\.mav" r"en|(?:deb|ftp)\.deb" r"ian")


@check
def registry_hosts(tree):
    """No package registry's host is named; the program takes it from Cargo's own configuration."""
    for path, number, text in occurrences(tree, REGISTRY_HOSTS, tree.paths):
        yield f"{path}:{number}: `{text}` names a package registry's host"


MACHINE_PATHS = re.compile(
    r"(?:^|[^A-Za-z0-9_.$}-])/(?:work|root|Users/[a-z]+|home/(?!(?:user|runner|me|you)/)[a-z]+)/")


@check
def machine_paths(tree):
    """No file tells on which machine it was written."""
    for path, number, text in occurrences(tree, MACHINE_PATHS, tree.paths):
        yield f"{path}:{number}: `{text}` is a path of one machine"


@check
def readme_packages(tree):
    """The README's package line is what the table says a build needs."""
    wanted = {row["apt"] for row in tree.dependencies() if row["use"] == "build" and row["apt"] != "-"}
    lines = [(number, line.split()) for number, line in tree.lines("README.md") if "apt-get install" in line]
    if not lines:
        yield "README.md:1: no line `sudo apt-get install …` names the packages"
    for number, words in lines:
        named = {word for word in words[words.index("install") + 1:] if not word.startswith("-")}
        for package in sorted(wanted - named):
            yield f"README.md:{number}: `{package}` of cmake/dependencies.txt is missing"
        for package in sorted(named - wanted):
            yield f"README.md:{number}: `{package}` is not in cmake/dependencies.txt as needed for a build"


FIND_PACKAGE = re.compile(r"^\s*find_package\(([^\s)]+)(?:\s+([0-9.]+))?")
CMAKE_LEAST = re.compile(r"^\s*cmake_minimum_required\(VERSION\s+([0-9.]+)")
PART_OF_SYSTEM = {"Threads"}


def cmake_requirements(tree):
    """(path, number, name, least version or `-`) of what the CMake files ask for."""
    for path in tree.matching("CMakeLists.txt", "*/CMakeLists.txt", "cmake/*.cmake"):
        for number, line in tree.lines(path):
            found = FIND_PACKAGE.match(line)
            if found and found.group(1) not in PART_OF_SYSTEM:
                yield path, number, found.group(1), found.group(2) or "-"
            found = CMAKE_LEAST.match(line)
            if found:
                yield path, number, "cmake", found.group(1)


@check
def dependency_versions(tree):
    """CMake asks for the versions that the table of packages states."""
    least = {row["name"].lower(): row["least"] for row in tree.dependencies()}
    for path, number, name, version in cmake_requirements(tree):
        stated = least.get(name.lower())
        if stated is None:
            yield f"{path}:{number}: `{name}` is not in cmake/dependencies.txt"
        elif stated != version:
            yield f"{path}:{number}: `{name}` {version} is asked for, cmake/dependencies.txt says {stated}"


LONGEST_SOURCE = 600


@check
def file_lengths(tree):
    """A source that outgrows one responsibility shows it by its length."""
    for path in [*tree.cpp("src", "include", "tests"), *tree.matching("tests/*.py")]:
        length = tree.text(path).count("\n")
        if length > LONGEST_SOURCE:
            yield f"{path}:{length}: {length} lines, more than {LONGEST_SOURCE}; split it by responsibility"


GLOSSARY_ENTRY = re.compile(r"^- \*\*(.+?)\*\*")


@check
def glossary(tree):
    """The glossary's entries stand in the order of the alphabet, each once."""
    previous = ""
    for number, line in tree.lines("docs/glossary.md"):
        found = GLOSSARY_ENTRY.match(line)
        if not found:
            continue
        entry = found.group(1).replace("`", "").lower()
        if entry <= previous:
            yield f"docs/glossary.md:{number}: `{entry}` stands after `{previous}`"
        previous = entry
    if not previous:
        yield "docs/glossary.md:1: there is no entry `- **word**: …`"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("check", nargs="?", choices=sorted(CHECKS))
    parser.add_argument("--list", action="store_true", help="print the names of the checks, separated by `;`")
    parser.add_argument("--root", default=".")
    parser.add_argument("--build", default="build/dev")
    arguments = parser.parse_args()
    if arguments.list:
        print(";".join(CHECKS))
        return 0
    if not arguments.check:
        parser.error("name a check, or --list")
    try:
        faults = list(CHECKS[arguments.check](Tree(arguments.root, arguments.build)))
    except FileNotFoundError as missing:
        faults = [f"{missing.filename}:1: the file is missing, so nothing can be held to it"]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
