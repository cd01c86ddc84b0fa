"""The `groundswell` command: one subcommand a tool, each loaded only when it is called."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

DESCRIPTION = "Groundswell's tools. `groundswell TOOL --help` shows an example of each."


@dataclass(frozen=True)
class Tool:
    """A subcommand: a module with ``main(arguments) -> int``, and what it is for.

    The module is imported when its tool is called and not before, so that the analysis
    tools start without Django.
    """

    module: str
    purpose: str

    def main(self) -> Callable[[list[str]], int]:
        """The tool's own entry point."""
        entry: Callable[[list[str]], int] = import_module(self.module).main
        return entry


TOOLS: dict[str, Tool] = {
    "change": Tool("groundswell.cli.change", "two waves of a survey compared, unit by unit"),
    "demo": Tool("groundswell.cli.demo", "the example partnership, on this machine"),
    "disclose": Tool("groundswell.cli.disclose", "which numbers may be published together"),
    "drivers": Tool("groundswell.cli.drivers", "what goes most with an outcome, and how surely"),
    "scales": Tool("groundswell.cli.scales", "scores, reliability and units of a survey"),
    "serve": Tool("groundswell.cli.serve", "web server, worker and timer, as a trust runs them"),
    "spc": Tool("groundswell.cli.spc", "control charts of many measures, with icons"),
    "weight": Tool("groundswell.cli.weight", "weights that make answers match a population"),
}
"""Every subcommand. A new one is a line here and a module beside this one."""


def main(argv: list[str] | None = None) -> int:
    """Run the tool that the first argument names; the exit status it returns."""
    arguments = sys.argv[1:] if argv is None else argv
    parser = argparse.ArgumentParser(
        prog="groundswell",
        description=DESCRIPTION,
        epilog=_listed(TOOLS),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("tool", choices=sorted(TOOLS), metavar="TOOL", help="one of those below")
    chosen = parser.parse_args(arguments[:1])
    return TOOLS[chosen.tool].main()(arguments[1:])


def _listed(tools: dict[str, Tool]) -> str:
    lines: Sequence[str] = [f"  {name:<10} {tool.purpose}" for name, tool in sorted(tools.items())]
    return "\n".join(["tools:", *lines])


if __name__ == "__main__":
    raise SystemExit(main())
