"""Runs a notebook through its kernel, cell by cell, as Run All does: stops at the first error, keeps what ran.

    python run_notebook.py NOTEBOOK OUTPUT

Tells how far it is in JSON lines on standard output: {"event": "started" | "cell" | "done", ...}. What the cells
printed is in the notebook it writes. Closing standard input, SIGINT or SIGTERM stops it and its kernel.
"""

import json
import os
import signal
import sys
import threading
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError


def tell(**event):
    print(json.dumps(event), flush=True)


def stop(*_):
    raise KeyboardInterrupt


def end_with_lifeline():
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def run(source, output):
    notebook = nbformat.read(source, as_version=4)
    notebook.metadata.setdefault(
        "kernelspec", {"name": "connectome", "display_name": "TypeScript (connectome)", "language": "typescript"}
    )
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
    begun = {}

    def started(cell, cell_index):
        begun[cell_index] = time.monotonic()
        tell(event="started", index=cell_index)

    def executed(cell, cell_index, execute_reply):
        tell(event="cell", index=cell_index, seconds=time.monotonic() - begun[cell_index])

    client = NotebookClient(
        notebook,
        kernel_name="connectome",
        timeout=None,
        record_timing=False,
        resources={"metadata": {"path": os.path.dirname(os.path.abspath(source))}},
        on_cell_execute=started,
        on_cell_executed=executed,
    )
    failure = None
    try:
        client.execute()
    except CellExecutionError as error:
        failure = None if any(is_error(o) for c in notebook.cells for o in c.get("outputs", [])) else str(error)
    except DeadKernelError as error:
        failure = f"the kernel died: {error}"
    nbformat.write(notebook, output)
    tell(event="done", failure=failure)


def is_error(output):
    return output.output_type == "error"


if __name__ == "__main__":
    threading.Thread(target=end_with_lifeline, name="lifeline", daemon=True).start()
    signal.signal(signal.SIGTERM, stop)
    try:
        run(sys.argv[1], sys.argv[2])
    except KeyboardInterrupt:
        sys.exit(130)
