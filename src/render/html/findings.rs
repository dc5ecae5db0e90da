//! What was found: for each rule why it matters and how to mend it in Excel, then every place.

use crate::model::address::Range;
use crate::model::diagnostic::Diagnostic;
use crate::model::language::Language;
use crate::model::markup::Markup;
use crate::model::page::{RulePage, Section};
use crate::render::html::grid::{anchor, shows};
use crate::render::html::{Page, Shown, sign};
use crate::render::words::{grouped, place, severity};

/// Further places of a finding that are listed; the others are counted.
const PLACES: usize = 12;

/// A finding with its number.
type Numbered<'a> = (usize, &'a Diagnostic);

pub(super) fn findings(
    out: &mut Markup,
    page: &Page<'_>,
    shown: Option<Shown<'_>>,
    findings: &[Numbered<'_>],
) {
    if findings.is_empty() {
        out.leaf("h3", &[], page.pick("ไม่พบข้อบกพร่อง", "No findings"));
        return;
    }
    let count = grouped(findings.len() as u64);
    let title = match page.language {
        Language::Thai => format!("ข้อค้นพบ {count} รายการ"),
        Language::English => format!("Findings: {count}"),
    };
    out.leaf("h3", &[], &title);
    let mut rules: Vec<&str> = Vec::new();
    for (_, finding) in findings {
        if !rules.contains(&finding.rule) {
            rules.push(finding.rule);
        }
    }
    for rule in rules {
        let mut mine = findings.to_vec();
        mine.retain(|(_, finding)| finding.rule == rule);
        self::rule(out, page, shown, &mine);
    }
}

/// The findings of one rule.
fn rule(out: &mut Markup, page: &Page<'_>, shown: Option<Shown<'_>>, findings: &[Numbered<'_>]) {
    let Some((_, first)) = findings.first() else {
        return;
    };
    let worst = findings.iter().map(|(_, it)| it.severity).max();
    let worst = worst.unwrap_or(first.severity);
    let class = format!("rule {}", worst.as_str());
    let about = page.report.page(first.rule);
    out.line();
    out.element("article", &[("class", &class)], |out| {
        out.element("h4", &[], |out| {
            let tag = format!("tag {}", worst.as_str());
            let words = format!("{} {}", sign(worst), severity(worst, page.language));
            out.leaf("span", &[("class", &tag)], &words);
            out.text(" ");
            out.text(about.map_or(first.rule, |about| about.title.get(page.language)));
            out.text(" ");
            out.leaf("span", &[("class", "name soft")], first.rule);
        });
        section(out, page, about, Section::Why);
        out.element("ol", &[], |out| {
            for finding in findings {
                item(out, page, shown, *finding);
            }
        });
        section(out, page, about, Section::Mend);
    });
}

fn item(
    out: &mut Markup,
    page: &Page<'_>,
    shown: Option<Shown<'_>>,
    (number, finding): Numbered<'_>,
) {
    let (id, value) = (format!("f{number}"), number.to_string());
    out.line();
    out.element("li", &[("id", &id), ("value", &value)], |out| {
        places(out, page, shown, finding);
        out.text(finding.message.get(page.language));
        out.element("p", &[], |out| {
            out.leaf("b", &[], page.pick("แก้ที่นี่", "Mend it here"));
            out.text(": ");
            out.text(finding.help.get(page.language));
        });
        if let Some(suggestion) = &finding.suggestion {
            out.element("p", &[], |out| {
                out.leaf("b", &[], page.pick("ควรเป็น", "It should say"));
                out.text(": ");
                out.leaf("code", &[], suggestion);
            });
        }
    });
}

/// Where it is: cells with links into the grid, the column's label.
fn places(out: &mut Markup, page: &Page<'_>, shown: Option<Shown<'_>>, finding: &Diagnostic) {
    out.element("span", &[("class", "place")], |out| {
        match finding.location.range {
            Some(range) => cell(out, shown, range),
            None => out.text(&place(finding)),
        }
        for range in finding.evidence.iter().take(PLACES) {
            out.text(", ");
            cell(out, shown, *range);
        }
        if finding.evidence.len() > PLACES {
            let count = finding.evidence.len() - PLACES;
            out.text(&match page.language {
                Language::Thai => format!(" และอีก {count} แห่ง"),
                Language::English => format!(" and {count} more places"),
            });
        }
        if let Some(label) = &finding.location.label {
            out.text(&format!(" \"{label}\""));
        }
        if let Some(cells) = &finding.location.source {
            let word = page.pick("ในไฟล์ต้นฉบับ", "in the workbook");
            out.text(&format!(" ({word}: {cells})"));
        }
    });
    if !finding.location.file.is_empty() {
        out.text(" ");
    }
}

fn cell(out: &mut Markup, shown: Option<Shown<'_>>, range: Range) {
    match shown {
        Some(shown) if shows(&shown.detail.grid, range.first) => {
            let target = format!("#{}", anchor(shown, range.first));
            out.leaf("a", &[("href", &target)], &range.to_string());
        }
        _ => out.text(&range.to_string()),
    }
}

/// A section of the rule's page: paragraphs and numbered or bulleted lists, with names of things in backticks.
fn section(out: &mut Markup, page: &Page<'_>, about: Option<&RulePage>, section: Section) {
    let Some(about) = about else { return };
    let text = about.section(section, page.language);
    let heading = section.heading().get(page.language);
    out.element("div", &[], |out| {
        out.element("p", &[], |out| out.leaf("b", &[], heading));
        for paragraph in text.split("\n\n") {
            let items: Option<Vec<&str>> = paragraph.lines().map(list_item).collect();
            match items {
                Some(items) => out.element("ul", &[], |out| {
                    for item in items {
                        out.element("li", &[], |out| inline(out, item));
                    }
                }),
                None => out.element("p", &[], |out| inline(out, paragraph)),
            }
        }
    });
}

/// The text of a line that is an item of a list.
fn list_item(line: &str) -> Option<&str> {
    line.strip_prefix("- ").or_else(|| {
        let (number, rest) = line.split_once(". ")?;
        number
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then_some(rest)
    })
}

fn inline(out: &mut Markup, text: &str) {
    for (number, piece) in text.split('`').enumerate() {
        if number % 2 == 0 {
            out.text(piece);
        } else {
            out.leaf("code", &[], piece);
        }
    }
}
