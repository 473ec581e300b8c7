#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Runs the program against a sparse registry on the loopback address, with an empty Cargo home.

usage: fetching_test.py PROGRAM
"""
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "testkit"))
from registry import Handler, Registry, packed  # noqa: E402

PROGRAM = ""

CRATES_IO = "registry+https://github.com/rust-lang/crates.io-index"
APP = '[package]\nname = "app"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\nleaf = "1"\n'
LEAF = '[package]\nname = "leaf"\nversion = "1.0.0"\nedition = "2021"\n[features]\nextra = []\n'


class SlowHandler(Handler):
    def do_GET(self):
        if self.path != "/endless":
            super().do_GET()
            return
        self.server.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        self.wfile.write(b"x" * 5000)
        self.server.is_under_way.set()
        self.server.is_over.wait(60)


class SlowRegistry(Registry):
    def __init__(self):
        super().__init__(SlowHandler)
        self.is_under_way = threading.Event()
        self.is_over = threading.Event()


class FetchingTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.place = os.path.realpath(folder.name)
        self.registry = SlowRegistry()
        thread = threading.Thread(target=self.registry.serve_forever)
        thread.start()
        self.addCleanup(thread.join)
        self.addCleanup(self.registry.shutdown)
        self.addCleanup(self.registry.server_close)
        archive = packed("leaf-1.0.0", {"Cargo.toml": LEAF, "src/lib.rs": ""})
        self.serve_leaf(archive)
        self.write("work/Cargo.toml", APP)
        self.write("work/src/lib.rs", "")
        self.write("work/Cargo.lock",
                   'version = 4\n\n[[package]]\nname = "app"\nversion = "0.1.0"\ndependencies = [\n "leaf",\n]\n\n'
                   f'[[package]]\nname = "leaf"\nversion = "1.0.0"\nsource = "{CRATES_IO}"\n'
                   f'checksum = "{hashlib.sha256(archive).hexdigest()}"\n')
        self.write("home/config.toml", '[source.crates-io]\nreplace-with = "mirror"\n[source.mirror]\n'
                                       f'registry = "sparse+{self.registry.url("/index/")}"\n')
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("CARGO_")}
        self.environment.update(CARGO_HOME=f"{self.place}/home", PLIMSOLL_CACHE=f"{self.place}/cache", no_proxy="*")

    def serve_leaf(self, archive, yanked=False):
        entry = {"name": "leaf", "vers": "1.0.0", "deps": [], "features": {}, "cksum": "", "yanked": yanked}
        self.registry.answers["/crates/leaf/1.0.0/download"] = archive
        self.registry.answers["/index/le/af/leaf"] = (json.dumps(entry) + "\n").encode()

    def write(self, path, text):
        full = os.path.join(self.place, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(text)

    def run_program(self, *words):
        return subprocess.run([PROGRAM, *words], cwd=f"{self.place}/work", env=self.environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)

    def audit(self, *words):
        self.write("work/advisories/crates/other/RUSTSEC-2020-0001.md",
                   '```toml\n[advisory]\nid = "RUSTSEC-2020-0001"\npackage = "other"\ndate = "2020-01-01"\n\n'
                   '[versions]\npatched = []\n```\n\n# Other\n')
        run = self.run_program("audit", "--db", "advisories", "--format", "json", *words)
        return run.returncode, json.loads(run.stdout)

    def test_metadata_is_the_same_from_the_registry_as_from_sources(self):
        fetched = self.run_program("metadata", "--format-version", "1")
        self.assertEqual(fetched.returncode, 0, fetched.stderr)
        self.assertEqual(fetched.stderr, "")
        manifest = next(package["manifest_path"] for package in json.loads(fetched.stdout)["packages"]
                        if package["name"] == "leaf")
        self.assertFalse(os.path.exists(manifest))
        folder = os.path.relpath(os.path.dirname(manifest), self.place)
        self.write(f"{folder}/Cargo.toml", LEAF)
        self.write(f"{folder}/src/lib.rs", "")
        self.assertEqual(self.run_program("metadata", "--format-version", "1", "--offline").stdout, fetched.stdout)

    def test_offline_nothing_is_asked(self):
        run = self.run_program("metadata", "--format-version", "1", "--offline")
        self.assertIn("not at hand", run.stderr)
        self.assertEqual(self.registry.asked, [])

    def ask_for_advisories(self):
        address = self.registry.url("/advisories.tar.gz")
        for words in (["audit"], ["audit", "--lockfile", "Cargo.lock"], ["db", "update"]):
            run = self.run_program(*words, "--db", address)
            self.assertEqual(run.returncode, 4, run.stderr)
        return self.registry.asked.count("/advisories.tar.gz")

    def test_advisories_are_fetched_where_nothing_rules_the_network_out(self):
        self.assertGreaterEqual(self.ask_for_advisories(), 3)

    def test_cargos_configuration_rules_the_network_out_for_advisories_too(self):
        self.write("work/.cargo/config.toml", "[net]\noffline = true\n")
        self.assertEqual(self.ask_for_advisories(), 0)

    def test_cargos_variable_rules_the_network_out_for_advisories_too(self):
        self.environment["CARGO_NET_OFFLINE"] = "true"
        self.assertEqual(self.ask_for_advisories(), 0)

    def test_an_interrupt_ends_a_download_quietly_and_leaves_no_half_of_it(self):
        program = subprocess.Popen([PROGRAM, "db", "update", "--db", self.registry.url("/endless")],
                                   cwd=f"{self.place}/work", env=self.environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(self.registry.is_over.set)
        self.assertTrue(self.registry.is_under_way.wait(60))
        program.send_signal(signal.SIGINT)
        self.assertEqual(program.communicate(timeout=60), (b"", b""))
        self.assertEqual(program.returncode, 130)
        kept = [name for _, _, names in os.walk(f"{self.place}/cache") for name in names]
        self.assertLessEqual(set(kept), {"lock"})

    def test_an_index_on_the_command_line_stands_in_for_the_configuration(self):
        self.write("home/config.toml", "")
        run = self.run_program("metadata", "--format-version", "1", "--index", self.registry.url("/index/"))
        self.assertEqual((run.returncode, run.stderr), (0, ""))

    def test_a_wrong_checksum_leaves_a_gap_and_no_clean_audit(self):
        self.serve_leaf(packed("leaf-1.0.0", {"Cargo.toml": LEAF + "# changed\n", "src/lib.rs": ""}))
        code, report = self.audit()
        self.assertEqual(code, 4)
        self.assertTrue(any("checksum" in gap["reason"] for gap in report["gaps"]), report["gaps"])

    def test_a_registry_that_is_away_leaves_a_gap_and_no_crash(self):
        self.write("home/config.toml", "")
        self.registry.answers.clear()
        code, report = self.audit("--index", self.registry.url("/index/"))
        self.assertEqual(code, 4)
        self.assertTrue(any("status 404" in gap["reason"] for gap in report["gaps"]), report["gaps"])

    def test_a_yanked_version_is_a_finding_without_an_advisory(self):
        self.serve_leaf(self.registry.answers["/crates/leaf/1.0.0/download"], yanked=True)
        code, report = self.audit("--deny", "yanked-version")
        self.assertEqual(code, 1)
        found = [finding for finding in report["findings"] if finding["rule"] == "yanked-version"]
        self.assertEqual([(finding["package"]["name"], finding["advisory"]) for finding in found], [("leaf", None)])


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
