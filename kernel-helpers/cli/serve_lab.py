"""JupyterLab that keeps to its own folders and ends with the process that started it.

Standard input is the lifeline: killed in whatever way, the starting process leaves a closed pipe behind; the server
then stops as on SIGTERM, which shuts its kernels and terminals down first.
"""

import os
import signal
import sys
import threading
import time

GRACE_S = 15


def end_with_lifeline() -> None:
    while os.read(0, 4096):
        pass
    signal.raise_signal(signal.SIGINT) if os.name == "nt" else os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_S)
    os._exit(1)


threading.Thread(target=end_with_lifeline, name="lifeline", daemon=True).start()

from jupyter_core import paths  # noqa: E402  (the lifeline comes first: importing takes seconds)

# No environment variable shuts out what an administrator put into /etc/jupyter and /usr/share/jupyter.
paths.SYSTEM_CONFIG_PATH.clear()
paths.SYSTEM_JUPYTER_PATH.clear()

from jupyterlab.labapp import main  # noqa: E402

sys.exit(main())
