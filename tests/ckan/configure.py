"""Writes a portal's configuration file: configure.py BASE INI KEY=VALUE...

BASE is what `ckan generate config` wrote (with this portal's secrets). Each KEY of [app:main] gets the VALUE, in place
or at the section's end; everything else stays as CKAN's own default.
"""

import sys

base, target, *pairs = sys.argv[1:]
wanted = dict(pair.split("=", 1) for pair in pairs)
written, section, lines = set(), "", []


def rest():
    return [f"{key} = {value}" for key, value in wanted.items() if key not in written]


with open(base, encoding="utf-8") as file:
    for line in file.read().split("\n"):
        if line.startswith("["):
            if section == "[app:main]":
                lines += [*rest(), ""]
            section = line.strip()
        key = line.split("=", 1)[0].strip()
        if section == "[app:main]" and key in wanted:
            if key in written:
                continue
            written.add(key)
            line = f"{key} = {wanted[key]}"
        lines.append(line)
if section == "[app:main]":
    lines += rest()
with open(target, "w", encoding="utf-8") as file:
    file.write("\n".join(lines))
