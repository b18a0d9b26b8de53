"""Fuzzes the target `pdf`; see README.md."""

from run import run

run("pdf")
