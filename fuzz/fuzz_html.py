"""Fuzzes the target `html`; see README.md."""

from run import run

run("html")
