//! The end of the report: what was set aside, the six criteria, the verdict.

use crate::model::diagnostic::Severity;
use crate::model::language::{Language, Text};
use crate::model::quality::Quality;
use crate::model::report::{CRITERIA, Report, Verdict};
use crate::render::text::{BOLD, DIM, ERROR, GOOD, INFO, WARNING, line};
use crate::render::width::plain;
use crate::render::words;

pub(super) fn settled(out: &mut String, report: &Report, language: Language) {
    if report.settled.is_empty() {
        return;
    }
    let count = report.settled.len();
    let words = match language {
        Language::Thai => format!("แผนจัดระเบียบแก้ข้อค้นพบในไฟล์ต้นฉบับแล้ว {count} รายการ"),
        Language::English => {
            format!("The tidy plan settles {count} findings on the workbook as received")
        }
    };
    line(out, &format!("{GOOD}{words}{GOOD:#}"));
    for finding in &report.settled {
        let range = finding
            .location
            .range
            .map_or_else(String::new, |range| range.to_string());
        let step = finding.settled_by.as_deref().unwrap_or("");
        line(
            out,
            &format!("  {DIM}{} {range} → {step}{DIM:#}", finding.rule),
        );
    }
    line(out, "");
}

/// What was found and does not count: suppressed with a reason, or known from a baseline; and the profile that judged.
pub(super) fn set_aside(out: &mut String, report: &Report, language: Language) {
    for suppressed in &report.suppressed {
        let word = Text {
            th: "ยกเว้น",
            en: "suppressed",
        }
        .get(language);
        let finding = &suppressed.finding;
        let range = finding
            .location
            .range
            .map_or_else(String::new, |range| format!(" {range}"));
        let (reason, by) = (plain(&suppressed.reason), plain(&suppressed.by));
        line(
            out,
            &format!(
                "{INFO}{word}{INFO:#} {}{range}: {reason} {DIM}({by}){DIM:#}",
                finding.rule
            ),
        );
    }
    if let Some(baseline) = &report.baseline {
        let baseline = plain(baseline);
        let known = report.known;
        let words = match language {
            Language::Thai => format!("มีอยู่แล้วใน {baseline} และไม่นับ {known} รายการ"),
            Language::English => format!("{known} known from {baseline} and not counted"),
        };
        line(out, &format!("{INFO}{words}{INFO:#}"));
    }
    if let Some(profile) = &report.profile {
        let word = Text {
            th: "โพรไฟล์",
            en: "profile",
        }
        .get(language);
        let reason = profile.reason.get(language);
        line(
            out,
            &format!("{INFO}{word}{INFO:#} {}: {reason}", profile.name),
        );
    }
}

/// The counters of a provincial quality tool and the points that can be known.
pub(super) fn quality(out: &mut String, report: &Report, language: Language) {
    let quality = Quality::of(report);
    let raised = quality.counters.iter().filter(|(_, count)| *count > 0);
    let counters: Vec<String> = raised
        .map(|(counter, count)| format!("{} {count}", counter.as_str()))
        .collect();
    let counters = if counters.is_empty() {
        Text {
            th: "ไม่พบข้อบกพร่องที่นับ",
            en: "none of the ten defects that it counts",
        }
        .get(language)
        .to_owned()
    } else {
        let word = Text {
            th: "ระดับ",
            en: "severity",
        }
        .get(language);
        format!(
            "{} · {word} {}",
            counters.join(" · "),
            quality.gravity.words().get(language)
        )
    };
    let (points, of) = quality.known();
    let (open, best) = (quality.unknown(), points + quality.unknown());
    let (title, sum) = match language {
        Language::Thai => (
            "คะแนนตามเครื่องมือของสำนักงานสถิติจังหวัดแห่งหนึ่ง (ไม่ใช่เกณฑ์ระดับชาติ)",
            format!(
                "{points} จาก {of} คะแนนที่ทราบล่วงหน้า อีก {open} ทราบเมื่อเผยแพร่แล้ว จึงได้สูงสุด {best}"
            ),
        ),
        Language::English => (
            "Score of one provincial statistics office's tool (not a national rule)",
            format!(
                "{points} of the {of} points that can be known; the other {open} are known once it is published: {best} at best"
            ),
        ),
    };
    line(
        out,
        &format!("\n{BOLD}{title}{BOLD:#}\n  {counters}\n  {sum}"),
    );
}

pub(super) fn criteria(out: &mut String, report: &Report, language: Language) {
    let title = Text {
        th: "เกณฑ์ข้อมูลที่เครื่องอ่านได้ 6 ข้อ",
        en: "The six criteria of machine-readable data",
    };
    line(out, &format!("{BOLD}{}{BOLD:#}", title.get(language)));
    let nothing_seen = report.not_checked.iter().any(|not| not.decides);
    for (criterion, (id, text)) in report.criteria.iter().zip(&CRITERIA) {
        let (style, word) = if criterion.pass && nothing_seen {
            let words = Text {
                th: "ยังไม่ได้ตรวจครบ",
                en: "not fully checked",
            };
            (WARNING, words.get(language))
        } else if criterion.pass {
            (
                GOOD,
                Text {
                    th: "ผ่าน   ",
                    en: "pass",
                }
                .get(language),
            )
        } else {
            (
                ERROR,
                Text {
                    th: "ไม่ผ่าน",
                    en: "fail",
                }
                .get(language),
            )
        };
        let count = match (criterion.findings, language) {
            (0, _) => String::new(),
            (count, Language::Thai) => format!("  (พบ {count})"),
            (count, Language::English) => format!("  ({count} found)"),
        };
        line(
            out,
            &format!(
                "  {style}{word}{style:#}  ({id}) {}{count}",
                text.get(language)
            ),
        );
    }
}

/// The verdict, the last line.
pub(super) fn verdict(out: &mut String, report: &Report, language: Language) {
    let style = match report.verdict {
        Verdict::Pass => GOOD,
        Verdict::Fail => ERROR,
        Verdict::Incomplete => WARNING,
    };
    let word = words::verdict(report.verdict, language);
    let (errors, warnings, infos) = (
        report.count(Severity::Error),
        report.count(Severity::Warning),
        report.count(Severity::Info),
    );
    let counts = match language {
        Language::Thai => format!("ข้อผิดพลาด {errors} · คำเตือน {warnings} · ข้อสังเกต {infos}"),
        Language::English => format!("{errors} errors · {warnings} warnings · {infos} remarks"),
    };
    line(out, &format!("\n{style}{word}{style:#}  {counts}"));
}
