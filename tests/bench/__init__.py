"""Benchmarks: every number the project states, printed beside its peers in one run. ``python -m tests.bench``."""
