"""Fuzzes the target `warc`; see README.md."""

from run import run

run("warc")
