"""Measures kernels side by side: all of them run at once, and every row goes round all of them before the next.

The argument is the plan as JSON: kernels with their names and languages, the number of rounds, a folder to start them
in. Times on a shared machine mean little; their ratio to ipykernel's, in the same minute, means more.
"""

import json
import os
import statistics
import subprocess
import sys
import time

from jupyter_client import KernelManager

PLAN = json.loads(sys.argv[1])
ROUNDS = PLAN["rounds"]
FAILS = None
EXPRESSIONS = 25
LINES = 100_000
BUFFER = bytes(262_144)

ARROW_IMPORT = {
    "python": "import pyarrow as pa, pandas as pd",
    "ours": "import * as arrow from 'apache-arrow'",
    "tslab": "import * as arrow from 'apache-arrow'",
}
ARROW_CELL = {
    "python": "t{n} = pa.table({{'id': [1, 2, {n}]}}); t{n}.num_rows",
    "ours": "const t{n} = arrow.tableFromArrays({{ id: [1, 2, {n}] }}); t{n}.numRows",
}
DECLARE = {"python": "a{n} = {n} * 3; b{n} = [a{n}]", "ours": "const a{n} = {n} * 3; let b{n} = [a{n}]"}
PRINT = {
    "python": f"for i in range({LINES}): print(i)",
    "ours": f"for (let i = 0; i < {LINES}; i++) console.log(i)",
}
COMPLETE = {"python": "import os\nos.pa", "ours": "console.lo"}
INSPECT = {"python": "sorted", "ours": "parseInt"}
ECHO = {
    "python": """
from ipykernel.comm import Comm
def _opened(comm, message):
    comm.on_msg(lambda m: comm.send(m['content']['data'], buffers=m['buffers']))
get_ipython().kernel.comm_manager.register_target('bench', _opened)
""",
    "ours": """
{
  const { comms } = globalThis as any;
  if (comms === undefined) throw new Error('cells have no comms');
  comms.register('bench', (comm: any) => {
    comm.onMessage = (data: unknown, buffers: unknown) => comm.send(data, { buffers });
  });
}
""",
}


def of(codes, language):
    return codes.get(language, codes["ours"])


class Kernel:
    def __init__(self, name, language):
        self.name, self.language = name, language
        self.count = 0
        self.lost = False
        self.started = False

    def start(self):
        self.manager = KernelManager(kernel_name=self.name)
        begun = time.perf_counter()
        self.manager.start_kernel(stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=PLAN["folder"])
        self.client = self.manager.client()
        self.client.start_channels()
        self.started = True
        self.client.wait_for_ready(timeout=60)
        self.run("1 + 1")
        return time.perf_counter() - begun

    def stop(self):
        self.started = False
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def run(self, code, timeout=60):
        """Seconds until the reply and the idle status are there."""
        begun = time.perf_counter()
        one = self.client.execute(code)
        self._until_idle(one, timeout)
        reply = self._reply(one, timeout)
        if reply["status"] != "ok":
            raise RuntimeError(f"{self.name}: {code[:60]}: {reply.get('evalue')}")
        return time.perf_counter() - begun

    def ask(self, one, timeout=30):
        begun = time.perf_counter()
        self._reply(one(), timeout)
        return time.perf_counter() - begun

    def lines(self):
        """Seconds until all lines are there; fails when some never come."""
        begun = time.perf_counter()
        one = self.client.execute(of(PRINT, self.language))
        lines = self._until_idle(one, 60)
        if lines != LINES:
            raise RuntimeError(f"{self.name} printed {lines} of {LINES} lines")
        self._reply(one, 10)
        return time.perf_counter() - begun

    def open_echo(self):
        self.run(of(ECHO, self.language))
        self.comm = f"bench-{id(self)}"
        self._tell("comm_open", {"comm_id": self.comm, "target_name": "bench", "data": {}})

    def echo(self):
        begun = time.perf_counter()
        self._tell("comm_msg", {"comm_id": self.comm, "data": {"n": 1}}, [BUFFER])
        while True:
            message = self.client.get_iopub_msg(timeout=10)
            if message["msg_type"] == "comm_msg":
                break
        if bytes(message["buffers"][0]) != BUFFER:
            raise RuntimeError("other bytes came back")
        return time.perf_counter() - begun

    def memory(self):
        """MB in use by the kernel's process and those it started; only where /proc tells."""
        pids, total = [self.manager.provisioner.pid], 0
        for pid in pids:
            with open(f"/proc/{pid}/status") as status:
                total += next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
            for task in os.listdir(f"/proc/{pid}/task"):
                with open(f"/proc/{pid}/task/{task}/children") as children:
                    pids += map(int, children.read().split())
        return total / 1024

    def next(self):
        self.count += 1
        return self.count

    def _tell(self, type, content, buffers=None):
        session = self.client.session
        message = session.msg(type, content)
        session.send(self.client.shell_channel.socket, message, buffers=buffers)

    def _until_idle(self, one, timeout):
        end, lines = time.perf_counter() + timeout, 0
        while True:
            message = self.client.get_iopub_msg(timeout=max(0.1, end - time.perf_counter()))
            if message["parent_header"].get("msg_id") != one:
                continue
            if message["msg_type"] == "stream":
                lines += message["content"]["text"].count("\n")
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return lines

    def _reply(self, one, timeout):
        while True:
            message = self.client.get_shell_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") == one:
                return message["content"]


KERNELS = [Kernel(one["name"], one["language"]) for one in PLAN["kernels"]]
NAMES = [kernel.name for kernel in KERNELS]


def row(what, measure, unit="ms", rounds=1):
    """One line of the table: `measure` on each kernel in turn, `rounds` times; the median of each, and its ratio."""
    if PLAN.get("only") and measure is not start and not any(part in what for part in PLAN["only"]):
        return
    found = {name: [] for name in NAMES}
    reasons = {}
    for _ in range(rounds):
        for kernel in KERNELS:
            if kernel.name in reasons:
                continue  # once is enough: a second time it would only wait for nothing again
            try:
                if kernel.lost:
                    raise RuntimeError("it was lost before")
                found[kernel.name].append(measure(kernel))
            except Exception as error:
                found[kernel.name].append(FAILS)
                reasons[kernel.name] = " ".join((str(error) or type(error).__name__).split())
    medians = [FAILS if FAILS in times else statistics.median(times) for times in found.values()]
    scale = 1000 if unit == "ms" else 1
    cells = []
    for median in medians:
        ratio = f"{median / medians[0]:5.2f}x" if median is not FAILS and medians[0] else "      "
        cells.append(f"{'fails':>8}       " if median is FAILS else f"{median * scale:8.1f} {ratio}")
    print(f"{what + ' (' + unit + ')':36}", *(f"{cell:>16}" for cell in cells), flush=True)
    for name, reason in reasons.items():
        print(f"    fails: {name}: {reason[:120]}", flush=True)


def launch(kernel):
    try:
        return kernel.start()
    finally:
        kernel.stop()


def start(kernel):
    try:
        kernel.start()
    except Exception:
        kernel.lost = True
        raise
    return kernel.memory()


def expression(kernel):
    n = kernel.next()
    return kernel.run(f"{n} * 2 + {n}")


def declare(kernel):
    return kernel.run(of(DECLARE, kernel.language).format(n=kernel.next()))


def arrow(kernel):
    return kernel.run(of(ARROW_CELL, kernel.language).format(n=kernel.next()))


def complete(kernel):
    code = of(COMPLETE, kernel.language)
    return kernel.ask(lambda: kernel.client.complete(code, len(code)))


def inspect(kernel):
    code = of(INSPECT, kernel.language)
    return kernel.ask(lambda: kernel.client.inspect(code, len(code)))


def up_to(cells):
    """Runs cells until so many have run: half of them declare something, as in a notebook."""
    if PLAN.get("only"):
        return
    for kernel in KERNELS:
        while not kernel.lost and kernel.count < cells:
            try:
                (declare if kernel.count % 2 else expression)(kernel)
            except Exception as error:
                kernel.lost = True
                print(f"    {kernel.name} was lost after {kernel.count} cells: {str(error)[:120]}", flush=True)


print(f"{'median (ratio to ' + NAMES[0] + ')':36}", *(f"{name:>16}" for name in NAMES), flush=True)
row("launch to first result", launch, "s", rounds=2 * ROUNDS)
row("memory at start", start, "MB")
row("new expression", expression, rounds=EXPRESSIONS)
row("declare", declare, rounds=EXPRESSIONS)
row("complete", complete, rounds=EXPRESSIONS)
row("inspect", inspect, rounds=EXPRESSIONS)
up_to(100)
row("new expression after 100 cells", expression, rounds=EXPRESSIONS)
row("first import of arrow", lambda kernel: kernel.run(ARROW_IMPORT[kernel.language]))
row("a cell of arrow types", arrow, rounds=EXPRESSIONS)
row("100,000 printed lines", Kernel.lines, "s", rounds=ROUNDS)
row("opening a comm", lambda kernel: kernel.open_echo() or 0)
row("comm echo of 262 kB", Kernel.echo, rounds=EXPRESSIONS)
up_to(400)
row("memory after 400 cells", Kernel.memory, "MB")
up_to(1000)
row("new expression after 1,000 cells", expression, rounds=EXPRESSIONS)
for kernel in KERNELS:
    if kernel.started:
        kernel.stop()
