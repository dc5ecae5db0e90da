//! The data dictionary (form 2) as one page to read and to print: Thai first, English beside it, no script, nothing from
//! elsewhere, well-formed as XML too.

use std::io;

use crate::model::artifact::Role;
use crate::model::dictionary::{COLUMNS, Dictionary, Entry};
use crate::model::language::Text;
use crate::model::markup::Markup;
use crate::model::package::{Package, Resource};
use crate::model::schema::{Field, FieldType};
use crate::write::about;
use crate::write::facets::{Facets, facets, is_buddhist_year};
use crate::write::format::{DatasetInfo, Format, Write};

/// The dictionary as a page.
pub(super) const FORMAT: Format = Format {
    name: "dictionary-html",
    file: "dictionary.html",
    label: "HTML",
    media_type: "text/html",
    role: Role::Dictionary,
    write: Write::Dataset(write),
};

const STYLE: &str = include_str!("dictionary.css");

fn write(info: &DatasetInfo<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let package = info.package;
    let title = format!("พจนานุกรมข้อมูล: {}", package.title);
    let mut page = Markup::new("<!DOCTYPE html>\n");
    let root = [
        ("xmlns", "http://www.w3.org/1999/xhtml"),
        ("lang", "th"),
        ("xml:lang", "th"),
    ];
    page.element("html", &root, |out| {
        out.element("head", &[], |out| {
            out.empty("meta", &[("charset", "utf-8")]);
            let viewport = "width=device-width, initial-scale=1";
            out.empty("meta", &[("name", "viewport"), ("content", viewport)]);
            out.leaf("title", &[], &title);
            out.element("style", &[], |out| out.constant(STYLE));
        });
        out.line();
        out.element("body", &[], |out| {
            out.element("main", &[], |out| {
                head(out, package);
                for (resource, dictionary) in package.resources.iter().zip(info.dictionaries) {
                    out.line();
                    out.element("section", &[], |out| table(out, resource, dictionary));
                }
            });
        });
    });
    out.write_all(&page.finish())
}

/// What the dataset is, who publishes it, and the way to its tables.
fn head(out: &mut Markup, package: &Package) {
    out.element("h1", &[], |out| {
        both(
            out,
            Text {
                th: "พจนานุกรมข้อมูล",
                en: "Data dictionary",
            },
        );
    });
    let publisher = about::publisher(package).map(|unit| unit.title.clone());
    let title = (Some(package.title.clone()), package.title_en.as_deref());
    let facts = [
        ("ชุดข้อมูล", "Dataset", title),
        ("ชื่อในระบบ", "Name", (Some(package.name.clone()), None)),
        (
            "คำอธิบาย",
            "Description",
            (package.description.clone(), None),
        ),
        ("หน่วยงาน", "Publisher", (publisher, None)),
        ("รุ่น", "Version", (package.version.clone(), None)),
        ("สัญญาอนุญาต", "Licence", (about::license_name(package), None)),
    ];
    out.element("dl", &[], |out| {
        for (th, en, (value, english)) in facts {
            let Some(value) = value.filter(|value| !value.is_empty()) else {
                continue;
            };
            out.element("dt", &[], |out| both(out, Text { th, en }));
            out.element("dd", &[], |out| {
                out.text(&value);
                in_english(out, english.unwrap_or_default());
            });
        }
    });
    if package.resources.len() > 1 {
        out.element("nav", &[("aria-label", "ตาราง Tables")], |out| {
            out.element("ul", &[], |out| {
                for resource in &package.resources {
                    let title = resource.title.as_deref().unwrap_or(&resource.name);
                    let address = format!("#{}", resource.name);
                    out.element("li", &[], |out| {
                        out.leaf("a", &[("href", &address)], title);
                    });
                }
            });
        });
    }
}

fn table(out: &mut Markup, resource: &Resource, dictionary: &Dictionary) {
    let title = resource.title.as_deref().unwrap_or(&resource.name);
    out.element("h2", &[("id", &resource.name)], |out| {
        out.text(title);
        out.text(" ");
        out.leaf("code", &[], &resource.name);
    });
    if let Some(description) = &resource.description {
        out.leaf("p", &[], description);
    }
    // A table wider than the window scrolls, also by keyboard.
    let scroll = [
        ("class", "scroll"),
        ("role", "region"),
        ("tabindex", "0"),
        ("aria-labelledby", resource.name.as_str()),
    ];
    out.element("div", &scroll, |out| {
        out.element("table", &[], |out| {
            out.element("caption", &[], |out| {
                let count = dictionary.fields.len();
                let rows = resource.rows.unwrap_or_default();
                out.text(&format!("{count} ฟิลด์ {rows} แถว "));
                let words = format!("{count} fields, {rows} rows");
                out.leaf("span", &[("lang", "en")], &words);
            });
            out.element("thead", &[], |out| {
                out.element("tr", &[], |out| {
                    for (key, th, en) in COLUMNS {
                        // Labels in both languages stand in one column.
                        let en = if key == "label_th" { "Label" } else { en };
                        if key != "label_en" {
                            out.element("th", &[("scope", "col")], |out| {
                                both(out, Text { th, en });
                            });
                        }
                    }
                });
            });
            out.line();
            out.element("tbody", &[], |out| {
                for entry in &dictionary.fields {
                    let schema = resource.schema.as_ref();
                    let field = schema.and_then(|schema| schema.field(&entry.name));
                    out.element("tr", &[], |out| row(out, entry, field));
                    out.line();
                }
            });
        });
    });
}

/// One field, in the order of [`COLUMNS`].
fn row(out: &mut Markup, entry: &Entry, field: Option<&Field>) {
    for ((key, ..), value) in COLUMNS.iter().zip(entry.values()) {
        match *key {
            "name" => out.element("th", &[("scope", "row")], |out| {
                out.leaf("code", &[], value);
            }),
            "label_en" => {}
            "label_th" => out.element("td", &[], |out| {
                out.text(value);
                in_english(out, &entry.label_en);
            }),
            "description" | "note" => out.leaf("td", &[("class", "long")], value),
            "type" => out.element("td", &[], |out| {
                if let Some(field) = field {
                    out.text(in_thai(field));
                    out.text(" ");
                }
                out.leaf("code", &[], value);
            }),
            "required" | "key" => out.element("td", &[], |out| yes_or_no(out, value)),
            "allowed" => out.element("td", &[("class", "long")], |out| {
                allowed(out, entry, field);
            }),
            _ => out.leaf("td", &[], value),
        }
    }
}

/// The codes with their meaning, or the schema's where the dictionary lists none, and the limits.
fn allowed(out: &mut Markup, entry: &Entry, field: Option<&Field>) {
    let facets = field.map_or_else(Facets::default, facets);
    let mut codes = entry.codes();
    if codes.is_empty() {
        codes = facets.allowed.iter().map(|it| (it.as_str(), "")).collect();
    }
    let limits = [
        ("ต่ำสุด", "minimum", facets.minimum),
        ("สูงสุด", "maximum", facets.maximum),
        (
            "ยาวไม่เกิน (อักขระ)",
            "longest, in characters",
            facets.max_length.map(|length| length.to_string()),
        ),
    ];
    if codes.is_empty() && limits.iter().all(|(.., limit)| limit.is_none()) {
        return;
    }
    out.element("ul", &[], |out| {
        for (code, meaning) in codes {
            out.element("li", &[], |out| {
                out.leaf("code", &[], code);
                if !meaning.is_empty() {
                    out.text(&format!(" = {meaning}"));
                }
            });
        }
        for (th, en, limit) in limits {
            if let Some(limit) = limit {
                out.element("li", &[], |out| {
                    out.text(&format!("{th} "));
                    out.leaf("code", &[], &limit);
                    in_english(out, en);
                });
            }
        }
    });
}

fn yes_or_no(out: &mut Markup, value: &str) {
    match value {
        "yes" => both(
            out,
            Text {
                th: "ใช่",
                en: "yes",
            },
        ),
        "no" => both(
            out,
            Text {
                th: "ไม่ใช่",
                en: "no",
            },
        ),
        other => out.text(other),
    }
}

/// A type as people call it.
fn in_thai(field: &Field) -> &'static str {
    match field.kind {
        FieldType::String => "ข้อความ",
        FieldType::Integer => "จำนวนเต็ม",
        FieldType::Number => "จำนวน",
        FieldType::Boolean => "จริงหรือเท็จ",
        FieldType::Date => "วันที่",
        FieldType::Datetime => "วันที่และเวลา",
        FieldType::Time => "เวลา",
        FieldType::Year if is_buddhist_year(field) => "ปี พ.ศ.",
        FieldType::Year => "ปี ค.ศ.",
    }
}

/// Our own words in both languages.
fn both(out: &mut Markup, words: Text) {
    out.text(words.th);
    in_english(out, words.en);
}

/// English beside the Thai; nothing where there is none.
fn in_english(out: &mut Markup, text: &str) {
    if !text.is_empty() {
        out.text(" ");
        out.leaf("span", &[("lang", "en"), ("class", "en")], text);
    }
}
