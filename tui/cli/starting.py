"""visavis init, visavis demo, and visavis alone: how a log begins and the app opens."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import LogUnusable, Refused
from models.records.people import with_role
from storage.log import start
from tui.cli.context import Context, say, tell_aside, tell_earlier
from tui.cli.options import split_role
from tui.cli.output import line
from tui.cli.parser import Parser, veil_option
from tui.machine import local_zone_name, on_terminal

if TYPE_CHECKING:
    import argparse

    from tui.config import Config


def arguments(name: str, parser: argparse.ArgumentParser, _shared: Parser) -> None:
    """Declare the command's own arguments."""
    if name == "init":
        parser.add_argument("--me", required=True, metavar='"NAME, ROLE"', help="whose log it is")
        parser.add_argument("--partner", required=True, metavar='"NAME, ROLE"', help="the counterpart")
        parser.add_argument("--cadence", metavar="TEXT", help='how often you meet, as in "every other tuesday 14:00"')
        parser.add_argument("--timezone", metavar="TZ", help="as Europe/London; this machine's unless told")
        parser.add_argument(
            "--since", "--started-on", dest="started_on", metavar="DATE", help="since when you meet; today unless told"
        )
        return
    parser.add_argument("--years", type=int, default=2, metavar="N", help="so many years of it; 2 unless told")
    parser.add_argument("--alliances", type=int, default=1, metavar="N", help="so many alliances; 1 unless told")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another seed, another sample")
    parser.add_argument("--write", metavar="FILE", help="only write the log to that file")
    veil_option(parser)


def run(context: Context) -> int:
    """Carry out the command; the exit code."""
    return _init(context) if context.args.command == "init" else _demo(context)


def _init(context: Context) -> int:
    context.refuse_past()
    args = context.args
    me, other = split_role(args.me, "--me"), split_role(args.partner, "--partner")
    if context.log_path.exists():
        raise Refused(
            f"there is a log at {context.log_path} already; see: visavis today, or start another with --log FILE"
        )
    zone = args.timezone or local_zone_name()
    alliance: dict[str, str | None] = {"timezone": zone}
    told = ""
    if args.cadence:
        from models.time.cadence import parse_cadence, say_cadence  # not for every command

        rule = parse_cadence(args.cadence)
        alliance["cadence"] = rule
        told = f", {say_cadence(rule)}"
    if args.started_on:
        first, since = _first_day(context, zone)
        alliance["started_on"] = first
        told += f", since {since}"
    aside = start(context.log_path, context.clock, me, other, **alliance)
    line(f"Started a log for {with_role(*me)}, and {with_role(*other)}{told}: {context.log_path}")
    tell_aside(aside)
    tell_earlier(context.log_path)
    return 0


def _first_day(context: Context, zone: str | None) -> tuple[str, str]:
    """The first day that was typed, in its file form and as it was understood."""
    from models.time.dates import say_date  # not for every command
    from storage.log import day_there
    from tui.text.typed import first_day

    today = day_there(context.clock, zone)
    first = first_day(context.args.started_on, today)
    return first.isoformat(), say_date(first, today)


# The sample


def _demo(context: Context) -> int:
    args = context.args
    if args.write:
        aside = _make(context, Path(args.write))
        line(f"Wrote the sample to {args.write}")
        tell_aside(aside)
        tell_earlier(Path(args.write))
        return 0
    with tempfile.TemporaryDirectory(prefix="visavis-demo-") as folder:
        path = Path(folder) / "sample.visavis"
        _make(context, path)
        sample = Context(args, context.clock, path)
        if not on_terminal():
            return _print_today(sample)
        return _open(sample, demo=True)


def _make(context: Context, path: Path) -> list[Path]:
    from storage.sample.building import make  # loads SQLModel

    args = context.args
    today = context.clock().astimezone().date()
    return make(path, context.clock, today=today, years=args.years, alliances=args.alliances, seed=args.seed)


# The app


def open_app(context: Context) -> int:
    """Open the app on the person's log; without a terminal print Today and how to open it."""
    if not context.log_path.exists():
        return _first_run(context)
    if not on_terminal():
        code = _print_today(context)
        say("open the app by running visavis in a terminal")
        return code
    return _open(context, demo=False)


def _first_run(context: Context) -> int:
    """Make a log in the welcome. Where that cannot be, as without a terminal, say how to start one."""
    if context.as_of_words is None and on_terminal() and not context.log_path.is_symlink():
        from tui.running import run_app  # not for every command

        config, wrong = _config(context)
        return run_app(context.log_path, context.clock, config=config, wrong_config=wrong, welcome=True)
    from storage.care.earlier import no_log  # not for every command

    start = 'visavis init --me "NAME, ROLE" --partner "NAME, ROLE", or look at a sample with: visavis demo'
    raise LogUnusable(no_log(context.log_path, start))


def _print_today(context: Context) -> int:
    from storage.reads.today import today  # not for every command
    from tui.cli.today import print_today

    with context.reading() as log:
        pair = context.soonest_pair(log)
        print_today(context, today(log, pair, context.as_of(log, pair)))
    return 0


def _open(context: Context, *, demo: bool) -> int:
    from tui.running import run_app  # not for every command

    with context.reading() as log:
        as_of = None if context.as_of_words is None else context.as_of(log)
        named = context.chosen(log)
    config, wrong = _config(context)
    return run_app(
        context.log_path,
        context.clock,
        as_of=as_of,
        demo=demo,
        alliance=named.name if named else None,
        config=config,
        wrong_config=wrong,
    )


def _config(context: Context) -> tuple[Config, str]:
    """The person's config, veiled where --veil is given, and what is wrong with it, which keeps nobody out.

    It is told in the app: a line that is printed before is covered by it at once.
    """
    from tui.config import config_path, load_or_say  # not for every command

    config, wrong = load_or_say(config_path())
    return (replace(config, veil=True) if getattr(context.args, "veil", False) else config), wrong
