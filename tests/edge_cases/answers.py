# SPDX-License-Identifier: MIT OR Apache-2.0
"""Answers in short, one fact a line, so that a case can name the few that it is about.

metadata  `members: a b`, `default-members: a`, `packages: a b`, `resolves: a b`, `root: a`;
          `a needs b_lib c` and `a has f g` for each node; `a asks b ^1 normal f g` for each declaration;
          `a target lib a` and `a source lib a $W/a/src/lib.rs`; `a targets: b c` in
          their order; `a hints {}`; `a b requires []`; the ids of packages
units     `b lib build normal f,g` for each unit, `host` in place of normal where it is built for the host
tree      its lines
"""
import json


def in_short(kind, text, folder):
    lines = {"metadata": metadata, "tree": lambda t: t.split("\n")}.get(kind, units)(text)
    return [line.replace(folder, "$W").rstrip() for line in lines]


def joined(head, words):
    return " ".join([head, *words])


def metadata(text):
    document = json.loads(text)
    names = {package["id"]: package["name"] for package in document["packages"]}
    lines = [joined("members:", (names[i] for i in document["workspace_members"])),
             joined("default-members:", (names[i] for i in document["workspace_default_members"])),
             joined("packages:", names.values())]
    for package in document["packages"]:
        lines.append(package["id"])
        lines += [declaration(package["name"], dependency) for dependency in package["dependencies"]]
        lines += [joined("%s target" % package["name"], [target["kind"][0], target["name"]])
                  for target in package["targets"]]
        lines.append(joined("%s targets:" % package["name"], (target["name"] for target in package["targets"])))
        lines += ["%s %s requires %s" % (package["name"], target["name"], target["required-features"])
                  for target in package["targets"] if "required-features" in target]
        lines += ["%s hints %s" % (package["name"], json.dumps(package["hints"]))] if "hints" in package else []
        lines += [joined("%s source" % package["name"], [target["kind"][0], target["name"], target["src_path"]])
                  for target in package["targets"]]
    resolve = document["resolve"]
    if resolve is None:
        return lines + ["resolve: none"]
    lines.append("root: " + (names[resolve["root"]] if resolve["root"] else "none"))
    lines.append(joined("resolves:", (names[node["id"]] for node in resolve["nodes"])))
    for node in resolve["nodes"]:
        lines.append(joined(names[node["id"]] + " needs", (dep["name"] for dep in node["deps"])))
        lines.append(joined(names[node["id"]] + " has", node["features"]))
    return lines


def declaration(package, dependency):
    words = [package, "asks", dependency["name"], dependency["req"], dependency["kind"] or "normal"]
    words += ["as " + dependency["rename"]] if dependency["rename"] else []
    words += ["on " + dependency["target"]] if dependency["target"] else []
    words += [] if dependency["uses_default_features"] else ["bare"]
    return joined(" ".join(words), dependency["features"])


def units(text):
    return sorted(unit_line(unit) for unit in json.loads(text)["units"])


def unit_line(unit):
    name = unit["pkg_id"].rpartition("#")[2].partition("@")[0]
    if "@" not in unit["pkg_id"].rpartition("#")[2]:
        name = unit["pkg_id"].rpartition("#")[0].rpartition("/")[2]
    profile = unit["profile"]
    words = [name, unit["target"]["kind"][0], unit["mode"], unit["platform"] or "host",
             ",".join(sorted(unit["features"])) or "-", "opt=" + profile["opt_level"],
             "debug=%s" % profile["debuginfo"], "panic=" + profile["panic"]]
    return " ".join(words)
