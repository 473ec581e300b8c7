#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Runs the program as a process: exit codes, what goes to which stream, and readers that leave.

usage: process_test.py PROGRAM
"""
import errno
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest

PROGRAM = ""

WORKSPACE = {
    "Cargo.toml": '[workspace]\nmembers = ["app"]\nresolver = "2"\n',
    "app/Cargo.toml": '[package]\nname = "app"\nversion = "0.1.0"\nedition = "2021"\n[features]\nextra = []\n'
                      '[dependencies]\nlib = { path = "../lib" }\n',
    "app/src/lib.rs": "",
    "lib/Cargo.toml": '[package]\nname = "lib"\nversion = "0.1.0"\nedition = "2021"\n',
    "lib/src/lib.rs": "",
}
WORKSPACE_COMMANDS = (["audit"], ["tree"], ["metadata"], ["features"], ["facts"], ["what-if", "drop:app/lib"],
                      ["unit-graph", "build"], ["why", "lib"], ["duplicates"], ["cost"])
SELECTIONS = (["--release"], ["--profile", "bench"], ["--workspace"], ["--workspace", "--exclude", "lib"],
              ["-p", "app"], ["--package", "app"], ["-F", "app/extra"], ["--features", "app/extra"], ["--all-features"],
              ["--no-default-features"], ["--target", "aarch64-apple-darwin", "--target", "x86_64-pc-windows-msvc"],
              ["--target", "all"],
              ["--host", "x86_64-apple-darwin"], ["--locked"], ["--offline"], ["--frozen"], ["--color", "never"],
              ["-q"], ["-v"], ["-C", "app"], ["--manifest-path", "app/Cargo.toml"])
LOCKFILE = ('version = 4\n\n[[package]]\nname = "app"\nversion = "0.1.0"\ndependencies = [\n "lib",\n]\n\n'
            '[[package]]\nname = "lib"\nversion = "0.1.0"\n')


def write(folder, files):
    for path, text in files.items():
        full = os.path.join(folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(text)


class ProcessTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.place = os.path.realpath(self.folder.name)
        write(self.place, WORKSPACE)
        self.environment = dict(os.environ, CARGO_HOME=os.path.join(self.place, "cargo"), CARGO_NET_OFFLINE="true")

    def run_program(self, *words, cwd=None):
        return subprocess.run([PROGRAM, *words], cwd=cwd or self.place, env=self.environment, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=60, check=False)

    def check_usage(self, words, message):
        run = self.run_program(*words)
        self.assertEqual(run.returncode, 2, run.stderr)
        self.assertEqual(run.stdout, "")
        self.assertIn(message, run.stderr)

    def failed_document(self, *words):
        run = self.run_program(*words)
        self.assertEqual(run.returncode, 2, run.stderr)
        self.assertNotEqual(run.stderr, "")
        return json.loads(run.stdout)

    def test_every_command_that_looks_at_a_workspace_takes_the_words_of_cargo(self):
        write(self.place, {"Cargo.lock": LOCKFILE})
        for command in WORKSPACE_COMMANDS:
            for words in SELECTIONS:
                run = self.run_program(*command, *words)
                self.assertIn(run.returncode, (0, 4), (command, words, run.stderr))

    def test_every_command_that_looks_at_a_workspace_refuses_what_is_not_there(self):
        for command in WORKSPACE_COMMANDS:
            for words in (["--profile", "nowhere"], ["-p", "nowhere"], ["-F", "nowhere"], ["--target", "nowhere"],
                          ["--host", "nowhere"], ["--release", "--profile", "dev"]):
                run = self.run_program(*command, *words)
                self.assertEqual(run.returncode, 2, (command, words, run.stderr))

    def test_metadata_of_a_selection_leaves_out_what_it_does_not_need(self):
        resolved = json.loads(self.run_program("metadata", "-p", "lib").stdout)["resolve"]["nodes"]
        self.assertEqual([len(node["deps"]) for node in resolved], [0, 0])

    def test_a_wrong_command_line_that_asks_for_json_gets_a_complete_document(self):
        for words in (["audit", "--format", "json", "--nowhere"], ["--format=json", "--color", "pink"],
                      ["adit", "--format", "json"], ["-C", "nowhere", "audit", "--format", "json"],
                      ["what-if", "--format", "json"], ["what-if", "drop:app/lib", "--format", "json", "--color"],
                      ["why", "--format", "json"], ["why", "libb", "--format", "json"],
                      ["duplicates", "libb", "--format", "json"], ["cost", "libb", "--format", "json"],
                      ["cost", "-j", "0", "--format", "json"], ["features", "libb", "--format", "json"]):
            self.assertNotEqual(self.failed_document(*words)["error"]["message"], "", words)

    def test_a_wrong_command_line_that_asks_for_json_in_a_file_gets_a_complete_document_there(self):
        for words in (["audit", "--output", "json:out.json", "--nowhere"], ["--output=json:out.json", "--color", "pink"],
                      ["adit", "--output", "json:out.json"], ["--output", "json:out.json", "--output", "pdf:x"],
                      ["-C", "app", "audit", "--output", "json:../out.json", "--width", "abc"],
                      ["audit", "--output", "json:out.json", "--target", "nowhere"]):
            run = self.run_program(*words)
            self.assertEqual(run.returncode, 2, run.stderr)
            self.assertEqual(run.stdout, "")
            out = os.path.join(self.place, "out.json")
            with open(out, encoding="utf-8") as file:
                self.assertNotEqual(json.load(file)["error"]["message"], "", words)
            os.remove(out)

    def test_a_wrong_command_line_writes_nothing_into_a_folder_that_it_cannot_go_to(self):
        self.assertEqual(self.run_program("-C", "nowhere", "--output", "json:out.json").returncode, 2)
        self.assertEqual(self.run_program("why", "--output", "json:out.json").returncode, 2)
        self.assertFalse(os.path.exists(os.path.join(self.place, "out.json")))

    def test_a_workspace_with_faults_is_told_in_the_document_with_its_places(self):
        write(self.place, {"app/Cargo.toml": '[package]\nname = "app"\nversion = "0.1"\n'})
        for command in (["audit"], ["what-if", "drop:app/lib"], ["why", "lib"], ["duplicates"], ["cost"]):
            run = self.run_program(*command, "--format", "json")
            self.assertEqual(run.returncode, 3)
            self.assertIn("app/Cargo.toml:3:", "".join(json.loads(run.stdout)["error"]["context"]), command)

    def test_a_folder_of_sources_that_cannot_be_read_is_told_with_the_reason(self):
        source = os.path.join(self.place, "app", "src")
        shutil.rmtree(source)
        os.symlink("src", source)
        run = self.run_program("audit")
        self.assertEqual(run.returncode, 3)
        self.assertIn(f"could not list `{source}`: {os.strerror(errno.ELOOP)}", run.stderr)

    def test_what_stands_in_the_place_of_a_file_that_is_read_is_told(self):
        for path, code in (("Cargo.toml", 3), ("lib/Cargo.toml", 3), ("Cargo.lock", 3), (".cargo/config.toml", 3),
                           ("plimsoll.toml", 2)):
            full = os.path.join(self.place, path)
            write(self.place, {path: ""})
            os.remove(full)
            os.mkdir(full)
            run = self.run_program("audit")
            self.assertEqual(run.returncode, code, (path, run.stderr))
            self.assertIn(f"{full}`: Is a directory", run.stderr)
            os.rmdir(full)
            write(self.place, {path: WORKSPACE.get(path, "")})

    def test_a_policy_that_is_a_link_leading_nowhere_is_wrong_use(self):
        for target in ("plimsoll.toml", "nowhere"):
            os.symlink(target, os.path.join(self.place, "plimsoll.toml"))
            self.check_usage(["audit"], "could not read")
            os.remove(os.path.join(self.place, "plimsoll.toml"))

    def test_a_configuration_that_is_a_link_leading_nowhere_does_not_count_which_is_told_to_who_asks(self):
        os.mkdir(os.path.join(self.place, ".cargo"))
        os.symlink("config.toml", os.path.join(self.place, ".cargo", "config.toml"))
        run = self.run_program("tree", "-v")
        self.assertEqual(run.returncode, 0)
        self.assertIn("config.toml` is a link that leads nowhere", run.stderr)

    def test_a_document_that_is_no_json_is_told_with_its_place(self):
        write(self.place, {"document.json": '{\n "version": 1,\n}'})
        for flag in ("--metadata", "--facts"):
            run = self.run_program("audit", flag, "document.json")
            self.assertEqual(run.returncode, 3, flag)
            self.assertIn("it is not JSON at line 3, column 1", run.stderr)

    def test_a_file_of_a_hundred_megabytes_is_refused_before_it_is_read(self):
        for path in ("lib/Cargo.toml", "Cargo.lock", "Cargo.toml"):
            full = os.path.join(self.place, path)
            with open(full, "ab") as file:
                file.truncate(100 << 20)
            run = self.run_program("audit")
            self.assertEqual(run.returncode, 3)
            self.assertIn(f"`{full}` is larger than", run.stderr)
            write(self.place, {path: WORKSPACE.get(path, LOCKFILE)})

    def test_what_is_no_number_is_wrong_use(self):
        self.check_usage(["audit", "--width", "abc"], "`abc` is no whole number from 20 to 10000")
        self.check_usage(["tree", "--timeout", "0"], "`0` is no whole number from 1 to 86400")
        self.check_usage(["audit", "--timeout", "99999999999"], "is no whole number")

    def test_an_edit_that_is_given_twice_is_wrong_use(self):
        self.check_usage(["what-if", "drop:app/lib", "drop:app/lib"], "is given twice")

    def test_a_dropped_member_that_another_needs_is_compiled_all_the_same(self):
        write(self.place, {"Cargo.toml": '[workspace]\nmembers = ["app", "lib"]\nresolver = "2"\n'})
        run = self.run_program("what-if", "drop-member:lib", "--format", "json")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("by way of app > lib", "".join(json.loads(run.stdout)["notes"]))

    def test_a_rule_that_does_not_exist_is_answered_with_the_nearest_and_with_where_they_are_listed(self):
        for words in (["explain", "vulnerable-dependencie"], ["audit", "-A", "vulnerable-dependencie"],
                      ["audit", "-D", "vulnerable-dependencie"], ["audit", "--only", "vulnerable-dependencie"]):
            self.check_usage(words, "a similar one is `vulnerable-dependency`")
        for words in (["explain"], ["explain", "pear"], ["audit", "-W", "pear"]):
            self.check_usage(words, "`plimsoll rules` lists them")

    def test_members_cannot_be_chosen_of_a_lockfile_alone(self):
        write(self.place, {"Cargo.lock": LOCKFILE})
        for words in (["-p", "app"], ["--workspace", "--exclude", "lib"]):
            self.check_usage(["audit", "--lockfile", "Cargo.lock", *words], "a lockfile alone is audited as a whole")
        self.assertEqual(self.run_program("audit", "--lockfile", "Cargo.lock", "--workspace").returncode, 4)

    def test_a_file_is_written_only_into_a_folder_that_is_there(self):
        for words in (["--report", "made/x.html"], ["--output", "json:made/x.json"]):
            self.check_usage(["audit", *words], "there is no folder")
            self.assertFalse(os.path.exists(os.path.join(self.place, "made")))
        self.check_usage(["audit", "--nowhere", "--output", "json:made/x.json"], "--nowhere")
        self.assertFalse(os.path.exists(os.path.join(self.place, "made")))

    def test_standard_output_is_no_file_to_write_into(self):
        for words in (["--report", "-"], ["--output", "html:-"]):
            self.check_usage(["audit", *words], "`--format html` prints it on standard output")
        self.check_usage(["audit", "--output", "json:-"], "`--format json`")
        self.assertFalse(os.path.exists(os.path.join(self.place, "-")))

    def test_rules_and_features_are_documents_too(self):
        rules = json.loads(self.run_program("rules", "--format", "json").stdout)
        self.assertEqual(len(rules["rules"]), len(self.run_program("rules").stdout.splitlines()))
        self.assertEqual(rules["format_version"], 1)
        [app] = json.loads(self.run_program("features", "app", "-F", "app/extra", "--format", "json").stdout)["packages"]
        [extra] = app["features"]
        self.assertEqual((extra["feature"], extra["through"]), ("extra", "selection"))
        self.assertEqual(self.run_program("features", "app", "-F", "app/extra").stdout,
                         "app 0.1.0\n  extra  asked for by the selection\n")

    def test_who_asks_for_json_as_others_do_is_told_how(self):
        self.check_usage(["audit", "--json"], "`--format json`")

    def test_a_target_of_the_configuration_that_nobody_knows_is_a_fault_of_the_workspace(self):
        write(self.place, {".cargo/config.toml": 'build.target = "nowhere"\n'})
        for command in (["audit"], ["tree"], ["features"]):
            run = self.run_program(*command)
            self.assertEqual(run.returncode, 3, command)
            self.assertIn("`build.target` of Cargo's configuration", run.stderr)

    def test_who_needs_a_lockfile_is_told_what_writes_one(self):
        for words in (["tree", "--locked"], ["audit", "--lockfile", "nowhere.lock"]):
            run = self.run_program(*words)
            self.assertEqual(run.returncode, 3)
            self.assertIn("`cargo generate-lockfile` writes one", run.stderr)

    def test_what_is_no_terminal_gets_whole_lines(self):
        name = "x" * 150
        manifest = WORKSPACE["app/Cargo.toml"].replace('name = "app"', f'name = "{name}"')
        write(self.place, {"app/Cargo.toml": manifest})
        run = self.run_program("audit", "--all")
        self.assertIn(name, run.stdout)
        self.assertNotIn("…", run.stdout)

    def test_folders_of_advisories_say_how_old_they_are(self):
        advisory = ('```toml\n[advisory]\nid = "RUSTSEC-2025-0001"\npackage = "pear"\ndate = "2025-03-01"\n\n'
                    '[versions]\npatched = []\n```\n\n# A flaw\n')
        write(self.place, {"db/crates/pear/RUSTSEC-2025-0001.md": advisory})
        run = self.run_program("db", "status", "--db", "db")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("newest   advisory of 2025-03-01 (", run.stdout)
        self.assertNotIn("none\n", run.stdout)
        run = self.run_program("audit", "--db", "db")
        self.assertIn("advisories of 2025-03-01 (", run.stdout.splitlines()[-1])

    def test_the_last_member_cannot_be_dropped(self):
        write(self.place, {"Cargo.toml": '[workspace]\nmembers = ["lib"]\nresolver = "2"\n'})
        self.check_usage(["what-if", "drop-member:lib"], "no member is left")

    def test_help_offers_only_what_means_something_to_the_command(self):
        self.assertNotIn("--offline", self.run_program("explain", "--help").stdout)
        self.assertNotIn("--locked", self.run_program("db", "--help").stdout)
        self.assertIn("--locked", self.run_program("tree", "--help").stdout)

    def test_metadata_is_one_json_document_on_standard_output(self):
        run = self.run_program("metadata", "--format-version", "1")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(len(json.loads(run.stdout)["packages"]), 2)

    def test_a_unit_graph_is_one_json_document_on_standard_output(self):
        run = self.run_program("unit-graph", "build")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(len(json.loads(run.stdout)["units"]), 2)

    def test_a_tree_begins_at_the_member_of_the_folder(self):
        run = self.run_program("tree", "--prefix", "none", cwd=os.path.join(self.place, "lib"))
        self.assertEqual(run.stdout, f"lib v0.1.0 ({self.place}/lib)\n")

    def test_a_first_word_plimsoll_is_passed_over(self):
        self.assertEqual(self.run_program("plimsoll", "tree").stdout, self.run_program("tree").stdout)

    def test_common_options_may_stand_before_the_command(self):
        run = self.run_program("-C", "lib", "-q", "tree", "--prefix", "none")
        self.assertEqual(run.stdout, f"lib v0.1.0 ({self.place}/lib)\n")

    def test_a_misspelt_command_is_answered_with_the_nearest(self):
        self.check_usage(["metdata"], "a similar one is `metadata`")

    def test_a_misspelt_argument_is_answered_with_the_nearest(self):
        self.check_usage(["metadata", "--no-dep"], "a similar one is `--no-deps`")

    def test_an_argument_without_its_value_is_wrong_use(self):
        self.check_usage(["tree", "--depth"], "`--depth` needs a value")

    def test_a_word_that_is_none_of_the_choices_is_wrong_use(self):
        self.check_usage(["tree", "--charset", "latin1"], "`latin1` is none of utf8, ascii")

    def test_an_unknown_package_is_wrong_use(self):
        self.check_usage(["tree", "-p", "ap"], "`ap`")

    def test_an_unknown_feature_is_wrong_use(self):
        self.check_usage(["unit-graph", "build", "--features", "extr"], "`extr`")

    def test_an_unknown_target_is_wrong_use(self):
        self.check_usage(["tree", "--target", "x86_64-unknown-linus-gnu"], "x86_64-unknown-linux-gnu")

    def test_excluding_needs_the_workspace(self):
        self.check_usage(["tree", "--exclude", "app"], "--workspace")

    def test_inverting_needs_a_package(self):
        self.check_usage(["tree", "-i"], "`--invert` needs a package")

    def test_an_inverted_tree_takes_its_package_from_the_selection(self):
        run = self.run_program("tree", "-i", "-p", "lib", "--prefix", "none")
        self.assertTrue(run.stdout.startswith("lib v0.1.0"), run.stderr)

    def test_all_faults_of_a_manifest_are_told_with_their_places(self):
        write(self.place, {"app/Cargo.toml": '[package]\nname = "app"\nversion = "0.1"\n[dependencies]\nlib = 3\n'})
        run = self.run_program("metadata")
        self.assertEqual(run.returncode, 3)
        self.assertEqual(run.stdout, "")
        self.assertIn("app/Cargo.toml:3:", run.stderr)
        self.assertIn("app/Cargo.toml:5:", run.stderr)

    def test_without_a_workspace_there_is_nothing_to_read(self):
        run = self.run_program("tree", "--manifest-path", "nowhere/Cargo.toml")
        self.assertEqual(run.returncode, 3)

    def test_locked_asks_for_a_lockfile(self):
        self.assertEqual(self.run_program("tree", "--locked").returncode, 3)
        write(self.place, {"Cargo.lock": LOCKFILE})
        self.assertEqual(self.run_program("tree", "--locked").returncode, 0)

    def test_locked_refuses_a_lockfile_that_is_out_of_step(self):
        write(self.place, {"Cargo.lock": LOCKFILE.replace('"lib"\nversion = "0.1.0"', '"lib"\nversion = "0.2.0"')})
        self.assertEqual(self.run_program("tree", "--frozen").returncode, 3)

    def test_packages_that_need_each_other_are_refused(self):
        manifest = WORKSPACE["lib/Cargo.toml"] + '[dependencies]\napp = { path = "../app" }\n'
        write(self.place, {"lib/Cargo.toml": manifest})
        run = self.run_program("metadata")
        self.assertEqual(run.returncode, 3)
        self.assertIn("in a circle", run.stderr)

    def test_a_dev_dependency_may_close_a_circle(self):
        manifest = WORKSPACE["lib/Cargo.toml"] + '[dev-dependencies]\napp = { path = "../app" }\n'
        write(self.place, {"lib/Cargo.toml": manifest})
        self.assertEqual(self.run_program("tree").returncode, 0)

    def test_a_reader_that_leaves_ends_the_program_silently(self):
        reader, writer = os.pipe()
        os.close(reader)
        with os.fdopen(writer, "w") as output:
            run = subprocess.run([PROGRAM, "metadata"], cwd=self.place, env=self.environment, stdout=output,
                                 stderr=subprocess.PIPE, text=True, timeout=60, check=False)
        self.assertEqual(run.returncode, 141)
        self.assertEqual(run.stderr, "")

    @unittest.skipUnless(os.path.exists("/dev/full"), "needs a full device")
    def test_a_full_device_is_told(self):
        with open("/dev/full", "w", encoding="utf-8") as output:
            run = subprocess.run([PROGRAM, "tree"], cwd=self.place, env=self.environment, stdout=output,
                                 stderr=subprocess.PIPE, text=True, timeout=60, check=False)
        self.assertEqual(run.returncode, 3)
        self.assertIn("could not be written", run.stderr)

    def test_a_pipe_that_a_report_goes_to_is_written_into_and_not_replaced(self):
        pipe = os.path.join(self.place, "pipe")
        os.mkfifo(pipe)
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        self.addCleanup(os.close, reader)
        run = self.run_program("audit", "--output", f"json:{pipe}")
        self.assertEqual(run.returncode, 4, run.stderr)
        self.assertEqual(json.loads(os.read(reader, 1 << 20))["format_version"], 1)
        self.assertTrue(stat.S_ISFIFO(os.stat(pipe).st_mode))

    def test_a_pipe_that_nobody_reads_is_told(self):
        pipe = os.path.join(self.place, "pipe")
        os.mkfifo(pipe)
        run = self.run_program("audit", "--output", f"json:{pipe}")
        self.assertEqual(run.returncode, 3)
        self.assertIn("could not write", run.stderr)

    def test_closed_streams_are_told_and_no_file_gets_what_was_meant_for_them(self):
        report = os.path.join(self.place, "report.json")
        run = subprocess.run(["sh", "-c", '"$0" audit --output "json:$1" <&- >&-', PROGRAM, report], cwd=self.place,
                             env=self.environment, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
        self.assertEqual(run.returncode, 3)
        self.assertIn("could not be written to standard output", run.stderr)
        with open(report, encoding="utf-8") as file:
            self.assertEqual(json.load(file)["format_version"], 1)

    def test_a_folder_that_is_gone_is_told(self):
        run = subprocess.run(["sh", "-c", 'mkdir gone && cd gone && rmdir ../gone && "$0" tree', PROGRAM],
                             cwd=self.place, env=self.environment, capture_output=True, text=True, timeout=60,
                             check=False)
        self.assertEqual(run.returncode, 3)
        self.assertIn("the current folder is gone", run.stderr)

    @unittest.skipIf(os.geteuid() == 0 and not shutil.which("setpriv"), "needs to be somebody with less rights")
    def test_a_member_that_may_not_be_looked_at_is_not_called_absent(self):
        write(self.place, {"Cargo.toml": '[workspace]\nmembers = ["app"]\n'})
        os.chmod(self.place, 0o755)
        os.chmod(os.path.join(self.place, "app"), 0)
        self.addCleanup(os.chmod, os.path.join(self.place, "app"), 0o755)
        nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
        copy = shutil.copy(PROGRAM, self.place)
        run = subprocess.run([*nobody, copy, "tree"], cwd=self.place, env=self.environment, capture_output=True,
                             text=True, timeout=60, check=False)
        self.assertEqual(run.returncode, 3)
        self.assertIn("Permission denied", run.stderr)

    def test_help_and_version_are_answers(self):
        for words in (["--help"], ["help"], ["help", "tree"], ["tree", "--help"], ["--version"]):
            run = self.run_program(*words)
            self.assertEqual((run.returncode, run.stderr), (0, ""), words)
            self.assertNotEqual(run.stdout, "", words)

    def test_control_characters_of_manifests_are_not_repeated(self):
        manifest = WORKSPACE["app/Cargo.toml"].replace('"../lib" }', '"../lib", features = ["\\u001b[31m"] }')
        write(self.place, {"app/Cargo.toml": manifest})
        for command in WORKSPACE_COMMANDS:
            run = self.run_program(*command)
            self.assertEqual(run.returncode, 3)
            self.assertNotIn("\x1b", run.stderr + run.stdout)

    def test_control_characters_of_the_command_line_are_not_repeated(self):
        self.assertNotIn("\x1b", self.run_program("tree", "--\x1b[31m").stderr)


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
