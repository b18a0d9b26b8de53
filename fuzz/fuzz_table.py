"""Fuzzes the target `table`; see README.md."""

from run import run

run("table")
