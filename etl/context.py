"""What every reader needs to know: the catalogue, the registry of regions, the layouts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from etl import corrections, forms
from etl.corrections import Corrections
from etl.issues import Issue, IssueList
from etl.layout import LAYOUT_FOLDER, Layouts, load_layouts
from etl.reading.totals import TotalRead
from etl.recode import Lookup, dimension_labels
from indicators.catalogue import Catalogue
from indicators.catalogue import load as load_catalogue
from indicators.regions import Registry, load_registry


@dataclass(frozen=True, repr=False)
class Context:
    """The definitions a file is read against; the same for every file of a run."""

    catalogue: Catalogue
    registry: Registry
    layouts: Layouts
    corrections: Corrections = field(default_factory=Corrections)
    remarks: tuple[Issue, ...] = ()
    """What is remarkable about the forms and settings of the data folder."""
    names: dict[str, object] = field(default_factory=dict, repr=False)
    """What readers work out once from the definitions (etl.reading.outline), by form."""
    _labels: dict[tuple[str, tuple[str, ...]], Lookup] = field(default_factory=dict, repr=False)

    def labels(self, dimension: str, allowed: tuple[str, ...]) -> Lookup:
        """What the codes `allowed` of a dimension may be called in a file."""
        key = (dimension, allowed)
        if key not in self._labels:
            self._labels[key] = dimension_labels(self.catalogue, dimension, allowed)
        return self._labels[key]


def load_context(data: Path | None = None, *layouts: Path) -> Context:
    """The definitions shipped with the packages, and the office's own forms, layouts, corrections.

    `data` is the data folder, whose forms/*.xlsx and layouts/*.toml are the office's; `layouts`
    are further files or folders. LayoutError when one of them has a mistake or an id that is
    taken, FormError when a form has.
    """
    own = () if data is None else (data / "layouts",)
    corrected = Corrections() if data is None else corrections.load(data)
    found = load_layouts(LAYOUT_FOLDER, *own, *layouts)
    catalogue, registry = load_catalogue(), load_registry()
    remarks: tuple[Issue, ...] = ()
    if data is not None:
        catalogue, remarks = forms.with_own(catalogue, registry, data)
    return Context(catalogue, registry, found, corrected, remarks)


@dataclass
class FileState:
    """What is known of the file being read: its issues, its publications, its sidecar's constants.

    `publication_id` is the publication of figures whose row names none; None when the file must
    name one in every row.
    """

    sha256: str
    sidecar: str
    issues: IssueList
    publications: set[str] = field(default_factory=set)
    publication_id: str | None = None
    constants: Mapping[str, str] = field(default_factory=dict)
    said: set[tuple[str, str]] = field(default_factory=set)
    """What is said once a sheet, not once a column: the sheet and the text."""
    totals: list[TotalRead] = field(default_factory=list)
    """The printed totals that were held against the rows above them."""
