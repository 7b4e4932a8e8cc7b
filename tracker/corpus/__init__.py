"""The corpus on disk and in git: layout, front matter, snapshots, settings, and writing it all as one commit."""
