"""Who is who, and who was what on a day: states, governments, forces, leaders, armed groups, organisations."""

from .entries import Entry, Role
from .lookup import NameMatch, Register, load_register

__all__ = ["Entry", "NameMatch", "Register", "Role", "load_register"]
