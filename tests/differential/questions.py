# SPDX-License-Identifier: MIT OR Apache-2.0
"""Random questions about a random workspace: the kind of answer and Cargo's arguments, as groups that can be left out."""

HOST = "x86_64-unknown-linux-gnu"
WINDOWS = "x86_64-pc-windows-msvc"
PLATFORMS = [HOST, WINDOWS, "aarch64-apple-darwin", "wasm32-unknown-unknown"]


class Question:
    """`words` are groups of arguments behind the command; `cwd` is a folder below the workspace's root."""

    def __init__(self, kind, command, words, cwd="."):
        self.kind = kind
        self.command = command
        self.words = words
        self.cwd = cwd

    def arguments(self):
        return [self.command, *(word for group in self.words for word in group)]

    def smaller(self):
        for index in range(len(self.words)):
            yield Question(self.kind, self.command, self.words[:index] + self.words[index + 1:], self.cwd)
        if self.cwd != ".":
            yield Question(self.kind, self.command, self.words, ".")

    def __str__(self):
        return " ".join(self.arguments()) + ("" if self.cwd == "." else "   (in %s)" % self.cwd)


def make(rng, workspace):
    members = [p for p in workspace["packages"] if p["place"] == "member"]
    cwd = "."
    if rng.random() < 0.2:
        member = rng.choice(members)
        if member is not members[0] or workspace["virtual"]:
            cwd = "crates/" + member["name"]
    yield Question("metadata", "metadata", metadata(rng, workspace, members), cwd)
    command = rng.choice(["build", "build", "test", "check"])
    yield Question("units", command, units(rng, workspace, members), cwd)
    yield Question("tree", "tree", tree(rng, workspace, members), cwd)


def some(rng, share, group):
    return [group] if rng.random() < share else []


def features(rng, workspace, members):
    groups = some(rng, 0.2, ["--all-features"]) + some(rng, 0.2, ["--no-default-features"])
    if rng.random() < 0.35:
        names = []
        for _ in range(rng.choice([1, 1, 2])):
            package = rng.choice(members if rng.random() < 0.9 else workspace["packages"])
            for name in rng.sample(sorted(package["features"]), min(1, len(package["features"]))):
                names.append(rng.choice([name, package["name"] + "/" + name]))
        groups += [["--features", rng.choice([",", " "]).join(names)]] if names else []
    return groups


def packages(rng, workspace, members):
    choice = rng.random()
    if choice < 0.3:
        return [["--workspace"]]
    if choice < 0.4:
        return [["--workspace"], ["--exclude", rng.choice(members)["name"]]]
    if choice < 0.5:
        return [["-p", member["name"]] for member in rng.sample(members, min(2, len(members)))]
    if choice < 0.65:
        return [["-p", spec(rng, rng.choice(workspace["packages"]))]]
    return []


def spec(rng, package):
    if rng.random() < 0.08:
        return rng.choice(["p*", "v?", "nobody", package["name"] + ":" + package["version"][:3], package["name"] + "@9"])
    if package["place"] == "vendored":
        return package["name"] + "@" + package["version"]
    return rng.choice([package["name"], package["name"] + "@" + package["version"]])


def targets(rng, share, *more):
    if rng.random() >= share:
        return []
    if more and rng.random() < 0.4:
        return [["--target", rng.choice(more)]]
    return [["--target", triple] for triple in rng.sample(PLATFORMS[:2] * 2 + PLATFORMS[2:], rng.choice([1, 1, 2]))]


def metadata(rng, workspace, members):
    groups = features(rng, workspace, members) + some(rng, 0.07, ["--no-deps"])
    groups += [["--filter-platform", triple] for _, triple in targets(rng, 0.4)]
    return [["--format-version", "1"], *groups]


def units(rng, workspace, members):
    groups = packages(rng, workspace, members) + features(rng, workspace, members) + targets(rng, 0.3)
    profiles = ["test", "dev", "bench", *(["fast"] if "fast" in workspace["profiles"] else [])]
    groups += some(rng, 0.25, ["--release"]) or some(rng, 0.15, ["--profile", rng.choice(profiles)])
    if rng.random() < 0.4:
        kinds = ["--all-targets", "--all-targets", "--lib", "--bins", "--tests", "--examples", "--benches"]
        groups += [[flag] for flag in sorted(set(rng.sample(kinds, rng.choice([1, 1, 2]))))]
    named = [target for member in members for target in member["targets"]]
    if named and rng.random() < 0.1:
        target = rng.choice(named)
        groups.append(["--" + target["kind"], target["name"]])
    return groups


EDGES = ["normal", "no-dev", "features", "build", "all", "features,normal", "no-proc-macro", "no-build", "dev", "no-normal",
         "no-dev,features", "normal,build", "features,no-build", "no-build,no-dev", "build,dev,features"]
FORMATS = ["{p}", "{p} {f}", "{lib}|{p}|{l}", "{r} {p}", "{f}"]


def tree(rng, workspace, members):
    groups = packages(rng, workspace, members) + features(rng, workspace, members) + targets(rng, 0.3, "all")
    groups += some(rng, 0.45, ["-e", rng.choice(EDGES)])
    with_features = any("features" in word for group in groups for word in group if group[0] == "-e")
    groups += some(rng, 0.0 if with_features else 0.2, ["--duplicates"]) or some(rng, 0.25, ["-i", spec(rng, rng.choice(workspace["packages"]))])
    groups += some(rng, 0.25, ["--no-dedupe"]) + some(rng, 0.12, ["--prune", spec(rng, rng.choice(workspace["packages"]))])
    groups += some(rng, 0.15, ["--depth", rng.choice(["0", "1", "2", "workspace"])])
    groups += some(rng, 0.15, ["--prefix", rng.choice(["depth", "none", "indent"])])
    groups += some(rng, 0.1, ["--charset", "ascii"]) + some(rng, 0.2, ["-f", rng.choice(FORMATS)])
    return groups
