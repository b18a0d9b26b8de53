"""How actors stand to one another: membership, leadership, kinship, office, designation."""

from .find import find_relations

__all__ = ["find_relations"]
