//! Scores by KPI 2.5 → text, JSON, and a page to hand in.

mod html;
mod json;
mod text;

use crate::model::kpi::{self, FULL, LEVELS, Met, Score};
use crate::model::language::Language;
use crate::render::words::pick;

/// A form of scores.
#[derive(Debug)]
pub struct ScoreForm {
    /// Its name on the command line.
    pub name: &'static str,
    /// How names of its files end, without the point in front.
    pub endings: &'static [&'static str],
    /// It has ANSI styles, which are taken out where no terminal reads.
    pub styled: bool,
    /// It is a document that the agency hands in, and so in Thai unless another language is asked for.
    pub handed_in: bool,
    /// Renders scores.
    pub render: fn(&[Score], Language) -> Vec<u8>,
}

/// The forms. The first is the default.
pub const SCORE_FORMS: &[&ScoreForm] = &[
    &ScoreForm {
        name: "text",
        endings: &["txt"],
        styled: true,
        handed_in: false,
        render: |scores, language| text::text(scores, language).into_bytes(),
    },
    &ScoreForm {
        name: "json",
        endings: &["json"],
        styled: false,
        handed_in: false,
        render: |scores, language| json::json(scores, language).into_bytes(),
    },
    &ScoreForm {
        name: "html",
        endings: &["html", "htm"],
        styled: false,
        handed_in: true,
        render: html::html,
    },
];

/// What the indicator is called.
fn heading(language: Language) -> &'static str {
    pick(
        language,
        "ตัวชี้วัด 2.5 Data Catalog → Open Data",
        "KPI 2.5, Data Catalog → Open Data",
    )
}

/// Level and points in one line.
fn reached(score: &Score, language: Language) -> String {
    let (level, levels) = (score.level(), LEVELS.len());
    let (points, full) = (kpi::points(score.tenths()), kpi::points(FULL));
    match language {
        Language::Thai => format!("ระดับ {level} จาก {levels} · {points} จาก {full} คะแนน"),
        Language::English => format!("level {level} of {levels} · {points} of {full} points"),
    }
}

/// A reader's word for an outcome, with a sign, so that colour alone says nothing.
fn outcome(met: Met, language: Language) -> &'static str {
    match met {
        Met::Yes => pick(language, "✔ ผ่าน", "✔ met"),
        Met::No => pick(language, "✘ ยังไม่ผ่าน", "✘ not met"),
        Met::Unknown => pick(language, "? ยังสรุปไม่ได้", "? not known"),
    }
}

/// A reader's word for whether a level is reached; one whose own clauses are met still waits for those below it.
fn level_words(score: &Score, level: u8, language: Language) -> &'static str {
    if score.level() >= level {
        pick(language, "✔ ถึงแล้ว", "✔ reached")
    } else if score.fulfils(level) {
        pick(
            language,
            "✘ ครบแล้ว แต่ระดับก่อนหน้ายังไม่ถึง",
            "✘ met, yet a level below is not",
        )
    } else {
        pick(language, "✘ ยังไม่ถึง", "✘ not reached")
    }
}

/// The dataset that has come furthest; of equal ones the first.
fn best(scores: &[Score]) -> Option<&Score> {
    let rank = |score: &Score| (score.level(), score.tenths());
    let mut best: Option<&Score> = None;
    for score in scores {
        if best.is_none_or(|it| rank(score) > rank(it)) {
            best = Some(score);
        }
    }
    best
}

/// Datasets with all points.
fn full(scores: &[Score]) -> usize {
    scores.iter().filter(|it| it.met() == Met::Yes).count()
}

/// All datasets in one line.
fn summary(scores: &[Score], language: Language) -> String {
    let (all, full) = (scores.len(), full(scores));
    let best = best(scores).map_or_else(String::new, |score| {
        let (name, reached) = (&score.dataset, reached(score, language));
        match language {
            Language::Thai => format!(" ชุดข้อมูลที่ได้มากที่สุด: {name} ({reached})"),
            Language::English => format!("; furthest: {name} ({reached})"),
        }
    });
    match language {
        Language::Thai => format!("ได้คะแนนเต็ม {full} จาก {all} ชุดข้อมูล{best}"),
        Language::English => format!("datasets with all points: {full} of {all}{best}"),
    }
}
