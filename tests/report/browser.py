"""Headless Chromium for tests of the page, spoken to over a pipe: no driver, no port, no library."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Self

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
OPTIONS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"),
)
START = (  # Chromium reads from 3 and writes to 4
    "import fcntl, os, sys; a, b = (fcntl.fcntl(int(n), fcntl.F_DUPFD, 10) for n in sys.argv[1:3]); "
    "os.dup2(a, 3); os.dup2(b, 4); "
    "os.execvp(sys.argv[3], sys.argv[3:])"
)
READY = "document.documentElement?.dataset.views === 'ready'"  # set by reader.js when it has drawn
PATIENCE = 20  # seconds until something is given up


class Page:
    """A page in a browser of its own; `with Page(path, folder) as page`."""

    def __init__(self, path: Path, profile: Path) -> None:
        self._path, self._profile, self._number = path, profile, 0
        self.events: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        """Start the browser and open the page."""
        to_read, self._to = os.pipe()
        self._from, to_write = os.pipe()
        os.set_inheritable(to_read, True)
        os.set_inheritable(to_write, True)
        options = [*OPTIONS, f"--user-data-dir={self._profile}", "about:blank"]
        self._process = subprocess.Popen(
            [sys.executable, "-c", START, str(to_read), str(to_write), str(CHROMIUM), *options],
            pass_fds=(to_read, to_write),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_read)
        os.close(to_write)
        self._buffer = b""
        targets = self._call("Target.getTargets")["targetInfos"]
        target = next(t["targetId"] for t in targets if t["type"] == "page")
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self._call(f"{domain}.enable")
        self.open("")
        return self

    def __exit__(self, *_: object) -> None:
        """End the browser."""
        self._process.kill()
        self._process.wait()
        os.close(self._to)
        os.close(self._from)

    def open(self, fragment: str) -> None:
        """Open the page anew at a fragment."""
        self._call("Page.navigate", url="about:blank")
        self._call("Page.navigate", url=f"{self._path.as_uri()}{fragment}")
        self.wait(READY)

    def js(self, expression: str) -> Any:
        """The value of a JavaScript expression."""
        found = self._call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def wait(self, expression: str) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + PATIENCE
        while not self.js(f"Boolean({expression})"):
            assert time.monotonic() < end, expression
            time.sleep(0.05)

    def width(self, pixels: int) -> None:
        """Set the width of the window."""
        self._call("Emulation.setDeviceMetricsOverride", width=pixels, height=900, deviceScaleFactor=1, mobile=False)

    def complaints(self) -> list[str]:
        """What the browser complained of, and every request that is none for the page itself."""
        self.js("0")
        wrong = [e["params"] for e in self.events if e["method"] in ("Runtime.exceptionThrown", "Log.entryAdded")]
        sent = [e["params"]["request"]["url"] for e in self.events if e["method"] == "Network.requestWillBeSent"]
        return [
            *map(str, wrong),
            *(u for u in sent if not u.startswith((self._path.as_uri(), "about:", "data:", "blob:"))),
        ]

    def _call(self, method: str, **params: object) -> dict[str, Any]:
        self._number += 1
        session = {"sessionId": self._session} if hasattr(self, "_session") else {}
        message = {"id": self._number, "method": method, "params": params, **session}
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while (answer := self._read()).get("id") != self._number:
            self.events.append(answer)
        assert "error" not in answer, (method, answer)
        result: dict[str, Any] = answer["result"]
        return result

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            data = os.read(self._from, 1 << 20)
            assert data, "the browser has gone"
            self._buffer += data
        message, _, self._buffer = self._buffer.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found
