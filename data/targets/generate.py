#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Writes targets.txt, the `cfg` values of every target that the installed stable rustc knows.

Cargo asks rustc for all crate types at once and drops `proc_macro`, so this differs from a plain
`rustc --print cfg`: no `proc_macro`, no `crt-static`, always `debug_assertions`.

With `--check [TRIPLE…]` it compares the table with rustc instead, without a triple for every target; exit code 77 says
that this rustc is absent or not the one that the table was made from.

A line `@NAME item…` names a set; a line `TRIPLE NAME NAME` is a target with the items of both sets. An item is an
option or `key=value,value…`. Targets are sorted.
"""

import argparse
import collections
import datetime
import os
import pathlib
import subprocess
import sys

MACHINE_KEYS = {
    "debug_assertions",
    "panic",
    "target_arch",
    "target_endian",
    "target_feature",
    "target_has_atomic",
    "target_pointer_width",
}
TABLE = pathlib.Path(__file__).with_name("targets.txt")
SKIPPED = 77
DROPPED = {("proc_macro", None), ("target_feature", "crt-static")}


def rustc(*arguments):
    stable = {name: value for name, value in os.environ.items() if name != "RUSTC_BOOTSTRAP"}
    return subprocess.run(["rustc", *arguments], env=stable, check=True, capture_output=True, text=True).stdout


def installed_rustc():
    """Its version, or a text that no table names."""
    try:
        return rustc("--version").strip()
    except (OSError, subprocess.CalledProcessError):
        return "no rustc"


def cfg_values(triple):
    """The values of each key; an option has none."""
    values = collections.defaultdict(list, {"debug_assertions": []})
    for line in rustc("--print", "cfg", "--target", triple).splitlines():
        key, equals, quoted = line.partition("=")
        value = quoted.strip('"') if equals else None
        if (key, value) in DROPPED:
            continue
        values[key].extend([] if value is None else [value])
    return values


def in_order(values):
    return sorted(values, key=lambda value: (not value.isdigit(), int(value) if value.isdigit() else 0, value))


def items(values, wanted):
    return " ".join(
        key + ("=" + ",".join(in_order(values[key])) if values[key] else "") for key in sorted(values) if wanted(key)
    )


def machine_and_system(triple):
    """The items of the two sets of a target."""
    values = cfg_values(triple)
    return (
        items(values, lambda key: key in MACHINE_KEYS),
        items(values, lambda key: key not in MACHINE_KEYS),
    )


def write():
    names = {"m": {}, "s": {}}
    targets = []
    for triple in sorted(rustc("--print", "target-list").split()):
        used = [
            names[kind].setdefault(text, f"{kind}{len(names[kind]) + 1}")
            for kind, text in zip(names, machine_and_system(triple))
        ]
        targets.append(" ".join([triple, *used]))
    header = [
        f"# Source: rustc --print cfg, {rustc('--version').strip()}; written by generate.py on "
        f"{datetime.date.today().isoformat()}",
        "# @SET item...; TRIPLE SET SET",
    ]
    sets = [f"@{name} {text}" for kind in names.values() for text, name in kind.items()]
    TABLE.write_text("\n".join([*header, *sets, *targets]) + "\n", encoding="utf-8")


def check(triples):
    """The exit code: 1 if the table has something else for a target than rustc."""
    header, *lines = TABLE.read_text(encoding="utf-8").splitlines()
    if installed_rustc() not in header:
        print(f"skipped: here is {installed_rustc()}, and the table is of another; {header}")
        return SKIPPED
    rows = dict(line.split(" ", 1) for line in lines)
    known = {name for name in rows if not name.startswith(("@", "#"))}
    unlike = known.symmetric_difference(rustc("--print", "target-list").split())
    if unlike:
        print(f"only rustc or only the table has {', '.join(sorted(unlike))}; run data/targets/generate.py")
        return 1
    triples = triples or sorted(known)
    wrong = [
        triple
        for triple in triples
        if tuple(rows["@" + name] for name in rows[triple].split()) != machine_and_system(triple)
    ]
    for triple in wrong:
        print(f"{triple}: the table differs from `rustc --print cfg`; run data/targets/generate.py")
    return 1 if wrong else 0


def main():
    parser = argparse.ArgumentParser(description="Makes or checks the table of targets.")
    parser.add_argument("--check", nargs="*", metavar="TRIPLE")
    triples = parser.parse_args().check
    if triples is not None:
        return check(triples)
    write()
    return 0


if __name__ == "__main__":
    sys.exit(main())
