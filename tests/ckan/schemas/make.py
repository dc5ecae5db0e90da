"""Writes ckan_dataset.json and presets.json: the fields of the Thai national catalogue in ckanext-scheming's form.

Usage: make.py [--check]. Reads schemas/profiles/thai-gdc.json and thai-gdc-resource.json, the facts that the project
holds, and adds what only a portal needs: presets, validators, and the Thai words for True and False. --check writes
nothing and fails where the files are not what would be written.
"""

import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
PROFILES = HERE.parents[2] / "schemas" / "profiles"

DATA_TYPES = {
    "R": "ข้อมูลระเบียน",
    "S": "ข้อมูลสถิติ",
    "G": "ข้อมูลภูมิสารสนเทศเชิงพื้นที่",
    "M": "ข้อมูลหลากหลายประเภท",
    "O": "ข้อมูลประเภทอื่นๆ",
}
# What True and False are called on a Thai page; the profile holds the English words.
YES_NO = {
    "allow_harvest": ("ไม่ยินยอม", "ยินยอม"),
    "resource_private": ("สาธารณะ", "ส่วนตัว"),
}
# Fields whose meaning CKAN itself knows, by a preset; the two validators of names and titles are the stand-in's.
PRESETS = {
    "title": "title",
    "name": "dataset_slug",
    "owner_org": "dataset_organization",
    ("resource", "url"): "resource_url_upload",
    "format": "resource_format_autocomplete",
}
LONG_TEXTS = {"notes", "accessible_condition", "calculation_method", "description", "resource_accessible_condition"}
# Required of a file by the presets above and by CKAN; the profile requires nothing of a file before it is published.
REQUIRED_OF_A_FILE = {"url", "name", "format"}
DAY = "-(0[1-9]|1[0-2])-"


def choices(key, item):
    holder = item.get("items", item)
    english = item.get("x-enum-en", holder["enum"])
    if holder["enum"] == ["False", "True"]:
        thai = YES_NO.get(key, ("ไม่ใช่", "ใช่"))
        return [{"value": value, "label": {"en": en, "th": th}} for value, en, th in zip(holder["enum"], english, thai)]
    # The national catalogue shows the stored text in either language.
    return [{"value": value, "label": value} for value in holder["enum"]]


def field(level, key, item, required):
    made = {"field_name": key, "label": {"en": item["title"], "th": item["x-title-th"]}}
    if required:
        made["required"] = True
    preset = PRESETS.get((level, key)) or (PRESETS.get(key) if (level, key) != ("resource", "name") else None)
    several = item.get("type") == "array"
    if "enum" in item or several:
        made["choices"] = choices(key, item)
    if preset:
        made["preset"] = preset
    elif key == "tag_string":
        made["validators"] = "ignore_missing tag_string_convert"
        made["form_attrs"] = {"data-module": "autocomplete", "data-module-tags": ""}
    elif key == "maintainer_email":
        made["validators"] = "not_empty email_validator unicode_safe"
        made["display_snippet"] = "email.html"
    elif several:
        # As the national catalogue has it: validators, no preset.
        made["form_snippet"] = "multiple_checkbox.html"
        made["display_snippet"] = "multiple_choice.html"
        made["validators"] = "scheming_multiple_choice"
        made["output_validators"] = "scheming_multiple_choice_output"
    elif "enum" in item:
        # The national catalogue does not hold a single choice against its list.
        made["form_snippet"] = made["display_snippet"] = "select.html"
        if required:
            made["validators"] = "scheming_required"
    elif DAY in item.get("pattern", ""):
        made["preset"] = "date"
    elif key in LONG_TEXTS:
        made["form_snippet"] = "markdown.html"
    made["form_data_type"] = [DATA_TYPES[kind] for kind in item["x-data-types"]]
    return made


def fields(level, file):
    profile = json.loads((PROFILES / file).read_text(encoding="utf-8"))
    needed = set(profile.get("required", [])) | (REQUIRED_OF_A_FILE if level == "resource" else set())
    items = {**profile["properties"], **profile["x-elsewhere"]}
    ordered = sorted(items.items(), key=lambda pair: pair[1]["x-number"])
    return [field(level, key, item, key in needed or item.get("x-required", False)) for key, item in ordered]


def preset(name, **values):
    return {"preset_name": name, "values": values}


DATASET = {
    "scheming_version": 2,
    "dataset_type": "dataset",
    "about": "The dataset fields of the Thai national catalogue (ckanext-thai_gdc 2.2.4), written by make.py",
    "about_url": "https://github.com/ckan/ckanext-scheming",
    "dataset_fields": fields("dataset", "thai-gdc.json"),
    "resource_fields": fields("resource", "thai-gdc-resource.json"),
}
# The same names as the stock presets; what the national catalogue changes is the title (must be unique) and that a file needs an address and a format.
PRESET_FILE = {
    "scheming_presets_version": 1,
    "about": "Field presets of the Thai national catalogue that the schema beside this file names, written by make.py",
    "about_url": "https://github.com/ckan/ckanext-scheming#preset",
    "presets": [
        preset(
            "title",
            validators="if_empty_same_as(name) unicode_safe package_title_validator",
            form_snippet="large_text.html",
            form_attrs={"data-module": "slug-preview-target"},
        ),
        preset("dataset_slug", validators="not_empty unicode_safe name_validator package_name_validator", form_snippet="slug.html"),
        preset("dataset_organization", validators="owner_org_validator unicode_safe", form_snippet="organization.html"),
        preset(
            "resource_url_upload",
            validators="not_empty unicode_safe remove_whitespace",
            form_snippet="upload.html",
            upload_field="upload",
            upload_clear="clear_upload",
            upload_label="File",
        ),
        preset("resource_format_autocomplete", validators="if_empty_guess_format not_empty clean_format unicode_safe"),
        preset(
            "date",
            validators="scheming_required isodate convert_to_json_if_date",
            form_snippet="date.html",
            display_snippet="date.html",
        ),
    ],
}

FILES = {"ckan_dataset.json": DATASET, "presets.json": PRESET_FILE}
stale = []
for name, content in FILES.items():
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    path = HERE / name
    if "--check" not in sys.argv[1:]:
        path.write_text(text, encoding="utf-8")
    elif not path.exists() or path.read_text(encoding="utf-8") != text:
        stale.append(name)
if stale:
    sys.exit(f"not what make.py writes: {', '.join(stale)}")
