//! `sheetpress explain`

use std::fmt::Write;

use anyhow::bail;

use crate::clean::steps::STEPS;
use crate::cli::{Context, Outcome, terminal};
use crate::model::language::{Language, Text};
use crate::validate::rules::RULES;

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Name of a rule or of a tidying step.
    name: String,
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let language = context.language;
    let name = args.name.as_str();
    let mut out = String::new();
    if let Some(rule) = RULES.iter().find(|rule| rule.name == name) {
        writeln!(out, "{} [{}]\n", rule.title.get(language), rule.name)?;
        let criterion = rule.criterion.map(|id| match language {
            Language::Thai => format!(" · ตัดสินเกณฑ์ ({id})"),
            Language::English => format!(" · decides criterion ({id})"),
        });
        let level = Text {
            th: "ระดับ",
            en: "level",
        }
        .get(language);
        let fix = Text {
            th: "การแก้",
            en: "fix",
        }
        .get(language);
        writeln!(
            out,
            "{level}: {}{} · {fix}: {}\n",
            rule.severity,
            criterion.unwrap_or_default(),
            rule.fix.as_str()
        )?;
        out.push_str(&sections(rule.doc, language));
    } else if let Some(step) = STEPS.iter().find(|step| step.name == name) {
        writeln!(out, "{} [{}]\n", step.title.get(language), step.name)?;
        let class = Text {
            th: "ประเภท",
            en: "class",
        }
        .get(language);
        writeln!(out, "{class}: {}", step.class.as_str())?;
        if !step.settles.is_empty() {
            let settles = Text {
                th: "แก้ข้อค้นพบ",
                en: "settles",
            }
            .get(language);
            writeln!(out, "{settles}: {}", step.settles.join(", "))?;
        }
        out.push('\n');
        out.push_str(&sections(step.doc, language));
    } else {
        bail!(
            "\"{name}\" is neither a rule nor a step; `sheetpress rules` lists the rules, steps are {}",
            steps()
        );
    }
    terminal::print(&out)?;
    Ok(Outcome::Done)
}

fn steps() -> String {
    STEPS
        .iter()
        .map(|step| step.name)
        .collect::<Vec<_>>()
        .join(", ")
}

/// A page without its first line, and without the sections of the other language.
fn sections(doc: &str, language: Language) -> String {
    const ENGLISH: [&str; 2] = ["Why it matters", "How to fix in Excel"];
    const THAI: [&str; 2] = ["ทำไมจึงสำคัญ", "วิธีแก้ใน Excel"];
    let skipped = match language {
        Language::Thai => ENGLISH,
        Language::English => THAI,
    };
    let mut out = String::new();
    let mut skip = false;
    for line in doc
        .lines()
        .skip(1)
        .skip_while(|line| line.trim().is_empty())
    {
        let line = line.strip_prefix(' ').unwrap_or(line);
        if let Some(heading) = line.strip_prefix("## ") {
            skip = skipped.contains(&heading);
        }
        if !skip {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}
