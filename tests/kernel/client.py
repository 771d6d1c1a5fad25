"""A Jupyter front end on a leash: commands as JSON lines on stdin, answers as JSON lines on stdout.

Arguments: the kernel's working directory, then the kernelspec's name (found through JUPYTER_PATH).
"""
import json
import os
import subprocess
import sys
import time
from queue import Empty

from jupyter_client.manager import start_new_kernel
from jupyter_client.session import Session

TIMEOUT = 30


def plain(message):
    return {
        "type": message["header"]["msg_type"],
        "content": message["content"],
        "parent": message["parent_header"].get("msg_id"),
        "metadata": message["metadata"],
        "buffers": [bytes(buffer).hex() for buffer in message.get("buffers") or []],
    }


def outputs_until_idle(client, ids, seen=lambda message: None, enough=None):
    """Everything on iopub up to the idle status of each request in ids, or of the one that is enough."""
    waiting, found = set(ids), []
    while waiting:
        message = plain(client.get_iopub_msg(timeout=TIMEOUT))
        if message["parent"] not in ids:
            continue
        found.append(message)
        seen(message)
        if message["type"] == "status" and message["content"]["execution_state"] == "idle":
            waiting.discard(message["parent"])
            if message["parent"] == enough:
                break
    return found


def whole_replies(client, ids, channel="shell"):
    """The replies to ids, in the order of ids."""
    get, found = getattr(client, f"get_{channel}_msg"), {}
    while set(found) != set(ids):
        message = get(timeout=TIMEOUT)
        if message["parent_header"].get("msg_id") in ids:
            found[message["parent_header"]["msg_id"]] = message
    return [found[one] for one in ids]


def replies(client, ids, channel="shell"):
    """What the replies to ids say, in the order of ids."""
    return [message["content"] for message in whole_replies(client, ids, channel)]


class Driver:
    def __init__(self, folder, name):
        started = time.perf_counter()
        # Not our own stdout: Node makes it non-blocking, and then a long answer of ours would break off.
        self.manager, self.client = start_new_kernel(
            kernel_name=name, cwd=folder, startup_timeout=60, stdout=subprocess.DEVNULL
        )
        self.ready = time.perf_counter() - started

    def run(self, codes, **options):
        """Asks for all cells at once, as Run All does."""
        ids = [self.client.execute(code, **options) for code in codes]
        found = outputs_until_idle(self.client, ids)
        return {
            "replies": replies(self.client, ids),
            "outputs": [[m for m in found if m["parent"] == one and m["type"] != "status"] for one in ids],
        }

    def in_turn(self, codes):
        """Runs cells one after another; everything shown meanwhile, with the number of the cell it was shown under."""
        ids, shown = [], []
        for code in codes:
            ids.append(self.client.execute(code))
            while True:
                message = plain(self.client.get_iopub_msg(timeout=TIMEOUT))
                if message["type"] == "status":
                    if message["content"]["execution_state"] == "idle" and message["parent"] == ids[-1]:
                        break
                elif message["type"] != "execute_input":
                    shown.append({**message, "cell": ids.index(message["parent"]) if message["parent"] in ids else None})
        return shown

    def until_next_answer(self, type, content, channel="shell", buffers=()):
        """Sends a message, then one more that is surely answered after it; all that came of the first by then.

        So a kernel that never answers is found out without a clock.
        """
        session = self.client.session
        message = session.msg(type, content)
        socket = getattr(self.client, f"{channel}_channel").socket
        socket.send_multipart([*session.serialize(message), *(bytes.fromhex(buffer) for buffer in buffers)])
        one, reply = message["header"]["msg_id"], None
        # Cells wait for cells; nothing else does.
        for ask in ([lambda: self.client.execute("0")] if type == "execute_request" else []) + [self.client.kernel_info]:
            last, received = ask(), {"parent": None}
            while received["parent"] != last:
                received = plain(self.client.get_shell_msg(timeout=TIMEOUT))
                if received["parent"] == one:
                    reply = received
        found = outputs_until_idle(self.client, [one, last], enough=last)
        return {"reply": reply, "outputs": [m for m in found if m["parent"] == one]}

    def one_by_one(self, codes):
        """Runs each cell as soon as the one before is answered."""
        return [replies(self.client, [self.client.execute(code)])[0] for code in codes]

    def runs_cells(self):
        """Waits until a cell is answered with `ok`; one that is not answered within a second is given up."""
        for _ in range(TIMEOUT):
            one, end = self.client.execute("0"), time.perf_counter() + 1
            while time.perf_counter() < end:
                try:
                    reply = self.client.get_shell_msg(timeout=max(0.01, end - time.perf_counter()))
                except Empty:
                    break
                if reply["parent_header"].get("msg_id") == one:
                    if reply["content"]["status"] == "ok":
                        return
                    # Plain tslab says `abort` at once, for a fifth of a second.
                    time.sleep(0.1)
                    break
        raise TimeoutError("no cell was answered with ok")

    def ended_within(self, code, seconds):
        """What a cell printed until it ended, or until we no longer wait for it; `null` then."""
        one, printed, end = self.client.execute(code), [], time.perf_counter() + seconds
        while time.perf_counter() < end:
            try:
                message = plain(self.client.get_iopub_msg(timeout=max(0.01, end - time.perf_counter())))
            except Empty:
                break
            if message["parent"] == one and message["type"] == "stream":
                printed.append(message["content"]["text"])
            if message["parent"] == one and message["content"].get("execution_state") == "idle":
                return "".join(printed)
        return None

    def interrupted_within(self, code, after, seconds):
        """Whether an interrupt ends a cell; the kernel is of no more use when it does not."""
        one, asked, begun = self.client.execute(code), None, time.perf_counter()
        while time.perf_counter() < (begun + TIMEOUT if asked is None else asked + seconds):
            try:
                message = plain(self.client.get_iopub_msg(timeout=seconds))
            except Empty:
                continue
            if asked is None and after in message["content"].get("text", ""):
                self.manager.interrupt_kernel()
                asked = time.perf_counter()
            if message["parent"] == one and message["content"].get("execution_state") == "idle":
                return True
        return False

    def interrupt(self, code, after):
        """Runs a cell and interrupts it as soon as it has printed `after`."""
        return self._interrupt(code, lambda message: after in message["content"].get("text", ""))

    def interrupt_when(self, code, type):
        """Runs a cell and interrupts it at the first message of this type."""
        return self._interrupt(code, lambda message: message["type"] == type)

    def _interrupt(self, code, is_time):
        one, times = self.client.execute(code), {}

        def seen(message):
            if "asked" not in times and is_time(message):
                times["asked"] = time.perf_counter()
                self.manager.interrupt_kernel()

        found = outputs_until_idle(self.client, [one], seen)
        return {
            "replies": replies(self.client, [one]),
            "outputs": [[m for m in found if m["type"] != "status"]],
            "seconds": time.perf_counter() - times.get("asked", 0),
        }

    def answer(self, code, text):
        """Runs a cell that asks for input, and answers."""
        one = self.client.execute(code, allow_stdin=True)
        question = plain(self.client.get_stdin_msg(timeout=TIMEOUT))
        self.client.input(text)
        found = outputs_until_idle(self.client, [one])
        return {"question": question, "replies": replies(self.client, [one]), "outputs": [found]}

    def ask(self, type, content, channel="shell"):
        """Any request that is not a cell."""
        session = self.client.session
        message = session.msg(type, content)
        getattr(self.client, f"{channel}_channel").send(message)
        one = message["header"]["msg_id"]
        outputs = outputs_until_idle(self.client, [one]) if channel == "shell" else []
        reply = replies(self.client, [one], channel)[0] if type.endswith("_request") else None
        return {"reply": reply, "outputs": [m for m in outputs if m["type"] != "status"]}

    def send(self, type, content, buffers=(), metadata=None, header=None, channel="shell"):
        """Any message at all, with bytes, and header fields of our choice; its reply only where it asks for one."""
        session = self.client.session
        message = session.msg(type, content, metadata=metadata)
        message["header"].update(header or {})
        socket = getattr(self.client, f"{channel}_channel").socket
        frames = session.serialize(message)
        socket.send_multipart([*frames, *(bytes.fromhex(buffer) for buffer in buffers)])
        one = message["header"]["msg_id"]
        outputs = outputs_until_idle(self.client, [one])
        reply = None
        if type.endswith("_request"):
            reply = plain(whole_replies(self.client, [one], channel)[0])
        return {"reply": reply, "outputs": [m for m in outputs if m["type"] != "status"]}

    def stale_answer(self):
        """Interrupts a cell that asks; answers too late; the next cell's question gets its own answer."""
        first = self.client.execute("console.log(await input('first? '))", allow_stdin=True)
        question = self.client.get_stdin_msg(timeout=TIMEOUT)
        self.manager.interrupt_kernel()
        ended = replies(self.client, [first])[0]
        second = self.client.execute("console.log(await input('second? '))", allow_stdin=True)
        self.client.get_stdin_msg(timeout=TIMEOUT)
        session = self.client.session
        late = session.msg("input_reply", {"value": "late"}, parent=question["header"])
        self.client.stdin_channel.send(late)
        self.client.input("in time")
        found = outputs_until_idle(self.client, [second])
        return {"ended": ended, "printed": [m["content"]["text"] for m in found if m["type"] == "stream"]}

    def send_during(self, code, after, type, content):
        """Runs a cell, and sends a message when it has printed `after`; what both showed, by whose it is."""
        session, sent = self.client.session, []
        message = session.msg(type, content)
        one = self.client.execute(code)

        def seen(output):
            if not sent and after in output["content"].get("text", ""):
                self.client.shell_channel.send(message)
                sent.append(message)

        found = []
        waiting = {one, message["header"]["msg_id"]}
        while waiting:
            output = plain(self.client.get_iopub_msg(timeout=TIMEOUT))
            if output["content"].get("execution_state") == "idle":
                waiting.discard(output["parent"])
            seen(output)
            found.append(output)
        return {"cell": [m for m in found if m["parent"] == one and m["type"] != "status"],
                "message": [m for m in found if m["parent"] == message["header"]["msg_id"] and m["type"] != "status"]}

    def restart(self, code):
        """Restarts the kernel while it runs a cell, and waits until it answers again."""
        self.client.execute(code)
        before = self.pid()
        self.manager.restart_kernel()
        self.client.wait_for_ready(timeout=60)
        return {"before": before, "after": self.pid()}

    def second_listener(self):
        """What another front end hears on the broadcast channel when it listens to everything, then to `status`."""
        heard, session = [], Session(key=self.client.session.key)
        socket = self.manager.connect_iopub(identity=b"another")
        try:
            for topic in (None, b"status"):
                if topic:
                    socket.subscribe(topic)
                if not socket.poll(TIMEOUT * 1000):
                    break
                topics, frames = session.feed_identities(socket.recv_multipart())
                message = plain(session.deserialize(frames))
                heard.append({"topics": [one.decode() for one in topics], **message})
        finally:
            socket.close(linger=0)
        return heard

    def send_bytes(self, frames):
        """Frames nobody signed, straight into the shell socket."""
        self.client.shell_channel.socket.send_multipart([frame.encode() for frame in frames])
        return {}

    def late(self, seconds=5, type="stream"):
        """The next output of this type, whichever cell it belongs to."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            message = plain(self.client.get_iopub_msg(timeout=seconds))
            if message["type"] == type:
                return message
        return {}

    def alive(self):
        return {"alive": self.manager.is_alive(), "beating": self.client.hb_channel.is_beating(), "pid": self.pid()}

    def pid(self):
        return self.manager.provisioner.pid

    def times(self):
        return {"ready": self.ready}

    def stuck(self):
        """Leaves the kernel in a loop, looks at its heart, and shuts it down."""
        self.client.execute("console.log('go'); while (true) {}")
        while "go" not in plain(self.client.get_iopub_msg(timeout=TIMEOUT))["content"].get("text", ""):
            pass
        self.client.hb_channel.unpause()
        end = time.perf_counter() + 5
        while not self.client.hb_channel.is_beating() and time.perf_counter() < end:
            time.sleep(0.05)
        beating = self.client.hb_channel.is_beating()
        return {"beating": beating, **self.shutdown()}

    def shutdown(self):
        pid = self.pid()
        started = time.perf_counter()
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=False)
        seconds = time.perf_counter() - started
        try:
            os.kill(pid, 0)
            gone = False
        except ProcessLookupError:
            gone = True
        return {"gone": gone, "seconds": seconds}


def main():
    driver = Driver(*sys.argv[1:3])
    print(json.dumps({"value": driver.times()}), flush=True)
    for line in sys.stdin:
        command = json.loads(line)
        try:
            answer = {"value": getattr(driver, command.pop("do"))(**command)}
        except Exception as error:  # the test that asked shall see it
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer, default=str), flush=True)
    if driver.manager.has_kernel:
        driver.manager.shutdown_kernel(now=True)


main()
