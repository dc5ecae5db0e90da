//! A file → a report.

use std::path::Path;

use crate::detect;
use crate::model::language::{Message, say};
use crate::model::layout::Layout;
use crate::model::refusal::Refusal;
use crate::model::report::{FileSummary, NotChecked, Report, SheetSummary};
use crate::model::workbook::{Format, Visibility, Workbook};
use crate::pipeline::chosen::sheet;
use crate::pipeline::detail::{details, personal};
use crate::pipeline::excerpt::excerpts;
use crate::pipeline::{Error, Options, trace};
use crate::read;
use crate::validate;
use crate::validate::Judge;
use crate::validate::rules::RULES;

/// Checks one file, whatever lies in it.
pub fn check_file(path: &Path, options: &Options) -> Result<Report, Error> {
    let workbook = read::open(path, &options.read)?;
    let layouts = match &options.sheet {
        Some(name) => detect::sheet_tables(&workbook, sheet(&workbook, name)?),
        None => detect::tables(&workbook),
    };
    let findings = match &options.sheet {
        Some(name) => {
            let mut found = Vec::new();
            validate::sheet(&workbook, sheet(&workbook, name)?, &layouts, &mut found);
            found
        }
        None => validate::workbook(&workbook, &layouts),
    };
    let mut judge = options.judge(None)?;
    judge.heed(&workbook, &layouts);
    let personal = personal(&findings);
    let mut findings = judge.pass(findings);
    if workbook.format == Format::Csv {
        trace::lead_back(path, &layouts, &mut findings);
    }
    let mut not_checked = not_checked(&workbook);
    if layouts.is_empty() {
        not_checked.push(NotChecked {
            what: say!(th: "ตาราง", en: "tables"),
            why: say!(th: "ไม่พบตารางในไฟล์นี้", en: "no table was found in this file"),
            decides: true,
        });
    }
    let excerpts = excerpts(&findings, 0, &workbook, &layouts, &personal);
    let mut report = Report {
        files: vec![summary(&workbook, &layouts)],
        details: details(&workbook, &layouts, &findings, &personal, options),
        findings,
        not_checked,
        excerpts,
        profile: judge.profile(&workbook, &layouts),
        ..Report::default()
    };
    finish(&mut report, judge, options);
    Ok(report)
}

/// The report of a file that could not be read: why, and that nothing else was looked at.
pub fn refused(refusal: &Refusal, options: &Options) -> Result<Report, Error> {
    let mut judge = options.judge(None)?;
    let not_checked = NotChecked {
        what: say!(th: "ข้อมูลในไฟล์", en: "the data in the file"),
        why: say!(th: "อ่านไฟล์ไม่ได้", en: "the file could not be read"),
        decides: true,
    };
    let mut report = Report {
        findings: judge.pass(validate::refused(refusal)),
        not_checked: vec![not_checked],
        ..Report::default()
    };
    finish(&mut report, judge, options);
    Ok(report)
}

/// The report of a check that had nothing to look at.
pub fn nothing() -> Report {
    Report {
        criteria: validate::criteria(&[]),
        rules: RULES.iter().map(|rule| rule.page()).collect(),
        ..Report::default()
    }
}

pub(super) fn summary(workbook: &Workbook, layouts: &[Layout]) -> FileSummary {
    let sheets = workbook
        .sheets
        .iter()
        .enumerate()
        .map(|(number, sheet)| SheetSummary {
            name: sheet.name.clone(),
            visibility: sheet.visibility,
            tables: layouts
                .iter()
                .filter(|layout| layout.sheet == number)
                .cloned()
                .collect(),
        });
    FileSummary {
        path: workbook.path.clone(),
        format: workbook.format,
        sheets: sheets.collect(),
    }
}

/// What was not looked at: facts that the format's reader does not tell, and sheets that nobody sees.
pub(super) fn not_checked(workbook: &Workbook) -> Vec<NotChecked> {
    let thai = |what: &str| match what {
        "objects" => "แผนภูมิ รูปภาพ และรูปร่าง",
        "comments" => "บันทึกย่อ",
        "hidden" => "แถวและคอลัมน์ที่ซ่อน และตัวกรอง",
        "pivots" => "PivotTable และแคชของ PivotTable",
        _ => "เซลล์ที่ผสาน",
    };
    let extension = workbook.format.extension();
    let facts = workbook.not_checked.iter().map(|(what, why)| NotChecked {
        what: Message {
            th: thai(what).to_owned(),
            en: (*what).to_owned(),
        },
        why: Message {
            th: format!("ตัวอ่านไฟล์ .{extension} ไม่บอก"),
            en: why.clone(),
        },
        // Charts, pictures and pivots decide criterion (f), merged cells (c).
        decides: matches!(*what, "objects" | "pivots" | "merges"),
    });
    let hidden = workbook
        .sheets
        .iter()
        .filter(|sheet| sheet.visibility != Visibility::Visible && !sheet.columns.is_empty());
    let hidden = hidden.map(|sheet| {
        let name = &sheet.name;
        NotChecked {
            what: say!(th: "แผ่นงาน \"{name}\"", en: "sheet \"{name}\""),
            why: say!(th: "ซ่อนอยู่ จึงไม่ถูกเผยแพร่", en: "it is hidden and will not be published"),
            decides: false,
        }
    });
    facts.chain(hidden).collect()
}

/// Criteria, verdict and what was set aside. A known fault is still a fault for the criteria; it no longer decides the
/// verdict.
pub(super) fn finish(report: &mut Report, judge: Judge, options: &Options) {
    report.fail_on = options.fail_on;
    report.known = judge.known.len() as u64;
    report.baseline.clone_from(&options.baseline_file);
    report.suppressed = judge.suppressed;
    let mut all = judge.known;
    all.extend(report.findings.iter().cloned());
    report.criteria = validate::criteria(&all);
    report.rules = RULES.iter().map(|rule| rule.page()).collect();
    report.verdict = validate::verdict(report, options.fail_on);
}
