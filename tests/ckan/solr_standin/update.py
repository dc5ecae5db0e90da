"""/update: documents in JSON and XML."""

import json
import xml.etree.ElementTree as ET

from schema import SolrError
from search import one


def update(idx, body, ctype, params):
    ops, commit = [], one(params, "commit", "") == "true" or one(params, "softCommit", "") == "true" or "commitWithin" in params
    if body.strip():
        if "json" in ctype or body.lstrip()[:1] in b"[{":
            try:
                data = json.loads(body)
            except ValueError as e:
                raise SolrError("JSON Parse Error: %s" % e)
            if isinstance(data, list):
                ops += [("add", d) for d in data]
            else:
                for k, v in data.items():
                    if k == "add":
                        ops.append(("add", v.get("doc", v)))
                    elif k == "delete":
                        if isinstance(v, dict) and "query" in v:
                            ops.append(("delq", v["query"]))
                        else:
                            for x in v if isinstance(v, list) else [v.get("id") if isinstance(v, dict) else v]:
                                ops.append(("del", x))
                    elif k == "commit":
                        commit = True
        else:
            try:
                root = ET.fromstring(body)
            except ET.ParseError as e:
                raise SolrError("Error parsing XML: %s" % e)
            for el in [root] + list(root):
                if el.tag == "doc":
                    d = {}
                    for f in el.findall("field"):
                        d.setdefault(f.get("name"), []).append(f.text or "")
                    ops.append(("add", d))
                elif el.tag == "commit" or el.tag == "optimize":
                    commit = True
                elif el.tag == "query":
                    ops.append(("delq", el.text))
                elif el.tag == "id":
                    ops.append(("del", el.text))
    with idx.lock:
        prepared = [("add", idx.prepare(a)) if op == "add" else (op, a) for op, a in ops]
        for op, a in prepared:
            if op == "delq":
                idx.delete_query(a)
            else:
                idx.pending.append((op, a))
        if commit:
            idx.commit()
    return {"responseHeader": {"status": 0, "QTime": 0}}
