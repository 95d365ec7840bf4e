"""What of the log goes out into a file or comes in from one, and the settings: each a form over the place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from models.errors import Refused
from storage.documents.names import short_name
from tui.config import config_path
from tui.forms.export import of_export
from tui.text.cells import visible

if TYPE_CHECKING:
    from models.records.pair import Pair
    from storage.log import Log
    from storage.writes.lives import Done
    from tui.forms.asking import Asking
    from tui.page.shell import Host

_FORM = "visavis.jsonl"


def shared_copy(place: Host) -> None:
    """Ask for the file into which the other's copy goes: the alliance that is shown, without what is private."""
    pair = place.shown_pair
    assert pair is not None
    whom = short_name(pair.other.name, pair.alliance.id)
    name = f"shared-{place.visavis.today()}-{whom}.{_FORM}"
    title = f"The shared copy for {visible(pair.short(pair.other.uid))}"
    log = place.visavis.session.path
    _open(place, of_export(title, name, ", without what is private", log, partial(_written, uid=pair.uid)))


def whole_log(place: Host) -> None:
    """Ask for the file into which everything goes, what is private too."""
    name = f"private-log-{place.visavis.today()}.{_FORM}"
    title, log = "The whole log, what is private too", place.visavis.session.path
    _open(place, of_export(title, name, ", with what is private", log, partial(_written, uid="")))


def bring_in(place: Host, path: str = "") -> None:
    """Ask which file is to be brought in; `path` is named already where a file was dropped on the terminal."""
    from tui.forms.bringing_in import of_import  # loads what writing needs
    from tui.page.form_screen import FormScreen  # not for the first picture

    form = FormScreen(of_import(place.shown_pair, path), place.place_name)
    place.app.push_screen(form, partial(_brought, place))


async def _brought(place: Host, done: Done | None) -> None:
    """Show what the file offers, or say what it brought."""
    from tui.forms.bringing_in import FileOffered  # as above

    if isinstance(done, FileOffered) and done.offer is not None:
        place.visavis.ways.preview(place, done.offer)
    else:
        await place.after(done)


def settings(place: Host) -> None:
    """Ask what is to hold from now on."""
    from tui.config import load_or_say  # not for the first picture
    from tui.forms.settings import of_settings
    from tui.page.form_screen import FormScreen

    path = config_path()
    now, wrong = load_or_say(path)
    if wrong:
        place.say(wrong)
        return
    place.app.push_screen(FormScreen(of_settings(path, now), place.place_name), partial(_kept, place))


async def _kept(place: Host, done: Done | None) -> None:
    """The theme holds at once."""
    from tui.config import load_or_say  # not for the first picture

    if done is not None:
        place.visavis.theme = load_or_say(config_path())[0].theme_name
    await place.after(done)


def _open(place: Host, asking: Asking) -> None:
    from tui.page.form_screen import FormScreen  # not for the first picture

    place.app.push_screen(FormScreen(asking, place.place_name), place.after)


def _written(log: Log, uid: str) -> bytes:
    """The records of the log, or the shared copy of the alliance with that uid. Runs on the log's thread."""
    from storage.interchange import exporting  # not for the first picture

    pair: Pair | None = next((pair for pair in log.pairs() if pair.uid == uid), None)
    if uid and pair is None:
        raise Refused("the alliance is no longer here")
    return b"".join(exporting.FORMATS["jsonl"](exporting.records(log, pair)))
