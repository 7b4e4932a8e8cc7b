"""Pure renderers: a comparison, a document or a list as terminal text, Markdown or JSON."""
