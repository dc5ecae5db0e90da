"""Queries of one term and their combination, as functions: document -> score, or None where it does not match."""

import re

from analysis import fold, analyze, fmt_date, parse_date
from schema import SolrError

# Pseudo field: search all fields of qf (edismax).
QF = "\0qf"


def levenshtein(a, b, k):
    if abs(len(a) - len(b)) > k:
        return False
    prev = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        cur = [i]
        for j, cb in enumerate(b, 1):
            cur.append(min(prev[j] + 1, cur[-1] + 1, prev[j - 1] + (ca != cb)))
        prev = cur
    return prev[-1] <= k


def term_query(schema, field, text, quoted=False, wild=None, fuzzy=None, any_token=False):
    p = schema.get(field)
    kind = p["kind"]
    if wild is not None:
        rx = re.compile(wild + r"\Z", re.S)
        if kind in ("text", "ngram"):
            rx = re.compile(fold(wild.lower()) + r"\Z", re.S)
            return lambda d: 1.0 if any(rx.match(t) for t in d["tok"].get(field, ())) else None
        return lambda d: 1.0 if any(rx.match(str(t)) for t in d["src"].get(field, ())) else None
    if kind == "date":
        want = fmt_date(parse_date(text))
        return lambda d: 1.0 if want in d["src"].get(field, ()) else None
    if kind == "num":
        try:
            want = float(text)
        except ValueError:
            raise SolrError("Invalid Number: %s" % text)
        return lambda d: 1.0 if want in d["src"].get(field, ()) else None
    if kind == "bool":
        want = "true" if text[:1] in "1tT" else "false"
        return lambda d: 1.0 if want in d["src"].get(field, ()) else None
    if kind == "string":
        if fuzzy is not None:
            return lambda d: 1.0 if any(levenshtein(text, v, fuzzy) for v in d["src"].get(field, ())) else None
        return lambda d: 1.0 if text in d["src"].get(field, ()) else None
    toks = analyze(text, p, False)
    if not toks:
        return None                                    # analysed away: no clause
    if fuzzy is not None:
        return lambda d: 1.0 if any(levenshtein(toks[0], v, fuzzy) for v in d["tok"].get(field, ())) else None
    if quoted and len(toks) > 1:
        n = len(toks)

        def phrase(d):
            ts = d["tok"].get(field, ())
            return float(n) if any(ts[i:i + n] == toks for i in range(len(ts) - n + 1)) else None
        return phrase

    def allof(d):
        ts = d["tok"].get(field)
        if not ts:
            return None
        c = [ts.count(t) for t in toks]
        return sum(c) ** 0.5 / (len(ts) ** 0.25) if (any(c) if any_token else all(c)) else None
    return allof


def boolean(clauses, top):
    """clauses: list of [occur, node]; occur in must/should/not"""
    must = [n for o, n in clauses if o == "must"]
    should = [n for o, n in clauses if o == "should"]
    neg = [n for o, n in clauses if o == "not"]
    if neg and not must and not should:
        if not top:
            return lambda d: None
        return lambda d: None if any(n(d) is not None for n in neg) else 1.0

    def ev(d):
        if any(n(d) is not None for n in neg):
            return None
        s = 0.0
        for n in must:
            v = n(d)
            if v is None:
                return None
            s += v
        hit = [v for v in (n(d) for n in should) if v is not None]
        if not must and not hit:
            return None
        return s + sum(hit)
    return ev


def qf_node(schema, text, qf, tie, **kw):
    subs = []
    for f, b in qf:
        try:
            n = term_query(schema, f, text, **kw)
        except SolrError:
            n = None
        if n:
            subs.append((n, b))
    if not subs:
        return None

    def ev(d):
        vs = sorted((v * b for v, b in ((n(d), b) for n, b in subs) if v is not None), reverse=True)
        return vs[0] + tie * sum(vs[1:]) if vs else None
    return ev
