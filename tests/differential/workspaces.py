# SPDX-License-Identifier: MIT OR Apache-2.0
"""Random Cargo workspaces as plain data: made from a seed, written to disk, made smaller.

A workspace is a dict {"resolver", "virtual", "profiles", "packages"}; everything in it is lists, dicts and strings, so
that it can be printed, compared and cut. Dependencies other than dev-dependencies lead to later packages only.
"""
import copy
import os

PLATFORMS = ["cfg(unix)", "cfg(windows)", "cfg(not(windows))", 'cfg(target_os = "macos")', "x86_64-unknown-linux-gnu",
             "x86_64-pc-windows-msvc", 'cfg(all(unix, target_pointer_width = "64"))', "cfg(any())"]


def make(random):
    count = random.randint(2, 7)
    packages = [make_package(random, index) for index in range(count)]
    for index, package in enumerate(packages):
        add_dependencies(random, packages, index, package)
    for package in packages:
        add_feature_values(random, packages, package)
    profiles = {}
    for name in ("dev", "release"):
        if random.random() < 0.25:
            profiles[name] = random.choice([{"panic": '"abort"'}, {"opt-level": "1"}, {"debug": "0"}, {"lto": '"thin"'},
                                            {"build-override": "{ opt-level = 3 }"}, {"incremental": "false"},
                                            {"package": '{ p1 = { opt-level = 2 } }'}])
    return {"resolver": random.choice(["1", "2", "2", "3", None]), "virtual": random.random() < 0.5,
            "profiles": profiles, "packages": packages}


def make_package(random, index):
    features = {}
    for name in random.sample(["a", "b", "c", "default"], random.randint(0, 4)):
        features[name] = []
    lib = random.choices(["lib", "proc-macro", "rlib", "cdylib", "none"], [70, 12, 4, 6, 8])[0]
    targets = [kind for kind, chance in (("bin", 25), ("example", 20), ("test", 25), ("bench", 10))
               if random.random() * 100 < chance]
    if lib == "none" and "bin" not in targets:
        targets.append("bin")
    build = random.random() < 0.3
    return {"name": "p%d" % index, "edition": random.choice(["2015", "2018", "2021", "2021", "2024"]), "lib": lib,
            "targets": targets, "build": build, "links": build and random.random() < 0.5,
            "required": random.choice(sorted(features)) if features and random.random() < 0.2 else None,
            "features": features, "dependencies": []}


def add_dependencies(random, packages, index, package):
    for _ in range(random.randint(0, 4)):
        kind = random.choices(["normal", "build", "dev"], [60, 20, 20])[0]
        candidates = packages if kind == "dev" else packages[index + 1:]
        if not candidates:
            continue
        target = random.choice(candidates)
        renamed = random.random() < 0.15
        key = "r_" + target["name"] if renamed else target["name"]
        platform = random.choice(PLATFORMS) if random.random() < 0.25 else None
        if any(d["key"] == key and d["kind"] == kind and d["platform"] == platform for d in package["dependencies"]):
            continue
        features = random.sample(sorted(target["features"]), random.randint(0, min(2, len(target["features"]))))
        package["dependencies"].append({
            "key": key, "package": target["name"], "renamed": renamed, "kind": kind, "platform": platform,
            "optional": kind != "dev" and random.random() < 0.4, "default": random.random() < 0.7,
            "features": features})


def add_feature_values(random, packages, package):
    by_name = {p["name"]: p for p in packages}
    for name in package["features"]:
        values = [other for other in package["features"] if other != name]
        for dependency in package["dependencies"]:
            key = dependency["key"]
            if dependency["optional"]:
                values.append("dep:" + key)
            for feature in by_name[dependency["package"]]["features"]:
                values.append(key + "/" + feature)
                if dependency["optional"]:
                    values.append(key + "?/" + feature)
        package["features"][name] = random.sample(values, random.randint(0, min(3, len(values))))


def member_folder(workspace, index):
    return "." if index == 0 and not workspace["virtual"] else "crates/" + workspace["packages"][index]["name"]


def toml_list(items):
    return "[" + ", ".join('"%s"' % item for item in items) + "]"


def dependency_table(dependency):
    table = {"normal": "dependencies", "build": "build-dependencies", "dev": "dev-dependencies"}[dependency["kind"]]
    return "target.'%s'.%s" % (dependency["platform"], table) if dependency["platform"] else table


def manifest(workspace, index):
    package = workspace["packages"][index]
    folder = member_folder(workspace, index)
    lines = ["[package]", 'name = "%s"' % package["name"], 'version = "0.1.%d"' % index,
             'edition = "%s"' % package["edition"]]
    if package["links"]:
        lines.append('links = "native%d"' % index)
    if package["lib"] == "proc-macro":
        lines += ["[lib]", "proc-macro = true"]
    elif package["lib"] in ("rlib", "cdylib"):
        lines += ["[lib]", 'crate-type = ["%s"]' % package["lib"]]
    if package["required"] and "bin" in package["targets"]:
        lines += ["[[bin]]", 'name = "%s-tool"' % package["name"], 'path = "src/main.rs"',
                  'required-features = ["%s"]' % package["required"]]
    if package["features"]:
        lines.append("[features]")
        lines += ["%s = %s" % (name, toml_list(values)) for name, values in package["features"].items()]
    position = {p["name"]: i for i, p in enumerate(workspace["packages"])}
    for dependency in package["dependencies"]:
        target = member_folder(workspace, position[dependency["package"]])
        lines.append("[%s.%s]" % (dependency_table(dependency), dependency["key"]))
        lines.append('path = "%s"' % os.path.relpath(target, folder))
        if dependency["renamed"]:
            lines.append('package = "%s"' % dependency["package"])
        if dependency["optional"]:
            lines.append("optional = true")
        if not dependency["default"]:
            lines.append("default-features = false")
        if dependency["features"]:
            lines.append("features = " + toml_list(dependency["features"]))
    return lines


def files(workspace):
    """{path: text} of the whole workspace."""
    result = {}
    root = ["[workspace]"]
    if workspace["resolver"]:
        root.append('resolver = "%s"' % workspace["resolver"])
    members = [member_folder(workspace, i) for i in range(len(workspace["packages"]))]
    root.append("members = " + toml_list(m for m in members if m != "."))
    for name, settings in workspace["profiles"].items():
        root.append("[profile.%s]" % name)
        root += ["%s = %s" % item for item in settings.items()]
    for index, package in enumerate(workspace["packages"]):
        folder = members[index]
        lines = manifest(workspace, index) + (root if folder == "." else [])
        result[os.path.join(folder, "Cargo.toml")] = "\n".join(lines) + "\n"
        sources = {"bin": "src/main.rs", "example": "examples/e%d.rs" % index, "test": "tests/t%d.rs" % index,
                   "bench": "benches/b%d.rs" % index}
        wanted = [sources[kind] for kind in package["targets"]]
        if package["lib"] != "none":
            wanted.append("src/lib.rs")
        if package["build"]:
            wanted.append("build.rs")
        for path in wanted:
            result[os.path.join(folder, path)] = "fn main() {}\n"
    if workspace["virtual"]:
        result["Cargo.toml"] = "\n".join(root) + "\n"
    return result


def smaller(workspace):
    """Every workspace that lacks one thing of this one."""
    def without(change):
        copied = copy.deepcopy(workspace)
        change(copied)
        return copied

    packages = workspace["packages"]
    for index, package in enumerate(packages):
        name = package["name"]
        used = any(d["package"] == name for p in packages for d in p["dependencies"] if p is not package)
        if not used and len(packages) > 1 and not (index == 0 and not workspace["virtual"]):
            yield without(lambda w, i=index: w["packages"].pop(i))
        for position in range(len(package["dependencies"])):
            yield without(lambda w, i=index, j=position: drop_dependency(w["packages"][i], j))
        for feature, values in package["features"].items():
            for position in range(len(values)):
                yield without(lambda w, i=index, f=feature, j=position: w["packages"][i]["features"][f].pop(j))
        for kind in package["targets"]:
            if kind != "bin" or package["lib"] != "none":
                yield without(lambda w, i=index, k=kind: w["packages"][i]["targets"].remove(k))
        if package["build"]:
            yield without(lambda w, i=index: w["packages"][i].update(build=False, links=False))
    for profile in workspace["profiles"]:
        yield without(lambda w, p=profile: w["profiles"].pop(p))


def drop_dependency(package, position):
    key = package["dependencies"].pop(position)["key"]
    if any(d["key"] == key for d in package["dependencies"]):
        return
    for values in package["features"].values():
        values[:] = [v for v in values if v != "dep:" + key and not v.startswith((key + "/", key + "?/"))]
