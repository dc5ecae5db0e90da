//! Facts → a score.

use crate::model::artifact::{Artifact, Role};
use crate::model::diagnostic::Diagnostic;
use crate::model::kpi::{Evidence, Facts, Requirement, Score, delivery, forms, statement};
use crate::model::language::{Message, say};
use crate::model::report::Report;

/// Judges a dataset.
pub fn score(facts: &Facts<'_>) -> Score {
    let package = facts.package;
    let title_en = package.title_en.as_ref().unwrap_or(&package.title);
    let mut units = package.contributors.iter();
    let publisher = units.find(|unit| unit.roles.iter().any(|role| role == "publisher"));
    Score {
        dataset: facts.dataset.to_owned(),
        title: Message {
            th: package.title.clone(),
            en: title_en.clone(),
        },
        publisher: publisher.map(|unit| unit.title.clone()),
        requirements: vec![
            statement::selection(facts),
            statement::primary(facts),
            statement::open(facts),
            forms::form_1(facts),
            forms::form_2(facts),
            delivery::csv(facts),
            delivery::api(facts),
        ],
        not_judged: not_judged(facts),
    }
}

/// What some rules found. What somebody decided to live with is missing from a form all the same.
pub(super) fn found<'a>(
    report: &'a Report,
    rules: &'static [&'static str],
) -> impl Iterator<Item = &'a Diagnostic> {
    let suppressed = report.suppressed.iter().map(|it| &it.finding);
    let all = report.findings.iter().chain(suppressed);
    all.filter(move |finding| rules.contains(&finding.rule))
}

/// A finding with its place.
pub(super) fn told(finding: &Diagnostic) -> Message {
    let Message { th, en } = &finding.message;
    let Some(range) = finding.location.range else {
        return finding.message.clone();
    };
    let place = match &finding.location.sheet {
        Some(sheet) => format!("{sheet}!{range}"),
        None => range.to_string(),
    };
    say!(th: "{place}: {th}", en: "{place}: {en}")
}

/// Holds what some rules found against a clause; the help of the first is what to do next.
pub(super) fn hold_against<'a>(
    requirement: &mut Requirement,
    findings: impl Iterator<Item = &'a Diagnostic>,
) {
    let findings: Vec<&Diagnostic> = findings.collect();
    requirement.lacks_all(findings.iter().map(|finding| told(finding)));
    if let Some(first) = findings.first() {
        requirement.then(first.help.clone());
    }
}

/// Shows a built file, with its place in the catalogue.
pub(super) fn show_file(
    requirement: &mut Requirement,
    facts: &Facts<'_>,
    file: &Artifact,
    what: Message,
) {
    let link = facts.link(&file.path);
    // Without a catalogue the file need not be anywhere yet: a score builds in a folder that goes away.
    let what = if link.is_some() {
        what
    } else {
        let Message { th, en } = what;
        say!(
            th: "{th} (จะได้เมื่อสั่ง sheetpress build)",
            en: "{en} (sheetpress build makes it)"
        )
    };
    requirement.evidence.push(Evidence {
        what,
        artifact: Some(format!("{}/{}", facts.dataset, file.path)),
        link,
    });
}

/// Shows every built file of a role.
pub(super) fn show_files(requirement: &mut Requirement, facts: &Facts<'_>, role: Role) {
    for file in facts.files().filter(|file| file.role == role) {
        let format = &file.format;
        show_file(
            requirement,
            facts,
            file,
            say!(th: "ไฟล์ {format}", en: "{format} file"),
        );
    }
}

fn not_judged(facts: &Facts<'_>) -> Vec<Message> {
    let mut not_judged = vec![say!(
        th: "ข้อความที่หน่วยงานระบุสำหรับ 1 (1) ถึง 1 (3) เป็นจริงหรือไม่ ตรวจเพียงว่าไม่ขัดกับแบบฟอร์มที่ 1",
        en: "whether what the agency states for 1 (1) to 1 (3) is true; only that it does not contradict form 1"
    )];
    if facts.shelf.current().is_some() {
        let site = &facts.shelf.site;
        not_judged.push(say!(
            th: "ลิงก์ที่ขึ้นต้นด้วย {site} เปิดได้จริงหรือไม่ คำสั่งนี้ไม่ได้ต่อเครือข่าย (เปิดบริการด้วย sheetpress serve)",
            en: "whether the links to {site} answer; this command uses no network (sheetpress serve opens the catalogue)"
        ));
    }
    for not in &facts.report.not_checked {
        not_judged.push(Message {
            th: format!("{}: {}", not.what.th, not.why.th),
            en: format!("{}: {}", not.what.en, not.why.en),
        });
    }
    not_judged
}
