"""Fuzzes the target `feed`; see README.md."""

from run import run

run("feed")
