"""A stand-in for the part of Apache Solr that CKAN 2.10 to 2.12 talks to. THIS IS NOT SOLR.

Debian 12, PyPI and npm have no Solr; with this a genuine CKAN runs where only they can be reached. It reads the schema.xml
that CKAN ships, so types, stored, multiValued and copyField follow it. Only Python's standard library is needed.

    python3 -B solr_standin --schema .../ckan/config/solr/schema.xml --port 8983 --core ckan --db index.sqlite --pidfile pid

Covered
  GET, POST /solr/<core>/select   q (lucene, dismax, edismax), fq, fl, rows, start, sort, facet (.field .limit .mincount), qf, mm, tie, df, q.op
  POST      /solr/<core>/update   JSON list of documents, {"add"}, {"delete"}, {"commit"}; XML <add>, <delete>, <commit/>; ?commit=true
  GET       /solr/<core>/schema, /schema/name, /admin/file, /admin/ping, /solr/admin/cores
  Lucene's syntax: + - ! NOT AND OR && || ( ) field:x field:(..) "phrase" a* ?b [a TO b] {a TO b] *:* term~ ^boost, backslash; date maths
  Solr's own 400s that users of CKAN meet: syntax error, bad sort, unknown field, immense term (an indexed string of more than 32,766 bytes
  in UTF-8), several values for a field of one, a map as a value, a missing required field.
Not covered: relevance (the score is a crude weighted count), Snowball stemming (a few rules stand in), synonyms, highlighting, spell check,
  functions, {!local params}, facet.query, .range and .pivot, grouping, atomic updates, passwords.
"""

import argparse
import json
import os
import signal
import sys
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from index import Index
from schema import Schema, SolrError
from search import one, select
from update import update


class Server(ThreadingHTTPServer):
    daemon_threads = True
    # The library's five are too few for CKAN's threads: a refused connection comes back a second later.
    request_queue_size = 128


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "solr-standin"

    def log_message(self, *a):
        if self.server.verbose:
            super().log_message(*a)

    def send(self, code, obj, ctype="application/json;charset=utf-8"):
        body = obj if isinstance(obj, bytes) else json.dumps(obj, ensure_ascii=False).encode()
        self.send_response(code)
        self.send_header("Content-Type", ctype)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle_any(self):
        u = urllib.parse.urlsplit(self.path.encode("latin-1", "replace").decode("utf-8", "replace"))
        params = urllib.parse.parse_qs(u.query, keep_blank_values=True)
        n = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(n) if n else b""
        ctype = self.headers.get("Content-Type", "")
        idx, core = self.server.index, self.server.core
        try:
            path = u.path.rstrip("/")
            base = "/solr/" + core
            if path == base + "/select":
                if body and "form-urlencoded" in ctype:
                    for k, v in urllib.parse.parse_qs(body.decode(), keep_blank_values=True).items():
                        params.setdefault(k, []).extend(v)
                return self.send(200, select(idx, params))
            if path == base + "/update":
                return self.send(200, update(idx, body, ctype, params))
            if path == base + "/admin/ping":
                return self.send(200, {"responseHeader": {"status": 0, "QTime": 0}, "status": "OK"})
            if path == base + "/admin/file" or (path == base + "/schema" and one(params, "wt") == "schema.xml"):
                return self.send(200, idx.schema.xml, "application/xml; charset=UTF-8")
            if path == base + "/schema":
                return self.send(200, {"responseHeader": {"status": 0, "QTime": 0}, "schema": {
                    "name": idx.schema.name, "version": 1.6, "uniqueKey": idx.schema.unique}})
            if path == base + "/schema/name":
                return self.send(200, {"responseHeader": {"status": 0, "QTime": 0}, "name": idx.schema.name})
            if path in ("/solr/admin/cores", "/solr"):
                return self.send(200, {"responseHeader": {"status": 0, "QTime": 0}, "status": {core: {
                    "name": core, "index": {"numDocs": len(idx.docs)}}}, "server": "solr_standin (not Apache Solr)"})
            self.send(404, b"<html><head><title>Error 404 Not Found</title></head></html>", "text/html")
        except SolrError as e:
            self.send(e.code, {"responseHeader": {"status": e.code, "QTime": 0, "params": {}},
                               "error": {"metadata": ["error-class", "org.apache.solr.common.SolrException"],
                                         "msg": e.msg, "code": e.code}})
        except Exception as e:                         # noqa: a bug here must look like a Solr 500
            import traceback
            traceback.print_exc()
            self.send(500, {"responseHeader": {"status": 500, "QTime": 0}, "error": {"msg": repr(e), "code": 500}})

    do_GET = do_POST = handle_any


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--schema", required=True)
    ap.add_argument("--port", type=int, default=8983)
    ap.add_argument("--core", default="ckan")
    ap.add_argument("--db", default=":memory:")
    ap.add_argument("--pidfile")
    ap.add_argument("--verbose", action="store_true")
    a = ap.parse_args()
    srv = Server(("127.0.0.1", a.port), Handler)
    srv.index, srv.core, srv.verbose = Index(Schema(a.schema), a.db), a.core, a.verbose
    if a.pidfile:
        open(a.pidfile, "w").write(str(os.getpid()))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print("solr stand-in on http://127.0.0.1:%d/solr/%s (%d docs)" % (a.port, a.core, len(srv.index.docs)), flush=True)
    srv.serve_forever()


if __name__ == "__main__":
    main()
