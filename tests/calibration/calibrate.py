#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Fits the cost model to builds that Cargo timed, and says how well it and the schedule foretell them.

usage: calibrate.py --workloads PROGRAM --timings DIR --workspaces DIR --cargo-home DIR [--fit]

PROGRAM is the target `plimsoll_workloads`. For each DIR/NAME.json of the timings, DIR/NAME of the workspaces is the
workspace that was built, and the Cargo home has its packages unpacked (`cargo fetch`). A file of timings is what
`cargo build --workspace --timings` shows: `units`, each with `name`, `version`, `target`, `features`, `start`,
`duration` and `sections`; `cores`; `total_seconds`.

Without `--fit` the estimates are those of the program as it is; with it, coefficients are fitted to all workspaces but
the one that they are tried on, and at last to all. Units are compared one by one, packages (as in a report) by the sum
of their units. Standard library only; a fit takes some minutes.
"""
import argparse
import collections
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile

SIZES = {"item_tokens": 1e3, "handed_tokens": 1e3, "calls": 1e3, "generic_calls": 1e3, "closures": 1e3, "types": 1e3,
         "proc_derives": 1e3}
COEFFICIENTS = {
    "item_tokens": 0.0032, "handed_tokens": 0.011, "calls": 0.49, "generic_calls": 0.15, "closures": 2.1, "types": 1.7,
    "proc_derives": 8.6, "start_of_compiler": 0.073, "slowing_by_libraries": 0.23, "incremental": 1.7,
    "linking_of_proc_macro": 0.27, "linking_of_script": 0.08, "linking_of_program": 0.005, "linking_of_library": 0.022,
    "run_of_script": 0.006, "run_of_probe": 0.028, "native_file": 0.03, "native_megabyte": 0.69,
}
# Calls are the measure of all the rest, for machines differ in pace. A native file has the seconds that a C compiler takes
# for an empty one: there are too few to tell them from their bytes.
FIXED = {"calls", "native_file"}
NAMES = list(COEFFICIENTS)
SHORTEST = 0.03  # seconds: below, a measurement says little
LONG = 0.2


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("workloads", "timings", "workspaces", "cargo-home"):
        parser.add_argument("--" + name, required=True, type=os.path.abspath)
    parser.add_argument("--fit", action="store_true")
    return parser.parse_args()


# --- what was measured, unit by unit


class Workspace:
    def __init__(self, name, options):
        self.name = name
        self.folder = os.path.join(options.workspaces, name)
        self.program = options.workloads
        self.environment = dict(os.environ, CARGO_HOME=options.cargo_home)
        with open(os.path.join(options.timings, name + ".json"), encoding="utf-8") as file:
            self.timings = json.load(file)
        self.units = self.read_units()
        self.measure()

    def ask(self, *words):
        return subprocess.run([self.program, *words], cwd=self.folder, env=self.environment, check=True,
                              stdout=subprocess.PIPE, text=True).stdout

    def read_units(self):
        lines = self.ask().split("\n")
        head = lines[0].split("\t")
        units = [dict(zip(head, line.split("\t"))) for line in lines[1:] if line]
        for unit in units:
            for key in head[4:-2]:
                unit[key] = float(unit[key])
            unit["features"] = sorted(filter(None, unit["features"].split(",")))
            unit["dependencies"] = [int(at) for at in unit["dependencies"].split(",") if at]
        return units

    def measure(self):
        """A unit is told from its like by its features; seconds stay None where none was measured."""
        pool = collections.defaultdict(list)
        for timed in self.timings["units"]:
            pool[timed["name"], timed["version"], timed["target"]].append(timed)
        for unit in self.units:
            like = pool[unit["name"], unit["version"], unit["label"]]
            same = [timed for timed in like if sorted(timed["features"]) == unit["features"]] or like
            unit["seconds"] = unit["frontend"] = None
            if not same:
                continue
            like.remove(same[0])
            unit["seconds"] = same[0]["duration"]
            sections = dict(same[0]["sections"] or [])
            unit["frontend"] = sections["frontend"]["end"] if "frontend" in sections else unit["seconds"]

    def schedule(self, times, jobs):
        """Slots of all units and the critical path, for times in the order of the units."""
        with tempfile.NamedTemporaryFile("w", suffix=".times") as file:
            file.writelines("%.6f %.6f\n" % time for time in times)
            file.flush()
            lines = self.ask(file.name, str(jobs)).split("\n")
        slots = [tuple(map(float, line.split("\t"))) for line in lines[:len(times)]]
        return slots, [int(at) for at in lines[len(times)].split("\t") if at]


# --- the model, as in src/analysis/cost_model.cpp


def seconds(unit, logs):
    value = {name: math.exp(log) for name, log in zip(NAMES, logs)}
    if unit["kind"] == "run":
        return (value["run_of_script"] + unit["probes"] * value["run_of_probe"] +
                value["native_file"] * unit["native_files"] + value["native_megabyte"] * unit["native_bytes"] / 1e6)
    code = value["start_of_compiler"] + sum(value[name] * unit[name] / scale for name, scale in SIZES.items())
    code *= (1 + unit["libraries"]) ** value["slowing_by_libraries"] * (value["incremental"] if unit["member"] else 1)
    linking = {"library": 0, "macro": value["linking_of_proc_macro"], "script": value["linking_of_script"],
               "program": value["linking_of_program"] + value["linking_of_library"] * unit["libraries"]}
    return code + linking[unit["kind"]]


def was_read(unit):
    """Empty files stand for sources that were not at hand, and say nothing of what took the time."""
    return unit["kind"] == "run" or (unit["seen"] and unit["tokens"] > 0)


def fit(workspaces):
    """Coefficients, and one factor for each workspace, so that logarithms differ least.

    Differences beyond one half count less and less (soft L1); coefficients that the data leave open stay where they
    were. Gauss and Newton's steps, damped after Levenberg and Marquardt.
    """
    rows = [(unit, at) for at, workspace in enumerate(workspaces) for unit in workspace.units
            if unit["seconds"] is not None and was_read(unit)]
    start = [math.log(COEFFICIENTS[name]) for name in NAMES]
    size = len(NAMES)
    x = start + [0.0] * len(workspaces)

    def residuals(x):
        return [math.log(seconds(unit, x[:size]) * math.exp(x[size + at]) + SHORTEST) -
                math.log(unit["seconds"] + SHORTEST) for unit, at in rows]

    def loss(difference):
        return 0.5 * (math.sqrt(1 + (difference / 0.5) ** 2) - 1)

    def pull(x):
        return ([0.02 * (a - b) for a, b in zip(x, start)] + [0.05 * a for a in x[size:]])

    def total(x, differences):
        return sum(map(loss, differences)) + sum(p * p for p in pull(x))

    now = residuals(x)
    best = total(x, now)
    damping = 1e-2
    for _ in range(25):
        step = 1e-4
        columns = []
        for k in range(len(x)):
            if k < size and NAMES[k] in FIXED:
                columns.append([0.0] * len(now))
                continue
            moved = list(x)
            moved[k] += step
            columns.append([(a - b) / step for a, b in zip(residuals(moved), now)])
        weights = [1 / math.sqrt(1 + (d / 0.5) ** 2) for d in now]
        strength = [0.02 ** 2] * size + [0.05 ** 2] * len(workspaces)
        slopes = [sum(w * c * d for w, c, d in zip(weights, column, now)) + s * (a - b)
                  for column, s, a, b in zip(columns, strength, x, start + [0.0] * len(workspaces))]
        weighed = [[w * c for w, c in zip(weights, column)] for column in columns]
        normal = [[sum(a * b for a, b in zip(left, right)) for right in columns] for left in weighed]
        for _ in range(6):
            matrix = [[value + ((strength[i] + damping * (value + 1e-9)) if i == j else 0)
                       for j, value in enumerate(row)] for i, row in enumerate(normal)]
            moved = [a - b for a, b in zip(x, solve(matrix, slopes))]
            differences = residuals(moved)
            if total(moved, differences) < best:
                break
            damping *= 10
        else:
            break
        gain = best - total(moved, differences)
        x, now, best, damping = moved, differences, best - gain, damping / 5
        if gain < 1e-3:
            break
    return x[:size]


def solve(matrix, right):
    rows = [list(row) + [value] for row, value in zip(matrix, right)]
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(i + 1, len(rows)):
            share = rows[r][i] / rows[i][i]
            if share:
                rows[r] = [a - share * b for a, b in zip(rows[r], rows[i])]
    x = [0.0] * len(rows)
    for i in reversed(range(len(rows))):
        x[i] = (rows[i][-1] - sum(rows[i][j] * x[j] for j in range(i + 1, len(rows)))) / rows[i][i]
    return x


# --- how well it fits


def ranks(values):
    order = sorted(range(len(values)), key=values.__getitem__)
    found = [0.0] * len(values)
    at = 0
    while at < len(order):
        end = at
        while end + 1 < len(order) and values[order[end + 1]] == values[order[at]]:
            end += 1
        for k in range(at, end + 1):
            found[order[k]] = (at + end) / 2
        at = end + 1
    return found


def rank_correlation(xs, ys):
    if len(xs) < 3 or len(set(xs)) < 2 or len(set(ys)) < 2:
        return 0.0
    return statistics.correlation(ranks(xs), ranks(ys))


def by_package(workspace, times):
    """Measured and estimated seconds of every package from outside."""
    sums = collections.defaultdict(lambda: [0.0, 0.0])
    for unit, time in zip(workspace.units, times):
        if unit["seconds"] is not None and not unit["member"]:
            both = sums[unit["name"], unit["version"]]
            both[0] += unit["seconds"]
            both[1] += time[1]
    return list(sums.values())


def print_ranks(workspaces, times):
    total = count = 0
    for workspace in workspaces:
        both = by_package(workspace, times[workspace.name])
        long = [pair for pair in both if pair[0] >= LONG]
        rank = rank_correlation(*zip(*both))
        scale = statistics.median(x / y for x, y in both)
        error = 100 * (scale * sum(y for _, y in both) / sum(x for x, _ in both) - 1)
        total += rank * len(both)
        count += len(both)
        print("%-12s %4d packages  rank correlation %.3f, of %.1f s and more %.3f  sum %+.0f %%"
              % (workspace.name, len(both), rank, LONG, rank_correlation(*zip(*long)), error))
    print("rank correlation %.3f over all, weighted by packages" % (total / count))


def measured_times(workspace, fallback):
    return [time if unit["seconds"] is None else (unit["frontend"], unit["seconds"])
            for unit, time in zip(workspace.units, fallback)]


def length(slots):
    return max(end for _, end in slots)


def scales(workspace, times):
    """What one measured crate from outside says the estimates are to be multiplied by, for each of a second or more."""
    return [unit["seconds"] / time[1] for unit, time in zip(workspace.units, times)
            if unit["seconds"] is not None and unit["seconds"] >= 1 and unit["seen"] and not unit["member"]]


def found_share(path, measured_path, times):
    """Of the seconds on the critical path by measured times, those of units that the other path goes through too."""
    total = sum(times[at][1] for at in measured_path)
    return sum(times[at][1] for at in measured_path if at in set(path)) / total


def chain_length(workspace, path, times):
    """Seconds of a chain in which everything starts as soon as what is before it allows."""
    def wait(at, follower):
        pipelines = workspace.units[at]["kind"] == workspace.units[follower]["kind"] == "library"
        return times[at][0 if pipelines else 1]
    return sum(wait(*pair) for pair in zip(path, path[1:])) + times[path[-1]][1]


def print_schedules(workspaces, times):
    """Wall times in proportion: the schedule is the same for times in the same proportion to each other."""
    for workspace in workspaces:
        cores = workspace.timings["cores"]
        wall = workspace.timings["total_seconds"]
        estimate = times[workspace.name]
        measured = measured_times(workspace, estimate)
        replayed = length(workspace.schedule(measured, cores)[0])
        _, measured_path = workspace.schedule(measured, 0)
        foretold = length(workspace.schedule(estimate, cores)[0])
        _, path = workspace.schedule(estimate, 0)
        factors = scales(workspace, estimate)
        near = sum(abs(factor * foretold / wall - 1) <= 0.25 for factor in factors)
        print("%-12s wall %5.1f s on %d, from measured times %+.0f %%, from estimates scaled by the median crate %+.0f %%,"
              " within 25 %% by %d of %d single crates; critical path: %.0f %% found, %.0f %% as long, the same last unit: %s"
              % (workspace.name, wall, cores, 100 * (replayed / wall - 1),
                 100 * (statistics.median(factors) * foretold / wall - 1), near, len(factors),
                 100 * found_share(path, measured_path, measured),
                 100 * chain_length(workspace, path, measured) / chain_length(workspace, measured_path, measured), "yes" if path[-1] == measured_path[-1] else "no"))


def estimates(workspace, logs):
    """As the program has them, but with other coefficients: the frontend's share of each unit stays."""
    found = []
    for unit in workspace.units:
        share = unit["metadata"] / unit["total"] if unit["total"] else 1
        total = seconds(unit, logs)
        found.append((share * total, total))
    return found


def main():
    options = arguments()
    names = sorted(name[:-5] for name in os.listdir(options.timings) if name.endswith(".json"))
    workspaces = [Workspace(name, options) for name in names]
    print("%d units, %d of them measured" % (sum(len(w.units) for w in workspaces),
                                             sum(u["seconds"] is not None for w in workspaces for u in w.units)))
    print("\n## Coefficients of the program")
    times = {w.name: [(u["metadata"], u["total"]) for u in w.units] for w in workspaces}
    print_ranks(workspaces, times)
    print_schedules(workspaces, times)
    if not options.fit:
        return
    print("\n## Coefficients fitted to the other workspaces")
    times = {w.name: estimates(w, fit([other for other in workspaces if other is not w])) for w in workspaces}
    print_ranks(workspaces, times)
    print_schedules(workspaces, times)
    print("\n## Fitted to all")
    for name, log in zip(NAMES, fit(workspaces)):
        print("%-22s %.3g" % (name, math.exp(log)))


if __name__ == "__main__":
    sys.exit(main())
