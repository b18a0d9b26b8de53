"""Fuzzes the target `mail`; see README.md."""

from run import run

run("mail")
