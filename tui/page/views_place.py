"""A place whose list is looked at in several views: left and right switch them, and each can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from tui.page.records_place import RecordsPlace
from tui.widgets.bar import Bar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual.widget import Widget

    from storage.reads.opened import Listing
    from tui.text.spans import Span

_VIEWS = "another part of the list, as late or open"


class ViewedPlace(RecordsPlace):
    """Records in views. A place says which records each view holds (`viewed`), and parts those of the present one."""

    VIEWS: ClassVar[tuple[str, ...]] = ()
    PAGES: ClassVar[bool] = False
    """Whether each view is a page of its own."""
    FIGURES = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "view(-1)", "the view before", show=False, id="view.before", tooltip=_VIEWS),
        Binding("right", "view(1)", "another page", id="view.next", tooltip=_VIEWS),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.view = self.VIEWS[0]
        self.views: Mapping[str, list[Any]] = {}

    def shows(self, action: str) -> bool:
        """Views that are parts of one list say what they are; pages of their own need the key named."""
        return self.PAGES if action == "view(1)" else super().shows(action)

    def viewed(self, listing: Listing) -> Mapping[str, list[Any]]:
        """The records of every view."""
        raise NotImplementedError

    def view_name(self, view: str) -> str:
        """What a view is called."""
        return view

    def count_of(self, view: str) -> int | None:
        """How much a view holds; None where that says nothing."""
        return len(self.views[view])

    def above(self) -> Iterable[Widget]:
        """The views, to choose from."""
        yield Views(id="views")

    def redraw(self) -> None:
        """Part the records anew, and show them."""
        if self.listing is not None:
            self.views = self.viewed(self.listing)
        super().redraw()
        self._show_views()

    def _show_views(self) -> None:
        views = [(view, self.view_name(view), self.count_of(view)) for view in self.views]
        self.query_one(Views).show_views(views, self.view)

    def action_view(self, steps: int) -> None:
        """Show the view that stands so many further."""
        self.show_view(self.VIEWS[(self.VIEWS.index(self.view) + steps) % len(self.VIEWS)])

    def on_views_chosen(self, message: Views.Chosen) -> None:
        """Show the view that was clicked."""
        self.show_view(message.view)

    def show_view(self, view: str) -> None:
        """Show only those records, from the first."""
        self.view = view
        self._show_views()
        self.listed.begin_anew()
        self.part()
        self.listed.action_first()


class Views(Bar):
    """The views of the list, with how much each holds; the present one is lit, and each can be clicked."""

    class Chosen(Message):
        """A view was clicked."""

        def __init__(self, view: str) -> None:
            super().__init__()
            self.view = view

    def show_views(self, views: Sequence[tuple[str, str, int | None]], chosen: str) -> None:
        """Show views, each by its key, its name and how much it holds, where that is told."""
        spans: list[Span] = []
        presses: dict[int, str] = {}
        for key, name, count in views:
            presses |= {len(spans): key, len(spans) + 1: key}
            told = "" if count is None else f" {count}"
            spans += [(name, "place" if key == chosen else "aside"), (told, "aside"), ("   ", "body")]
        self.show(spans, presses=presses)

    def pressed(self, key: str) -> None:
        """Choose the view that was clicked."""
        self.post_message(self.Chosen(key))
