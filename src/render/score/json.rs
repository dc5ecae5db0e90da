//! Scores as JSON, version 1: `schemas/profiles/score.json`.

use serde_json::{Value, json};

use crate::model::kpi::{FULL, LEVELS, Requirement, Score};
use crate::model::language::{Language, Message};
use crate::render::score::{best, full};

/// The scores as JSON.
pub(super) fn json(scores: &[Score], language: Language) -> String {
    let datasets: Vec<Value> = scores.iter().map(|it| dataset(it, language)).collect();
    let document = json!({
        "score": 1,
        "kpi": "2.5",
        "language": language.code(),
        "datasets": datasets,
        "summary": {
            "datasets": scores.len(),
            "full": full(scores),
            "best": best(scores).map(|it| json!({
                "dataset": it.dataset,
                "level": it.level(),
                "points": points(it.tenths()),
            })),
        },
    });
    // A value made of strings, numbers and lists cannot fail to serialise.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn points(tenths: u8) -> f64 {
    f64::from(tenths) / 10.0
}

fn dataset(score: &Score, language: Language) -> Value {
    let levels: Vec<Value> = (1..)
        .zip(&LEVELS)
        .map(|(level, title)| {
            json!({
                "level": level,
                "title": title.get(language),
                "met": score.fulfils(level),
                "reached": score.level() >= level,
            })
        })
        .collect();
    let requirements = score.requirements.iter();
    let requirements: Vec<Value> = requirements.map(|it| requirement(it, language)).collect();
    json!({
        "dataset": score.dataset,
        "title": score.title.get(language),
        "publisher": score.publisher,
        "level": score.level(),
        "points": points(score.tenths()),
        "of": points(FULL),
        "derivation": score.derivation().get(language),
        "levels": levels,
        "requirements": requirements,
        "not_judged": texts(&score.not_judged, language),
    })
}

fn requirement(requirement: &Requirement, language: Language) -> Value {
    let clause = &requirement.clause;
    let evidence: Vec<Value> = requirement
        .evidence
        .iter()
        .map(|it| {
            json!({
                "what": it.what.get(language),
                "artifact": it.artifact,
                "link": it.link,
            })
        })
        .collect();
    json!({
        "id": clause.id,
        "number": clause.number,
        "level": clause.level,
        "title": clause.title.get(language),
        "met": requirement.met.known(),
        "points": points(requirement.tenths()),
        "of": points(clause.tenths),
        "evidence": evidence,
        "missing": texts(&requirement.missing, language),
        "next": requirement.next.as_ref().map(|it| it.get(language)),
        "add": requirement.add,
    })
}

fn texts(messages: &[Message], language: Language) -> Vec<&str> {
    messages.iter().map(|it| it.get(language)).collect()
}
