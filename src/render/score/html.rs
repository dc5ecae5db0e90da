//! Scores as one page to print and hand in: no script, nothing from elsewhere, well-formed as XML too.

use crate::model::kpi::{Evidence, LEVELS, Met, Requirement, Score, points};
use crate::model::language::{Language, Text};
use crate::model::markup::Markup;
use crate::render::score::{heading, level_words, outcome, reached, summary};
use crate::render::words::pick;

/// The look of the other reports, and what this page has of its own.
const STYLES: [&str; 2] = [include_str!("../html/style.css"), include_str!("style.css")];

/// The headings of the table of clauses, in the manner of the indicator's evidence form.
const COLUMNS: [Text; 4] = [
    Text {
        th: "ข้อกำหนด",
        en: "Requirement",
    },
    Text {
        th: "ผล",
        en: "Result",
    },
    Text {
        th: "หลักฐาน (ลิงก์)",
        en: "Evidence (links)",
    },
    Text {
        th: "สิ่งที่ต้องทำต่อ",
        en: "Next step",
    },
];

/// The scores as XHTML.
pub(super) fn html(scores: &[Score], language: Language) -> Vec<u8> {
    let title = heading(language);
    let mut out = Markup::new("<!DOCTYPE html>\n");
    let root = [
        ("xmlns", "http://www.w3.org/1999/xhtml"),
        ("lang", language.code()),
    ];
    out.element("html", &root, |out| {
        out.element("head", &[], |out| {
            out.empty("meta", &[("charset", "utf-8")]);
            let viewport = "width=device-width, initial-scale=1";
            out.empty("meta", &[("name", "viewport"), ("content", viewport)]);
            out.leaf("title", &[], title);
            out.element("style", &[], |out| {
                for style in STYLES {
                    out.constant(style);
                }
            });
        });
        out.line();
        out.element("body", &[], |out| {
            if scores.len() > 1 {
                out.leaf("p", &[("class", "soft")], &summary(scores, language));
            }
            for score in scores {
                out.line();
                out.element("section", &[("class", "dataset")], |out| {
                    dataset(out, score, language);
                });
            }
        });
    });
    out.finish()
}

fn dataset(out: &mut Markup, score: &Score, language: Language) {
    let form = pick(language, "แบบรายงานหลักฐาน", "Evidence");
    out.leaf("h1", &[], &format!("{form} {}", heading(language)));
    let publisher = score.publisher.as_deref().unwrap_or("-");
    let derivation = score.derivation();
    out.element("table", &[("class", "facts")], |out| {
        for (label, value) in [
            (
                pick(language, "ชุดข้อมูล", "Dataset"),
                score.title.get(language),
            ),
            (pick(language, "ชื่อในระบบ", "Name"), score.dataset.as_str()),
            (pick(language, "หน่วยงาน", "Agency"), publisher),
            (
                pick(language, "ที่มาของคะแนน", "Points"),
                derivation.get(language),
            ),
        ] {
            out.element("tr", &[], |out| {
                out.leaf("th", &[("scope", "row")], label);
                out.leaf("td", &[], value);
            });
        }
    });
    let class = match score.met() {
        Met::Yes => "verdict pass",
        Met::No => "verdict fail",
        Met::Unknown => "verdict incomplete",
    };
    out.element("p", &[("class", class)], |out| {
        out.leaf("strong", &[], &reached(score, language));
    });
    out.element("table", &[("class", "columns score")], |out| {
        out.element("thead", &[], |out| {
            out.element("tr", &[], |out| {
                for column in COLUMNS {
                    out.leaf("th", &[("scope", "col")], column.get(language));
                }
            });
        });
        for (level, title) in (1..).zip(&LEVELS) {
            out.line();
            out.element("tbody", &[], |out| {
                self::level(out, score, (level, title.get(language)), language);
            });
        }
    });
    if !score.not_judged.is_empty() {
        out.leaf("h3", &[], pick(language, "ไม่ได้ตรวจ", "Not judged"));
        out.element("ul", &[], |out| {
            for not in &score.not_judged {
                out.leaf("li", &[], not.get(language));
            }
        });
    }
    let signed = pick(
        language,
        "ผู้รายงาน ............................................ วันที่ ....................",
        "Reported by ............................................ on ....................",
    );
    out.leaf("p", &[("class", "signed")], signed);
}

/// A level with its clauses.
fn level(out: &mut Markup, score: &Score, (level, title): (u8, &str), language: Language) {
    let word = pick(language, "ระดับ", "Level");
    let state = level_words(score, level, language);
    let class = if score.level() >= level {
        "tag pass"
    } else {
        "tag fail"
    };
    out.element("tr", &[("class", "level")], |out| {
        out.element("th", &[("colspan", "4"), ("scope", "rowgroup")], |out| {
            out.text(&format!("{word} {level}: {title} "));
            out.leaf("span", &[("class", class)], state);
        });
    });
    let own = score.requirements.iter();
    for requirement in own.filter(|it| it.clause.level == level) {
        self::requirement(out, requirement, language);
    }
}

fn requirement(out: &mut Markup, requirement: &Requirement, language: Language) {
    let class = match requirement.met {
        Met::Yes => "tag pass",
        Met::No => "tag fail",
        Met::Unknown => "tag incomplete",
    };
    let clause = &requirement.clause;
    out.line();
    out.element("tr", &[], |out| {
        out.element("td", &[], |out| {
            out.leaf("b", &[], clause.number);
            out.text(&format!(" {}", clause.title.get(language)));
        });
        out.element("td", &[("class", "kind")], |out| {
            let state = outcome(requirement.met, language);
            out.leaf("span", &[("class", class)], state);
            if clause.tenths > 0 {
                let (own, of) = (points(requirement.tenths()), points(clause.tenths));
                out.leaf("p", &[], &format!("{own} / {of}"));
            }
        });
        out.element("td", &[], |out| {
            if requirement.evidence.is_empty() {
                out.text("-");
                return;
            }
            out.element("ul", &[("class", "plain")], |out| {
                for evidence in &requirement.evidence {
                    out.element("li", &[], |out| self::evidence(out, evidence, language));
                }
            });
        });
        out.element("td", &[], |out| next(out, requirement, language));
    });
}

/// The whole address is shown, so that it is there on paper too.
fn evidence(out: &mut Markup, evidence: &Evidence, language: Language) {
    out.text(evidence.what.get(language));
    if let Some(artifact) = &evidence.artifact {
        out.text(" ");
        out.leaf("code", &[], artifact);
    }
    if let Some(link) = &evidence.link {
        out.empty("br", &[]);
        out.leaf("a", &[("href", link.as_str())], link);
    }
}

fn next(out: &mut Markup, requirement: &Requirement, language: Language) {
    if !requirement.missing.is_empty() {
        out.element("ul", &[("class", "plain")], |out| {
            for missing in &requirement.missing {
                out.leaf("li", &[], missing.get(language));
            }
        });
    }
    if let Some(next) = &requirement.next {
        out.element("p", &[], |out| {
            out.leaf("b", &[], next.get(language));
        });
    }
    if let Some(add) = requirement.add {
        out.element("p", &[], |out| out.leaf("code", &[], add));
    }
    if requirement.missing.is_empty() && requirement.next.is_none() {
        out.text("-");
    }
}
