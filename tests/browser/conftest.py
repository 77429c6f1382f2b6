"""A served dashboard and a real Chromium."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from etl.build import BuildReport

PROJECT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def served(shipped: BuildReport) -> Iterator[str]:
    """`python -m dashboard` on the shipped data, as a person starts it; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://localhost:{port}"
    command = [sys.executable, "-m", "dashboard", "--no-browser", "--port", str(port)]
    environment = {**os.environ, "KLA_DATA": str(shipped.editions["public"].parents[1])}
    with subprocess.Popen(
        command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    ) as server:
        _wait_for(f"{address}/_stcore/health", server)
        yield address
        os.killpg(server.pid, 15)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        if server.poll() is not None:
            raise RuntimeError(f"the dashboard stopped with status {server.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.25)
    raise RuntimeError(f"nothing answers at {address}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, served: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Open a page of the dashboard at a width, wait until it is drawn, keep a screenshot.

    What the page asked for outside its own server, and what its console complained about, is in
    `page.outside` and `page.complaints` once the test ends: both must be empty.
    """
    opened: list[tuple[Page, list[str], list[str]]] = []

    def open_page(path: str, width: int = 1400, height: int = 1000) -> Page:
        page = chromium.new_page(viewport={"width": width, "height": height}, locale="id-ID")
        outside: list[str] = []
        complaints: list[str] = []
        page.on(
            "request",
            lambda sent: outside.append(sent.url) if not _own(sent.url, served) else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        opened.append((page, outside, complaints))
        page.goto(f"{served}/{path}")
        drawn(page)
        return page

    yield open_page
    shots = PROJECT / "shots"
    shots.mkdir(exist_ok=True)
    for number, (page, outside, complaints) in enumerate(opened):
        page.screenshot(path=shots / f"{request.node.name}_{number}.png")
        page.close()
        assert outside == [], "the page asked for something outside its own server"
        assert complaints == []


def _own(url: str, served: str) -> bool:
    return url.startswith((served, served.replace("http", "ws", 1), "data:", "blob:"))


def drawn(page: Page) -> None:
    """Wait until the page has its title and no script is running."""
    page.wait_for_selector("h1.kla-title", timeout=60_000)
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stApp]')"
        "?.getAttribute('data-test-script-state') === 'notRunning'",
        timeout=60_000,
    )
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-testid=stPlotlyChart]')]"
        ".every(chart => chart.querySelector('.main-svg'))",
        timeout=60_000,
    )
