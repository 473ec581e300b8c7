# SPDX-License-Identifier: MIT OR Apache-2.0
"""The files of the repository as the house tests see them: paths with `/`, text, and C++ without its prose."""
import fnmatch
import os
import re

# A linked worktree has a file `.git` in place of the folder.
SKIPPED = {".git", "node_modules", "__pycache__", "target"}

# Comments, raw strings, strings and characters: what the compiler does not run.
PROSE = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Fa-f])\'(?:\\.|[^\'\\\n])+\'',
    re.DOTALL,
)


class Tree:
    """A repository at `root`, configured with CMake into `build`."""

    def __init__(self, root, build):
        self.root = root
        self.build = build
        self.paths = sorted(self._walk())

    def _walk(self):
        for folder, folders, files in os.walk(self.root):
            skipped = SKIPPED | {"build"} if folder == self.root else SKIPPED
            folders[:] = [name for name in folders if name not in skipped]
            for name in set(files) - SKIPPED:
                yield os.path.relpath(os.path.join(folder, name), self.root).replace(os.sep, "/")

    def matching(self, *patterns):
        """The paths that match one of the patterns, in which `*` spans folders as well."""
        return [path for path in self.paths if matches(path, patterns)]

    def cpp(self, *folders):
        return self.matching(*(f"{folder}/*.{end}" for folder in folders for end in ("cpp", "h")))

    def text(self, path):
        with open(os.path.join(self.root, path), encoding="utf-8", errors="replace") as file:
            return file.read()

    def lines(self, path):
        """(number, line) of each line, numbered from one."""
        return list(enumerate(self.text(path).split("\n"), 1))

    def code_lines(self, path):
        """As `lines`, for C++ whose comments and literals are blanked."""
        return list(enumerate(without_prose(self.text(path)).split("\n"), 1))

    def layers(self):
        """{module: modules it may include}, in the order of declaration; written by CMake."""
        with open(os.path.join(self.build, "layers.txt"), encoding="utf-8") as file:
            rows = (line.split(":", 1) for line in file if ":" in line)
            return {module: edges.split() for module, edges in rows}

    def dependencies(self):
        """The rows of cmake/dependencies.txt as dictionaries."""
        columns = ("use", "name", "least", "apt", "brew", "dnf")
        rows = (line.split() for _, line in self.lines("cmake/dependencies.txt") if not line.startswith("#"))
        return [dict(zip(columns, row)) for row in rows if row]


def matches(path, patterns):
    return any(fnmatch.fnmatchcase(path, pattern) for pattern in patterns)


def without_prose(code):
    """The code with comments and literals replaced by a blank, each line break kept."""
    return PROSE.sub(lambda match: " " + "\n" * match.group().count("\n"), code)
