"""Charts as SVG text, in the rules of the visual direction: pure, deterministic, readable in both themes."""
