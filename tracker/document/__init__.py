"""Canonical text and what it is as structure: section, passage, sentence."""
