"""Fuzzes the target `query`; see README.md."""

from run import run

run("query")
