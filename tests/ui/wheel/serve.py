"""A plain JupyterLab or Notebook 7, as APP says, that ends with the process that started it."""

import json
import os
import signal
import sys
import threading


def end_with_lifeline() -> None:
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


threading.Thread(target=end_with_lifeline, daemon=True).start()

from jupyter_core import paths  # noqa: E402

paths.SYSTEM_CONFIG_PATH.clear()
# The environment's own share/jupyter is what is looked at.
paths.SYSTEM_JUPYTER_PATH.clear()

if os.environ["APP"] == "notebook":
    from notebook.app import JupyterNotebookApp as App
else:
    from jupyterlab.labapp import LabApp as App

sys.exit(App.launch_instance(json.loads(os.environ["APP_ARGUMENTS"])))
