"""Fuzzes the target `packed`; see README.md."""

from run import run

run("packed")
