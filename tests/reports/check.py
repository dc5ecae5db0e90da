"""Reads our frictionless report with frictionless itself: python check.py SHEETPRESS WORKBOOK...

Also asks for every member that the error list of CKAN's validation extension shows.
"""
import json
import subprocess
import sys

from frictionless import Report

program, workbooks = sys.argv[1], sys.argv[2:]
for language in ["th", "en"]:
    command = [program, "check", *workbooks, "--format", "frictionless", "--lang", language]
    text = subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout
    descriptor = json.loads(text)
    report = Report.from_descriptor(descriptor)
    assert report.valid == descriptor["valid"] and report.tasks, "nothing was checked"
    count = 0
    for task, plain in zip(report.tasks, descriptor["tasks"], strict=True):
        assert len(task.errors) == len(plain["errors"]) == task.stats["errors"], task.title
        assert task.labels == plain["labels"] and task.place == plain["place"]
        for error, own in zip(task.errors, plain["errors"], strict=True):
            count += 1
            # A type that frictionless does not know would come back as its widest class.
            assert type(error).type == own["type"], own
            assert own["note"] in error.message, (own["note"], error.message)
            for member in ["title", "description", "message", "tags"]:
                assert own[member], own
            if "#row" in own["tags"]:
                assert error.row_number == own["rowNumber"] > 0 and error.cells == own["cells"] and error.cells
            if "#cell" in own["tags"]:
                assert error.cell == own["cell"] and error.field_number == own["fieldNumber"] > 0
    assert count == report.stats["errors"] > 0
    assert report.to_summary()
    print(f"frictionless reads {count} errors in {len(report.tasks)} tasks ({language})")
