#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Writes a `cargo metadata` document of a workspace that does not exist, as large as one likes, for `--metadata`.

usage: large_workspace.py PACKAGES [FILE]

The same number gives the same bytes. Counts are those of large real workspaces: one member for forty packages, some
four dependencies and six features a package, one name in twelve in several versions, one package in eight with a build
script and one in twenty-five a proc macro.
"""
import json
import random
import sys

REGISTRY = "registry+https://github.com/rust-lang/crates.io-index"
ROOT = "/workspace"
SYLLABLES = "ab ac ard bel bit bor cal cor dar den dio el en fast fer gim har hex hy in iter kel lib lon lu mar mi mul " \
            "net nom on or par per pin po qua quick ra reg ring sa ser simd st str su tab tem tok tra tre uni ur va web " \
            "wi xi yam zer zi".split()
WORDS = "a an the fast small safe simple generic async blocking parser writer reader library bindings to for of and " \
        "with without in Rust C memory values types traits macros strings bytes numbers hashing encoding decoding " \
        "compression sockets files paths terminals colors time dates errors logging tracing tasks threads queues " \
        "channels locks maps sets trees graphs matrices vectors shaders fonts images audio protocols servers clients " \
        "requests responses cookies certificates keys signatures randomness statistics tests benchmarks derive".split()
FEATURES = "std alloc serde rayon unstable simd full derive macros rt net io time tls rustls native-tls json form " \
           "stream cookies gzip brotli zstd http2 ws log tracing test-util parking_lot hashbrown ahash".split()
LICENSES = ["MIT OR Apache-2.0", "MIT", "Apache-2.0", "MIT/Apache-2.0", "BSD-3-Clause", "ISC", "Unicode-3.0", "MPL-2.0"]


class Workspace:
    def __init__(self, count):
        self.random = random.Random(count)
        self.count = count
        self.members = max(1, count // 40)
        self.names = set()
        self.packages = []

    def name(self):
        while True:
            parts = ["".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 3)))
                     for _ in range(self.random.choices((1, 2, 3), (5, 4, 1))[0])]
            name = self.random.choice("-_").join(parts)
            if name not in self.names:
                self.names.add(name)
                return name

    def version(self):
        return "%d.%d.%d" % (self.random.choice((0, 0, 0, 1, 1, 2, 4)), self.random.randint(1, 40), self.random.randint(0, 200))

    def features(self):
        chosen = self.random.sample(FEATURES, self.random.randint(0, 12))
        table = {feature: self.random.sample(chosen[:i], min(i, self.random.randint(0, 2))) for i, feature in enumerate(chosen)}
        if chosen:
            table["default"] = chosen[:self.random.randint(1, 3)]
        return table

    def target(self, name, kind, folder, file):
        return {"kind": [kind], "crate_types": [kind if kind in ("lib", "proc-macro") else "bin"], "name": name,
                "src_path": folder + "/" + file, "edition": "2021", "doc": kind == "lib", "doctest": kind == "lib",
                "test": kind != "custom-build"}

    def dependency(self, package, to):
        wanted = [feature for feature in to["features"] if feature != "default"]
        kind = self.random.choices((None, "build", "dev"), (30, 2, 3))[0] if package["source"] is None or \
            self.random.random() < .1 else None
        return {"name": to["name"], "source": to["source"], "req": "^" + to["version"], "kind": kind, "rename": None,
                "optional": False, "uses_default_features": self.random.random() < .7,
                "features": self.random.sample(wanted, min(len(wanted), self.random.choice((0, 0, 0, 1, 2)))),
                "target": self.random.choices((None, "cfg(unix)", "cfg(windows)"), (20, 2, 2))[0], "registry": None,
                **({"path": to["manifest_path"].rsplit("/", 1)[0]} if to["source"] is None else {})}

    def add_package(self, position):
        is_member = position < self.members
        twin = self.packages[-1] if not is_member and position > self.members and self.random.random() < .08 else None
        name = twin["name"] if twin else self.name()
        version = self.version()
        folder = "%s/crates/%s" % (ROOT, name) if is_member else "/cargo/registry/src/index/%s-%s" % (name, version)
        is_macro = not is_member and self.random.random() < .04
        targets = [self.target(name.replace("-", "_"), "proc-macro" if is_macro else "lib", folder, "src/lib.rs")]
        if self.random.random() < .12:
            targets.append(self.target("build-script-build", "custom-build", folder, "build.rs"))
        self.packages.append({
            "name": name, "version": version, "source": None if is_member else REGISTRY,
            "id": "path+file://%s#%s" % (folder, version) if is_member else "%s#%s@%s" % (REGISTRY, name, version),
            "license": self.random.choices(LICENSES, (60, 20, 5, 8, 2, 2, 1, 2))[0], "license_file": None,
            "description": " ".join(self.random.choices(WORDS, k=self.random.randint(4, 14))).capitalize(),
            "dependencies": [], "targets": targets, "features": self.features(),
            "manifest_path": folder + "/Cargo.toml", "metadata": None, "publish": None, "authors": [], "categories": [],
            "keywords": [], "readme": None, "repository": "https://example.org/%s/%s" % (self.name(), name),
            "homepage": None, "documentation": None, "edition": "2021", "links": None, "default_run": None,
            "rust_version": None})

    def link(self):
        """Packages use later ones only, so that nothing goes in a circle; every one is used by some other."""
        nodes = []
        users = [[] for _ in self.packages]
        for position in range(1, self.count):
            users[self.random.randrange(max(0, position - 400), position)].append(position)
        for position, package in enumerate(self.packages):
            more = int(self.random.expovariate(1 / (12 if position < self.members else 3.2)))
            reach = range(position + 1, self.count)
            chosen = set(users[position]) | set(self.random.sample(reach, min(len(reach), more)))
            used = {}
            for index in sorted(chosen):
                used.setdefault(self.packages[index]["name"], self.packages[index])
            package["dependencies"] = [self.dependency(package, to) for to in used.values()]
            nodes.append({"id": package["id"], "dependencies": [to["id"] for to in used.values()], "features": [],
                          "deps": [{"name": to["targets"][0]["name"], "pkg": to["id"], "dep_kinds":
                                    [{"kind": dependency["kind"], "target": dependency["target"]}]}
                                   for to, dependency in zip(used.values(), package["dependencies"])]})
        return nodes

    def document(self):
        for position in range(self.count):
            self.add_package(position)
        nodes = self.link()
        members = [package["id"] for package in self.packages[:self.members]]
        return {"packages": self.packages, "workspace_members": members, "workspace_default_members": members,
                "resolve": {"nodes": nodes, "root": None}, "target_directory": ROOT + "/target", "version": 1,
                "workspace_root": ROOT, "metadata": None}


def main():
    if len(sys.argv) not in (2, 3) or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    text = json.dumps(Workspace(int(sys.argv[1])).document(), separators=(",", ":"))
    if len(sys.argv) == 2:
        print(text)
    else:
        with open(sys.argv[2], "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main()
