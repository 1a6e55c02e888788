"""`python -m benchmarks`: all of them, or some by name."""

import argparse
import re
import sys
from collections.abc import Sequence
from importlib import import_module

from benchmarks.figures import Figure, as_json, as_lines

#: The names, as people write them, and the modules behind them.
BENCHMARKS = {
    "start": "start",
    "open": "open_giant",
    "open, usual": "open_usual",
    "scroll": "scroll",
    "tag": "tag",
    "tag under load": "tag_under_load",
    "tag-all": "tag_all",
    "one paragraph": "one_paragraph",
    "export": "export",
    "import": "import_files",
    "list": "million_list",
    "search": "million_search",
    "records": "records",
    "memory": "memory",
    "size": "size",
    "growth": "growth",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run benchmarks; 0 where all marks are met, 1 where one is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="which to run, such as start or open-usual; else all")
    parser.add_argument("--list", action="store_true", help="tell the names and what each measures")
    parser.add_argument("--json", action="store_true", help="a list of objects instead of lines")
    chosen = parser.parse_args(arguments)
    if chosen.list:
        width = max(map(len, BENCHMARKS))
        for name, module in BENCHMARKS.items():
            print(f"{name:{width}}  {(import_module(f'benchmarks.{module}').__doc__ or '').strip()}")
        return 0
    known = {_plain(name): module for name, module in BENCHMARKS.items()}
    for name in chosen.names:
        if _plain(name) not in known:
            parser.error(f"there is no benchmark {name}; --list tells which there are")
    figures: list[Figure] = []
    for name in map(_plain, chosen.names or BENCHMARKS):
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        figures += import_module(f"benchmarks.{known[name]}").measure()
    print(as_json(figures) if chosen.json else "\n".join(as_lines(figures)))
    return 0 if all(figure.met for figure in figures) else 1


def _plain(name: str) -> str:
    """A name as one types it without quotes: `open-usual` for “open, usual”."""
    return re.sub(r"\W+", "-", name.lower())


if __name__ == "__main__":
    sys.exit(main())
