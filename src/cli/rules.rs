//! `sheetpress rules`

use std::fmt::Write;

use serde_json::json;

use crate::cli::{Context, Outcome, terminal};
use crate::model::crosswalk::{self, Counter};
use crate::render::pad;
use crate::validate::rules::RULES;

/// Arguments of `rules`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Form of the list: text or json.
    #[arg(long, value_name = "NAME", default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let mut out = String::new();
    if args.format == "json" {
        let rules: Vec<_> = RULES
            .iter()
            .map(|rule| {
                json!({
                    "name": rule.name,
                    "severity": rule.severity.as_str(),
                    "criterion": rule.criterion.map(String::from),
                    "scope": rule.check.scope(),
                    "fix": rule.fix.as_str(),
                    "memory": rule.memory.as_str(),
                    "frictionless": crosswalk::frictionless(rule.name, rule.check.scope()),
                    "counter": crosswalk::counter(rule.name).map(Counter::as_str),
                    "title": { "th": rule.title.th, "en": rule.title.en },
                    "page": rule.doc,
                })
            })
            .collect();
        out = serde_json::to_string_pretty(&rules)?;
        out.push('\n');
    } else {
        for rule in RULES {
            let criterion = rule
                .criterion
                .map_or_else(|| "   ".to_owned(), |id| format!("({id})"));
            let (name, severity) = (pad(rule.name, 25), pad(rule.severity.as_str(), 7));
            writeln!(
                out,
                "{criterion} {name} {severity} {}",
                rule.title.get(context.language)
            )?;
        }
    }
    terminal::print(&out)?;
    Ok(Outcome::Done)
}
