"""English is complete: every text said in code is translated, and no translation is left over."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import pofile

from dashboard.language import FOLDER, catalogues, speaker

DASHBOARD = FOLDER.parent
_PLACE = re.compile(r"{(\w+)}")


def said_in_code() -> dict[str, bool]:
    """Every message said or marked in the dashboard, and whether it has a plural."""
    found: dict[str, bool] = {}
    for path in DASHBOARD.rglob("*.py"):
        if path.parent.name == "figures":  # have their few words in figures/words.py
            continue
        for message, is_plural in _messages(ast.parse(path.read_text("utf-8"))):
            found[message] = is_plural
    return found


def _messages(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not call.args:
            continue
        first = call.args[0]
        if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
            continue
        if _is_voice(call.func) or _is_called(call.func, "mark"):
            yield first.value, False
        elif (
            isinstance(call.func, ast.Attribute)
            and call.func.attr == "count"
            and _is_voice(call.func.value)
        ):
            yield first.value, True


def _is_voice(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return _is_called(node.func, "speaker")
    return _is_called(node, "say")


def _is_called(node: ast.expr, name: str) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == name
    return isinstance(node, ast.Name) and node.id == name


def entries(language: str) -> list[tuple[str, tuple[str, ...]]]:
    """Every message of every .po file of the language, with its forms."""
    found = []
    for path in catalogues(language):
        with path.open("rb") as file:
            catalogue = pofile.read_po(file, locale=language, abort_invalid=True)
        for entry in catalogue:
            if isinstance(entry.id, str):
                found += [(entry.id, (str(entry.string),))] if entry.id else []
            else:
                found.append((entry.id[0], tuple(entry.string)))
    return found


def translations(language: str) -> dict[str, tuple[str, ...]]:
    return dict(entries(language))


def test_a_message_stands_in_one_file() -> None:
    times = Counter(key for key, _ in entries("en"))
    assert [key for key, often in times.items() if often > 1] == []


def test_every_text_is_translated() -> None:
    translated = translations("en")
    missing = sorted(set(said_in_code()) - set(translated))
    assert missing == []
    empty = sorted(key for key, forms in translated.items() if not all(forms))
    assert empty == []


def test_no_translation_is_left_over() -> None:
    assert sorted(set(translations("en")) - set(said_in_code())) == []


def test_translations_fill_in_the_same_facts() -> None:
    for message, forms in translations("en").items():
        facts = set(_PLACE.findall(message))
        assert set(_PLACE.findall(forms[-1])) == facts, message
        assert set(_PLACE.findall(forms[0])) | {"n"} >= facts, message  # "one more source"


def test_plurals_have_both_forms() -> None:
    translated = translations("en")
    for message, is_plural in said_in_code().items():
        assert len(translated[message]) == (2 if is_plural else 1), message


def test_a_count_takes_the_plural_of_the_language() -> None:
    assert speaker("id").count("{n} berkas", 1) == "1 berkas"
    assert speaker("en").count("{n} berkas", 1) == "1 file"
    assert speaker("en").count("{n} berkas", 0) == "0 files"


def test_an_unknown_language_or_text_is_an_error() -> None:
    with pytest.raises(ValueError, match="jv"):
        speaker("jv")
    with pytest.raises(KeyError):
        speaker("en")("Tidak pernah ditulis")


def test_no_module_hides_one_of_the_standard_library() -> None:
    """Streamlit puts the folder of the script first on the import path."""
    import sys

    names = {path.stem for path in Path(DASHBOARD).glob("*.py")} - {"__init__", "__main__"}
    assert names & set(sys.stdlib_module_names) == set()
