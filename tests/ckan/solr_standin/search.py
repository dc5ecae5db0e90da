"""/select: query, filters, sort, page, facets."""

import fnmatch
import re

from dismax import dismax
from lucene import LuceneParser
from schema import SolrError


def one(params, k, default=None):
    v = params.get(k)
    return v[0] if v else default


def sort_docs(schema, hits, spec):
    keys = []
    for part in spec.split(","):
        part = part.strip()
        m = re.match(r"(\S+)\s+(asc|desc)$", part, re.I)
        if not m:
            raise SolrError("Can't determine a Sort Order (asc or desc) in sort spec '%s', pos=%d" % (spec, len(part)))
        f, d = m.group(1), m.group(2).lower()
        if f != "score":
            p = schema.get(f)
            if p["multi"]:
                raise SolrError("can not sort on multivalued field: %s" % f)
        keys.append((f, d == "desc"))
    for f, rev in reversed(keys):
        if f == "score":
            hits.sort(key=lambda h: h[0], reverse=rev)
            continue
        have = [h for h in hits if h[1]["src"].get(f)]
        miss = [h for h in hits if not h[1]["src"].get(f)]
        have.sort(key=lambda h: h[1]["src"][f][0], reverse=rev)
        hits[:] = have + miss                          # sortMissingLast
    return hits


def select(idx, params):
    S = idx.schema
    q = one(params, "q", "") or one(params, "q.alt", "*:*")
    df, op = one(params, "df", "text"), one(params, "q.op", "OR")
    kind = one(params, "defType", "lucene")
    qf = [(m.group(1), float(m.group(2) or 1)) for m in re.finditer(r"([^\s^]+)(?:\^([\d.]+))?", one(params, "qf", df))]
    if kind in ("dismax", "edismax") and q.strip() != "*:*":
        node = dismax(S, q, qf, one(params, "mm", ""), float(one(params, "tie", "0")), kind == "edismax", op)
    else:
        node = LuceneParser(S, q, df, op).parse()
    filters = [LuceneParser(S, f, df, op).parse() for f in params.get("fq", []) if f.strip()]
    hits = []
    with idx.lock:
        docs = list(idx.docs.values())
    for d in docs:
        if any(f(d) is None for f in filters):
            continue
        s = node(d)
        if s is not None:
            hits.append((s, d))
    sort_docs(S, hits, one(params, "sort") or "score desc")
    start, rows = int(one(params, "start", "0")), int(one(params, "rows", "10"))
    if start < 0 or rows < 0:
        raise SolrError("'%s' parameter cannot be negative" % ("start" if start < 0 else "rows"))
    fl = [x for x in re.split(r"[\s,]+", ",".join(params.get("fl", ["*"]))) if x] or ["*"]
    out = []
    for s, d in hits[start:start + rows]:
        o = {}
        for f, vals in d["src"].items():
            p = S.get(f)
            if p["stored"] and any(f == x or fnmatch.fnmatchcase(f, x) for x in fl):
                o[f] = vals if p["multi"] else vals[0]
        if "score" in fl:
            o["score"] = s
        out.append(o)
    res = {"responseHeader": {"status": 0, "QTime": 0,
                              "params": {k: v[0] if len(v) == 1 else v for k, v in params.items()}},
           "response": {"numFound": len(hits), "start": start, "numFoundExact": True, "docs": out}}
    if one(params, "facet", "false").lower() == "true":
        ff = {}
        lim, minc = int(one(params, "facet.limit", "100")), int(one(params, "facet.mincount", "0"))
        for f in params.get("facet.field", []):
            p = S.get(f)
            cnt = {}
            for _, d in hits:
                for v in set(d["tok"].get(f, ()) if p["kind"] in ("text", "ngram") else map(str, d["src"].get(f, ()))):
                    cnt[v] = cnt.get(v, 0) + 1
            items = sorted(((v, c) for v, c in cnt.items() if c >= minc), key=lambda t: (-t[1], t[0]))
            if lim >= 0:
                items = items[:lim]
            ff[f] = [x for it in items for x in it]
        res["facet_counts"] = {"facet_queries": {}, "facet_fields": ff, "facet_ranges": {},
                               "facet_intervals": {}, "facet_heatmaps": {}}
    return res
