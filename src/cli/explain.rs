//! `sheetpress explain`

use std::fmt::Write;

use anyhow::bail;

use crate::clean::steps::STEPS;
use crate::cli::{Context, Outcome, terminal};
use crate::model::crosswalk;
use crate::model::language::{Language, Text};
use crate::model::page::in_language;
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
        let counter = Text {
            th: "ตัวนับของสำนักงานสถิติจังหวัด",
            en: "counter of a provincial statistics office",
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
        if let Some(crossing) = crosswalk::crossing(rule.name) {
            let counter = crossing
                .counter
                .map_or_else(String::new, |it| format!(" · {counter}: {}", it.as_str()));
            writeln!(out, "frictionless: {}{counter}\n", crossing.frictionless)?;
        }
        out.push_str(&in_language(rule.doc, language));
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
        out.push_str(&in_language(step.doc, language));
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
