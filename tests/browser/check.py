"""The served catalogue as its users meet it: curl's JSON and XML equal the CSV, pages in a real browser, CKAN's own client.

Usage: check.py PROGRAM CATALOG OUT. Needs chromium; ckanapi (PyPI) is used where it can be imported.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
import xml.etree.ElementTree as ElementTree

PROGRAM, CATALOG, OUT = sys.argv[1:4]
CHROMIUM = [
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]
passed = 0


def check(condition, message):
    """Counts a promise kept; ends the run at the first one broken."""
    global passed
    if not condition:
        sys.exit(f"FAILED: {message}")
    passed += 1


def get(url):
    with urllib.request.urlopen(url, timeout=20) as answer:
        return answer.read().decode("utf-8")


def serve():
    server = subprocess.Popen([PROGRAM, "serve", "--catalog", CATALOG, "--listen", "127.0.0.1:0", "--lang", "en"], stderr=subprocess.PIPE, text=True)
    line = server.stderr.readline()
    return server, line.split("open ")[1].split("/ ")[0]


def value(text, kind):
    """A value as CSV has it, to compare with what JSON and XML carry."""
    if text is None or text == "":
        return None
    return float(text) if kind in ("number", "integer", "year") else str(text)


def rows_agree(base):
    for name in sorted(os.listdir(OUT)):
        package = json.load(open(os.path.join(OUT, name, "datapackage.json"), encoding="utf-8"))
        shown = json.loads(get(f"{base}/api/3/action/package_show?id={name}"))["result"]
        for resource in package["resources"]:
            kinds = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
            with open(os.path.join(OUT, name, resource["path"]), encoding="utf-8", newline="") as file:
                expected = [{key: value(text, kinds[key]) for key, text in row.items()} for row in csv.DictReader(file)]
            files = {item["format"]: item for item in shown["resources"] if item["url"].rsplit("/", 1)[1].split(".")[0] == resource["name"]}
            table = files["CSV"]["id"]
            records = json.loads(get(f"{base}/api/3/action/datastore_search?resource_id={table}&limit=32000"))["result"]["records"]
            api = [{key: value(record[key], kinds[key]) for key in kinds} for record in records]
            check(api == expected, f"{name}: datastore_search differs from the CSV")
            downloaded = json.loads(get(files["JSON"]["url"]))
            check([{key: value(row[key], kinds[key]) for key in kinds} for row in downloaded] == expected, f"{name}: JSON differs from the CSV")
            tree = ElementTree.fromstring(get(files["XML"]["url"]))
            from_xml = [{key: value(row.findtext(key), kinds[key]) for key in kinds} for row in tree]
            check(from_xml == expected, f"{name}: XML differs from the CSV")
            dump = ElementTree.fromstring(get(f"{base}/datastore/dump/{table}?format=xml"))
            from_dump = [{key: value(row.findtext(key), kinds[key]) for key in kinds} for row in dump]
            check(from_dump == expected, f"{name}: the XML dump differs from the CSV")
            print(f"  {name}: {len(expected)} rows agree in CSV, JSON, XML, API and dump")


def pages(base):
    package = json.loads(get(f"{base}/api/3/action/package_show?id=budget-disbursement"))["result"]
    table = next(item["id"] for item in package["resources"] if item["datastore_active"])
    wanted = [
        ("/?lang=th", "ชุดข้อมูล"),
        ("/?lang=en", "datasets"),
        ("/dataset?q=งบประมาณ&lang=th", "ผลการเบิกจ่ายงบประมาณ"),
        ("/dataset/budget-disbursement?lang=th", "New GFMS Thai"),
        (f"/dataset/budget-disbursement/resource/{table}?lang=th", "43.52"),
        ("/about?lang=en", "datastore_search"),
        ("/dataset/no-such?lang=th", "ไม่พบ"),
    ]
    with tempfile.TemporaryDirectory() as profile:
        for path, text in wanted:
            url = base + urllib.parse.quote(path, safe="/?=&")
            shown = subprocess.run([*CHROMIUM, f"--user-data-dir={profile}", "--dump-dom", url], capture_output=True, text=True, timeout=60)
            check(text in shown.stdout, f"{path}: {text!r} is not on the page")
            outside = [word for word in shown.stdout.split('"') if word.startswith(("http://", "https://")) and not word.startswith(base)]
            loaded = [word for word in outside if any(f'{attribute}="{word}"' in shown.stdout for attribute in ("src", "data"))]
            check(not loaded, f"{path} loads from elsewhere: {loaded}")
        print(f"  {len(wanted)} pages look right in Chromium")


def client(base):
    try:
        import ckanapi
    except ImportError:
        print("  skipped: ckanapi is not installed")
        return
    remote = ckanapi.RemoteCKAN(base)
    names = remote.action.package_list()
    check(names == sorted(os.listdir(OUT)), f"ckanapi lists {names}")
    check(remote.action.package_search(q="ไซเบอร์")["count"] == 1, "ckanapi does not find a Thai word inside a title")
    try:
        remote.action.package_show(id="no-such")
        check(False, "a missing dataset is found")
    except ckanapi.NotFound:
        check(True, "")
    try:
        remote.action.package_create(name="x")
        check(False, "a reader can write")
    except ckanapi.NotAuthorized:
        check(True, "")
    print("  ckanapi works unchanged, and cannot write")


server, base = serve()
try:
    deadline = time.time() + 20
    while time.time() < deadline:
        try:
            get(f"{base}/api/3/action/status_show")
            break
        except OSError:
            time.sleep(0.2)
    rows_agree(base)
    pages(base)
    client(base)
finally:
    server.terminate()
    server.wait(10)
print(f"{passed} passed, 0 failed")
