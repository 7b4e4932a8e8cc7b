"""tracker: what a government changed its mind about between two versions of a strategy, theme by theme."""

__version__ = "0.1.0"
