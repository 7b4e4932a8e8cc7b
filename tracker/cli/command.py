"""How a command of this program looks: examples first in its help, shared options accepted before and after it."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

CONTEXT_SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

_FLAGS = "tracker.flags"


def flags(context: click.Context) -> Mapping[str, object]:
    """The shared options that were given, by name; the one nearest to the end of the call counts."""
    given: Mapping[str, object] = context.meta.get(_FLAGS, {})
    return given


def keep_flag(context: click.Context, parameter: click.Parameter, value: object) -> None:
    """Callback of an option that is a setting, so that it is found among `flags`."""
    if value is not None and parameter.name is not None:
        context.meta.setdefault(_FLAGS, {})[parameter.name] = value


class Given(click.types.StringParamType):
    """A text that says something. What is empty, as a variable leaves it that is not set, means no folder, no document
    and no title, and is none of those that are meant."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not str(value).strip():
            self.fail("it is empty", param, ctx)
        return value


class GivenPath(click.Path):
    """The same of a path."""

    def __init__(self, *, allow_dash: bool = False) -> None:
        super().__init__(path_type=Path, allow_dash=allow_dash)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return super().convert(GIVEN.convert(value, param, ctx), param, ctx)


GIVEN = Given()
GIVEN_PATH = GivenPath()


class Command(click.Command):
    """A command that shows `examples` (a line each: what to type, then what it is for) before its options."""

    def __init__(self, *args: Any, examples: Sequence[tuple[str, str]] = (), **attributes: Any) -> None:
        attributes.setdefault("context_settings", CONTEXT_SETTINGS)
        super().__init__(*args, **attributes)
        self.examples = tuple(examples)
        self.params.extend(_shared_options(self.params, hidden=True))

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        summary, _, details = (self.help or "").strip().partition("\n\n")
        _write_paragraphs(formatter, summary)
        _write_examples(formatter, self.examples)
        formatter.write_paragraph()
        self.format_usage(ctx, formatter)
        if details:
            formatter.write_paragraph()
            _write_paragraphs(formatter, details)
        self.format_options(ctx, formatter)


class Group(click.Group):
    """A group that imports a command's module only when that command is asked for."""

    command_class = Command

    def __init__(
        self,
        *args: Any,
        commands_by_heading: Mapping[str, Mapping[str, tuple[str, str]]] | None = None,
        examples: Sequence[tuple[str, str]] = (),
        **attributes: Any,
    ) -> None:
        """`commands_by_heading` gives module and summary of each command; those declared by decorator come after.

        What stands under an empty heading is for other programs, and not listed.
        """
        attributes.setdefault("context_settings", CONTEXT_SETTINGS)
        super().__init__(*args, **attributes)
        self.examples = tuple(examples)
        self._late = commands_by_heading or {}
        self._modules = {name: where[0] for commands in self._late.values() for name, where in commands.items()}
        self._listed = [name for heading, commands in self._late.items() if heading for name in commands]
        self.params.extend(_shared_options(self.params, hidden=not self._late))

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self._listed, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = self._modules.get(cmd_name)
        if module is None:
            return super().get_command(ctx, cmd_name)
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(importlib.import_module(module), f"{name}_command")
        return command

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_paragraphs(formatter, (self.help or "").strip())
        _write_examples(formatter, self.examples)
        formatter.write_paragraph()
        self.format_usage(ctx, formatter)
        self.format_commands(ctx, formatter)
        click.Command.format_options(self, ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        widest = max((len(name) for name in self.list_commands(ctx)), default=0)
        for heading, commands in ((heading, commands) for heading, commands in self._late.items() if heading):
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(widest), summary) for name, (_, summary) in commands.items()])
        if self.commands:
            with formatter.section("Commands"):
                formatter.write_dl(
                    [(name.ljust(widest), command.get_short_help_str(90)) for name, command in self.commands.items()]
                )


def _write_paragraphs(formatter: click.HelpFormatter, text: str) -> None:
    for index, paragraph in enumerate(text.split("\n\n")):
        if index:
            formatter.write_paragraph()
        formatter.write_text(" ".join(paragraph.split()))


def _write_examples(formatter: click.HelpFormatter, examples: Sequence[tuple[str, str]]) -> None:
    if not examples:
        return
    # Lines to be copied are never broken: where what to type leaves too little room, the purpose stands above it.
    widest = max(len(typed) for typed, _ in examples)
    with formatter.section("Examples"):
        for typed, purpose in examples:
            if widest + max(len(purpose) for _, purpose in examples) + 6 <= formatter.width:
                formatter.write(f"  {typed.ljust(widest)}  {purpose}\n")
            else:
                formatter.write(f"  # {purpose}\n  {typed}\n")


def _shared_options(existing: Sequence[click.Parameter], *, hidden: bool) -> list[click.Option]:
    taken = {name for parameter in existing for name in parameter.opts}

    def option(*names: str, **attributes: Any) -> click.Option:
        return click.Option(list(names), callback=keep_flag, expose_value=False, hidden=hidden, **attributes)

    options = [
        option(
            "-C",
            "--corpus",
            metavar="DIR",
            type=GIVEN,
            help="The corpus to use; else the one around the current folder, else that of the user's file.",
        ),
        option(
            "--color",
            "--colour",
            "color",
            type=click.Choice(("auto", "always", "never")),
            help="Colour; auto is for a terminal only.",
        ),
        option("--no-pager", is_flag=True, flag_value=True, default=None, help="Write straight to the terminal."),
        option(
            "--no-memory",
            "--no-cache",
            "no_memory",
            is_flag=True,
            flag_value=True,
            default=None,
            help="Compare anew what was compared before.",
        ),
        option("--debug", is_flag=True, flag_value=True, default=None, help="Show the traceback of an error."),
    ]
    return [made for made in options if not taken.intersection(made.opts)]
