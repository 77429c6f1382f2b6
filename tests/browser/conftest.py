"""A served dashboard and a real Chromium."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from etl.build import BuildReport
from tests.dashboard.workbooks import ORIGIN, REPORTS, csv

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


@contextlib.contextmanager
def serving(data: Path, *options: str) -> Iterator[str]:
    """`python -m dashboard` on a data folder, as a person starts it; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://localhost:{port}"
    command = [sys.executable, "-m", "dashboard", "--no-browser", "--port", str(port), *options]
    environment = {**os.environ, "KLA_DATA": str(data)}
    with subprocess.Popen(
        command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    ) as server:
        _wait_for(f"{address}/_stcore/health", server)
        yield address
        os.killpg(server.pid, 15)


@pytest.fixture(scope="session")
def served(shipped: BuildReport, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The public edition of the shipped data, served."""
    data = tmp_path_factory.mktemp("tayang")
    (data / "build").mkdir()
    for path in shipped.editions.values():
        shutil.copy(path, data / "build")
    with serving(data) as address:
        yield address


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The internal edition of a small data folder with loading switched on; address and folder."""
    data = tmp_path_factory.mktemp("kantor")
    (data / "raw").mkdir()
    (data / "raw" / "laporan.csv").write_bytes(csv(REPORTS))
    (data / "raw" / "laporan.csv.asal.toml").write_text(ORIGIN, encoding="utf-8")
    with serving(data, "--edition", "internal", "--loading") as address:
        yield address, data


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
    yield from _visiting(chromium, served, request.node.name)


@pytest.fixture
def visit_office(
    chromium: Browser, office: tuple[str, Path], request: pytest.FixtureRequest
) -> Iterator[Visit]:
    """The same for the office's own internal edition."""
    yield from _visiting(chromium, office[0], request.node.name)


def _visiting(chromium: Browser, served: str, name: str) -> Iterator[Visit]:
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
        page.on("console", lambda said: complaints.append(said.text) if _is_error(said) else None)
        opened.append((page, outside, complaints))
        page.goto(f"{served}/{path}")
        drawn(page)
        return page

    yield open_page
    shots = PROJECT / "shots"
    shots.mkdir(exist_ok=True)
    for number, (page, outside, complaints) in enumerate(opened):
        page.screenshot(path=shots / f"{name}_{number}.png")
        page.close()
        assert outside == [], "the page asked for something outside its own server"
        assert complaints == []


def _is_error(said: ConsoleMessage) -> bool:
    """An error that is not Streamlit looking for its own server below the page's address."""
    return said.type == "error" and "/_stcore/" not in said.location["url"]


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


def cut_off(page: Page) -> list[str]:
    """Texts of charts that reach beyond their chart."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stPlotlyChart]')].flatMap(chart => {
          const box = chart.getBoundingClientRect();
          return [...chart.querySelectorAll('text')]
            .filter(text => text.textContent.trim() && text.getBoundingClientRect().width)
            .filter(text => { const own = text.getBoundingClientRect();
              return own.left < box.left - 1 || own.right > box.right + 1; })
            .map(text => text.textContent); })"""
    )
    return found


def pixels_too_wide(page: Page) -> int:
    """How far the page reaches beyond the screen; not positive when it fits."""
    wider: int = page.evaluate(
        """() => { const main = document.querySelector('[data-testid=stMain]');
          return Math.max(main.scrollWidth - main.clientWidth,
                          document.documentElement.scrollWidth - window.innerWidth); }"""
    )
    return wider
