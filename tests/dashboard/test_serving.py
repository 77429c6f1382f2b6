"""What `python -m dashboard` hands to Streamlit."""

from __future__ import annotations

from dashboard.__main__ import _parser, _streamlit


def test_nothing_that_streamlit_says_to_programmers_stands_before_a_page() -> None:
    for asked, headless in (([], "false"), (["--no-browser"], "true")):
        command = _streamlit(_parser().parse_args(asked))
        assert "--logger.hideWelcomeMessage=true" in command
        assert f"--server.headless={headless}" in command
