//! The columns of a table: what their cells are, how many are missing, how the values lie, with small charts.

use crate::model::address::Letters;
use crate::model::detail::Distribution;
use crate::model::diagnostic::Diagnostic;
use crate::model::language::Language;
use crate::model::layout::{FieldLayout, Layout, Profile};
use crate::model::markup::Markup;
use crate::model::schema::FieldType;
use crate::render::html::{Page, Shown, sign};
use crate::render::words::grouped;

/// A share of a column's cells: colour, name, number of cells.
type Share = (&'static str, &'static str, u64);

pub(super) fn columns(
    out: &mut Markup,
    page: &Page<'_>,
    shown: Shown<'_>,
    findings: &[(usize, &Diagnostic)],
) {
    let tables = page.tables(shown.detail);
    for (table, distributions) in tables.iter().zip(&shown.detail.distributions) {
        let (range, rows) = (table.range, grouped(table.record_count()));
        let title = match page.language {
            Language::Thai => format!("คอลัมน์ของตาราง {range} ({rows} แถวข้อมูล)"),
            Language::English => format!("Columns of table {range} ({rows} records)"),
        };
        out.line();
        out.leaf("h3", &[], &title);
        out.element("div", &[("class", "scroll")], |out| {
            out.element("table", &[("class", "columns")], |out| {
                head(out, page);
                out.element("tbody", &[], |out| {
                    for (field, distribution) in table.fields.iter().zip(distributions) {
                        row(out, page, (table, field), distribution, findings);
                    }
                });
            });
        });
    }
}

fn head(out: &mut Markup, page: &Page<'_>) {
    let titles = [
        page.pick("คอลัมน์", "Column"),
        page.pick("ชนิด", "Type"),
        page.pick("ค่าในเซลล์", "What the cells hold"),
        page.pick("ไม่มีค่า", "Missing"),
        page.pick("การกระจาย", "Distribution"),
    ];
    out.element("thead", &[], |out| {
        out.element("tr", &[], |out| {
            for title in titles {
                out.leaf("th", &[("scope", "col")], title);
            }
        });
    });
}

fn row(
    out: &mut Markup,
    page: &Page<'_>,
    (table, field): (&Layout, &FieldLayout),
    distribution: &Distribution,
    findings: &[(usize, &Diagnostic)],
) {
    out.line();
    out.element("tr", &[], |out| {
        out.element("td", &[], |out| {
            out.leaf("b", &[], &Letters(field.column).to_string());
            out.text(" ");
            out.text(&field.label);
            about(out, (table, field), findings);
        });
        out.leaf("td", &[("class", "kind")], kind(page, field.kind));
        out.element("td", &[], |out| mix(out, page, &field.profile));
        out.element("td", &[], |out| missing(out, &field.profile));
        out.element("td", &[], |out| self::distribution(out, page, distribution));
    });
}

/// Links to the findings about a column.
fn about(
    out: &mut Markup,
    (table, field): (&Layout, &FieldLayout),
    findings: &[(usize, &Diagnostic)],
) {
    let mine = findings.iter().filter(|(_, finding)| {
        finding.location.range.is_some_and(|range| {
            (range.first.column, range.last.column) == (field.column, field.column)
                && table.range.meets(&range)
        })
    });
    for (number, finding) in mine {
        let target = format!("#f{number}");
        out.text(" ");
        let text = format!("{}{number}", sign(finding.severity));
        out.leaf(
            "a",
            &[("class", finding.severity.as_str()), ("href", &target)],
            &text,
        );
    }
}

fn kind(page: &Page<'_>, kind: FieldType) -> &'static str {
    match kind {
        FieldType::String => page.pick("ข้อความ", "text"),
        FieldType::Integer => page.pick("จำนวนเต็ม", "whole number"),
        FieldType::Number => page.pick("ตัวเลข", "number"),
        FieldType::Boolean => page.pick("จริงหรือเท็จ", "true or false"),
        FieldType::Date => page.pick("วันที่", "date"),
        FieldType::Datetime => page.pick("วันที่และเวลา", "date and time"),
        FieldType::Time => page.pick("เวลา", "time"),
        FieldType::Year => page.pick("ปี", "year"),
    }
}

/// Which kinds of values a column has, with their colours.
fn shares(page: &Page<'_>, profile: &Profile) -> Vec<Share> {
    let all = [
        ("#2f6fb0", page.pick("ตัวเลข", "numbers"), profile.numbers),
        (
            "#9cc3ea",
            page.pick("ตัวเลขที่เป็นข้อความ", "numbers typed as text"),
            profile.number_texts,
        ),
        (
            "#2f8a57",
            page.pick("วันที่และเวลา", "dates and times"),
            profile.dates + profile.datetimes + profile.times,
        ),
        (
            "#a5dabb",
            page.pick("วันที่ที่เป็นข้อความ", "dates typed as text"),
            profile.date_texts,
        ),
        (
            "#7a5ea8",
            page.pick("จริงหรือเท็จ", "true or false"),
            profile.booleans,
        ),
        ("#b8b1a3", page.pick("ข้อความ", "texts"), profile.texts()),
        (
            "#e0a030",
            page.pick("คำที่แทนค่าว่าง", "words for \"no value\""),
            profile.placeholders,
        ),
        (
            "#b3202c",
            page.pick("ค่าผิดพลาด", "errors"),
            profile.errors + profile.error_texts,
        ),
    ];
    all.into_iter().filter(|(_, _, count)| *count > 0).collect()
}

/// A stacked bar, and the same in words.
fn mix(out: &mut Markup, page: &Page<'_>, profile: &Profile) {
    let shares = shares(page, profile);
    let total: u64 = shares.iter().map(|(_, _, count)| count).sum();
    let label = shares
        .iter()
        .map(|(_, name, count)| format!("{name} {}", percent(*count, total)))
        .collect::<Vec<_>>()
        .join(", ");
    chart(out, (160, 12), &label, |out| {
        let mut x = 0;
        for (colour, _, count) in &shares {
            let end = x + count;
            bar(
                out,
                colour,
                [share(x, total, 160), 0.0, share(*count, total, 160), 12.0],
            );
            x = end;
        }
    });
    for (colour, name, count) in &shares {
        out.element("span", &[("class", "key")], |out| {
            out.leaf("i", &[("style", &format!("background:{colour}"))], "");
            out.text(&format!("{name} {}", percent(*count, total)));
        });
    }
}

/// How many records have no value.
fn missing(out: &mut Markup, profile: &Profile) {
    let missing = profile.missing + profile.blanks;
    let rest = profile.values() + profile.placeholders + profile.errors + profile.error_texts;
    let total = missing + rest;
    let words = format!("{} ({})", grouped(missing), percent(missing, total));
    chart(out, (60, 12), &words, |out| {
        bar(out, "#eceff2", [0.0, 0.0, 60.0, 12.0]);
        bar(out, "#56616d", [0.0, 0.0, share(missing, total, 60), 12.0]);
    });
    out.text(&words);
}

fn distribution(out: &mut Markup, page: &Page<'_>, distribution: &Distribution) {
    match distribution {
        Distribution::Empty => out.text("–"),
        Distribution::Withheld => out.text(page.pick(
            "ไม่แสดง เพราะอาจเป็นข้อมูลส่วนบุคคล",
            "not shown: it may be personal data",
        )),
        Distribution::Numbers { spread, bins } => {
            let [least, median, mean, most] = spread.map(number);
            let middle = match page.language {
                Language::Thai => format!("มัธยฐาน {median} เฉลี่ย {mean}"),
                Language::English => format!("median {median}, mean {mean}"),
            };
            histogram(out, bins, &format!("{least} – {most}; {middle}"));
        }
        Distribution::Days { ends, bins } => {
            let [first, last] = ends;
            histogram(out, bins, &format!("{first} – {last}"));
        }
        Distribution::Categories {
            distinct,
            top,
            others,
        } => categories(out, page, *distinct, (top, *others)),
        Distribution::Texts { distinct } => out.text(&different(page, *distinct)),
    }
}

fn different(page: &Page<'_>, distinct: u64) -> String {
    let count = grouped(distinct);
    match page.language {
        Language::Thai => format!("{count} ค่าที่ต่างกัน"),
        Language::English => format!("{count} different values"),
    }
}

fn histogram(out: &mut Markup, bins: &[u64], words: &str) {
    let most = bins.iter().copied().max().unwrap_or(0);
    let width = 160.0 / f64::from(u32::try_from(bins.len().max(1)).unwrap_or(1));
    chart(out, (160, 40), words, |out| {
        let mut x = 0.0;
        for count in bins {
            // One value among a million is still drawn.
            let least = if *count > 0 { 1.0 } else { 0.0 };
            let height = share(*count, most, 40).max(least);
            bar(out, "#2f6fb0", [x, 40.0 - height, width - 1.0, height]);
            x += width;
        }
        bar(out, "#56616d", [0.0, 39.5, 160.0, 0.5]);
    });
    out.text(words);
}

/// The most frequent values, each with a bar.
fn categories(
    out: &mut Markup,
    page: &Page<'_>,
    distinct: u64,
    (top, others): (&[(String, u64)], u64),
) {
    let total: u64 = top.iter().map(|(_, count)| count).sum::<u64>() + others;
    let more = page.pick("(ค่าอื่น)", "(other values)").to_owned();
    let rest = (others > 0).then_some((more, others));
    out.element("table", &[("class", "tops")], |out| {
        for (text, count) in top.iter().chain(rest.as_ref()) {
            let words = format!("{} ({})", grouped(*count), percent(*count, total));
            out.element("tr", &[], |out| {
                out.leaf("td", &[], text);
                out.element("td", &[], |out| {
                    chart(out, (60, 9), &words, |out| {
                        bar(
                            out,
                            "#2f6fb0",
                            [0.0, 0.0, share(*count, total, 60).max(1.0), 9.0],
                        );
                    });
                });
                out.leaf("td", &[("class", "count")], &words);
            });
        }
    });
    out.leaf("span", &[("class", "soft")], &different(page, distinct));
}

/// A picture of so many points, with the same in words for those who do not see it.
fn chart(
    out: &mut Markup,
    (width, height): (u32, u32),
    words: &str,
    inside: impl FnOnce(&mut Markup),
) {
    let attributes = [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("role", "img"),
        ("aria-label", words),
        ("width", &width.to_string()),
        ("height", &height.to_string()),
    ];
    out.element("svg", &attributes, |out| {
        out.leaf("title", &[], words);
        inside(out);
    });
}

fn bar(out: &mut Markup, colour: &str, [x, y, width, height]: [f64; 4]) {
    let number = |value: f64| format!("{value:.2}");
    let attributes = [
        ("x", &*number(x)),
        ("y", &number(y)),
        ("width", &number(width.max(0.0))),
        ("height", &number(height)),
        ("fill", colour),
    ];
    out.empty("rect", &attributes);
}

/// A part of a length.
fn share(count: u64, total: u64, length: u32) -> f64 {
    ratio(count, total) * f64::from(length)
}

fn percent(count: u64, total: u64) -> String {
    format!("{:.1}%", ratio(count, total) * 100.0)
}

fn ratio(count: u64, total: u64) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a share is drawn and said to a tenth of a per cent"
    )]
    let ratio = count as f64 / total.max(1) as f64;
    ratio
}

/// A number for people: at most two decimals, thousands separators where they fit.
fn number(value: f64) -> String {
    if value.abs() >= 1e15 {
        return format!("{value:e}");
    }
    let text = format!("{:.2}", value.abs());
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), grouped);
    let decimals = decimals.trim_end_matches('0');
    let sign = if value < 0.0 { "-" } else { "" };
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{decimals}")
}
