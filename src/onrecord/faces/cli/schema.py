"""`onrecord schema`: the JSON Schema of what `read --format jsonl` prints."""

import typer

app = typer.Typer()


@app.command()
def schema() -> None:
    """Print the JSON Schema of what `read --format jsonl` prints."""
    from importlib.resources import files

    typer.echo(files("onrecord.data").joinpath("reading.schema.json").read_text(encoding="utf-8"), nl=False)
