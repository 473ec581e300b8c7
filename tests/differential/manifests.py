# SPDX-License-Identifier: MIT OR Apache-2.0
"""The files of a random workspace (workspaces.py). What dangles in a workspace that was cut is left out."""
import os

ROOT = "ws"
VENDORED = '[source.crates-io]\nreplace-with = "vendored"\n[source.vendored]\ndirectory = "vendor"\n'
TABLES = {"normal": "dependencies", "build": "build-dependencies", "dev": "dev-dependencies"}
FOLDERS = {"bin": "src/bin", "example": "examples", "test": "tests", "bench": "benches"}


def folder(workspace, package):
    place = package["place"]
    if place == "member":
        members = [p for p in workspace["packages"] if p["place"] == "member"]
        if members[0] is package and not workspace.get("virtual"):
            return ROOT
        return ROOT + "/crates/" + package["name"]
    return {"outside": "outside/", "vendored": "vendor/", "patched": "patched/"}[place] + package["id"]


def spelled(path, spelling):
    """The same path, written otherwise."""
    return {"dot": "./" + path, "slashes": path.replace("/", "//"), "back": "nowhere/../" + path,
            "end": path + "/"}.get(spelling, path)


def toml_list(items):
    return "[" + ", ".join('"%s"' % item for item in items) + "]"


def toml_table(head, entries):
    return ["[%s]" % head] + ["%s = %s" % entry for entry in entries.items()]


class Writer:
    def __init__(self, workspace):
        self.workspace = workspace
        self.by_id = {package["id"]: package for package in workspace["packages"]}
        self.inherited = {key: entry for key, entry in workspace.get("inherited", {}).items() if entry["to"] in self.by_id}

    def files(self):
        """{path: text} of the whole workspace."""
        result = {}
        for package in self.workspace["packages"]:
            where = folder(self.workspace, package)
            lines = self.manifest(package, where)
            if where == ROOT:
                lines += self.root_tables()
            result[where + "/Cargo.toml"] = "\n".join(lines) + "\n"
            for path in sources(package):
                result[where + "/" + path] = "fn main() {}\n"
            if package["place"] == "vendored":
                result[where + "/.cargo-checksum.json"] = '{"files":{},"package":"%s"}' % ("0" * 64)
        result.setdefault(ROOT + "/Cargo.toml", "\n".join(self.root_tables()) + "\n")
        config = [line for head, entries in self.workspace.get("config", {}).items() for line in toml_table(head, entries)]
        if any(package["place"] == "vendored" for package in self.workspace["packages"]):
            config.append(VENDORED)
            result.setdefault("vendor/.keep", "")
        if config:
            result[".cargo/config.toml"] = "\n".join(config) + "\n"
        return result

    def root_tables(self):
        lines = ["[workspace]"]
        if self.workspace.get("resolver"):
            lines.append('resolver = "%s"' % self.workspace["resolver"])
        members = [p for p in self.workspace["packages"] if p["place"] == "member" and folder(self.workspace, p) != ROOT]
        lines.append("members = " + toml_list(
            spelled(os.path.relpath(folder(self.workspace, p), ROOT), p.get("spelling")) for p in members))
        if any("inherited" in package.get("fields", {}).values() for package in self.workspace["packages"]):
            lines += toml_table("workspace.package", INHERITED_FIELDS)
        for key, entry in self.inherited.items():
            lines += ["[workspace.dependencies.%s]" % key, *self.place_of(entry, ROOT)]
        for head, entries in self.workspace.get("profiles", {}).items():
            lines += toml_table("profile." + head, entries)
        patched = [package for package in self.workspace["packages"] if package["place"] == "patched"]
        if patched:
            lines += toml_table("patch.crates-io", {p["name"]: '{ path = "../patched/%s" }' % p["id"] for p in patched})
        return lines

    def place_of(self, dependency, where):
        """The lines that say which package it is and what of it is wanted."""
        target = self.by_id[dependency["to"]]
        lines = []
        if target["place"] != "vendored":
            path = os.path.relpath(folder(self.workspace, target), where)
            lines.append('path = "%s"' % spelled(path, dependency.get("spelling")))
        if dependency.get("req") or target["place"] == "vendored":
            lines.append('version = "%s"' % dependency.get("req", "*"))
        if dependency["key"] != target["name"]:
            lines.append('package = "%s"' % target["name"])
        if not dependency.get("default"):
            lines.append("default-features = false")
        return lines + features_of(dependency)

    def dependency(self, dependency, where):
        if dependency.get("inherited"):
            lines = ["workspace = true", *features_of(dependency)]
        else:
            lines = self.place_of(dependency, where)
        table = TABLES[dependency["kind"]]
        if dependency.get("platform"):
            table = "target.'%s'.%s" % (dependency["platform"], table)
        return ["[%s.%s]" % (table, dependency["key"]), *lines] + ["optional = true"] * bool(dependency.get("optional"))

    def lives(self, dependency):
        return dependency["to"] in self.by_id and (not dependency.get("inherited") or dependency["key"] in self.inherited)

    def manifest(self, package, where):
        dependencies = [d for d in package.get("dependencies", []) if self.lives(d)]
        lines = ["[package]", 'name = "%s"' % package["name"], 'version = "%s"' % package["version"],
                 'edition = "%s"' % package["edition"]]
        if package.get("links") and package.get("build"):
            lines.append('links = "%s"' % package["links"])
        for name, value in package.get("fields", {}).items():
            if value != "inherited":
                lines.append("%s = %s" % (name, value))
            elif package["place"] == "member":
                lines.append(name + ".workspace = true")
        lines += target_tables(package, where)
        features = live_features(package.get("features", {}), dependencies)
        if features:
            lines += toml_table("features", {name: toml_list(values) for name, values in features.items()})
        for dependency in dependencies:
            lines += self.dependency(dependency, where)
        return lines


INHERITED_FIELDS = {
    "authors": '["W"]', "description": '"Of the workspace"', "license": '"MIT"', "keywords": '["w"]', "publish": "true",
    "categories": '["wasm"]', "homepage": '"https://example.org/w"', "repository": '"https://example.org/w/code"',
    "documentation": '"https://example.org/w/doc"', "rust-version": '"1.86"'}


def features_of(dependency):
    return ["features = " + toml_list(dependency["features"])] if dependency.get("features") else []


def live_features(features, dependencies):
    optional = {d["key"] for d in dependencies if d.get("optional")}
    keys = {d["key"] for d in dependencies}

    def lives(value):
        if value.startswith("dep:"):
            return value[4:] in optional
        key, slash, _ = value.partition("/")
        if slash:
            return key in keys and (not key.endswith("?") or key[:-1] in optional) or key[:-1] in optional
        return value in features or value in optional

    return {name: [value for value in values if lives(value)] for name, values in features.items()}


def target_path(target):
    return "%s/%s.rs" % (FOLDERS[target["kind"]], target["name"])


def sources(package):
    paths = [target_path(target) for target in package.get("targets", [])]
    if package.get("lib", "lib") != "none":
        paths.append("src/lib.rs")
    if package.get("build"):
        paths.append("build.rs")
    if package.get("fields", {}).get("license-file"):
        paths.append("LICENSE")
    return paths


def target_entry(target, where):
    path = target_path(target)
    path = "../%s/%s" % (os.path.basename(where), path) if target.get("spelling") == "out" else spelled(path, target.get("spelling"))
    return {"name": '"%s"' % (target["name"] + "-alias" * bool(target.get("alias"))), "path": '"%s"' % path}


def target_tables(package, where):
    lines = []
    lib = dict(package.get("lib-flags", {}))
    kind = package.get("lib", "lib")
    if kind == "proc-macro":
        lib["proc-macro"] = "true"
    elif kind not in ("lib", "none"):
        lib["crate-type"] = toml_list(kind.split(", "))
    if package.get("lib-name"):
        lib["name"] = '"%s"' % package["lib-name"]
    if lib and kind != "none":
        lines += toml_table("lib", lib)
    for target in package.get("targets", []):
        entries = dict(target.get("flags", {}))
        if target.get("required") or target.get("names-required"):
            entries["required-features"] = toml_list(target.get("required", []))
        if entries or package["edition"] == "2015" or target.get("spelling") or target.get("alias"):
            lines += toml_table("[%s]" % target["kind"], {**target_entry(target, where), **entries})
    return lines
