"""dismax and edismax: the query of CKAN's search box."""

import re

from clauses import QF, boolean, qf_node
from lucene import LuceneParser
from schema import SolrError


def parse_mm(spec, n):
    def one(s, n):
        s = s.strip()
        if s.endswith("%"):
            v = int(s[:-1])
            k = int(n * abs(v) / 100.0)
            return k if v >= 0 else n - k
        v = int(s)
        return v if v >= 0 else n + v
    res = n
    if "<" in spec:
        for part in spec.split():
            lim, val = part.split("<")
            if n <= int(lim):
                break
            res = one(val, n)
    elif spec:
        res = one(spec, n)
    return max(0, min(res, n))


def dismax(schema, q, qf, mm, tie, extended, op):
    if extended:
        if re.search(r'[:()\[\]{}*?~^"]|\b(AND|OR|NOT)\b', q):
            try:
                return LuceneParser(schema, q, QF, op, qf, tie).parse()
            except SolrError:
                q = re.sub(r"[:()\[\]{}*?~^\\/]", " ", q)
    clauses, opt = [], []
    for m in re.finditer(r'([+-]?)(?:"([^"]*)"?|([^\s"]+))', q):
        sign, ph, word = m.groups()
        # dismax: the pieces WordDelimiter makes of one word (pm2.5 -> pm 2 5) are alternatives
        node = qf_node(schema, ph if ph is not None else word, qf, tie, quoted=ph is not None, any_token=ph is None)
        if node is None:
            continue
        if sign == "+":
            clauses.append(["must", node])
        elif sign == "-":
            clauses.append(["not", node])
        else:
            opt.append(node)
    need = parse_mm(mm, len(opt)) if mm else (len(opt) if op == "AND" else min(1, len(opt)))
    if not clauses and not opt:
        return lambda d: None

    def optional(d):
        hit = [v for v in (n(d) for n in opt) if v is not None]
        return sum(hit) if len(hit) >= max(need, 0 if clauses else 1) else None
    if opt:
        clauses.append(["must", optional])
    return boolean(clauses, True)
