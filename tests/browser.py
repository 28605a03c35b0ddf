"""A real browser without a screen, driven by the W3C WebDriver protocol: chromium through its chromedriver."""

import base64
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cv2
import numpy as np

__all__ = ["Browser", "missing", "open_browser"]


def missing() -> str:
    """What a browser test lacks here; empty where nothing is."""
    lacking = [name for name in ("chromium", "chromedriver") if not shutil.which(name)]
    return f"no {' and no '.join(lacking)}: apt-get install chromium chromium-driver" if lacking else ""


class Browser:
    """One window."""

    def __init__(self, port: int) -> None:
        self._root = f"http://127.0.0.1:{port}"
        options = {
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"]
        }
        capabilities = {
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL"},
            "pageLoadStrategy": "normal",
        }
        session = self._send("POST", "/session", {"capabilities": {"alwaysMatch": capabilities}})
        self._root += f"/session/{session['sessionId']}"

    def _send(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._root + path, data, {"Content-Type": "application/json"}, method=method)
        local = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with local.open(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def close(self) -> None:
        self._send("DELETE", "")

    def resize(self, width: int, height: int, ratio: float = 1) -> None:
        """Set the page's size in CSS pixels, and how fine the screen is."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": ratio, "mobile": False}
        self._send("POST", "/goog/cdp/execute", {"cmd": "Emulation.setDeviceMetricsOverride", "params": metrics})

    def open(self, path: Path, fragment: str = "") -> None:
        self._send("POST", "/url", {"url": "about:blank"})  # or else another fragment would not load the page again
        self._send("POST", "/url", {"url": path.resolve().as_uri() + fragment})

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns: `return document.title`."""
        return self._send("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def wait(self, condition: str, seconds: float = 20) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + seconds
        while not self.run(f"return Boolean({condition})"):
            assert time.monotonic() < end, f"not in {seconds} s: {condition}"
            time.sleep(0.03)

    def text(self, selector: str) -> str:
        return self.run("return document.querySelector(arguments[0])?.textContent ?? ''", selector)

    def click(self, selector: str) -> None:
        """Click with the mouse, in the middle of an element."""
        self._pointer(
            self._middle(selector), [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        )

    def hover(self, selector: str, x: float = 0.5, y: float = 0.5) -> None:
        """Move the mouse to a place in an element, as shares of its width and height."""
        self._pointer(self._middle(selector, x, y), [])

    def _middle(self, selector: str, x: float = 0.5, y: float = 0.5) -> tuple[int, int]:
        script = """const box = document.querySelector(arguments[0]).getBoundingClientRect();
        return [box.left + arguments[1] * box.width, box.top + arguments[2] * box.height]"""
        left, top = self.run(script, selector, x, y)
        return int(left), int(top)

    def _pointer(self, at: tuple[int, int], then: list[dict[str, Any]]) -> None:
        move = {"type": "pointerMove", "duration": 0, "x": at[0], "y": at[1]}
        mouse = {"type": "pointer", "id": "mouse", "actions": [move, *then]}
        self._send("POST", "/actions", {"actions": [mouse]})

    def press(self, key: str) -> None:
        actions = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self._send("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def picture(self) -> np.ndarray:
        """What the window shows, (H, W, 3) uint8, BGR."""
        png = base64.b64decode(self._send("GET", "/screenshot"))
        return cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)

    def complaints(self) -> list[str]:
        """What the page has logged since the last call, errors and warnings."""
        log = self._send("POST", "/se/log", {"type": "browser"})
        return [entry["message"] for entry in log if entry["level"] in ("SEVERE", "WARNING")]


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A browser that is gone at the end, with its profile."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        log = Path(folder) / "log"
        driver = subprocess.Popen(
            ["chromedriver", "--port=0", f"--log-path={log}"],
            env={**os.environ, "TMPDIR": folder, "HOME": folder},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            assert driver.stdout
            port = next(
                int(m[1]) for line in driver.stdout if (m := re.search(r"started successfully on port (\d+)", line))
            )
            browser = Browser(port)
            try:
                yield browser
            finally:
                browser.close()
        finally:
            driver.terminate()
            driver.wait()
            assert driver.stdout
            driver.stdout.close()
