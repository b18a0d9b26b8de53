"""Fuzzes the target `reference`; see README.md."""

from run import run

run("reference")
