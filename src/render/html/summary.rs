//! The top of the page: verdict, files, six criteria, score; and its end: what was set aside and not looked at.

use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::language::Language;
use crate::model::markup::Markup;
use crate::model::quality::{self, Quality};
use crate::model::report::{CRITERIA, Verdict};
use crate::render::html::{Page, sign};
use crate::render::words::{grouped, place, severity, verdict};

pub(super) fn summary(out: &mut Markup, page: &Page<'_>) {
    verdict_line(out, page);
    files(out, page);
    out.element("div", &[("class", "two")], |out| {
        out.element("section", &[], |out| criteria(out, page));
        out.element("section", &[], |out| score(out, page));
    });
}

fn verdict_line(out: &mut Markup, page: &Page<'_>) {
    let report = page.report;
    let (class, mark) = match report.verdict {
        Verdict::Pass => ("verdict pass", "✔"),
        Verdict::Fail => ("verdict fail", "✘"),
        Verdict::Incomplete => ("verdict incomplete", "?"),
    };
    out.element("p", &[("class", class)], |out| {
        let words = verdict(report.verdict, page.language);
        out.leaf("strong", &[], &format!("{mark} {words}"));
        for level in [Severity::Error, Severity::Warning, Severity::Info] {
            let count = grouped(report.count(level) as u64);
            let words = severity(level, page.language);
            out.leaf("span", &[], &format!("{} {words} {count}", sign(level)));
        }
    });
}

fn files(out: &mut Markup, page: &Page<'_>) {
    out.element("ul", &[("class", "plain")], |out| {
        for file in &page.report.files {
            for sheet in &file.sheets {
                for table in &sheet.tables {
                    let (range, rows) = (table.range, grouped(table.record_count()));
                    let words = match page.language {
                        Language::Thai => format!("ตาราง {range} {rows} แถว"),
                        Language::English => format!("table {range}, {rows} rows"),
                    };
                    out.element("li", &[], |out| {
                        out.leaf("b", &[], &file.path);
                        out.text(&format!(" · \"{}\" · {words}", sheet.name));
                    });
                }
            }
        }
    });
}

fn criteria(out: &mut Markup, page: &Page<'_>) {
    let title = page.pick(
        "เกณฑ์ข้อมูลที่เครื่องอ่านได้ 6 ข้อ",
        "The six criteria of machine-readable data",
    );
    out.leaf("h3", &[], title);
    let unseen = page.report.not_checked.iter().any(|not| not.decides);
    out.element("ul", &[("class", "plain")], |out| {
        for (criterion, (id, text)) in page.report.criteria.iter().zip(&CRITERIA) {
            let (class, words) = match (criterion.pass, unseen) {
                (false, _) => ("tag fail", page.pick("✘ ไม่ผ่าน", "✘ fail")),
                (true, true) => (
                    "tag incomplete",
                    page.pick("? ยังไม่ได้ตรวจครบ", "? not fully checked"),
                ),
                (true, false) => ("tag pass", page.pick("✔ ผ่าน", "✔ pass")),
            };
            out.element("li", &[], |out| {
                out.leaf("span", &[("class", class)], words);
                out.text(&format!(" ({id}) {}", text.get(page.language)));
                if criterion.findings > 0 {
                    let count = grouped(criterion.findings);
                    let words = match page.language {
                        Language::Thai => format!(" (พบ {count})"),
                        Language::English => format!(" ({count} found)"),
                    };
                    out.leaf("span", &[("class", "soft")], &words);
                }
            });
        }
    });
}

/// What a provincial quality tool would say.
fn score(out: &mut Markup, page: &Page<'_>) {
    let quality = Quality::of(page.report);
    out.leaf(
        "h3",
        &[],
        page.pick("คะแนนคุณภาพที่ทราบล่วงหน้า", "Quality score, ahead of time"),
    );
    out.leaf(
        "p",
        &[("class", "soft")],
        page.pick(
            "ตามเครื่องมือของสำนักงานสถิติจังหวัดแห่งหนึ่ง ไม่ใช่เกณฑ์ระดับชาติ",
            "By the tool of one provincial statistics office; not a national rule",
        ),
    );
    let dimensions = [
        (
            page.pick("ความถูกต้อง", "validity"),
            Some(quality.validity),
            quality::VALIDITY,
        ),
        (
            page.pick("รูปแบบที่เครื่องอ่านได้", "machine-readable format"),
            quality.format,
            quality::FORMAT,
        ),
        (
            page.pick("คำอธิบายข้อมูล", "metadata"),
            quality.metadata,
            quality::METADATA,
        ),
        (
            page.pick("ความเป็นปัจจุบัน", "timeliness"),
            None,
            quality::TIMELINESS,
        ),
        (
            page.pick("การเข้าถึง", "accessibility"),
            None,
            quality::ACCESSIBILITY,
        ),
    ];
    out.element("ul", &[("class", "plain")], |out| {
        for (name, points, of) in dimensions {
            let points = points.map_or_else(
                || {
                    page.pick("ทราบเมื่อเผยแพร่แล้ว", "known once it is published")
                        .to_owned()
                },
                |points| points.to_string(),
            );
            out.leaf("li", &[], &format!("{name}: {points} / {of}"));
        }
    });
    let (points, of) = quality.known();
    let best = points + quality.unknown();
    let sum = match page.language {
        Language::Thai => format!("รวม {points} จาก {of} คะแนนที่ทราบ สูงสุดที่เป็นไปได้ {best} จาก 100"),
        Language::English => {
            format!("{points} of the {of} points that can be known; at best {best} of 100")
        }
    };
    out.element("p", &[], |out| out.leaf("b", &[], &sum));
    counters(out, page, &quality);
}

fn counters(out: &mut Markup, page: &Page<'_>, quality: &Quality) {
    let counters: Vec<String> = quality
        .counters
        .iter()
        .map(|(counter, count)| format!("{} {}", counter.as_str(), grouped(*count)))
        .collect();
    out.element("p", &[("class", "legend")], |out| {
        out.text(page.pick("ตัวนับ: ", "Counters: "));
        out.leaf("span", &[("class", "name")], &counters.join(" · "));
        let severity = quality.gravity.words().get(page.language);
        out.text(&format!(" · {}: {severity}", page.pick("ระดับ", "severity")));
    });
}

/// What does not count, and what was not looked at.
pub(super) fn set_aside(out: &mut Markup, page: &Page<'_>) {
    let report = page.report;
    let mut notes: Vec<(&str, Vec<String>)> = Vec::new();
    let settled = report.settled.iter().map(|it| {
        let step = it.settled_by.as_deref().unwrap_or("");
        format!("{} → {step}", brief(it))
    });
    notes.push((
        page.pick("แผนจัดระเบียบแก้แล้ว", "Settled by the tidy plan"),
        settled.collect(),
    ));
    let suppressed = report.suppressed.iter();
    let suppressed =
        suppressed.map(|it| format!("{}: {} ({})", brief(&it.finding), it.reason, it.by));
    notes.push((page.pick("ยกเว้น", "Suppressed"), suppressed.collect()));
    let known = report.baseline.iter().map(|baseline| {
        let known = grouped(report.known);
        format!("{baseline}: {known}")
    });
    notes.push((
        page.pick(
            "มีอยู่แล้วในรายการเดิมและไม่นับ",
            "Known from a baseline and not counted",
        ),
        known.collect(),
    ));
    let profile = report.profile.iter();
    let profile = profile.map(|it| format!("{}: {}", it.name, it.reason.get(page.language)));
    notes.push((page.pick("โพรไฟล์", "Profile"), profile.collect()));
    let not_checked = report.not_checked.iter();
    let not_checked = not_checked.map(|it| {
        let (what, why) = (it.what.get(page.language), it.why.get(page.language));
        format!("{what}: {why}")
    });
    notes.push((page.pick("ไม่ได้ตรวจ", "Not checked"), not_checked.collect()));
    for (title, lines) in notes.iter().filter(|(_, lines)| !lines.is_empty()) {
        out.line();
        out.leaf("h3", &[], title);
        out.element("ul", &[], |out| {
            for line in lines {
                out.leaf("li", &[], line);
            }
        });
    }
}

/// File, rule and place.
fn brief(finding: &Diagnostic) -> String {
    let file = &finding.location.file;
    format!("{file} · {} {}", finding.rule, place(finding))
}
