"""The promises of Gloss in figures, each measured beside its limit in the same run.

    python -m benchmarks                    all of them
    python -m benchmarks start open-usual   some by name
    python -m benchmarks --list             the names, and what each measures
    python -m benchmarks --json             a list of objects instead of lines

A line a figure: name, value, limit, value divided by limit, the mark, met or missed. The exit code is 1 where a mark
is missed. Machines are noisy and ratios are less so: the limit is what bare Qt or bare SQLite needs for the same work,
measured in turn with Gloss. Close what else keeps the machine busy.

The articles are generated, the same ones everywhere. Their libraries are made at the first run (1.2 GB, two minutes)
and kept in the user's cache folder; `GLOSS_BENCHMARK_CACHE` names another, on the disk that is to be measured. Windows
open on no screen, unless `QT_QPA_PLATFORM` names one (such as `xcb`), each in a process with a home folder of its own.
"""
