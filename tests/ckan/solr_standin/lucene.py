"""Lucene's query syntax."""

import re

from analysis import parse_date
from clauses import QF, qf_node, boolean, term_query
from schema import SolrError


class LuceneParser:
    def __init__(self, schema, q, df, op, qf=(), tie=0.0):
        self.s, self.q, self.i, self.df, self.op = schema, q, 0, df, op.upper()
        self.qf, self.tie = qf, tie

    def term(self, field, text, **kw):
        if field == QF:
            return qf_node(self.s, text, self.qf, self.tie, **kw)
        return term_query(self.s, field, text, **kw)

    def err(self, why=""):
        raise SolrError("org.apache.solr.search.SyntaxError: Cannot parse '%s': %s" % (self.q, why or "Encountered \"<EOF>\" at line 1, column %d." % self.i))

    def ws(self):
        while self.i < len(self.q) and self.q[self.i].isspace():
            self.i += 1

    def parse(self):
        if self.q.lstrip().startswith("{!"):
            raise SolrError("stand-in: local params are not implemented: %s" % self.q)
        node = self.query(self.df, True)
        self.ws()
        if self.i < len(self.q):
            self.err("Encountered \" \"%s\" at line 1, column %d." % (self.q[self.i], self.i))
        return node or (lambda d: None)

    def query(self, field, top=False):
        clauses = []
        while True:
            self.ws()
            if self.i >= len(self.q) or self.q[self.i] == ")":
                break
            conj = None
            for w, c in (("AND", "AND"), ("&&", "AND"), ("OR", "OR"), ("||", "OR")):
                if self.q.startswith(w, self.i) and (not w.isalpha() or re.match(r"[\s(]", self.q[self.i + len(w):self.i + len(w) + 1] or " ")):
                    if not clauses:
                        self.err("Encountered \" <%s> \"%s \"\" at line 1, column %d." % (c, w, self.i))
                    conj = c
                    self.i += len(w)
                    self.ws()
                    break
            if self.i >= len(self.q) or (conj and self.q[self.i] == ")"):
                self.err()
            mod = None
            if re.match(r"NOT[\s(]", self.q[self.i:self.i + 4]):
                mod = "not"
                self.i += 3
                self.ws()
            elif self.q[self.i] in "+-!":
                mod = "must" if self.q[self.i] == "+" else "not"
                self.i += 1
                self.ws()
            node = self.clause(field)
            if conj == "AND" and clauses and clauses[-1][0] != "not":
                clauses[-1][0] = "must"
            if self.op == "AND" and conj == "OR" and clauses and clauses[-1][0] != "not":
                clauses[-1][0] = "should"
            if mod == "not":
                occ = "not"
            elif self.op == "OR":
                occ = "must" if mod == "must" or conj == "AND" else "should"
            else:
                occ = "must" if conj != "OR" or mod == "must" else "should"
            if node:
                clauses.append([occ, node])
        return boolean(clauses, top) if clauses else None

    def clause(self, field):
        m = re.compile(r"((?:\\.|[^\s+\-!(){}\[\]^\"~*?:\\/&|]|(?<=[^\s(])[-+&|])+|\*):").match(self.q, self.i)
        if m:
            field = re.sub(r"\\(.)", r"\1", m.group(1))
            self.i = m.end()
            self.ws()
        if self.i >= len(self.q):
            self.err()
        ch = self.q[self.i]
        if ch == "(":
            self.i += 1
            node = self.query(field)
            if self.i >= len(self.q):
                self.err()
            self.i += 1
        elif ch == '"':
            m = re.compile(r'"((?:\\.|[^"\\])*)"').match(self.q, self.i)
            if not m:
                self.err("Lexical error at line 1, column %d.  Encountered: <EOF> after : \"\"" % (len(self.q) + 1))
            self.i = m.end()
            m2 = re.compile(r"~\d*").match(self.q, self.i)
            if m2:
                self.i = m2.end()
            node = self.term(field, re.sub(r"\\(.)", r"\1", m.group(1)), quoted=True)
        elif ch in "[{":
            m = re.compile(r'([\[{])\s*("[^"]*"|\S+?)\s+TO\s+("[^"]*"|[^\s\]}]+)\s*([\]}])').match(self.q, self.i)
            if not m:
                self.err()
            self.i = m.end()
            node = self.range(field, *m.groups())
        else:
            m = re.compile(r'(?:\\.|[^\s(){}\[\]^"~:\\])+').match(self.q, self.i)
            if not m:
                self.err("Encountered \" \"%s\" at line 1, column %d." % (ch, self.i))
            raw = m.group(0)
            self.i = m.end()
            fz = re.compile(r"~(\d(?:\.\d+)?)?").match(self.q, self.i)
            if field == "*" and raw == "*":
                node = lambda d: 1.0
            elif raw == "*":
                f = field
                self.s.get(f)
                node = lambda d: 1.0 if d["src"].get(f) else None
            else:
                wild, plain, j = "", "", 0
                has = False
                while j < len(raw):
                    c = raw[j]
                    if c == "\\" and j + 1 < len(raw):
                        j += 1
                        wild += re.escape(raw[j])
                        plain += raw[j]
                    elif c in "*?":
                        wild += ".*" if c == "*" else "."
                        plain += c
                        has = True
                    else:
                        wild += re.escape(c)
                        plain += c
                    j += 1
                fuzzy = None
                if fz:
                    self.i = fz.end()
                    fuzzy = min(2, int(float(fz.group(1) or 2)) or 2)
                node = self.term(field, plain, wild=wild if has else None, fuzzy=fuzzy)
        m = re.compile(r"\^=?(\d+(?:\.\d+)?)").match(self.q, self.i)
        if m:
            self.i = m.end()
            b, n0 = float(m.group(1)), node
            if n0:
                node = lambda d: None if n0(d) is None else n0(d) * b
        return node

    def range(self, field, lo_b, lo, hi, hi_b):
        p = self.s.get(field)
        conv = (lambda v: parse_date(v)) if p["kind"] == "date" else (lambda v: float(v)) if p["kind"] == "num" else (lambda v: v)
        a = None if lo == "*" else conv(lo.strip('"'))
        b = None if hi == "*" else conv(hi.strip('"'))

        def ev(d):
            vals = d["tok"].get(field) if p["kind"] == "text" else d["src"].get(field)
            for v in vals or ():
                v = conv(v) if p["kind"] in ("date", "num") else str(v)
                if a is not None and (v < a or (lo_b == "{" and v == a)):
                    continue
                if b is not None and (v > b or (hi_b == "}" and v == b)):
                    continue
                return 1.0
            return None
        return ev
