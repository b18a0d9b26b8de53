"""Fuzzes the target `dates`; see README.md."""

from run import run

run("dates")
