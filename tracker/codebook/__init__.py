"""Themes and their terms, and the tags that they put on the passages of a document."""
