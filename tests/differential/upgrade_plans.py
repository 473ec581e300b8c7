#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Runs the plans against duplicates with the Cargo of this machine, on random registries.

usage: upgrade_plans.py --bin PATH [--cases N] [--seed N]

A registry on the loopback address has some releases when Cargo locks a workspace, and more of them when Plimsoll plans.
Raising the requirements and running the commands has to leave as many further versions as the plan says. No requirement
spans two major versions: to which of several locked ones Cargo then moves a dependent is its own choice. Exit 77
(skipped) where there is no Cargo.
"""
import argparse
import collections
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "testkit"))
from registry import Registry, packed  # noqa: E402

RAISE = re.compile(r"raise the requirement at Cargo\.toml:(\d+) so that it takes (\S+)")


class Release:
    def __init__(self, name, version, needs, early):
        self.name, self.version, self.needs, self.early = name, version, needs, early
        manifest = f'[package]\nname = "{name}"\nversion = "{version}"\nedition = "2021"\n[dependencies]\n'
        manifest += "".join(f'{other} = "{requirement}"\n' for other, requirement in needs.items())
        self.archive = packed(f"{name}-{version}", {"Cargo.toml": manifest, "src/lib.rs": ""})

    def record(self):
        needs = [{"name": name, "req": requirement, "features": [], "optional": False, "default_features": True,
                  "target": None, "kind": "normal"} for name, requirement in self.needs.items()]
        return json.dumps({"name": self.name, "vers": self.version, "deps": needs, "features": {},
                           "cksum": hashlib.sha256(self.archive).hexdigest(), "yanked": False})


def random_releases(rng, packages):
    """Each package needs some of those before it; later releases need newer ones."""
    majors = [rng.randint(1, 3) for _ in range(packages)]
    releases = []
    for position in range(packages):
        others = rng.sample(range(position), min(position, rng.randint(0, 3)))
        for major in range(1, majors[position] + 1):
            for minor in range(rng.randint(1, 3)):
                needs = {f"crate{other}": requirement(rng, min(majors[other], max(1, major + rng.randint(-1, 1) * minor)))
                         for other in others}
                releases.append(Release(f"crate{position}", f"{major}.{minor}.0", needs, minor == 0))
    return releases


def requirement(rng, major):
    return rng.choice([f"{major}", f"{major}", f"~{major}.0"])


def publish(registry, releases):
    """In place of what was published before."""
    configuration = "/index/config.json"
    registry.answers = {configuration: registry.answers[configuration]}
    records = collections.defaultdict(list)
    for one in releases:
        records[one.name].append(one.record())
        registry.answers[f"/crates/{one.name}/{one.version}/download"] = one.archive
    for name, lines in records.items():
        registry.answers[f"/index/{name[:2]}/{name[2:4]}/{name}"] = ("\n".join(lines) + "\n").encode()


class Case:
    def __init__(self, binary, registry, folder, seed):
        self.binary, self.registry, self.folder = binary, registry, folder
        self.rng = random.Random(seed)
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("CARGO_")}
        self.environment.update(CARGO_HOME=f"{folder}/home", PLIMSOLL_CACHE=f"{folder}/cache", no_proxy="*")

    def call(self, *argv):
        done = subprocess.run(argv, cwd=f"{self.folder}/project", env=self.environment, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=120, check=False)
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(argv)} exits with {done.returncode}\n{done.stderr}")
        return done.stdout

    def write(self, path, text):
        full = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(text)

    def lock(self):
        packages = self.rng.randint(5, 14)
        releases = random_releases(self.rng, packages)
        publish(self.registry, [one for one in releases if one.early])
        self.write("home/config.toml", '[source.crates-io]\nreplace-with = "mirror"\n[source.mirror]\n'
                                       f'registry = "sparse+{self.registry.url("/index/")}"\n')
        majors = collections.defaultdict(list)
        for one in releases:
            if one.early:
                majors[one.name].append(one.version.split(".")[0])
        manifest = '[package]\nname = "app"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\n'
        for name in sorted(majors):
            if self.rng.random() < 0.6:
                manifest += f'{name} = "{self.rng.choice(majors[name])}"\n'
        self.write("project/Cargo.toml", manifest)
        self.write("project/src/lib.rs", "")
        self.call("cargo", "fetch")
        publish(self.registry, releases)

    def further(self):
        document = json.loads(self.call("cargo", "metadata", "--format-version", "1"))
        names = collections.Counter(package["name"] for package in document["packages"])
        return sum(names.values()) - len(names)

    def raise_requirement(self, step):
        line, version = RAISE.fullmatch(step).groups()
        path = f"{self.folder}/project/Cargo.toml"
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
        name = lines[int(line) - 1].split(" ")[0]
        lines[int(line) - 1] = f'{name} = "{version}"'
        self.write("project/Cargo.toml", "\n".join(lines) + "\n")

    def follow(self, stage):
        for step in stage["raises"]:
            self.raise_requirement(step)
        for command in stage["commands"]:
            self.call(*command.split(" "))
        return self.further()

    def run(self):
        """How many versions the plan ends."""
        self.lock()
        plan = json.loads(self.call(self.binary, "duplicates", "--workspace", "--format", "json"))["plan"]
        told = [plan["further"], plan["within"]["left"], plan["raised"]["left"]]
        found = [self.further(), self.follow(plan["within"]), self.follow(plan["raised"])]
        if told != found:
            raise SystemExit(f"the plan says {told} further versions, Cargo has {found}\n{json.dumps(plan, indent=1)}")
        return told[0] - told[2]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--cases", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if shutil.which("cargo") is None:
        print("skipped: there is no Cargo")
        return 77
    registry = Registry()
    threading.Thread(target=registry.serve_forever, daemon=True).start()
    ended = 0
    for seed in range(options.seed, options.seed + options.cases):
        with tempfile.TemporaryDirectory() as folder:
            print(f"seed {seed}", flush=True)
            ended += Case(os.path.abspath(options.bin), registry, os.path.realpath(folder), seed).run()
    registry.shutdown()
    print(f"{options.cases} workspaces, {ended} further versions ended as foretold")
    return 0 if ended > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
