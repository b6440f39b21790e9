"""Benchmarks: each beside its raw baseline, in turns, in one session; run by `make bench`."""
