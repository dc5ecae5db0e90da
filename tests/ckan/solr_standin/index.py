"""The documents: in memory for queries, in SQLite for the next start."""

import datetime as dt
import fnmatch
import json
import sqlite3
import threading
import time

from analysis import analyze, fmt_date, parse_date
from lucene import LuceneParser
from schema import SolrError

# Lucene refuses longer terms, in UTF-8 bytes.
MAX_TERM = 32766


class Index:
    def __init__(self, schema, db):
        self.schema, self.lock = schema, threading.RLock()
        self.docs, self.pending, self.version = {}, [], int(time.time() * 1000) << 20
        self.db = sqlite3.connect(db, check_same_thread=False)
        self.db.execute("create table if not exists doc(k text primary key, j text)")
        for k, j in self.db.execute("select k, j from doc"):
            self.docs[k] = self._build(json.loads(j))

    def _build(self, stored_src):
        """stored_src: field -> list of normalised values (all fields)"""
        toks = {}
        for f, vals in stored_src.items():
            p = self.schema.get(f)
            if p["kind"] in ("text", "ngram"):
                toks[f] = [t for v in vals for t in analyze(v, p, True)]
        return {"src": stored_src, "tok": toks}

    def prepare(self, doc):
        S, vals = self.schema, {}
        key = doc.get(S.unique)
        for f, v in doc.items():
            if v is None:
                continue
            p = S.get(f)
            if isinstance(v, dict):
                raise SolrError("Error:[doc=%s] Unknown operation for the an atomic update: %s" % (key, next(iter(v), "")))
            lst = v if isinstance(v, (list, tuple)) else [v]
            out = []
            for x in lst:
                if x is None:
                    continue
                if isinstance(x, (dict, list)):
                    raise SolrError("ERROR: [doc=%s] Error adding field '%s'='%s' msg=nested value" % (key, f, x))
                if isinstance(x, bool):
                    x = "true" if x else "false"
                if p["kind"] == "date":
                    try:
                        x = fmt_date(parse_date(str(x)))
                    except SolrError as e:
                        raise SolrError("ERROR: [doc=%s] Error adding field '%s'='%s' msg=%s" % (key, f, x, e.msg))
                elif p["kind"] == "num":
                    try:
                        x = float(x) if "." in str(x) else int(x)
                    except ValueError:
                        raise SolrError("ERROR: [doc=%s] Error adding field '%s'='%s' msg=For input string: \"%s\"" % (key, f, x, x))
                else:
                    x = str(x)
                out.append(x)
            if len(out) > 1 and not p["multi"]:
                raise SolrError("ERROR: [doc=%s] multiple values encountered for non multiValued field %s: %s"
                                % (key, f, "[" + ", ".join(map(str, out)) + "]"))
            if out:
                vals[f] = out
        for f, p in S.fields.items():
            if f not in vals and p["default"] == "NOW":
                vals[f] = [fmt_date(dt.datetime.utcnow())]
            if p["required"] and f not in vals:
                raise SolrError("[doc=%s] missing required field: %s" % (key, f))
        for src, dest in S.copies:
            for f in list(vals):
                if fnmatch.fnmatchcase(f, src) and f != dest and f in doc:
                    vals[dest] = vals.get(dest, []) + [str(x) for x in vals[f]]
        for f, lst in vals.items():
            p = S.get(f)
            if p["kind"] == "string" and p["indexed"]:
                for x in lst:
                    if len(x.encode("utf-8", "replace")) > MAX_TERM:
                        raise SolrError("Exception writing document id %s to the index; possible analysis error: Document "
                                        "contains at least one immense term in field=\"%s\" (whose UTF8 encoding is longer "
                                        "than the max length 32766), all of which were skipped." % (key, f))
        self.version += 1
        vals["_version_"] = [str(self.version)]
        return vals[S.unique][0], vals

    def commit(self):
        for op, a in self.pending:
            if op == "add":
                k, vals = a
                self.docs[k] = self._build(vals)
                self.db.execute("insert or replace into doc values(?,?)", (k, json.dumps(vals)))
            elif op == "del":
                self.docs.pop(a, None)
                self.db.execute("delete from doc where k=?", (a,))
            else:
                for k in [k for k, d in self.docs.items() if a(d)]:
                    del self.docs[k]
                    self.db.execute("delete from doc where k=?", (k,))
        self.pending = []
        self.db.commit()

    def delete_query(self, q):
        node = LuceneParser(self.schema, q, "text", "OR").parse()
        self.pending.append(("delq", lambda d: node(d) is not None))
