#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Runs a test of the page, or another script beside it, with Node.js and the packages that the tests are locked to.

usage: run.py SCRIPT.mjs --program PLIMSOLL --modules DIR [ARGUMENT...]

Ends with 77 and the reason where Node.js, npm, Chromium or the packages cannot be had.
"""
import argparse
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
LOCKED = ("package.json", "package-lock.json", ".npmrc")


def skip(reason):
    print(f"skipped: {reason}; `./dev setup` installs what the tests of the page need")
    sys.exit(77)


def digest():
    whole = hashlib.sha256()
    for name in LOCKED:
        with open(os.path.join(HERE, name), "rb") as file:
            whole.update(file.read())
    return whole.hexdigest()


def install(folder):
    """Into `folder`, once for each state of the locked list, whoever asks first."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "lock"), "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = os.path.join(folder, "installed.txt")
        if os.path.exists(stamp):
            with open(stamp, encoding="utf-8") as file:
                if file.read() == digest():
                    return
        for name in LOCKED:
            shutil.copy(os.path.join(HERE, name), folder)
        done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=folder, capture_output=True,
                              text=True, check=False)
        if done.returncode:
            skip(f"npm could not install the tests' packages: {done.stderr.strip().splitlines()[-1:]}")
        with open(stamp, "w", encoding="utf-8") as file:
            file.write(digest())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("script")
    parser.add_argument("--program", required=True)
    parser.add_argument("--modules", required=True)
    arguments, others = parser.parse_known_args()
    for name in ("node", "npm"):
        if not shutil.which(name):
            skip(f"there is no `{name}`")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        skip("there is no Chromium")
    install(arguments.modules)
    environment = dict(os.environ, PLIMSOLL=os.path.abspath(arguments.program),
                       PLIMSOLL_TEST_MODULES=os.path.abspath(arguments.modules), CHROMIUM=chromium)
    mode = ["--test", "--test-reporter=spec"] if arguments.script.endswith("_test.mjs") else []
    sys.exit(subprocess.run(["node", *mode, os.path.join(HERE, arguments.script), *others], env=environment, check=False).returncode)


if __name__ == "__main__":
    main()
