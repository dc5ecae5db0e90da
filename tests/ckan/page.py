"""A published dataset as a visitor of a genuine CKAN meets it, in headless Chromium: its page, a table, the data dictionary.

Usage: page.py ENV DATASET [--face CKAN_GDC_URL] [--shots FOLDER]

ENV is the file that up.sh wrote. The pages are asked for in Thai and without a token. Checks that what the API says of the
dataset stands on its page (with a schema of the portal's own: every filled field with its Thai label), that every column's
label stands in the data dictionary and over the table preview, and that the preview shows the first row. --shots also keeps a
picture of each page. Needs chromium; only Python's standard library.
"""

import argparse
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request

CHROMIUM = [
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]
passed = 0


def check(condition, message):
    """Counts a promise kept; ends the run at the first one broken."""
    global passed
    if not condition:
        sys.exit(f"FAILED: {message}")
    passed += 1


def ask(base, action, **parameters):
    with urllib.request.urlopen(f"{base}/api/3/action/{action}?{urllib.parse.urlencode(parameters)}", timeout=60) as answer:
        return json.load(answer)["result"]


def wording(text):
    """A label of the schema in Thai; plain labels are the same in every language."""
    return text.get("th") or text.get("en") or "" if isinstance(text, dict) else text


def filled_fields(base, package):
    """Thai label and shown values of the filled fields of a portal's own schema, as far as the page shows them with a label."""
    try:
        fields = ask(base, "scheming_dataset_schema_show", type="dataset")["dataset_fields"]
    except urllib.error.HTTPError:
        return []
    elsewhere = {"title", "name", "notes", "tag_string", "license_id", "owner_org"}
    found = []
    for field in fields:
        value = package.get(field["field_name"])
        if not value or field["field_name"] in elsewhere:
            continue
        words = {choice["value"]: wording(choice["label"]) for choice in field.get("choices", [])}
        # A text may be Markdown: its first line's first words are enough.
        values = [words.get(each) or each.split("\n")[0][:20] for each in (value if isinstance(value, list) else [value])]
        found.append((wording(field["label"]), values))
    return found


def browse(url, profile, picture=None):
    """The page's HTML after its scripts have run; with a picture of it where a file is named."""
    command = [*CHROMIUM, f"--user-data-dir={profile}", "--window-size=1280,2400", "--timeout=30000", "--virtual-time-budget=15000"]
    if picture:
        subprocess.run([*command, f"--screenshot={picture}", url], capture_output=True, check=True, timeout=120)
        check(picture.stat().st_size > 10_000, f"{url}: no picture")
    shown = subprocess.run([*command, "--dump-dom", url], capture_output=True, text=True, check=True, timeout=120)
    return html.unescape(shown.stdout)


def plain(text):
    """Without markup and runs of blanks: how a text is broken into lines and elements is the theme's affair."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text))


def is_thai(text):
    return any("\u0e00" <= letter <= "\u0e7f" for letter in text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("env")
    parser.add_argument("dataset")
    parser.add_argument("--face", default="CKAN_URL", help="which of the portal's faces, as ENV names them")
    parser.add_argument("--shots", type=pathlib.Path)
    arguments = parser.parse_args()
    lines = pathlib.Path(arguments.env).read_text(encoding="utf-8").splitlines()
    base = dict(line.split("=", 1) for line in lines)[arguments.face]
    shots = arguments.shots
    if shots:
        shots.mkdir(parents=True, exist_ok=True)

    def picture(name):
        return (shots / f"{arguments.dataset}-{name}.png").resolve() if shots else None

    package = ask(base, "package_show", id=arguments.dataset)
    tables = [resource for resource in package["resources"] if resource.get("datastore_active")]
    check(tables, f"{arguments.dataset} has no table")
    with tempfile.TemporaryDirectory() as profile:
        address = f"{base}/th/dataset/{package['name']}"
        page = plain(browse(address, profile, picture("dataset")))
        check(plain(package["title"]) in page, f"{address}: the title is not on the page")
        check(package["organization"]["title"] in page, f"{address}: the organization is not on the page")
        for resource in package["resources"]:
            # Long names are cut on this page.
            check(resource["name"][:20] in page, f"{address}: {resource['name']} is not on the page")
        for label, values in filled_fields(base, package):
            for text in [label, *values]:
                check(plain(text) in page, f"{address}: {text!r} is not on the page")
        for number, resource in enumerate(tables, 1):
            found = ask(base, "datastore_search", resource_id=resource["id"], limit=1)
            labels = [(field["id"], (field.get("info") or {}).get("label", "")) for field in found["fields"] if field["id"] != "_id"]
            check(all(label for _, label in labels), f"{resource['name']}: columns without a label: {labels}")
            check(any(is_thai(label) for _, label in labels), f"{resource['name']}: no label is Thai: {labels}")
            address = f"{base}/th/dataset/{package['name']}/resource/{resource['id']}"
            page = plain(browse(address, profile, picture(f"table-{number}")))
            for column, label in labels:
                check(plain(label) in page, f"{address}: the data dictionary has no {label!r}")
                check(column in page, f"{address}: the data dictionary has no {column!r}")
            views = [view for view in ask(base, "resource_view_list", id=resource["id"]) if view["view_type"] == "datatables_view"]
            check(views, f"{resource['name']} has no table preview")
            address = f"{address}/view/{views[0]['id']}"
            page = plain(browse(address, profile, picture(f"preview-{number}")))
            for _, label in labels:
                check(plain(label) in page, f"{address}: the preview has no column {label!r}")
            for value in (found["records"] or [{}])[0].values():
                if isinstance(value, str) and value:
                    check(plain(value)[:20] in page, f"{address}: the preview lacks {value!r} of the first row")
    print(f"{passed} passed, 0 failed: {package['title']}" + (f"; pictures in {shots}" if shots else ""))


main()
