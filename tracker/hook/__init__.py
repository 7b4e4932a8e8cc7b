"""What git runs as it commits, merges, rewrites and receives, and how that gets into a repository and out again."""
