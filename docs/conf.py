"""How Sphinx builds this documentation: run by `make docs`, and by CI with warnings as errors."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import _pages
from sphinx.application import Sphinx

from lowback_rules import __version__

project = "lowback_rules"
release = __version__
extensions = ["myst_parser"]
myst_heading_anchors = 3
exclude_patterns = ["_build", "rules/_*", "formats/_*", "house-rules"]
# A block without a language is a log or a grammar, not Python.
highlight_language = "none"

html_theme = "furo"
html_title = f"lowback_rules {release}"
html_static_path = ["_static"]
html_css_files = ["narrow.css"]
html_show_copyright = False
html_show_sourcelink = False
html_copy_source = False


def _write_pages(app: Sphinx) -> None:
    _pages.write(Path(app.srcdir))


def setup(app: Sphinx) -> None:
    """Have the pages of the rules written before Sphinx looks for pages."""
    app.connect("builder-inited", _write_pages)
