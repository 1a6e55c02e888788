"""The promises of Gloss in figures, each measured beside its limit in the same run: `python -m benchmarks`."""
