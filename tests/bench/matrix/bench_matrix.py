"""matplotlib and seaborn beside our matrix: from a dense array in memory to a PNG in memory, 900 by 800 pixels."""

import io
import json
import resource
import sys
import time

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402

library, cells, file = sys.argv[1], int(sys.argv[2]), sys.argv[3]
values = np.fromfile(file, dtype="<f4").reshape(cells, cells)
if library == "seaborn":
    import seaborn


def draw(data, window=None):
    figure, axes = plt.subplots(figsize=(9, 8), dpi=100)
    if library == "seaborn":
        seaborn.heatmap(data, ax=axes, xticklabels=False, yticklabels=False)
    else:
        figure.colorbar(axes.imshow(data, interpolation="nearest"))
    if window:
        top, bottom, left, right = window
        axes.set_xlim(left, right)
        axes.set_ylim(bottom, top)
    out = io.BytesIO()
    figure.savefig(out, format="png")
    plt.close(figure)


def timed(work):
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


draw(np.zeros((2, 2), dtype="f4"))
first = timed(lambda: draw(values))
zoom = timed(lambda: draw(values, [cells * 0.25, cells * 0.5, cells * 0.25, cells * 0.5]))


def resort():
    order = np.argsort(-values.sum(axis=0))
    draw(values[np.ix_(order, order)])


sort = timed(resort)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"firstMs": first, "zoomMs": [zoom], "sortMs": sort, "heapMb": peak}))
