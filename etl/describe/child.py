"""The process that describes one foreign file within limits: `python -m etl.describe.child`.

It takes one order on standard input and answers on standard output, both JSON; `apart` starts it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from etl.context import load_context
from etl.describe.choices import ChoicesError, read_choices
from etl.describe.describe import describe_file
from etl.intake.apart import take_order


def main() -> None:
    """Describe the file of the order; what is wrong with its choices is an answer too."""
    print(json.dumps(_answer(take_order()), ensure_ascii=False))


def _answer(order: dict[str, Any]) -> dict[str, Any]:
    try:
        given = None if order["choices"] is None else read_choices(order["choices"])
        context = load_context(None if order["data"] is None else Path(order["data"]))
        found = describe_file(Path(order["path"]), context, sheet=order["sheet"], choices=given)
    except ChoicesError as error:
        return {"choices": str(error)}
    except MemoryError:
        return {"fault": "memory"}
    return {"done": found.as_json()}


if __name__ == "__main__":
    main()
