"""Fuzzes the target `dateline`; see README.md."""

from run import run

run("dateline")
