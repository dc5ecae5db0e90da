//! `sheetpress explain`

use std::fmt::Write;

use anyhow::bail;

use crate::clean::step::{Kind, Step};
use crate::clean::steps::STEPS;
use crate::cli::{Context, Outcome, terminal};
use crate::describe::{self, CatalogueField, DATA_TYPES, Profile};
use crate::model::crosswalk;
use crate::model::diagnostic::Fix;
use crate::model::language::{Language, Message, Text, say};
use crate::model::page::{self, in_language};
use crate::validate::rule::Rule;
use crate::validate::rules::RULES;

/// The word for every step.
const ALL_STEPS: &str = "steps";

/// The word before the fields of the national catalogue.
const CATALOGUE: &str = "thai-gdc";

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Name of a rule, of a tidying step (steps lists them), or of a field of the national catalogue (thai-gdc.objective; thai-gdc lists them).
    name: String,
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let language = context.language;
    let name = args.name.as_str();
    let mut out = String::new();
    if let Some(rule) = RULES.iter().find(|rule| rule.name == name) {
        explain_rule(&mut out, rule, language)?;
    } else if let Some(step) = STEPS.iter().find(|step| step.name == name) {
        explain_step(&mut out, step, language)?;
    } else if name == ALL_STEPS {
        for step in STEPS {
            let (class, title) = (class(step, language), step.title.get(language));
            writeln!(out, "{:<26} {title} ({class})", step.name)?;
        }
    } else if name == CATALOGUE {
        list_fields(&mut out, language)?;
    } else if let Some((field, of_resource)) = field(name) {
        explain_field(&mut out, &field, of_resource, language)?;
    } else {
        bail!(
            "\"{name}\" is neither a rule nor a step nor a field of the catalogue; `sheetpress rules` lists the rules, \
             `sheetpress explain thai-gdc` the fields, steps are {}",
            steps()
        );
    }
    terminal::print(&out)?;
    Ok(Outcome::Done)
}

fn explain_rule(out: &mut String, rule: &Rule, language: Language) -> anyhow::Result<()> {
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
    Ok(())
}

/// The field that a name means, and whether it is a resource's. `thai-gdc.url` is the dataset's, `thai-gdc-resource.url` the
/// resource's; where only one of them has a field, either name finds it.
fn field(name: &str) -> Option<(CatalogueField, bool)> {
    let (before, key) = name.split_once('.')?;
    let order = match before {
        CATALOGUE => [false, true],
        "thai-gdc-resource" => [true, false],
        _ => return None,
    };
    order.into_iter().find_map(|of_resource| {
        let mut fields = describe::fields(profile(of_resource)).into_iter();
        fields
            .find(|field| field.key == key)
            .map(|field| (field, of_resource))
    })
}

fn profile(of_resource: bool) -> Profile {
    if of_resource {
        Profile::ThaiGdcResource
    } else {
        Profile::ThaiGdc
    }
}

/// Every field in a line: key, both labels, the kinds of datasets that have it, its number among the 14 mandatory items.
fn list_fields(out: &mut String, language: Language) -> anyhow::Result<()> {
    let kinds: Vec<String> = DATA_TYPES
        .iter()
        .map(|(letter, name)| format!("{letter} {}", name.get(language)))
        .collect();
    let kinds = kinds.join(", ");
    for of_resource in [false, true] {
        let fields = describe::fields(profile(of_resource));
        let count = fields.len();
        let heading = if of_resource {
            say!(th: "รายการของไฟล์ข้อมูล {count} รายการ", en: "{count} fields of a resource")
        } else {
            say!(
                th: "รายการของชุดข้อมูล {count} รายการ ({kinds}) * คือรายการบังคับ",
                en: "{count} fields of a dataset ({kinds}); * is mandatory"
            )
        };
        writeln!(out, "{}\n", heading.get(language))?;
        for field in &fields {
            let letters: String = field.data_types.iter().collect();
            let star = if field.required || field.item.is_some() {
                "*"
            } else {
                ""
            };
            let item = field
                .item
                .as_ref()
                .map_or_else(String::new, |item| format!(" ({item})"));
            writeln!(
                out,
                "{:>2} {:<32} {letters:<5} {} · {}{star}{item}",
                field.number, field.key, field.label.th, field.label.en
            )?;
        }
        out.push('\n');
    }
    let more = say!(
        th: "ดูคำอธิบายและค่าที่เลือกได้ด้วย sheetpress explain thai-gdc.objective",
        en: "sheetpress explain thai-gdc.objective prints one with the values that it may have"
    );
    writeln!(out, "{}", more.get(language))?;
    Ok(())
}

fn explain_field(
    out: &mut String,
    field: &CatalogueField,
    of_resource: bool,
    language: Language,
) -> anyhow::Result<()> {
    let CatalogueField { key, label, .. } = field;
    let before = if of_resource { "resources[]." } else { "" };
    writeln!(out, "{} · {} [{CATALOGUE}.{key}]\n", label.th, label.en)?;
    writeln!(out, "{}\n", field.description.get(language))?;
    let place = match &field.stands_in {
        Some(own) => format!("{before}{own}"),
        None => format!("{before}{CATALOGUE}.{key}"),
    };
    let mandatory = match &field.item {
        Some(item) => {
            say!(th: "รายการบังคับ: ข้อ {item} ใน 14 รายการ", en: "mandatory: item {item} of the 14")
        }
        None if field.required => {
            say!(th: "รายการบังคับของบัญชีข้อมูล", en: "mandatory for the catalogue")
        }
        None => say!(th: "ไม่บังคับ", en: "optional"),
    };
    let of = |language| {
        let kinds = DATA_TYPES.iter();
        let kinds = kinds.filter(|(letter, _)| field.data_types.contains(letter));
        let names: Vec<&str> = kinds.map(|(_, name)| name.get(language)).collect();
        names.join(", ")
    };
    let (th, en) = (of(Language::Thai), of(Language::English));
    let mut lines: Vec<Message> = vec![
        say!(th: "อยู่ที่: {place} ใน datapackage.json", en: "stands in: {place} of datapackage.json"),
        mandatory,
        say!(th: "ใช้กับข้อมูล: {th}", en: "for datasets of the kind: {en}"),
    ];
    if let Some(Message { th, en }) = &field.form {
        lines.push(say!(th: "ต้องเป็น: {th}", en: "must be: {en}"));
    }
    if let Some(limit) = field.shortest {
        lines.push(
            say!(th: "ควรยาวอย่างน้อย: {limit} ตัวอักษร", en: "better at least: {limit} characters"),
        );
    }
    if let Some(limit) = field.longest {
        lines.push(
            say!(th: "ควรยาวไม่เกิน: {limit} ตัวอักษร", en: "better at most: {limit} characters"),
        );
    }
    if let Some(other) = &field.other {
        lines.push(say!(
            th: "เมื่อเลือกอื่นๆ กรอก: {CATALOGUE}.{other}",
            en: "where other (อื่นๆ) is chosen, fill in: {CATALOGUE}.{other}"
        ));
    }
    for line in &lines {
        writeln!(out, "{}", line.get(language))?;
    }
    if !field.choices.is_empty() {
        let heading = if field.many {
            say!(th: "เลือกได้หลายค่า:", en: "one or several of:")
        } else {
            say!(th: "เลือกหนึ่งค่า:", en: "one of:")
        };
        writeln!(out, "{}", heading.get(language))?;
        for (value, english) in &field.choices {
            match language {
                Language::English if value != english => writeln!(out, "  {value} ({english})")?,
                _ => writeln!(out, "  {value}")?,
            }
        }
    }
    Ok(())
}

/// The page of a step: its class, what it settles, what it takes, what it does, an example.
fn explain_step(out: &mut String, step: &Step, language: Language) -> anyhow::Result<()> {
    writeln!(out, "{} [{}]\n", step.title.get(language), step.name)?;
    let word = Text {
        th: "ประเภท",
        en: "class",
    };
    writeln!(out, "{}: {}", word.get(language), class(step, language))?;
    if !step.settles.is_empty() {
        let word = Text {
            th: "แก้ข้อค้นพบ",
            en: "settles",
        };
        writeln!(out, "{}: {}", word.get(language), step.settles.join(", "))?;
    }
    let word = Text {
        th: "พารามิเตอร์",
        en: "parameters",
    };
    if !step.parameters.is_empty() {
        writeln!(out, "{}:", word.get(language))?;
    }
    for parameter in step.parameters {
        let may = Text {
            th: " (ไม่ระบุก็ได้)",
            en: " (optional)",
        };
        let may = if parameter.required {
            ""
        } else {
            may.get(language)
        };
        let (name, text) = (parameter.name, parameter.text.get(language));
        writeln!(out, "  {name}{may}: {text}")?;
        if let Kind::OneOf(words) = parameter.kind {
            writeln!(out, "    {}", words.join(", "))?;
        }
    }
    out.push('\n');
    out.push_str(&page::step(step.doc, language));
    Ok(())
}

/// How far a step may be trusted, in a reader's words.
fn class(step: &Step, language: Language) -> &'static str {
    let text = match step.class {
        Fix::Safe => Text {
            th: "ปลอดภัย ทำได้โดยไม่ต้องถาม",
            en: "safe: runs unasked",
        },
        Fix::Unsafe => Text {
            th: "เปลี่ยนข้อมูล ทำเมื่อสั่งเท่านั้น",
            en: "unsafe: changes the data, only when asked for",
        },
        Fix::Confirm | Fix::None => Text {
            th: "ต้องให้คนยืนยัน",
            en: "to be confirmed by a person",
        },
    };
    text.get(language)
}

fn steps() -> String {
    STEPS
        .iter()
        .map(|step| step.name)
        .collect::<Vec<_>>()
        .join(", ")
}
