"""Fuzzes the target `splitting`; see README.md."""

from run import run

run("splitting")
