"""The formats an edition can be written in, by the name the command line knows them by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sphinx_factcheck.exchange.bibliography import bibtex, cff, csl, ris
from sphinx_factcheck.exchange.datapackage import datapackage
from sphinx_factcheck.exchange.jsonld import jsonld
from sphinx_factcheck.exchange.published import File, Published
from sphinx_factcheck.exchange.tei.writing import cmif, tei
from sphinx_factcheck.exchange.web_annotation import web_annotations

FORMATS: Mapping[str, Callable[[Published], Iterator[File]]] = {
    "tei": tei,
    "cmif": cmif,
    "annotations": web_annotations,
    "csl": csl,
    "bibtex": bibtex,
    "ris": ris,
    "cff": cff,
    "datapackage": datapackage,
    "jsonld": jsonld,
}
