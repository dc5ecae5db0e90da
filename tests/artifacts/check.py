"""Programs of others read what `sheetpress build` made: `check.py FOLDER...`, each the folder of one built dataset.

CSVW, Data Package, JSON Schema, DCAT-AP and HTML, each by a validator from PyPI; then the same validators on spoilt copies, to see
that they would have said so. Needs: csvw frictionless jsonschema pyshacl html5lib. No network.
"""

import hashlib
import json
import shutil
import sys
import tempfile
import warnings
from pathlib import Path
from urllib.parse import unquote, urlparse

import frictionless
import html5lib
import jsonschema
import pyshacl
import rdflib
from csvw import CSVW

SHAPES = Path(__file__).with_name("dcat-ap.ttl")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")


def text(path):
    return path.read_text(encoding="utf-8")


def resources(folder):
    return [resource["name"] for resource in json.loads(text(folder / "datapackage.json"))["resources"]]


def csvw(folder):
    for name in resources(folder):
        with warnings.catch_warnings(record=True):
            warnings.simplefilter("always")
            read = CSVW(str(folder / f"{name}.csv-metadata.json"), validate=True)
        if not read.is_valid or read.warnings:
            yield f"{name}.csv-metadata.json: " + "; ".join(str(it.message) for it in read.warnings)


def data_package(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    for error in report.flatten(["type", "message"]):
        yield f"datapackage.json: {error}"


def json_schema(folder):
    for name in resources(folder):
        schema = json.loads(text(folder / f"{name}.schema.json"))
        checker = jsonschema.Draft202012Validator
        checker.check_schema(schema)
        records = json.loads(text(folder / f"{name}.json"))
        for error in checker(schema, format_checker=checker.FORMAT_CHECKER).iter_errors(records):
            yield f"{name}.json: {error.json_path} {error.message}"


def dcat(folder):
    graph = rdflib.Graph()
    graph.parse(data=text(folder / "dcat.jsonld"), format="json-ld", publicID=(folder / "dcat.jsonld").resolve().as_uri())
    conforms, _, words = pyshacl.validate(graph, shacl_graph=str(SHAPES), inference="none", advanced=True)
    if not conforms:
        yield f"dcat.jsonld: {words}"
    files = list(graph.subject_objects(DCAT.downloadURL))
    if not files:
        yield "dcat.jsonld: no file"
    for distribution, address in files:
        # A relative address leads to the file beside the document.
        path = Path(unquote(urlparse(str(address)).path))
        content = path.read_bytes() if path.is_file() else b""
        checksum = graph.value(graph.value(distribution, SPDX.checksum), SPDX.checksumValue, any=True)
        size = graph.value(distribution, DCAT.byteSize)
        if (size.value, checksum.toPython().hex() if isinstance(checksum.toPython(), bytes) else str(checksum)) != (len(content), hashlib.sha256(content).hexdigest()):
            yield f"dcat.jsonld: {address} is not the file that it describes"


def schema_org(folder):
    dataset = json.loads(text(folder / "schema-org.jsonld"))
    for member in ["@context", "@type", "name", "description", "license", "publisher", "distribution", "variableMeasured"]:
        if not dataset.get(member):
            yield f"schema-org.jsonld: no {member}"
    # What the search engine that reads it most asks for: 50 to 5,000 characters.
    if not 50 <= len(dataset.get("description", "")) <= 5000:
        yield "schema-org.jsonld: description of %s characters" % len(dataset.get("description", ""))
    for download in dataset.get("distribution", []):
        if not (folder / download["contentUrl"]).is_file():
            yield f"schema-org.jsonld: {download['contentUrl']} is not there"


def pages(folder):
    for name in ["dictionary.html", "report.html"]:
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(text(folder / name))
        for (line, column), code, words in parser.errors:
            yield f"{name}:{line}:{column}: {code} {words}"
        for forbidden in ["<script", "http-equiv", " src=", "@import", "url("]:
            if forbidden in text(folder / name):
                yield f"{name}: {forbidden}"


def faults_of(check, folder):
    try:
        return list(check(folder))
    except Exception as error:  # validators refuse some faults by raising
        return [f"{check.__name__}: {type(error).__name__}: {error}"]


CHECKS = [csvw, data_package, json_schema, dcat, schema_org, pages]


def spoil(folder, name, old, new):
    path = folder / name
    before = text(path)
    path.write_text(before.replace(old, new, 1), encoding="utf-8", newline="")
    assert text(path) != before, f"{name} has no {old!r}"


def spoilt(folder):
    """Each check with a fault that it must find."""
    name = resources(folder)[0]
    title = '"dct:title"'
    cases = [
        (csvw, f"{name}.csv-metadata.json", '"datatype": "string"', '"datatype": "gMonthDay"'),
        (csvw, f"{name}.csv", ",", "_,"),
        (data_package, f"{name}.csv", ",", "_,"),
        (json_schema, f"{name}.schema.json", '"type": "object"', '"type": "string"'),
        (dcat, "dcat.jsonld", title, '"dct:alternative"'),
        (dcat, f"{name}.csv", ",", "_,"),
        (schema_org, "schema-org.jsonld", '"publisher"', '"funder"'),
        (pages, "dictionary.html", "</table>", ""),
    ]
    for check, file, old, new in cases:
        with tempfile.TemporaryDirectory() as scratch:
            copy = Path(scratch) / "spoilt"
            shutil.copytree(folder, copy)
            if old not in text(copy / file):
                continue
            spoil(copy, file, old, new)
            if not faults_of(check, copy):
                yield f"{check.__name__} does not see that {file} has {new!r} for {old!r}"


def main(folders):
    faults = []
    for folder in map(Path, folders):
        for check in CHECKS:
            found = [f"{folder}: {fault}" for fault in faults_of(check, folder)]
            print(f"{folder.name}: {check.__name__}: {'ok' if not found else len(found)}")
            faults += found
    faults += spoilt(Path(folders[0]))
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
