"""Fuzzes the target `text`; see README.md."""

from run import run

run("text")
