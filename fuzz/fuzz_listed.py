"""Fuzzes the target `listed`; see README.md."""

from run import run

run("listed")
