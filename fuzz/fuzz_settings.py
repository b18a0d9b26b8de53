"""Fuzzes the target `settings`; see README.md."""

from run import run

run("settings")
