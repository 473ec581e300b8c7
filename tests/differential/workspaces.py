# SPDX-License-Identifier: MIT OR Apache-2.0
"""Random Cargo workspaces as plain data, and how to make them smaller.

A workspace is a dict {"resolver", "virtual", "packages", "inherited", "profiles", "config"}; everything in it is lists,
dicts, strings, numbers and truth values, so that it can be printed, compared and cut. A package lies in one of four
places: `member`, `outside` (beside the workspace), `vendored` (of the registry) or `patched` (in place of one of the
registry). Dependencies other than dev-dependencies lead to later packages only.
"""

PLATFORMS = ["cfg(unix)", "cfg(windows)", "cfg(not(windows))", 'cfg(target_os = "macos")', "x86_64-unknown-linux-gnu",
             "x86_64-pc-windows-msvc", 'cfg(all(unix, target_pointer_width = "64"))', "cfg(any())", "cfg(all())",
             'cfg(target_feature = "avx2")', "cfg(special)", "cfg(debug_assertions)", 'cfg(target_env = "msvc")',
             'cfg(any(target_arch = "wasm32", target_family = "windows"))', 'cfg(panic = "unwind")']
EDITIONS = ["2015", "2018", "2021", "2021", "2024"]
FEATURES = ["a", "b", "c", "with-dash", "default"]
VERSIONS = ["0.1.0", "0.1.3", "0.2.0", "1.0.0", "1.2.0", "2.0.0-rc.1", "2.0.0"]
SETTINGS = [("panic", '"abort"'), ("opt-level", "1"), ("opt-level", '"s"'), ("debug", "0"), ("debug", '"line-tables-only"'),
            ("lto", '"thin"'), ("lto", "true"), ("incremental", "false"), ("codegen-units", "3"), ("strip", '"debuginfo"'),
            ("overflow-checks", "true"), ("debug-assertions", "false"), ("rpath", "true"), ("split-debuginfo", '"packed"')]


SPELLINGS = ["dot", "slashes", "back", "end"]  # of paths


def chance(rng, share):
    return rng.random() < share


def make(rng):
    packages = [make_package(rng, "p%d" % i, i) for i in range(rng.randint(2, 6))]
    for package in packages[1:]:
        if chance(rng, 0.15):
            package["place"] = "outside"
    if chance(rng, 0.45):
        packages += vendored_packages(rng)
    names = {}
    for package in packages:
        known = names.setdefault(package["name"], rng.sample(FEATURES, rng.randint(0, 4)))
        if chance(rng, 0.15):
            known = rng.sample(FEATURES, rng.randint(0, 4))
        package["features"] = {name: [] for name in known}
    inherited = inherited_dependencies(rng, packages)
    for index, package in enumerate(packages):
        add_dependencies(rng, packages, index, inherited)
    for package in packages:
        add_feature_values(rng, packages, package, inherited)
        add_targets(rng, package)
    return {"resolver": rng.choice(["1", "2", "2", "3", None]), "virtual": chance(rng, 0.5), "packages": packages,
            "inherited": inherited, "profiles": profiles(rng), "config": config(rng)}


# --- packages ---------------------------------------------------------------------------------------------------------


def spelling(rng):
    return rng.choice(SPELLINGS) if chance(rng, 0.1) else ""


def make_package(rng, name, index):
    build = chance(rng, 0.3)
    return {"id": name, "name": name, "version": "0.1.%d" % index, "place": "member", "edition": rng.choice(EDITIONS),
            "build": build, "spelling": spelling(rng), "links": "native_" + name if build and chance(rng, 0.5) else "",
            "fields": fields(rng) if chance(rng, 0.3) else {}}


def fields(rng):
    known = {"authors": '["A <a@example.org>", "B"]', "description": '"What it does"', "license": '"MIT OR Apache-2.0"',
             "license-file": '"LICENSE"', "keywords": '["x", "y"]', "categories": '["no-std"]', "readme": "false",
             "homepage": '"https://example.org/home"', "repository": '"https://example.org/code"', "publish": "false",
             "documentation": '"https://example.org/doc"', "rust-version": '"1.85"', "metadata": '{ x = { y = [1, "z"] } }'}
    chosen = rng.sample(sorted(known), rng.randint(1, 4))
    inheritable = [name for name in chosen if name not in ("metadata", "readme", "license-file")]
    return {name: "inherited" if name in inheritable and chance(rng, 0.3) else known[name] for name in chosen}


def vendored_packages(rng):
    packages = []
    for number in range(rng.randint(1, 3)):
        name = "v%d" % number
        for version in sorted(rng.sample(VERSIONS, rng.choice([1, 1, 2, 3])), reverse=True):
            package = make_package(rng, name, 0)
            package.update(id="%s-%s" % (name, version), version=version, place="vendored")
            packages.append(package)
        if chance(rng, 0.2):
            version = rng.choice([packages[-1]["version"], "0.1.9", "1.9.0"])
            package = make_package(rng, name, 0)
            package.update(id=name + "-patched", version=version, place="patched")
            packages.append(package)
    return packages


def add_targets(rng, package):
    package["lib"] = rng.choices(["lib", "proc-macro", "rlib", "cdylib", "dylib", "lib, cdylib", "none"],
                                 [68, 12, 4, 3, 2, 5, 6])[0]
    if chance(rng, 0.1):
        package["lib-flags"] = {rng.choice(["test", "doctest", "bench", "doc", "harness"]): "false"}
    if chance(rng, 0.08):
        package["lib-name"] = package["name"] + "_lib"
    package["targets"] = targets = []
    for kind, share in (("bin", 0.3), ("example", 0.25), ("test", 0.25), ("bench", 0.12)):
        for number in range(rng.choice([1, 1, 2]) if chance(rng, share) else 0):
            targets.append(make_target(rng, package, kind, number))
    if package["lib"] == "none" and not any(target["kind"] == "bin" for target in targets):
        targets.append({"kind": "bin", "name": package["name"] + "-bin0", "required": [], "flags": {}})


def make_target(rng, package, kind, number):
    required = []
    if package["features"] and chance(rng, 0.25):
        required = [rng.choice(sorted(package["features"]))]
        if package["dependencies"] and chance(rng, 0.2):
            required.append(rng.choice(package["dependencies"])["key"] + "/a")
    flags = {}
    if chance(rng, 0.15):
        name = rng.choice(["test", "doctest", "bench", "doc", "harness"])
        flags[name] = "true" if name != "harness" and kind != "bin" and chance(rng, 0.5) else "false"
    if kind == "example" and chance(rng, 0.15):
        flags["crate-type"] = rng.choice(['["lib"]', '["proc-macro"]', '["staticlib"]'])
    return {"kind": kind, "name": "%s-%s%d" % (package["name"], kind, number), "required": required, "flags": flags,
            "spelling": rng.choice(["out", spelling(rng)]) if chance(rng, 0.1) else "", "alias": chance(rng, 0.05), "names-required": chance(rng, 0.05)}


# --- dependencies -----------------------------------------------------------------------------------------------------


def requirement(rng, version):
    if "-" in version and chance(rng, 0.95):
        return rng.choice([version, "=" + version, ">=%s, <9" % version])
    major, minor = version.split(".")[:2]
    return rng.choice([version, "=" + version, "^" + version, "~%s.%s" % (major, minor), ">=%s, <9" % version, "*",
                       major if major != "0" else "0." + minor, "%s.*" % major])


def inherited_dependencies(rng, packages):
    """The table [workspace.dependencies]."""
    table = {}
    if not chance(rng, 0.3):
        return table
    for target in rng.sample(packages, min(len(packages), rng.randint(1, 3))):
        if target["place"] == "patched":
            continue
        key = "r_" + target["name"] if chance(rng, 0.2) else target["name"]
        table[key] = declared(rng, target, key)
    return table


def declared(rng, target, key):
    features = rng.sample(sorted(target["features"]), rng.randint(0, min(2, len(target["features"]))))
    return {"key": key, "to": target["id"], "features": features, "default": chance(rng, 0.7),
            "spelling": spelling(rng), "req": requirement(rng, target["version"]) if target["place"] == "vendored" or chance(rng, 0.1) else ""}


def add_dependencies(rng, packages, index, inherited):
    package = packages[index]
    package["dependencies"] = []
    for _ in range(rng.randint(0, 5 if index == 0 else 4)):
        kind = rng.choices(["normal", "build", "dev"], [60, 20, 20])[0]
        dependency = make_dependency(rng, packages, index, kind, inherited)
        if dependency and not any(clash(dependency, other) for other in package["dependencies"]):
            package["dependencies"].append(dependency)


def clash(one, other):
    return all(one[part] == other[part] for part in ("key", "kind", "platform"))


def candidates(packages, index, kind):
    if packages[index]["place"] in ("vendored", "patched"):
        return [p for p in packages[index + 1:] if p["place"] == "vendored"]
    return [p for p in (packages if kind == "dev" else packages[index + 1:]) if p["place"] != "patched"]


def key_for(rng, package, target):
    """The same name for the same package, for Cargo refuses two; nearly always, for it has to be refused as well."""
    known = [d["key"] for d in package["dependencies"] if d["to"] == target["id"]]
    if known and chance(rng, 0.97):
        return known[0]
    return "r_%s" % target["id"].replace(".", "_") if chance(rng, 0.15) else target["name"]


def make_dependency(rng, packages, index, kind, inherited):
    chosen = candidates(packages, index, kind)
    if not chosen:
        return None
    target = rng.choice(chosen)
    dependency = declared(rng, target, key_for(rng, packages[index], target))
    if packages[index]["place"] == "member" and chance(rng, 0.5):
        for entry in inherited.values():
            known = [d["key"] for d in packages[index]["dependencies"] if d["to"] == entry["to"]]
            if entry["to"] in [p["id"] for p in chosen] and known in ([], [entry["key"]]):
                dependency.update(key=entry["key"], to=entry["to"], inherited=True)
                target = next(p for p in packages if p["id"] == entry["to"])
                names = sorted(target["features"])
                dependency["features"] = rng.sample(names, rng.randint(0, min(1, len(names))))
    dependency["kind"] = kind
    dependency["platform"] = rng.choice(PLATFORMS) if chance(rng, 0.25) else ""
    dependency["optional"] = kind != "dev" and chance(rng, 0.4)
    return dependency


def add_feature_values(rng, packages, package, inherited):
    by_id = {p["id"]: p for p in packages}
    optional = [d["key"] for d in package["dependencies"] if d["optional"]]
    for key in optional:
        if chance(rng, 0.08):
            package["features"][key] = ["dep:" + key]
    for name, values in package["features"].items():
        known = [other for other in package["features"] if other != name] + ["dep:" + key for key in optional]
        for dependency in package["dependencies"]:
            for feature in by_id[dependency["to"]]["features"]:
                known.append(dependency["key"] + "/" + feature)
                if dependency["optional"]:
                    known.append(dependency["key"] + "?/" + feature)
        hidden = any("dep:" + key in known for key in optional)
        if optional and not hidden and chance(rng, 0.1):
            known.append(rng.choice(optional))
        values += [v for v in rng.sample(known, rng.randint(0, min(3, len(known)))) if v not in values]


# --- the rest of the workspace ----------------------------------------------------------------------------------------


def settings(rng):
    return dict(rng.sample(SETTINGS, rng.randint(1, 3)))


def profiles(rng):
    """Settings by the table's name behind `profile.`."""
    tables = {}
    for name in ("dev", "release", "test", "bench"):
        if chance(rng, 0.2):
            tables[name] = settings(rng)
        if chance(rng, 0.08):
            tables[name + ".build-override"] = {"opt-level": rng.choice(["0", "2", "3"])}
        if chance(rng, 0.1):
            tables["%s.package.%s" % (name, rng.choice(["p1", "v0", '"*"', '"p2@0.1.2"']))] = rng.choice(
                [{"opt-level": "2"}, {"debug": "1"}, {"codegen-units": "7"}, {"debug-assertions": "true"}])
    if chance(rng, 0.2):
        tables["fast"] = {"inherits": rng.choice(['"release"', '"dev"', '"test"']), **settings(rng)}
    return tables


def config(rng):
    """The file .cargo/config.toml as tables; `source` comes with the vendored packages."""
    tables = {}
    if chance(rng, 0.1):
        tables["build"] = {"rustflags": rng.choice(['["--cfg", "special"]', '["-Ctarget-feature=+avx2"]',
                                                    '["-C", "panic=abort"]', '["--cfg=special", "--cap-lints", "warn"]'])}
    if chance(rng, 0.06):
        tables.setdefault("build", {})["target"] = rng.choice(
            ['"x86_64-pc-windows-msvc"', '["x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc"]'])
    if chance(rng, 0.08):
        where = rng.choice(["x86_64-unknown-linux-gnu", "'cfg(unix)'", "'cfg(windows)'"])
        tables["target." + where] = {"rustflags": '["--cfg", "special"]'}
    if chance(rng, 0.06):
        tables["target.x86_64-unknown-linux-gnu.native_p%d" % rng.randint(1, 3)] = {"rustc-link-lib": '["z"]'}
    if chance(rng, 0.06):
        tables["profile.dev"] = settings(rng)
    return tables


# --- smaller ----------------------------------------------------------------------------------------------------------

ALWAYS = {"id", "name", "version", "place", "edition", "key", "to", "kind", "inherits"}


def smaller(value):
    """Every value that lacks one thing of this one, large things first; what then dangles, `manifests` leaves out."""
    if isinstance(value, dict):
        keys = [key for key in value if key not in ALWAYS]
        for key in keys:
            if value[key] or key not in ("virtual", "default"):
                yield {other: inner for other, inner in value.items() if other != key}
        for key in keys:
            for inner in smaller(value[key]):
                yield {**value, key: inner}
    elif isinstance(value, list):
        for index in range(len(value)):
            yield value[:index] + value[index + 1:]
        for index, item in enumerate(value):
            for inner in smaller(item):
                yield value[:index] + [inner] + value[index + 1:]
