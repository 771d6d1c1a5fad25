"""Our kernel beside Python's, in one run: interleaved, medians, and the ratio of the two.

Run by `npm run bench`. Times on a shared machine mean little; their ratio means more.
"""

import statistics
import subprocess
import sys
import time

from jupyter_client import KernelManager

ROUNDS = 5
PEER = "python3"
CELLS = {
    "connectome": {
        "1 + 1": "1 + 1",
        "100,000 printed lines": "for (let i = 0; i < 100_000; i++) console.log(i)",
        "sum of 5 million at top level": "let s = 0; for (let i = 0; i < 5_000_000; i++) s += i; s",
    },
    PEER: {
        "1 + 1": "1 + 1",
        "100,000 printed lines": "for i in range(100_000): print(i)",
        "sum of 5 million at top level": "s = 0\nfor i in range(5_000_000): s += i\ns",
    },
}


def measure(name: str) -> dict[str, float]:
    times = {}
    manager = KernelManager(kernel_name=name)
    begun = time.perf_counter()
    manager.start_kernel(stderr=subprocess.DEVNULL)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        execute(client, "1")
        times["launch to first result"] = time.perf_counter() - begun
        for what, code in CELLS[name].items():
            start = time.perf_counter()
            execute(client, code)
            times[what] = time.perf_counter() - start
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return times


def execute(client, code: str) -> None:
    reply = client.execute_interactive(code, output_hook=lambda message: None, timeout=120)
    if reply["content"]["status"] != "ok":
        sys.exit(f"bench cell failed: {code}: {reply['content']}")


rounds = {name: [] for name in CELLS}
for _ in range(ROUNDS):
    for name in CELLS:
        rounds[name].append(measure(name))

print(f"{'median of ' + str(ROUNDS):32} {'connectome':>11} {PEER:>11} {'ratio':>7}")
for what in rounds["connectome"][0]:
    ours, theirs = (statistics.median(times[what] for times in rounds[name]) for name in CELLS)
    print(f"{what:32} {ours:9.3f} s {theirs:9.3f} s {ours / theirs:7.2f}")
