"""Drives the genuine ckanapi, unchanged, against a catalogue that is served, and looks at what comes back.

    python ckanapi_check.py http://127.0.0.1:8080 TOKEN-FILE

Needs ckanapi (PyPI) on PATH. TOKEN-FILE holds a token of the role admin. Ends with 0 when everything is as it should be.
"""

import csv
import io
import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

import ckanapi

ORGANIZATION = "ckanapi-org"
DATASETS = ["ckanapi-one", "ckanapi-two"]
CSV = "จังหวัด,ราคา\r\nเชียงใหม่,1.10\r\nลำพูน,\r\n".encode()


def cli(address, token, *arguments, lines=None, fails=False):
    """Runs the command line; answers what it prints."""
    command = ["ckanapi", *arguments, "-r", address]
    if token:
        command += ["-a", token]
    stdin = None if lines is None else "".join(json.dumps(line) + "\n" for line in lines)
    done = subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=120)
    if not fails:
        assert done.returncode == 0, (arguments, done.returncode, done.stdout, done.stderr)
    return done.stdout


def each(text):
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def clear(admin):
    """What an earlier run left behind."""
    for name in DATASETS:
        try:
            admin.action.dataset_purge(id=name)
        except ckanapi.NotFound:
            pass


def organizations(address, token, admin):
    unit = {"name": ORGANIZATION, "title": "กรมตัวอย่าง", "description": "ทดสอบ"}
    cli(address, token, "load", "organizations", lines=[unit])
    held = admin.action.organization_show(id=ORGANIZATION)
    assert (held["title"], held["description"], held["state"]) == ("กรมตัวอย่าง", "ทดสอบ", "active"), held
    # The same again is an update.
    cli(address, token, "load", "organizations", lines=[dict(unit, title="กรมตัวอย่าง ๒")])
    assert admin.action.organization_show(id=ORGANIZATION)["title"] == "กรมตัวอย่าง ๒"
    dumped = each(cli(address, token, "dump", "organizations", "--all"))
    assert ORGANIZATION in [it["name"] for it in dumped], dumped


def datasets(address, token, admin):
    wanted = [
        {
            "name": name,
            "title": f"ราคาข้าว {number}",
            "notes": "คำอธิบาย **หนา**",
            "owner_org": ORGANIZATION,
            "tags": [{"name": "ข้าว"}, {"name": "rice"}],
            "extras": [{"key": "ความถี่", "value": "เดือน"}],
            "resources": [{"name": "ลิงก์", "url": "https://example.org/r.csv", "format": "csv"}],
        }
        for number, name in enumerate(DATASETS)
    ]
    cli(address, token, "load", "datasets", lines=wanted)
    first = admin.action.package_show(id=DATASETS[0])
    assert first["title"] == "ราคาข้าว 0" and first["num_resources"] == 1, first
    assert first["resources"][0]["format"] == "CSV", first
    assert [tag["name"] for tag in first["tags"]] == ["rice", "ข้าว"], first
    # Loading again updates, it does not double.
    cli(address, token, "load", "datasets", lines=[dict(wanted[0], title="แก้แล้ว")])
    again = admin.action.package_show(id=DATASETS[0])
    assert (again["id"], again["title"], again["num_resources"]) == (first["id"], "แก้แล้ว", 1), again
    # What must be new is refused where it is there.
    cli(address, token, "load", "datasets", "--create-only", lines=[wanted[0]], fails=True)
    assert admin.action.package_show(id=DATASETS[0])["title"] == "แก้แล้ว"
    dumped = each(cli(address, token, "dump", "datasets", *DATASETS))
    assert [it["name"] for it in dumped] == DATASETS, dumped
    everything = each(cli(address, None, "dump", "datasets", "--all"))
    assert set(DATASETS) <= {it["name"] for it in everything}
    found = each(cli(address, None, "search", "datasets", "q=name:ckanapi-*"))
    assert sorted(it["name"] for it in found) == DATASETS, found
    # A dump loads back as it is.
    cli(address, token, "load", "datasets", lines=dumped)
    assert admin.action.package_show(id=DATASETS[0])["extras"] == again["extras"]


def files(address, token, admin, folder):
    path = folder / "prices.csv"
    path.write_bytes(CSV)
    printed = cli(
        address, token, "action", "resource_create", f"package_id={DATASETS[1]}", "name=ตาราง", f"upload@{path}"
    )
    resource = json.loads(printed)
    assert resource["url_type"] == "upload" and resource["size"] == len(CSV), resource
    with urllib.request.urlopen(resource["url"]) as answer:
        assert answer.read() == CSV
    fields = [
        {"id": "province", "type": "text", "info": {"label": "จังหวัด", "notes": "ชื่อ"}},
        {"id": "price", "type": "numeric", "info": {"label": "ราคา", "unit": "บาท"}},
    ]
    rows = [{"province": "เชียงใหม่", "price": "1.10"}, {"province": "ลำพูน", "price": None}]
    cli(
        address,
        token,
        "action",
        "datastore_create",
        f"resource_id={resource['id']}",
        "force:true",
        "fields:" + json.dumps(fields),
        "records:" + json.dumps(rows),
    )
    found = admin.action.datastore_search(resource_id=resource["id"])
    assert [field["type"] for field in found["fields"]] == ["int", "text", "numeric"], found
    assert found["fields"][2]["info"] == fields[1]["info"], found
    assert [row["price"] for row in found["records"]] == [1.10, None], found
    with urllib.request.urlopen(f"{address}/datastore/dump/{resource['id']}") as answer:
        dump = list(csv.reader(io.StringIO(answer.read().decode())))
    assert dump == [["_id", "province", "price"], ["1", "เชียงใหม่", "1.10"], ["2", "ลำพูน", ""]], dump
    packages = folder / "packages"
    cli(address, token, "dump", "datasets", DATASETS[1], f"--datapackages={packages}")
    package = json.loads((packages / DATASETS[1] / "datapackage.json").read_text())
    assert package["name"] == DATASETS[1], package
    schemas = [it["schema"]["fields"] for it in package["resources"] if "schema" in it]
    assert [field["name"] for field in schemas[0]][-2:] == ["province", "price"], schemas
    # A file in the place of the file, over the library.
    with open(path, "wb") as file:
        file.write(CSV * 2)
    with open(path, "rb") as file:
        patched = admin.action.resource_patch(id=resource["id"], upload=file)
    assert (patched["id"], patched["size"]) == (resource["id"], 2 * len(CSV)), patched


def refusals(address, admin):
    anybody = ckanapi.RemoteCKAN(address)
    for kind, call in [
        (ckanapi.NotFound, lambda: admin.action.package_show(id="no-such")),
        (ckanapi.ValidationError, lambda: admin.action.package_create(name="Bad Name")),
        (ckanapi.NotAuthorized, lambda: anybody.action.package_create(name="x", owner_org=ORGANIZATION)),
        (ckanapi.NotAuthorized, lambda: anybody.action.package_delete(id=DATASETS[0])),
        (ckanapi.SearchQueryError, lambda: admin.action.package_search(sort="foo")),
        (ckanapi.SearchError, lambda: admin.action.package_search(q="name:")),
    ]:
        try:
            call()
        except kind:
            continue
        raise AssertionError(f"{kind.__name__} was not raised")


def delete(address, token, admin):
    cli(address, token, "delete", "datasets", *DATASETS)
    anybody = ckanapi.RemoteCKAN(address)
    for name in DATASETS:
        assert admin.action.package_show(id=name)["state"] == "deleted"
        try:
            anybody.action.package_show(id=name)
        except ckanapi.NotAuthorized:
            continue
        raise AssertionError(f"{name} is still seen")
    assert not set(DATASETS) & set(anybody.action.package_list())
    clear(admin)


def main():
    address, token = sys.argv[1].rstrip("/"), Path(sys.argv[2]).read_text().strip()
    os.environ["PATH"] = str(Path(sys.executable).parent) + os.pathsep + os.environ["PATH"]
    admin = ckanapi.RemoteCKAN(address, apikey=token)
    clear(admin)
    organizations(address, token, admin)
    datasets(address, token, admin)
    with tempfile.TemporaryDirectory() as folder:
        files(address, token, admin, Path(folder))
    refusals(address, admin)
    delete(address, token, admin)
    print("ckanapi", ckanapi.__version__ if hasattr(ckanapi, "__version__") else "", "load dump search upload delete: ok")


main()
