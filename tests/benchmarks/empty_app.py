"""The smallest Textual app that one would write: what the first picture is measured against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Label


class EmptyApp(App[None]):
    """Header, footer, one label."""

    def compose(self) -> ComposeResult:
        """Yield the three."""
        yield Header()
        yield Label("An empty app")
        yield Footer()


if __name__ == "__main__":
    EmptyApp().run()
