"""CKAN's own schema.xml: which fields there are, and of what kind."""

import fnmatch
import re
import xml.etree.ElementTree as ET


class SolrError(Exception):
    def __init__(self, msg, code=400):
        super().__init__(msg)
        self.msg, self.code = msg, code


class Schema:
    def __init__(self, path):
        self.xml = open(path, "rb").read()
        root = ET.fromstring(self.xml)
        self.name = root.get("name", "")
        self.classes, self.type_multi = {}, {}
        for el in root.iter():
            if el.tag.lower() == "fieldtype":
                self.classes[el.get("name")] = el.get("class")
                self.type_multi[el.get("name")] = el.get("multiValued") == "true"
        self.fields, self.dynamic = {}, []
        for el in root.iter("field"):
            self.fields[el.get("name")] = self._props(el)
        for el in root.iter("dynamicField"):
            self.dynamic.append((el.get("name"), self._props(el)))
        self.dynamic.sort(key=lambda p: -len(p[0]))
        self.copies = [(el.get("source"), el.get("dest")) for el in root.iter("copyField")]
        uk = root.find("uniqueKey")
        self.unique = uk.text.strip() if uk is not None else "id"

    def _props(self, el):
        t = el.get("type")
        cls = self.classes.get(t, "")
        kind = ("date" if "Date" in cls else "bool" if "BoolField" in cls else
                "num" if re.search(r"(Int|Long|Float|Double)", cls) else
                "ngram" if "ngram" in t else "text" if "TextField" in cls else "string")
        return {"kind": kind, "case_change": t == "text", "stem": t == "text",
                "stored": el.get("stored", "true") == "true",
                "indexed": el.get("indexed", "true") == "true",
                "multi": el.get("multiValued") == "true" or self.type_multi.get(t, False),
                "required": el.get("required") == "true", "default": el.get("default")}

    def get(self, name):
        f = self.fields.get(name)
        if f:
            return f
        for pat, p in self.dynamic:
            if fnmatch.fnmatchcase(name, pat):
                return p
        raise SolrError("undefined field %s" % name)
