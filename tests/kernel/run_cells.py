"""Runs a notebook of the given cells with nbclient, as nbconvert and papermill do; prints what came of it as JSON.

Standard input holds {"folder": …, "cells": [source, …], "options": {…}, "patience": [seconds or null, …]}.
"""
import json
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError

asked = json.load(sys.stdin)
notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in asked["cells"]])
client = NotebookClient(
    notebook,
    kernel_name="connectome",
    resources={"metadata": {"path": asked["folder"]}},
    timeout_func=lambda cell: asked["patience"][notebook.cells.index(cell)],
    **asked["options"],
)
failure = None
try:
    client.execute()
except (CellExecutionError, CellTimeoutError) as error:
    failure = type(error).__name__
nbformat.validate(notebook)
print(
    json.dumps(
        {
            "failure": failure,
            "language": notebook.metadata.get("language_info", {}).get("name"),
            "cells": [{"count": c.execution_count, "outputs": c.outputs} for c in notebook.cells],
        }
    )
)
