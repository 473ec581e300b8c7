#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Runs the program on a workspace with packages of a registry: what-if, and audits of a metadata document.

usage: registry_workspace_test.py PROGRAM
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

PROGRAM = ""
CRATES_IO = "registry+https://github.com/rust-lang/crates.io-index"
SOURCES = "cargo/registry/src/index/"

FILES = {
    "Cargo.toml": '[workspace]\nmembers = ["app", "tool"]\nresolver = "2"\n[workspace.dependencies]\n'
                  'codec = { version = "1", features = ["fast"] }\n',
    "app/Cargo.toml": '[package]\nname = "app"\nversion = "0.1.0"\nedition = "2021"\n'
                      '[features]\ndefault = ["net"]\nnet = ["dep:net", "net?/tls"]\n'
                      '[dependencies]\ncodec.workspace = true\nnet = { version = "1", optional = true }\n'
                      '[target."cfg(windows)".dependencies]\nwin = "1"\n',
    "app/src/main.rs": "fn main() {}\n",
    "tool/Cargo.toml": '[package]\nname = "tool"\nversion = "0.1.0"\nedition = "2021"\n'
                       '[dependencies]\nstring = { package = "codec", version = "1" }\n[dev-dependencies]\nnet = "1"\n',
    "tool/src/lib.rs": "",
    SOURCES + "codec-1.0.0/Cargo.toml": '[package]\nname = "codec"\nversion = "1.0.0"\nlicense = "MIT"\n'
                                        '[features]\nfast = []\nold = []\ndefault = ["old"]\n',
    SOURCES + "codec-1.0.0/src/lib.rs": "",
    SOURCES + "net-1.0.0/Cargo.toml": '[package]\nname = "net"\nversion = "1.0.0"\nbuild = "build.rs"\nlinks = "net"\n'
                                      '[features]\ntls = ["codec/fast"]\n[dependencies]\ncodec = "1"\n',
    SOURCES + "net-1.0.0/src/lib.rs": "",
    SOURCES + "net-1.0.0/build.rs": "fn main() {}\n",
    SOURCES + "win-1.0.0/Cargo.toml": '[package]\nname = "win"\nversion = "1.0.0"\n',
    SOURCES + "win-1.0.0/src/lib.rs": "",
}


def locked(name, version, dependencies, source=None):
    lines = ["", "[[package]]", f'name = "{name}"', f'version = "{version}"']
    if source:
        lines += [f'source = "{source}"', f'checksum = "{"0" * 64}"']
    if dependencies:
        lines += ["dependencies = ["] + [f' "{dependency}",' for dependency in dependencies] + ["]"]
    return "\n".join(lines) + "\n"


LOCKFILE = "version = 4\n" + "".join([
    locked("app", "0.1.0", ["codec", "net", "win"]),
    locked("codec", "1.0.0", [], CRATES_IO),
    locked("net", "1.0.0", ["codec"], CRATES_IO),
    locked("tool", "0.1.0", ["codec", "net"]),
    locked("win", "1.0.0", [], CRATES_IO),
])


class WorkspaceTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.place = os.path.realpath(folder.name)
        for path, text in {**FILES, "Cargo.lock": LOCKFILE}.items():
            self.write(path, text)

    def write(self, path, text):
        full = os.path.join(self.place, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(text)

    def run_program(self, *words):
        environment = dict(os.environ, CARGO_HOME=os.path.join(self.place, "cargo"), CARGO_NET_OFFLINE="true", NO_COLOR="1",
                           PLIMSOLL_CACHE=os.path.join(self.place, "cache"))
        return subprocess.run([PROGRAM, *words, "--offline", "--host", "x86_64-unknown-linux-gnu"], cwd=self.place,
                              env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)


class WhyTest(WorkspaceTest):
    def why(self, *words):
        run = self.run_program("why", *words, "--workspace", "--format", "json")
        self.assertEqual(run.returncode, 0, run.stderr)
        return json.loads(run.stdout)["packages"]

    def test_the_path_has_every_declaration_with_its_place(self):
        [codec] = self.why("codec")
        self.assertEqual(codec["reach"], "built")
        member, end = codec["paths"][0]
        self.assertEqual(member["package"].rpartition("/")[2], "app#0.1.0")
        self.assertEqual(end["declarations"], [{
            "kind": "normal", "platform": None, "name": "codec", "requirement": "^1", "features": ["fast"],
            "default_features": True, "optional": False, "location": {"file": "Cargo.toml", "line": 5, "column": 1},
            "off": None}])

    def test_paths_that_are_not_shown_are_counted(self):
        self.assertEqual([package["more_paths"] for package in self.why("codec")], [2])
        [codec] = self.why("codec", "--all")
        self.assertEqual([len(path) for path in codec["paths"]], [2, 2, 3])
        self.assertEqual(codec["more_paths"], 0)

    def test_what_is_not_built_says_what_keeps_it_out(self):
        [win] = self.why("win")
        self.assertEqual(win["reach"], "other-target")
        self.assertEqual(win["paths"][0][1]["declarations"][0]["off"], "platform")

    def test_a_feature_is_traced_to_who_asked(self):
        [codec] = self.why("codec", "old")
        self.assertEqual([(link["feature"], link["through"]) for link in codec["feature"]["chain"]],
                         [("old", "feature"), ("default", "default")])
        [net] = self.why("net", "tls")
        self.assertEqual([(link["feature"], link["through"], link["of_feature"]) for link in net["feature"]["chain"]],
                         [("tls", "dependency-feature", "net"), ("net", "feature", "default"), ("default", "selection", None)])

    def test_who_asks_first_is_not_told_again_among_those_who_ask_too(self):
        lines = self.run_program("why", "codec", "fast", "--workspace", "-q").stdout.splitlines()
        asks = [line for line in lines if "`app` asks for it" in line]
        self.assertEqual(len(asks), 1, lines)
        self.assertTrue(any("1 more request, each enough by itself" in line for line in lines), lines)

    def test_people_get_a_few_lines(self):
        run = self.run_program("why", "net", "--workspace")
        self.assertEqual(run.stdout.splitlines()[1:5], [
            "", " net 1.0.0 BUILT — compiled into what is built for the target", "     app 0.1.0  member",
            "   → net 1.0.0  normal `^1` · app/Cargo.toml:10"])
        run = self.run_program("why", "codec", "fast", "--workspace", "-q")
        self.assertIn("`fast` of codec 1.0.0 ON — the selection asks for it, through 3 features", run.stdout)
        self.assertIn("`app` asks for it · Cargo.toml:5", run.stdout)

    def test_names_that_are_not_there_are_wrong_use_with_what_is_near(self):
        for words, near in ((["codek"], "`codec`"), (["codec@3"], "`codec` is there in version 1.0.0"),
                            (["codec", "fasd"], "`fast`")):
            run = self.run_program("why", *words, "--format", "json")
            self.assertEqual(run.returncode, 2, run.stderr)
            self.assertIn(near, run.stderr)
            self.assertEqual(json.loads(run.stdout)["error"]["kind"], "usage")


class DuplicatesTest(WorkspaceTest):
    def setUp(self):
        super().setUp()
        self.write("tool/Cargo.toml", FILES["tool/Cargo.toml"].replace('package = "codec", version = "1"',
                                                                       'package = "codec", version = "2"'))
        self.write(SOURCES + "codec-2.0.0/Cargo.toml", '[package]\nname = "codec"\nversion = "2.0.0"\n')
        self.write(SOURCES + "codec-2.0.0/src/lib.rs", "")
        lockfile = LOCKFILE.replace('"codec"', '"codec 1.0.0"').replace('name = "codec 1.0.0"', 'name = "codec"')
        tool = lockfile.index('name = "tool"')
        lockfile = lockfile[:tool] + lockfile[tool:].replace('"codec 1.0.0"', '"codec 2.0.0"')
        self.write("Cargo.lock", lockfile + locked("codec", "2.0.0", [], CRATES_IO))

    def duplicates(self, *words):
        run = self.run_program("duplicates", *words, "--workspace", "--format", "json")
        self.assertEqual(run.returncode, 0, run.stderr)
        return json.loads(run.stdout)

    def test_each_copy_has_who_holds_it_and_where(self):
        [codec] = self.duplicates()["duplicates"]
        self.assertEqual(codec["name"], "codec")
        self.assertEqual([(copy["version"], copy["reach"]) for copy in codec["copies"]], [("1.0.0", "built"), ("2.0.0", "built")])
        [tool] = codec["copies"][1]["holders"]
        self.assertEqual((tool["package"].rpartition("/")[2], tool["requirement"], tool["location"]["file"]),
                         ("tool#0.1.0", "^2", "tool/Cargo.toml"))

    def test_the_finding_is_that_of_the_audit(self):
        audit = json.loads(self.run_program("audit", "--format", "json").stdout)
        [found] = [finding for finding in audit["findings"] if finding["rule"] == "duplicate-versions"]
        self.assertEqual(self.duplicates()["duplicates"][0]["finding"], found)

    def test_one_plan_is_made_against_all_of_them(self):
        self.write(SOURCES + "net-1.0.0/Cargo.toml", '[package]\nname = "net"\nversion = "1.0.0"\n[features]\ntls = []\n')
        with open(os.path.join(self.place, "Cargo.lock"), encoding="utf-8") as file:
            lockfile = file.read()
        net = lockfile.index('name = "net"')
        self.write("Cargo.lock", lockfile[:net] + lockfile[net:].replace('dependencies = [\n "codec 1.0.0",\n]\n', "", 1))
        self.assertEqual(self.duplicates()["plan"], {
            "further": 1, "within": {"raises": [], "commands": [], "left": 1},
            "raised": {"raises": ["raise the requirement at Cargo.toml:5 so that it takes 2.0.0"], "commands": [], "left": 0}})
        screen = self.run_program("duplicates", "--workspace", "-q").stdout
        self.assertIn("1 of 1 further version — goes together with requirements raised", screen)
        self.assertIsNone(self.duplicates("codec")["plan"])

    def test_one_name_is_told_alone(self):
        self.assertEqual(self.duplicates("net")["duplicates"], [])
        self.assertEqual(len(self.duplicates("codec")["duplicates"]), 1)
        run = self.run_program("duplicates", "codek")
        self.assertEqual(run.returncode, 2)
        self.assertIn("`codec`", run.stderr)

    def test_people_get_one_screen(self):
        run = self.run_program("duplicates", "--workspace", "-q")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("1 name TWICE OR MORE — each for itself", run.stdout)
        self.assertIn("tool 0.1.0 `^2` (tool/Cargo.toml:", run.stdout)

    def test_what_is_built_once_is_told_as_well(self):
        self.assertIn("net ONCE", self.run_program("duplicates", "net", "--workspace", "-q").stdout)

    def test_what_is_not_built_is_not_called_built_once(self):
        self.assertIn("win NOT BUILT — no version of it takes part in this build (other-target)",
                      self.run_program("duplicates", "win", "--workspace", "-q").stdout)


class CostTest(WorkspaceTest):
    def cost(self, *words):
        run = self.run_program("cost", *words, "--workspace", "--format", "json")
        self.assertEqual(run.returncode, 0, run.stderr)
        return json.loads(run.stdout)

    def test_costs_are_those_of_the_audit(self):
        audit = json.loads(self.run_program("audit", "--format", "json").stdout)
        cost = self.cost()
        for field in ("cost_seconds", "critical_path_seconds"):
            self.assertEqual(cost[field], audit["summary"][field])
        self.assertEqual(len(cost["units"]), len(audit["units"]))

    def test_fewer_jobs_take_longer_and_one_takes_as_long_as_the_work(self):
        one, many = self.cost("-j", "1"), self.cost("-j", "64")
        self.assertAlmostEqual(one["limited"]["seconds"], one["cost_seconds"], 2)
        self.assertAlmostEqual(many["limited"]["seconds"], many["critical_path_seconds"], 2)

    def test_units_come_dearest_first(self):
        seconds = [unit["seconds"] for unit in self.cost()["units"]]
        self.assertEqual(seconds, sorted(seconds, reverse=True))

    def test_one_package_is_told_with_its_script(self):
        cost = self.cost("net")
        self.assertEqual({unit["package"] for unit in cost["units"]}, {CRATES_IO + "#net@1.0.0"})
        self.assertEqual([script["package"] for script in cost["build_scripts"]], [CRATES_IO + "#net@1.0.0"])
        self.assertIn("net 1.0.0", self.run_program("cost", "net", "--workspace", "-q").stdout)

    def test_on_one_job_all_that_goes_with_a_script_is_saved(self):
        script = self.cost("-j", "1")["build_scripts"][0]
        self.assertGreater(script["saved_seconds"], 0)
        self.assertGreaterEqual(script["saved_seconds"] + 0.001, script["seconds"])
        self.assertLessEqual(self.cost("-j", "64")["build_scripts"][0]["saved_seconds"], script["saved_seconds"] + 0.001)

    def test_what_is_not_built_costs_nothing(self):
        self.assertIn("win 1.0.0 COSTS NOTHING — it is not built here: other-target",
                      self.run_program("cost", "win", "--workspace").stdout)


def timings(*units, profile="dev"):
    data = [{"i": i, "name": name, "version": version, "mode": "todo", "target": target, "features": features, "start": 0,
             "duration": seconds, "sections": None} for i, (name, version, target, features, seconds) in enumerate(units)]
    return f"<html><td>Profile:</td><td>{profile}</td><script>\nconst UNIT_DATA = {json.dumps(data, indent=2)};\n</script></html>"


class TimingsTest(WorkspaceTest):
    MEASURED = (("net", "1.0.0", " build-script", ["tls"], 2), ("net", "1.0.0", " build-script (run)", ["tls"], 3),
                ("net", "1.0.0", "", ["tls"], 5))

    def setUp(self):
        super().setUp()
        self.write("timing.html", timings(*self.MEASURED, ("gone", "1.0.0", "", [], 7)))

    def run_json(self, *words):
        run = self.run_program(*words, "--timings", "timing.html", "--workspace", "--format", "json")
        self.assertIn(run.returncode, (0, 1, 4), run.stderr)
        return json.loads(run.stdout)

    def test_an_audit_takes_what_was_measured(self):
        report = self.run_json("audit")
        [net] = [package for package in report["packages"] if package["name"] == "net"]
        self.assertEqual((net["cost_seconds"], net["cost_measured"]), (10, True))
        self.assertEqual({package["name"] for package in report["packages"] if package["cost_measured"]}, {"net"})
        self.assertEqual(sum(unit["measured"] for unit in report["units"]), 3)

    def test_what_fits_nothing_is_counted_and_told(self):
        notes = " ".join(self.run_json("cost")["notes"])
        self.assertIn("3 of 6 units were measured", notes)
        self.assertIn("1 of 4 measurements fit no unit of this build: gone 1.0.0", notes)

    def test_another_profile_is_told(self):
        self.write("timing.html", timings(*self.MEASURED, profile="release"))
        self.assertIn("of the profile `release`, this build is of `dev`", " ".join(self.run_json("cost")["notes"]))

    def test_what_if_compares_what_was_measured(self):
        answer = self.run_json("what-if", "drop:app/net")
        self.assertEqual(answer["measured_units"], {"before": 3, "after": 0})
        self.assertGreater(answer["cost_seconds"]["before"] - answer["cost_seconds"]["after"], 9)

    def test_cost_says_how_it_is_known(self):
        self.assertEqual(self.run_json("cost")["measured"], "partly measured")
        self.assertIn("partly measured", self.run_program("cost", "--timings", "timing.html", "--workspace").stdout)

    def test_what_is_no_page_of_timings_is_wrong_use_with_what_is_expected(self):
        self.write("timing.html", "<html></html>")
        for words in (["audit"], ["cost"], ["what-if", "drop:app/net"]):
            for file, message in (("timing.html", "`cargo build --timings`"), ("nowhere.html", "nowhere.html")):
                run = self.run_program(*words, "--timings", file, "--format", "json")
                self.assertEqual(run.returncode, 2, run.stderr)
                self.assertIn(message, run.stderr)
                self.assertEqual(json.loads(run.stdout)["error"]["kind"], "usage")


class BaseTest(WorkspaceTest):
    def audit(self, *words):
        run = self.run_program("audit", *words, "--exit-zero", "--format", "json")
        return run, json.loads(run.stdout)

    def save_base(self):
        self.run_program("audit", "-q", "--output", "json:base.json")

    def test_without_a_change_nothing_differs(self):
        self.save_base()
        base = self.audit("--base", "base.json")[1]["base"]
        self.assertEqual((base["name"], base["causes"], base["fixed"], base["remarks"]), ("base.json", [], [], []))
        self.assertEqual(base["findings"]["new"], 0)

    def test_an_edit_is_named_with_all_that_it_changed(self):
        self.save_base()
        tool = FILES["tool/Cargo.toml"].replace('version = "1" }', 'version = "1", default-features = false }')
        self.write("tool/Cargo.toml", tool)
        self.write("Cargo.toml", FILES["Cargo.toml"].replace('["fast"]', '[], default-features = false'))
        causes = self.audit("--base", "base.json")[1]["base"]["causes"]
        self.assertEqual([(cause["title"], cause["before"], cause["after"]) for cause in causes], [
            ("Cargo.toml:5", 'codec = { version = "1", features = ["fast"] }',
             'codec = { version = "1", default-features = false }'),
            ("tool/Cargo.toml:6", 'string = "1"', 'string = { version = "1", default-features = false }')])

    def test_people_get_what_changed_in_a_line_and_what_to_look_at(self):
        self.save_base()
        self.write("Cargo.lock", LOCKFILE.replace(locked("net", "1.0.0", ["codec"], CRATES_IO),
                                                  locked("net", "1.0.1", ["codec"], CRATES_IO)))
        for file in ("Cargo.toml", "build.rs"):
            self.write(f"{SOURCES}net-1.0.1/{file}", FILES[f"{SOURCES}net-1.0.0/{file}"].replace("1.0.0", "1.0.1")
                       .replace("{}", '{ std::net::TcpStream::connect("example.org:1"); }'))
        self.write(f"{SOURCES}net-1.0.1/src/lib.rs", "")
        screen = self.run_program("audit", "--base", "base.json").stdout
        self.assertRegex(screen, r"since base\.json: 1 package moved; ")
        self.assertIn("look at: net 1.0.1 (", screen)
        self.assertIn("its build script now uses-network", screen)

    def test_what_is_no_report_is_wrong_use_with_what_is_expected(self):
        self.save_base()
        with open(os.path.join(self.place, "base.json"), encoding="utf-8") as file:
            report = json.load(file)
        for package in report["packages"]:
            package["name"] = "other-" + package["name"]
        self.write("other.json", json.dumps(report))
        self.write("old.json", json.dumps({**report, "format_version": 0}))
        self.write("failed.json", self.run_program("audit", "--target", "nowhere", "--format", "json").stdout)
        for file, message in (("main", "not a revision"), ("Cargo.toml", "it is not JSON"), ("tool", "tool"),
                              ("other.json", "another workspace"), ("old.json", "another format version"),
                              ("failed.json", "an audit that failed")):
            run, document = self.audit("--base", file)
            self.assertEqual(run.returncode, 2, file)
            self.assertIn(message, run.stderr)
            self.assertEqual(document["error"]["kind"], "usage")


class WhatIfTest(WorkspaceTest):
    def foretell(self, *edits):
        run = self.run_program("what-if", *edits, "--workspace", "--format", "json")
        self.assertEqual(run.returncode, 0, run.stderr)
        return json.loads(run.stdout)

    def names(self, units):
        return sorted((unit["name"], unit["kind"], unit["mode"], "+".join(unit["features"])) for unit in units)

    def test_a_dropped_dependency_takes_its_units_along(self):
        answer = self.foretell("drop:app/net")
        self.assertEqual(self.names(answer["units"]["gone"]),
                         [("build-script-build", "custom-build", "build", "tls"),
                          ("build-script-build", "custom-build", "run-custom-build", "tls"), ("net", "lib", "build", "tls")])
        self.assertEqual(answer["units"]["added"], [])
        self.assertEqual(answer["packages"], {"gone": [CRATES_IO + "#net@1.0.0"], "added": []})

    def test_several_edits_apply_together(self):
        edits = ["remove-feature:workspace/codec/fast", "drop:app/net", "no-default-features:tool/string"]
        answer = self.foretell(*edits)
        self.assertEqual(answer["edits"], edits)
        self.assertIn({"package": CRATES_IO + "#codec@1.0.0", "off": ["fast"], "on": []}, answer["features"])

    def test_what_is_only_for_another_platform_changes_nothing_here(self):
        answer = self.foretell("drop:app/cfg(windows):win")
        self.assertEqual(answer["units"], {"gone": [], "added": []})
        self.assertEqual(answer["cost_seconds"]["before"], answer["cost_seconds"]["after"])

    def test_what_others_need_all_the_same_is_told_with_the_way_to_it(self):
        [note] = self.foretell("drop:app/codec")["notes"]
        self.assertEqual(note, "`drop:app/codec`: `codec 1.0.0` is compiled all the same, by way of tool > codec 1.0.0")
        [note] = self.foretell("drop:app/cfg(windows):win")["notes"]
        self.assertEqual(note, "`drop:app/cfg(windows):win`: `win 1.0.0` was not compiled before either")
        self.assertEqual(self.foretell("drop:app/net")["notes"], [])

    def test_people_get_one_screen(self):
        run = self.run_program("what-if", "drop:app/net", "--workspace")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("LESS", run.stdout)
        self.assertIn("net 1.0.0", run.stdout)
        self.assertLess(len(run.stdout.splitlines()), 45)

    def test_unknown_names_are_wrong_use_and_still_a_document(self):
        for edit, near in (("drop:ap/net", "`app`"), ("drop:app/nett", "`net`"), ("remove-feature:workspace/codec/fasd", "`fast`")):
            run = self.run_program("what-if", edit, "--format", "json")
            self.assertEqual(run.returncode, 2, run.stderr)
            self.assertIn(near, run.stderr)
            self.assertEqual(json.loads(run.stdout)["error"]["kind"], "usage")

    def test_a_feature_that_would_no_longer_exist_is_told(self):
        self.write("tool/Cargo.toml", FILES["tool/Cargo.toml"] + 'app = { path = "../app", features = ["extra"] }\n')
        self.write("app/Cargo.toml", FILES["app/Cargo.toml"] + 'extra = { package = "win", version = "1", optional = true }\n')
        run = self.run_program("what-if", "drop:app/cfg(windows):extra", "--workspace")
        self.assertEqual(run.returncode, 3, run.stderr)
        self.assertIn("`extra`", run.stderr)

    def test_a_version_whose_manifest_is_not_at_hand_cannot_be_tried(self):
        run = self.run_program("what-if", "use:codec@1.0.0/1.1.0")
        self.assertEqual(run.returncode, 3, run.stderr)
        self.assertIn("`codec 1.1.0` is neither on this machine nor in the index", run.stderr)
        self.assertNotIn("`cargo fetch`", run.stderr)

    def test_a_version_that_the_index_tells_of_is_tried_with_a_gap(self):
        entries = [{"name": "codec", "vers": version, "deps": [], "cksum": "0" * 64, "yanked": False,
                    "features": {"fast": [], "old": [], "default": ["old"]}} for version in ("1.0.0", "1.1.0")]
        self.write(".cargo/config.toml", '[source.crates-io]\nreplace-with = "here"\n[source.here]\n'
                                         f'local-registry = "{self.place}/here"\n')
        self.write("here/index/co/de/codec", "".join(json.dumps(entry) + "\n" for entry in entries))
        run = self.run_program("what-if", "use:codec@1.0.0/1.1.0", "--workspace", "--format", "json")
        self.assertEqual(run.returncode, 4, run.stderr)
        answer = json.loads(run.stdout)
        self.assertIn("`codec 1.1.0` itself is not at hand", answer["gaps"][0])
        self.assertEqual(answer["packages"], {"gone": [CRATES_IO + "#codec@1.0.0"], "added": [CRATES_IO + "#codec@1.1.0"]})

    def test_another_version_is_tried_with_its_own_manifest(self):
        self.write(SOURCES + "codec-1.1.0/Cargo.toml", FILES[SOURCES + "codec-1.0.0/Cargo.toml"].replace("1.0.0", "1.1.0"))
        self.write(SOURCES + "codec-1.1.0/src/lib.rs", "")
        answer = self.foretell("use:codec@1.0.0/1.1.0")
        self.assertEqual(answer["packages"], {"gone": [CRATES_IO + "#codec@1.0.0"], "added": [CRATES_IO + "#codec@1.1.0"]})


def without_places(packages):
    """A document of metadata tells no lines of files."""
    return [{**package, "location": None, "dependencies": [{**one, "location": None} for one in package["dependencies"]]}
            for package in packages]


class MetadataFileTest(WorkspaceTest):
    def audit(self, *words):
        run = self.run_program("audit", "--format", "json", "--exit-zero", *words)
        return json.loads(run.stdout)

    def metadata(self, change=lambda text: text):
        environment = dict(os.environ, CARGO_HOME=os.path.join(self.place, "cargo"), CARGO_NET_OFFLINE="true")
        run = subprocess.run([PROGRAM, "metadata", "--format-version", "1", "--offline"], cwd=self.place, env=environment,
                             stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=True)
        self.write("metadata.json", change(run.stdout))

    def check_same(self):
        from_manifests = self.audit()
        from_document = self.audit("--metadata", "metadata.json")
        self.assertEqual(without_places(from_document["packages"]), without_places(from_manifests["packages"]))
        self.assertEqual(from_document["selection"], from_manifests["selection"])
        messages = [[(one["rule"], one["level"], one["message"], one["paths"]) for one in audit["findings"]]
                    for audit in (from_document, from_manifests)]
        self.assertEqual(messages[0], messages[1])

    def test_a_document_gives_what_the_manifests_give(self):
        self.metadata()
        self.check_same()

    def test_package_ids_of_old_cargos_are_taken(self):
        def old(match):
            source, last, named, version = match.groups()
            return f'"{named or last} {version} ({source})"'
        self.metadata(lambda text: re.sub(r'"((?:path|registry)\+[^"#]*/([^"#/]*))#(?:([a-z]+)@)?([0-9.]+)"', old, text))
        self.check_same()

    def test_what_is_no_such_document_cannot_be_read(self):
        for text in ("", "[]", '{"version": 2, "packages": []}', '{"version": 1, "packages": [], "resolve": null}',
                     '{"version": 1, "packages": [3], "resolve": {"nodes": []}}'):
            self.write("metadata.json", text)
            run = self.run_program("audit", "--metadata", "metadata.json", "--format", "json")
            self.assertEqual(run.returncode, 3, text)
            self.assertIn("metadata.json", json.loads(run.stdout)["error"]["message"] + run.stderr)

    def test_a_lockfile_and_a_document_exclude_each_other(self):
        run = self.run_program("audit", "--metadata", "metadata.json", "--lockfile", "Cargo.lock")
        self.assertEqual(run.returncode, 2)


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
