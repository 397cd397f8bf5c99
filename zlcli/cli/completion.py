"""``zlcli completion``: what a shell needs to complete commands, flags and their values."""

from __future__ import annotations

import os

import click
from click.shell_completion import (
    CompletionItem,
    ShellComplete,
    add_completion_class,
    get_completion_class,
    split_arg_string,
)

from zlcli.cli import report
from zlcli.cli.commands import Command
from zlcli.errors import EXIT_OK

_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($word, $line, $cursor)
    $env:COMP_WORDS = $line.ToString()
    $env:COMP_CWORD = $word
    $env:%(complete_var)s = "powershell_complete"
    try {
        & %(prog_name)s | ForEach-Object {
            $value, $help = $_ -split "`t", 2
            if (-not $help) { $help = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, "ParameterValue", $help)
        }
    } finally {
        Remove-Item Env:COMP_WORDS, Env:COMP_CWORD, Env:%(complete_var)s
    }
}
"""


class _PowerShell(ShellComplete):
    """Windows PowerShell 5.1 and later. COMP_WORDS is the line as far as typed, COMP_CWORD the word at the cursor."""

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        words = split_arg_string(os.environ["COMP_WORDS"])[1:]
        incomplete = os.environ.get("COMP_CWORD", "")
        return (words[:-1] if incomplete and words else words), incomplete

    def format_completion(self, item: CompletionItem) -> str:
        return f"{item.value}\t{(item.help or '').splitlines()[0]}" if item.help else str(item.value)


def register() -> None:
    """Make PowerShell known to click, which knows the others."""
    add_completion_class(_PowerShell)


@click.command("completion", cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish", "powershell"]))
def command(shell: str) -> int:
    """Print the script that makes a shell complete zlcli's commands and flags.

    Bash and zsh: put eval "$(zlcli completion bash)" into ~/.bashrc (zsh: ~/.zshrc). Fish: write it to
    ~/.config/fish/completions/zlcli.fish. PowerShell: zlcli completion powershell >> $PROFILE

    Example: zlcli completion fish > zlcli.fish
    """
    from zlcli.cli.main import zlcli

    register()
    maker = get_completion_class(shell)
    if maker:
        report.write(maker(zlcli, {}, "zlcli", "_ZLCLI_COMPLETE").source().encode())
    return EXIT_OK
