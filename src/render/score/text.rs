//! Scores for a terminal.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use crate::model::kpi::{LEVELS, Met, Requirement, Score};
use crate::model::language::Language;
use crate::render::score::{heading, level_words, outcome, reached, summary};
use crate::render::width::plain;
use crate::render::words::pick;

const GOOD: Style = AnsiColor::Green.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();
const UNSURE: Style = AnsiColor::Yellow.on_default().bold();
const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// The scores as text with ANSI styles.
pub(super) fn text(scores: &[Score], language: Language) -> String {
    let mut out = String::new();
    for score in scores {
        dataset(&mut out, score, language);
    }
    line(
        &mut out,
        &format!("{BOLD}{}{BOLD:#}", plain(&summary(scores, language))),
    );
    out
}

/// Writing to a String cannot fail.
fn line(out: &mut String, text: &str) {
    let _infallible = writeln!(out, "{text}");
}

fn dataset(out: &mut String, score: &Score, language: Language) {
    let (name, title) = (plain(&score.dataset), plain(score.title.get(language)));
    line(out, &format!("{BOLD}{name}{BOLD:#} · {title}"));
    let (heading, reached) = (heading(language), reached(score, language));
    line(out, &format!("{heading}: {BOLD}{reached}{BOLD:#}"));
    let derivation = score.derivation();
    line(out, &format!("  {DIM}{}{DIM:#}", derivation.get(language)));
    for (level, title) in (1..).zip(&LEVELS) {
        let word = pick(language, "ระดับ", "Level");
        let style = if score.level() >= level { GOOD } else { BAD };
        let (state, title) = (level_words(score, level, language), title.get(language));
        line(
            out,
            &format!("\n{BOLD}{word} {level}{BOLD:#} {style}{state}{style:#} {title}"),
        );
        let own = score.requirements.iter();
        for requirement in own.filter(|it| it.clause.level == level) {
            self::requirement(out, requirement, language);
        }
    }
    if !score.not_judged.is_empty() {
        let word = pick(language, "ไม่ได้ตรวจ", "Not judged");
        line(out, &format!("\n{BOLD}{word}{BOLD:#}"));
        for not in &score.not_judged {
            line(out, &format!("  {}", plain(not.get(language))));
        }
    }
    line(out, "");
}

fn requirement(out: &mut String, requirement: &Requirement, language: Language) {
    let style = match requirement.met {
        Met::Yes => GOOD,
        Met::No => BAD,
        Met::Unknown => UNSURE,
    };
    let state = outcome(requirement.met, language);
    let (number, title) = (requirement.clause.number, requirement.clause.title);
    line(
        out,
        &format!(
            "  {style}{state}{style:#} {BOLD}{number}{BOLD:#} {}",
            title.get(language)
        ),
    );
    for missing in &requirement.missing {
        let word = pick(language, "ขาด", "missing");
        let missing = plain(missing.get(language));
        line(out, &format!("      {BAD}{word}{BAD:#}: {missing}"));
    }
    for evidence in &requirement.evidence {
        let mut text = evidence.what.get(language).to_owned();
        for more in [&evidence.artifact, &evidence.link].into_iter().flatten() {
            text.push_str(" · ");
            text.push_str(more);
        }
        let word = pick(language, "หลักฐาน", "evidence");
        line(out, &format!("      {DIM}{word}{DIM:#}: {}", plain(&text)));
    }
    if let Some(next) = &requirement.next {
        let word = pick(language, "ทำต่อ", "next");
        let next = plain(next.get(language));
        line(out, &format!("      {GOOD}{word}{GOOD:#}: {next}"));
    }
    if let Some(add) = requirement.add {
        line(out, &format!("        {add}"));
    }
}
