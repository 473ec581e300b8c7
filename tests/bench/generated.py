# SPDX-License-Identifier: MIT OR Apache-2.0
"""Workspaces of any size, with everything that Cargo would have fetched for them: always the same for one size."""
import hashlib
import os
import random

SOURCE = "registry+https://github.com/rust-lang/crates.io-index"
MEMBERS = 20
MOST_ON_TOP = 200  # packages that only members ask for


class Package:
    """A published package. Every twentieth is the second version of the one before it."""

    def __init__(self, number, dependencies):
        self.is_copy = number % 20 == 19
        self.name = "package-%06d" % (number - 1 if self.is_copy else number)
        self.version = "2.0.0" if self.is_copy else "1.0.0"
        self.key = self.name + ("-again" if self.is_copy else "")  # by which others declare it
        self.dependencies = [other for other in dependencies if other.name != self.name]


def draw(chance, packages):
    """Up to six packages, half of them of the newer half: chains grow as slowly with the number as in life."""
    chosen = set()
    for _ in range(min(6, len(packages))):
        chosen.add(chance.randrange(len(packages) // 2 if chance.random() < 0.5 else 0, len(packages)))
    return [packages[number] for number in sorted(chosen)]


def packages_of(count):
    """About `count` packages: those that nothing needs are gathered by further ones, as applications gather theirs."""
    chance = random.Random(count)
    packages = []
    while len(packages) < count:
        packages.append(Package(len(packages), draw(chance, packages)))
    needed = {id(other) for package in packages for other in package.dependencies}
    top = [package for package in packages if id(package) not in needed]
    while len(top) > MOST_ON_TOP:
        gathered, top = top, []
        for begin in range(0, len(gathered), 25):
            top.append(Package(len(packages), gathered[begin:begin + 25]))
            packages.append(top[-1])
    return packages, top


def members_of(packages, top):
    """What each member asks for: a few packages, and its share of those that nothing else needs."""
    chance = random.Random(len(packages))
    members = {}
    for i in range(MEMBERS):
        chosen = {package.key: package for package in chance.sample(packages, min(10, len(packages))) + top[i::MEMBERS]}
        members["member-%02d" % i] = [chosen[key] for key in sorted(chosen)]
    return members


def declarations(dependencies, optional_from):
    lines = ["[dependencies]"]
    for place, other in enumerate(dependencies):
        features = 'default-features = false, features = ["std"]' if place % 3 == 0 else "default-features = true"
        optional = ", optional = true" if place >= optional_from else ""
        renamed = ', package = "%s"' % other.name if other.is_copy else ""
        lines.append('%s = { version = "%s", %s%s%s }' % (other.key, other.version, features, optional, renamed))
    return "\n".join(lines) + "\n"


def manifest(package):
    optional = ", ".join('"dep:%s"' % other.key for other in package.dependencies[4:])
    return """[package]
name = "%s"
version = "%s"
edition = "2021"
license = "MIT OR Apache-2.0"
description = "One of many"
build = false
autobins = false
autoexamples = false
autotests = false
autobenches = false

[lib]
path = "src/lib.rs"

[features]
default = ["std"]
std = [%s]

%s""" % (package.name, package.version, optional, declarations(package.dependencies, 4))


def entry(name, version, dependencies, copies, published=None):
    """One package in the lockfile. The checksum is not that of an archive, but changes with the manifest as well."""
    lines = ["", "[[package]]", 'name = "%s"' % name, 'version = "%s"' % version]
    if published:
        lines.append('source = "%s"' % SOURCE)
        lines.append('checksum = "%s"' % hashlib.sha256(published.encode()).hexdigest())
    if dependencies:
        named = sorted(other.name + (" " + other.version if other.name in copies else "") for other in dependencies)
        lines += ["dependencies = ["] + [' "%s",' % one for one in named] + ["]"]
    return "\n".join(lines) + "\n"


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def generate(folder, count):
    """A workspace that needs about `count` packages at `folder`/workspace, and Cargo's home beside it; made once."""
    if os.path.exists(os.path.join(folder, "done")):
        return
    packages, top = packages_of(count)
    copies = {package.name for package in packages if package.is_copy}
    home = os.path.join(folder, "cargo-home", "registry", "src", "generated")
    entries = []
    for package in packages:
        text = manifest(package)
        write(os.path.join(home, "%s-%s" % (package.name, package.version), "Cargo.toml"), text)
        locked = entry(package.name, package.version, package.dependencies, copies, text)
        entries.append((package.name, package.version, locked))
    for name, dependencies in members_of(packages, top).items():
        place = os.path.join(folder, "workspace", name)
        head = '[package]\nname = "%s"\nversion = "0.1.0"\nedition = "2021"\n\n' % name
        write(os.path.join(place, "Cargo.toml"), head + declarations(dependencies, len(dependencies)))
        write(os.path.join(place, "src", "lib.rs"), "")
        entries.append((name, "0.1.0", entry(name, "0.1.0", dependencies, copies)))
    write(os.path.join(folder, "workspace", "Cargo.toml"), '[workspace]\nresolver = "2"\nmembers = ["member-*"]\n')
    write(os.path.join(folder, "workspace", "Cargo.lock"),
          "version = 4\n" + "".join(text for _, _, text in sorted(entries)))
    write(os.path.join(folder, "done"), "")
