#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Plants a violation of every house check in a small repository and insists that the check names it."""
import os
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True

from house import CHECKS, MACHINE_PATHS
from tree import Tree, without_prose

SPDX = "// SPDX-License-Identifier: MIT OR Apache-2.0\n"

# A repository with which every check is content.
SOUND = {
    "CMakeLists.txt": "cmake_minimum_required(VERSION 3.25)\nfind_package(Threads REQUIRED)\nfind_package(fmt 9.1 REQUIRED)\n",
    "README.md": "# Ship\n\n    sudo apt-get install cmake libfmt-dev\n",
    "cmake/dependencies.txt": "# use name least apt brew dnf\nbuild cmake 3.25 cmake cmake cmake\n"
                              "build fmt 9.1 libfmt-dev fmt fmt-devel\ntest zstd - zstd zstd zstd\n",
    "docs/glossary.md": "# Words\n\n- **feature**: a switch\n- **`link`**: an edge\n",
    "src/main.cpp": SPDX + '#include "plimsoll/cli/run.h"\n',
    "src/graph/paths.cpp": SPDX + '#include "plimsoll/support/text.h"\n#include "boost_view.h"\n'
                                  '// a word like throw in a comment\nauto text = "std::cout, throw";\n',
    "src/outside/files.cpp": SPDX + "#include <curl/curl.h>\nauto size = std::filesystem::file_size(path);\n",
    "include/plimsoll/graph/paths.h": SPDX + "Instant time() const;\n",
    "tests/graph/paths_test.cpp": SPDX + '#include <doctest/doctest.h>\n',
    "build/layers.txt": "support: \noutside: support\ngraph: support\ncli: support outside graph\n",
}

# check, file, its text, the beginning of the fault. Each is put into the sound repository alone.
PLANTED = [
    ("layers", "src/graph/a.cpp", SPDX + '\n#include "plimsoll/outside/files.h"\n', "src/graph/a.cpp:3: `graph` may not"),
    ("layers", "include/plimsoll/graph/a.h", '#include "plimsoll/cli/run.h"\n', "include/plimsoll/graph/a.h:1: `graph`"),
    ("layers", "src/main.cpp", '#include "plimsoll/graph/paths.h"\n', "src/main.cpp:1: `main` may not include"),
    ("layers", "src/graph/a.cpp", '#include "../support/secret.h"\n', "src/graph/a.cpp:1: `../support/secret.h` climbs"),
    ("layers", "src/new/a.cpp", '#include "plimsoll/support/text.h"\n', "src/new/a.cpp:1: no plimsoll_module()"),
    ("layers", "build/layers.txt", "support: graph\ngraph: \ncli: \n", "src/CMakeLists.txt:1: `support` depends on"),
    ("heavy-headers", "src/graph/a.cpp", "#include <toml++/toml.h>\n", "src/graph/a.cpp:1: `toml++/toml.h` may be"),
    ("heavy-headers", "include/plimsoll/cli/a.h", "#  include <CLI/CLI.hpp>\n", "include/plimsoll/cli/a.h:1: `CLI/CLI.hpp`"),
    ("heavy-headers", "src/cli/a.cpp", SPDX + "#include <boost/graph/dominator_tree.hpp>\n", "src/cli/a.cpp:2: `boost/"),
    ("heavy-headers", "include/plimsoll/graph/a.h", "#include <nlohmann/json.hpp>\n", "include/plimsoll/graph/a.h:1: `nl"),
    ("forbidden-calls", "src/graph/a.cpp", "\nthrow 1;\n", "src/graph/a.cpp:2: `throw`"),
    ("forbidden-calls", "src/outside/a.cpp", "throw 1;\n", "src/outside/a.cpp:1: `throw`"),
    ("forbidden-calls", "src/graph/a.cpp", "std::ifstream in;\n", "src/graph/a.cpp:1: `ifstream`"),
    ("forbidden-calls", "src/graph/a.cpp", "using std::filesystem::path;\n", "src/graph/a.cpp:1: `std::filesystem`"),
    ("forbidden-calls", "src/cli/a.cpp", "std::getenv(name);\n", "src/cli/a.cpp:1: `getenv`"),
    ("forbidden-calls", "src/cli/a.cpp", "auto t = std::chrono::system_clock::now();\n", "src/cli/a.cpp:1: `system_clock`"),
    ("forbidden-calls", "src/graph/a.cpp", "auto t = time(nullptr);\n", "src/graph/a.cpp:1: `time(nullptr`"),
    ("forbidden-calls", "src/graph/a.cpp", "curl_easy_perform(h);\n", "src/graph/a.cpp:1: `curl_easy_perform`"),
    ("forbidden-calls", "src/graph/a.cpp", "std::cout << 1;\n", "src/graph/a.cpp:1: `std::cout`"),
    ("forbidden-calls", "src/graph/a.cpp", "std::printf(text);\n", "src/graph/a.cpp:1: `std::printf(`"),
    ("forbidden-calls", "src/graph/a.cpp", "std::system(text);\n", "src/graph/a.cpp:1: `std::system(`"),
    ("forbidden-calls", "src/graph/a.cpp", "auto v = std::views::all;\n", "src/graph/a.cpp:1: `std::views::`"),
    ("file-headers", "src/graph/a.cpp", "int a;\n" + SPDX, "src/graph/a.cpp:1:"),
    ("file-headers", "dev", "#!/bin/sh\necho\n", "dev:1:"),
    ("file-names", "src/graph/string_utils.cpp", SPDX, "src/graph/string_utils.cpp:1: `utils`"),
    ("file-names", "src/common/a.cpp", SPDX, "src/common/a.cpp:1: `common`"),
    ("open-ends", "src/graph/a.cpp", "\n// TO" "DO: later\n", "src/graph/a.cpp:2:"),
    ("registry-hosts", "examples/a/notes.md", "see index.crates" ".io\n", "examples/a/notes.md:1:"),
    ("registry-hosts", "docs/a.md", "see https://crates" ".io/crates/serde\n", "docs/a.md:1:"),
    ("machine-paths", "docs/a.md", "in /wor" "k/main/\n", "docs/a.md:1:"),
    ("machine-paths", "docs/a.md", "in `/home/jo" "hn/x`\n", "docs/a.md:1:"),
    ("readme-packages", "README.md", "sudo apt-get install -y cmake zstd\n", "README.md:1: `libfmt-dev` of"),
    ("readme-packages", "README.md", "sudo apt-get install cmake libfmt-dev zstd\n", "README.md:1: `zstd` is not"),
    ("readme-packages", "README.md", "nothing\n", "README.md:1: no line"),
    ("dependency-versions", "CMakeLists.txt", "\nfind_package(fmt 10 REQUIRED)\n", "CMakeLists.txt:2: `fmt` 10 is asked"),
    ("dependency-versions", "tests/CMakeLists.txt", "find_package(doctest)\n", "tests/CMakeLists.txt:1: `doctest` is not in"),
    ("dependency-versions", "CMakeLists.txt", "cmake_minimum_required(VERSION 3.20)\n", "CMakeLists.txt:1: `cmake` 3.20"),
    ("file-lengths", "src/graph/a.cpp", "\n" * 601, "src/graph/a.cpp:601: 601 lines"),
    ("glossary", "docs/glossary.md", "- **link**: b\n- **feature**: a\n", "docs/glossary.md:2: `feature` stands after"),
    ("glossary", "docs/glossary.md", "no words\n", "docs/glossary.md:1:"),
]


def faults(check, files):
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
            with open(os.path.join(root, path), "w", encoding="utf-8") as file:
                file.write(text)
        return list(CHECKS[check](Tree(root, os.path.join(root, "build"))))


class HouseTest(unittest.TestCase):
    def test_a_sound_repository_has_no_fault(self):
        for check in CHECKS:
            with self.subTest(check):
                self.assertEqual(faults(check, SOUND), [])

    def test_each_planted_violation_is_named_with_its_place(self):
        for check, path, text, beginning in PLANTED:
            with self.subTest(check=check, path=path, text=text[:60]):
                found = faults(check, {**SOUND, path: text})
                self.assertTrue(any(fault.startswith(beginning) for fault in found), found)

    def test_every_check_has_a_planted_violation(self):
        self.assertEqual(set(CHECKS), {check for check, *_ in PLANTED})

    def test_comments_and_literals_are_no_code(self):
        code = 'a; // throw\n/* throw\n throw */ b("throw \\" throw", R"x(throw )" throw)x", \'"\'); throw c;'
        self.assertEqual(without_prose(code).count("throw"), 1)
        self.assertEqual(without_prose(code).count("\n"), code.count("\n"))

    def test_a_digit_separator_begins_no_literal(self):
        self.assertIn("throw", without_prose("auto n = 1'000; throw 'x';"))

    def test_paths_that_any_machine_may_have_are_allowed(self):
        for path in ("/home/user/x/", "/home/runner/work/", "$ROOT/work/", "src/root/x/", "/workspace/"):
            with self.subTest(path):
                self.assertIsNone(MACHINE_PATHS.search("at " + path))


if __name__ == "__main__":
    unittest.main()
