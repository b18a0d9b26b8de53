"""Fuzzes the target `quantities`; see README.md."""

from run import run

run("quantities")
