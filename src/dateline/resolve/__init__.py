"""Actors, places and dates resolved over a report; drafts become events."""
