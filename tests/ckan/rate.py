#!/usr/bin/env python3
"""How fast a dataset gets into a genuine CKAN, as a ratio to what that CKAN takes at most; prints Markdown.

usage: rate.py ENV [--rows 100000] [--rounds 3] [--chunks 1000,2000,5000,10000,20000] [--program FILE]

ENV is the file that up.sh wrote; the portal must take large files: `up.sh --port 5300 --max-mib 500`. Measured, interleaved:

- bare: a loop of `datastore_upsert method=insert` calls of ready-made bodies, of each chunk size; the fastest counts;
- `sheetpress publish --to` of a dataset with the same rows: the load alone (`load_seconds` of the receipt), and all of it;
- a second publish with nothing changed: how many requests, counted by a proxy (10,000 rows);
- peak memory of publish and of build alone, for a tenth of the rows and for all of them.

The rows are the benchmark's (tests/bench): run `cargo build --release --bins --examples` first. Ends with 1 where a promise
is broken: load at most 1.2 of the bare loop, fewer than 10 requests, at most 32 MiB more memory than build alone.
"""

import argparse
import http.client
import http.server
import importlib.machinery
import importlib.util
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

# Loading tests/bench/run would leave its bytecode beside it.
sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[2]
ORGANIZATION, DATASET = "rate", "screening"


def bench():
    """tests/bench/run, which makes the dataset."""
    loader = importlib.machinery.SourceFileLoader("bench", str(ROOT / "tests/bench/run"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("bench", loader))
    loader.exec_module(module)
    return module


class Portal:
    def __init__(self, env):
        values = dict(line.split("=", 1) for line in pathlib.Path(env).read_text(encoding="utf-8").splitlines())
        self.address, self.token = values["CKAN_URL"], values["CKAN_TOKEN"]
        self.version, self.max_mib = values.get("CKAN_VERSION", "?"), int(values.get("CKAN_MAX_MIB", "10"))

    def post(self, action, body):
        headers = {"Content-Type": "application/json", "Authorization": self.token}
        request = urllib.request.Request(f"{self.address}/api/3/action/{action}", body, headers)
        with urllib.request.urlopen(request, timeout=300) as answer:
            return answer.read()

    def act(self, action, **parameters):
        return json.loads(self.post(action, json.dumps(parameters).encode()))["result"]

    def purge(self, name):
        try:
            self.act("dataset_purge", id=name)
        except urllib.error.HTTPError as error:
            if error.code != 404:
                raise


class Counter(http.server.BaseHTTPRequestHandler):
    """Passes requests on and counts them; the portal's own address in JSON becomes the proxy's, both ways."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def pass_on(self):
        there, here = self.server.upstream, f"http://127.0.0.1:{self.server.server_port}"
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.seen.append(self.path)
        headers = {key: value for key, value in self.headers.items() if key.lower() not in ("host", "content-length", "connection", "accept-encoding")}
        if "json" in headers.get("Content-Type", headers.get("content-type", "")):
            body = body.replace(here.encode(), there.encode())
        connection = http.client.HTTPConnection(there.split("//")[1], timeout=300)
        connection.request(self.command, self.path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        if "json" in answer.getheader("Content-Type", ""):
            content = content.replace(there.encode(), here.encode())
        self.send_response(answer.status)
        for key, value in answer.getheaders():
            if key.lower() not in ("content-length", "transfer-encoding", "connection", "server", "date"):
                self.send_header(key, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
        connection.close()

    do_GET = do_POST = do_HEAD = pass_on


def publish(program, portal, folder, home, address=None):
    """Publishes; gives wall seconds, peak memory in MiB, and the receipt's load seconds (None: it has none)."""
    command = [program, "publish", folder, "--to", address or portal.address, "--organization", ORGANIZATION, "--catalog", home / "catalog", "--out", home / "out"]
    began = time.monotonic()
    environment = {**os.environ, "SHEETPRESS_TOKEN": portal.token, "SHEETPRESS_LANG": "en"}
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen([str(part) for part in command], stdout=words, stderr=words, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            words.seek(0)
            sys.exit(f"publish ended with {process.returncode}: {words.read().decode(errors='replace')[-3000:]}")
    wall = time.monotonic() - began
    receipts = sorted((home / "catalog" / "receipts").rglob(f"{DATASET}-*.json"), key=lambda path: path.stat().st_mtime)
    files = json.loads(receipts[-1].read_text(encoding="utf-8"))["files"] if receipts else []
    loads = [file["load_seconds"] for file in files if "load_seconds" in file]
    return wall, usage.ru_maxrss / 1024, sum(loads) if loads else None


def build(program, folder, home):
    """Peak memory of building alone, in MiB."""
    process = subprocess.Popen([str(program), "build", str(folder), "--out", str(home)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"build ended with {process.returncode}")
    shutil.rmtree(home, ignore_errors=True)
    return usage.ru_maxrss / 1024


def bare(portal, package, fields, rows, size):
    """Seconds for the rows in chunks of this size; the bodies are made before the clock runs."""
    resource = {"package_id": package, "name": "bare"}
    columns = [{"id": field["id"], "type": field["type"]} for field in fields]
    table = portal.act("datastore_create", resource=resource, fields=columns, force=True)["resource_id"]
    bodies = []
    for start in range(0, len(rows), size):
        call = {"resource_id": table, "method": "insert", "force": True, "records": rows[start : start + size]}
        bodies.append(json.dumps(call, ensure_ascii=False, separators=(",", ":")).encode())
    began = time.monotonic()
    for body in bodies:
        portal.post("datastore_upsert", body)
    seconds = time.monotonic() - began
    portal.act("resource_delete", id=table)
    return seconds


def published_rows(portal):
    """The table as the portal gives it back: the same values for the bare loop."""
    package = portal.act("package_show", id=DATASET)
    table = next(resource["id"] for resource in package["resources"] if resource.get("datastore_active"))
    rows, fields = [], []
    while True:
        found = portal.act("datastore_search", resource_id=table, limit=32000, offset=len(rows), sort="_id")
        fields = [field for field in found["fields"] if field["id"] != "_id"]
        rows += [{key: value for key, value in record.items() if key != "_id"} for record in found["records"]]
        if len(found["records"]) < 32000:
            return fields, rows


def second_run(program, portal, folder, home):
    """Requests of a publish that changes nothing."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Counter)
    server.upstream, server.seen, server.daemon_threads = portal.address, [], True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    portal.purge(DATASET)
    publish(program, portal, folder, home, address)
    first = len(server.seen)
    publish(program, portal, folder, home, address)
    server.shutdown()
    return first, [path.rsplit("/", 1)[-1] for path in server.seen[first:]]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("env")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--chunks", default="1000,2000,5000,10000,20000")
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "target/release/sheetpress")
    arguments = parser.parse_args()
    portal = Portal(arguments.env)
    if portal.max_mib < arguments.rows // 1000:
        sys.exit(f"the portal takes at most {portal.max_mib} MiB a file; bring one up with up.sh --max-mib 500")
    try:
        portal.act("organization_create", name=ORGANIZATION, title="กรมอนามัย")
    except urllib.error.HTTPError as error:
        if error.code != 409:
            raise
    made = bench()
    large, small = made.dataset(arguments.rows)[0], made.dataset(arguments.rows // 10)[0]
    few = made.dataset(10_000)[0]
    sizes = [int(size) for size in arguments.chunks.split(",")]
    work = pathlib.Path(tempfile.mkdtemp(prefix="sheetpress-rate-"))
    package = None
    try:
        built_small, built = build(arguments.program, small, work / "built"), build(arguments.program, large, work / "built")
        portal.purge(DATASET)
        _, memory_small, _ = publish(arguments.program, portal, small, work / "small")
        first, again = second_run(arguments.program, portal, few, work / "few")
        portal.purge(DATASET)
        portal.purge("rate-bare")
        package = portal.act("package_create", name="rate-bare", owner_org=ORGANIZATION, private=True)["id"]
        walls, memories, loads, loops = [], [], [], {size: [] for size in sizes}
        fields = rows = None
        for number in range(arguments.rounds):
            home = work / f"round{number}"
            wall, memory, load = publish(arguments.program, portal, large, home)
            if rows is None:
                fields, rows = published_rows(portal)
            portal.purge(DATASET)
            shutil.rmtree(home, ignore_errors=True)
            walls.append(wall)
            memories.append(memory)
            loads.append(load)
            for size in sizes:
                loops[size].append(bare(portal, package, fields, rows, size))
    finally:
        if package:
            portal.purge("rate-bare")
        portal.purge(DATASET)
        shutil.rmtree(work, ignore_errors=True)
    middle = {size: statistics.median(seconds) for size, seconds in loops.items()}
    best = min(middle.values())
    print(f"### {len(rows):,} rows x {len(fields)} columns into CKAN {portal.version}, {arguments.rounds} rounds, medians\n")
    print("| what | s | rows/s | to the best loop |")
    print("|---|---|---|---|")
    for size, seconds in middle.items():
        print(f"| bare loop, {size:,} rows a call | {seconds:.1f} | {len(rows) / seconds:.0f} | {seconds / best:.2f} |")
    load = statistics.median(loads) if all(loads) else None
    if load:
        print(f"| `sheetpress publish --to`: the load | {load:.1f} | {len(rows) / load:.0f} | {load / best:.2f} |")
    wall = statistics.median(walls)
    print(f"| `sheetpress publish --to`: build, upload, load, verify | {wall:.1f} | {len(rows) / wall:.0f} | {wall / best:.2f} |")
    memory = statistics.median(memories)
    print("\n| peak memory, MiB | build | publish |\n|---|---|---|")
    print(f"| {arguments.rows // 10:,} rows | {built_small:.0f} | {memory_small:.0f} |")
    print(f"| {arguments.rows:,} rows | {built:.0f} | {memory:.0f} |\n")
    print(f"Requests (10,000 rows): {first} to publish, {len(again)} when nothing changed ({', '.join(again)}).")
    broken = []
    if load is None:
        broken.append("the receipt has no load_seconds")
    elif load > 1.2 * best:
        broken.append(f"the load takes {load / best:.2f} of the bare loop, more than 1.2")
    if len(again) >= 10:
        broken.append(f"{len(again)} requests when nothing changed")
    if memory > built + 32:
        broken.append(f"publishing takes {memory - built:.0f} MiB more than building")
    sys.exit("; ".join(broken) or 0)


main()
