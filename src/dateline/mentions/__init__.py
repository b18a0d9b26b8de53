"""Actors, places, dates, quantities, casualties and quotes, each with its span."""
