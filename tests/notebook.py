"""`docs/recipes.ipynb`: its cells are run without Jupyter, their answers filled in.

`make generated` fills them over `data/processed`; a test compares the printed ones with the sample corpus. Pictures are
filled in too, but not compared: another release of matplotlib draws other pixels.
"""

from __future__ import annotations

import base64
import contextlib
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib as mpl

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "docs" / "recipes.ipynb"

Cell = dict[str, Any]


def answers(cells: list[Cell]) -> Iterator[tuple[str, list[bytes]]]:
    """What each code cell prints and the PNG pictures it draws, in order; run where `data/processed` is."""
    mpl.use("Agg")
    from matplotlib import pyplot as plt

    names: dict[str, object] = {}
    for cell in code_cells(cells):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec("".join(cell["source"]), names)  # noqa: S102 -- the documentation itself
        yield out.getvalue(), [_png(plt.figure(number)) for number in plt.get_fignums()]
        plt.close("all")


def code_cells(cells: list[Cell]) -> list[Cell]:
    """Those that are run."""
    return [cell for cell in cells if cell["cell_type"] == "code"]


def printed(cell: Cell) -> str:
    """What a cell of the notebook says that it prints."""
    return "".join(text for output in cell["outputs"] if "text" in output for text in output["text"])


def _png(figure: Any) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=80, bbox_inches="tight", metadata={"Software": None})
    return out.getvalue()


def _outputs(text: str, pictures: list[bytes]) -> Iterator[Cell]:
    if text:
        yield {"output_type": "stream", "name": "stdout", "text": text.splitlines(keepends=True)}
    for picture in pictures:
        data = {"image/png": base64.b64encode(picture).decode()}
        yield {"output_type": "display_data", "data": data, "metadata": {}}


def fill() -> None:
    """Write the notebook with its answers as they are now."""
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    cells = code_cells(notebook["cells"])
    for number, (cell, answer) in enumerate(zip(cells, answers(notebook["cells"]), strict=True), 1):
        cell["outputs"], cell["execution_count"] = list(_outputs(*answer)), number
    NOTEBOOK.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    os.chdir(ROOT)
    fill()
