"""Which of the package indexes pip is configured with answer, as one JSON object.

pip asks every index for every package, and waits for one that is down each time: with some eighty packages a dead index
costs many minutes. One request to each, all at once, finds it beforehand. Any HTTP status counts as an answer, and
certificates are not checked: nothing is taken from here, pip itself does the downloading with all its own rules.
"""

import ast
import json
import os
import re
import ssl
import subprocess
import sys
import threading
import urllib.error
import urllib.request

DEFAULT_INDEX = "https://pypi.org/simple"
PATIENCE_S = float(sys.argv[1]) if len(sys.argv) > 1 else 8


def configuration():
    """pip's settings by name; the environment wins over [install], [install] over [global]."""
    listed = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list", "--disable-pip-version-check"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = {}
    for line in listed.splitlines():
        match = re.match(r"(global|install|:env:)\.([\w-]+)=(.*)$", line)
        if match:
            found[match[1], match[2]] = str(ast.literal_eval(match[3]))
    settings = {}
    for section in ("global", "install", ":env:"):
        settings.update({name: value for (of, name), value in found.items() if of == section and value})
    return settings


def problem(url, proxy):
    """Why the index does not answer; None when it does."""
    if not re.match(r"https?://", url):
        return None
    bare = re.sub(r"//[^/@]*@", "//", url.rstrip("/")) + "/pip/"
    context = ssl._create_unverified_context()
    handlers = [urllib.request.HTTPSHandler(context=context)]
    if proxy:
        handlers.append(urllib.request.ProxyHandler({"http": proxy, "https": proxy}))
    try:
        urllib.request.build_opener(*handlers).open(bare, timeout=PATIENCE_S).close()
    except urllib.error.HTTPError as error:
        return f"HTTP status {error.code}" if error.code >= 500 else None
    except Exception as error:
        return str(getattr(error, "reason", error))
    return None


def probe(urls, proxy):
    answers = dict.fromkeys(urls, f"no answer in {PATIENCE_S:g} s")

    def ask(url):
        answers[url] = problem(url, proxy)

    threads = [threading.Thread(target=ask, args=(url,), daemon=True) for url in answers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S + 1)
    return [{"url": url, "problem": why} for url, why in dict(answers).items()]


if __name__ == "__main__":
    settings = configuration()
    without_index = settings.get("no-index", "").lower() in ("1", "true", "yes", "on")
    urls = [settings.get("index-url", DEFAULT_INDEX), *settings.get("extra-index-url", "").split()]
    report = {
        "indexes": [] if without_index else probe(urls, settings.get("proxy")),
        "withoutIndex": without_index,
        "findLinks": "find-links" in settings,
        "retriesSet": "retries" in settings,
        "timeoutSet": "timeout" in settings or "default-timeout" in settings,
    }
    print(json.dumps(report))
    sys.stdout.flush()
    os._exit(0)
