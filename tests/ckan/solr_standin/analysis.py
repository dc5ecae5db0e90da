"""How text becomes terms, and dates with date maths."""

import calendar
import datetime as dt
import re
import unicodedata

from schema import SolrError


def fold(s):
    out = []
    for ch in s:
        if ord(ch) < 0x80 or ord(ch) > 0x24F:       # fold Latin only, keep Thai marks
            out.append(ch)
        else:
            out.append("".join(c for c in unicodedata.normalize("NFKD", ch) if not unicodedata.combining(c)))
    return "".join(out)


def _cls(ch):
    c = unicodedata.category(ch)
    if c == "Lu":
        return "U"
    if c == "Ll":
        return "l"
    if c[0] == "L" or c[0] == "M":
        return "A"
    if c[0] == "N":
        return "9"
    return " "


def _stem(w):
    if not w.isascii() or len(w) < 4:
        return w
    for suf, rep in (("sses", "ss"), ("ies", "i"), ("ing", ""), ("ed", "")):
        if w.endswith(suf) and len(w) - len(suf) >= 3:
            w = w[:-len(suf)] + rep
            if suf in ("ing", "ed") and w[-1] == w[-2] and w[-1] not in "lsz":
                w = w[:-1]                             # running -> run
            return w
    return w[:-1] if w.endswith("s") and w[-2] not in "su" else w


def analyze(text, prop, index):
    """WhitespaceTokenizer -> WordDelimiterGraph -> lowercase (-> stem, ASCII fold)."""
    if prop["kind"] == "ngram":
        t = text.lower()
        if index:
            return [t[i:i + n] for n in range(2, 11) for i in range(len(t) - n + 1)]
        return t.split()
    out = []
    for chunk in text.split():
        parts, cur, prev = [], "", " "
        for ch in chunk:
            c = _cls(ch)
            brk = c == " " or (prev != " " and ((c == "9") != (prev == "9") or
                               (prop["case_change"] and prev == "l" and c == "U")))
            if brk and cur:
                parts.append(cur)
                cur = ""
            if c != " ":
                cur += ch
            prev = c
        if cur:
            parts.append(cur)
        if index and len(parts) > 1:                 # catenateWords / catenateNumbers
            run, runs = "", []
            for p in parts:
                if run and (p[0].isdigit() != run[-1].isdigit()):
                    runs.append(run)
                    run = ""
                run += p
            runs.append(run)
            parts += [r for r in runs if r not in parts]
        for p in parts:
            p = p.lower()
            if prop["stem"]:
                p = fold(_stem(p))
            out.append(p)
    return out


def parse_date(s):
    s = s.strip().strip('"')
    m = re.match(r"NOW((?:/[A-Z]+|[+-]\d+[A-Z]+)*)$", s)
    if m:
        d = dt.datetime.utcnow()
        for op in re.findall(r"/[A-Z]+|[+-]\d+[A-Z]+", m.group(1)):
            if op[0] == "/":
                cut = {"YEAR": 1, "MONTH": 2, "DAY": 3, "HOUR": 4, "MINUTE": 5, "SECOND": 6}[op[1:].rstrip("S")]
                v = list(d.timetuple()[:6])
                d = dt.datetime(*[v[i] if i < cut else (1 if i in (1, 2) else 0) for i in range(6)])
            else:
                n, unit = re.match(r"([+-]\d+)([A-Z]+)", op).groups()
                n, unit = int(n), unit.rstrip("S")
                if unit in ("MONTH", "YEAR"):
                    mm = d.month - 1 + n * (12 if unit == "YEAR" else 1)
                    y, mo = d.year + mm // 12, mm % 12 + 1
                    d = d.replace(year=y, month=mo, day=min(d.day, calendar.monthrange(y, mo)[1]))
                else:
                    d += dt.timedelta(**{unit.lower() + "s": n})
        return d
    m = re.match(r"(-?\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?Z$", s)
    if not m:
        raise SolrError("Invalid Date String:'%s'" % s)
    g = m.groups()
    return dt.datetime(*map(int, g[:6]), int((g[6] or "0")[:3].ljust(3, "0")) * 1000)


def fmt_date(d):
    base = d.strftime("%Y-%m-%dT%H:%M:%S")
    ms = d.microsecond // 1000
    return base + ((".%03d" % ms).rstrip("0") if ms else "") + "Z"
