//! The index sheet: the verdict, and a line a finding with a link to its cell.

use unicode_width::UnicodeWidthStr;

use crate::model::address::{CellRef, Letters, Range};
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::language::{Language, Message, say};
use crate::model::report::{CRITERIA, Report, Verdict};
use crate::render::annotate::book::Book;
use crate::render::annotate::styles::{Look, Styles, colour};
use crate::render::annotate::xml::{add, cell_text, escaped};
use crate::render::words::{grouped, pick, place, severity, verdict};

/// Lines of the table. Excel follows no more links than 65,530 on a sheet.
const LINES: usize = 50_000;

/// The tallest row that Excel knows, in points.
const TALLEST: f64 = 409.0;

/// Columns: how wide they are, in characters, and their labels.
const COLUMNS: [(u32, &str, &str); 7] = [
    (14, "ระดับ", "severity"),
    (26, "กฎ", "rule"),
    (22, "แผ่นงาน", "sheet"),
    (14, "เซลล์", "cell"),
    (12, "จำนวนเซลล์", "cells"),
    (62, "สิ่งที่พบ", "what"),
    (62, "วิธีแก้", "how to mend it"),
];

/// The styles of the index.
struct Looks {
    title: usize,
    plain: usize,
    count: usize,
    line: usize,
    header: usize,
    link: usize,
    good: usize,
    bad: usize,
    severities: [usize; 3],
}

impl Looks {
    fn of(styles: &mut Styles<'_>) -> Self {
        let wrap = Look {
            wrap: true,
            boxed: true,
            ..Look::default()
        };
        let bold = Look {
            bold: true,
            ..Look::default()
        };
        let filled = |fill| Look {
            fill: Some(fill),
            ..wrap
        };
        Self {
            title: styles.own(&Look {
                larger: 4.0,
                ..bold
            }),
            plain: styles.own(&wrap),
            count: styles.own(&Look {
                centred: true,
                ..wrap
            }),
            line: styles.own(&Look::default()),
            header: styles.own(&Look {
                bold: true,
                ink: Some("FFFFFF"),
                ..filled("1F3864")
            }),
            link: styles.own(&Look {
                link: true,
                ink: Some("0563C1"),
                ..wrap
            }),
            good: styles.own(&Look {
                ink: Some("375623"),
                ..bold
            }),
            bad: styles.own(&Look {
                ink: Some("C00000"),
                ..bold
            }),
            severities: [Severity::Error, Severity::Warning, Severity::Info]
                .map(|it| styles.own(&filled(colour(it)))),
        }
    }
}

/// What stands on the index beside the report.
pub(super) struct Index<'a> {
    pub(super) report: &'a Report,
    pub(super) language: Language,
    /// The file whose findings are marked.
    pub(super) file: &'a str,
    pub(super) book: &'a Book,
    /// What the reader must know of the marks: one line each.
    pub(super) remarks: Vec<Message>,
}

/// Rows of the sheet while they are written.
#[derive(Default)]
struct Rows {
    xml: String,
    /// Points that a line of text needs: Thai marks above and below need more than Latin letters.
    line: f64,
    row: u32,
    links: String,
    /// Styles whose text breaks into lines.
    wrapped: Vec<usize>,
}

impl Rows {
    /// A row of texts or numbers with their styles.
    fn add(&mut self, cells: &[(u32, usize, Value<'_>)]) {
        self.row += 1;
        // Not every program fits rows to their text, so each says how tall it is.
        let lines = cells.iter().map(|(column, style, value)| match value {
            Value::Text(text) if self.wrapped.contains(style) => lines(text, *column),
            Value::Text(_) | Value::Number(_) => 1,
        });
        let lines = lines.max().unwrap_or(1);
        let height = (f64::from(lines) * self.line).min(TALLEST);
        add(
            &mut self.xml,
            format_args!(
                "<row r=\"{}\" ht=\"{height:.1}\" customHeight=\"1\">",
                self.row
            ),
        );
        for (column, style, value) in cells {
            let at = CellRef::new(self.row - 1, *column);
            match value {
                Value::Text(text) => add(
                    &mut self.xml,
                    format_args!(
                        "<c r=\"{at}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                        cell_text(text)
                    ),
                ),
                Value::Number(number) => add(
                    &mut self.xml,
                    format_args!("<c r=\"{at}\" s=\"{style}\"><v>{number}</v></c>"),
                ),
            }
        }
        self.xml += "</row>";
    }

    /// Makes a cell of the last row lead to a range.
    fn link(&mut self, column: u32, sheet: &str, range: Range) {
        let at = CellRef::new(self.row - 1, column);
        let target = format!("'{}'!{range}", sheet.replace('\'', "''"));
        add(
            &mut self.links,
            format_args!(
                "<hyperlink ref=\"{at}\" location=\"{}\" display=\"{range}\"/>",
                escaped(&target)
            ),
        );
    }
}

/// Lines that a text takes in a column, estimated with room to spare.
fn lines(text: &str, column: u32) -> u32 {
    let width = COLUMNS[column as usize % COLUMNS.len()].0 as usize;
    let count: usize = text
        .split('\n')
        .map(|line| match line.width() {
            short if short <= width => 1,
            long => long * 10 / (width * 9) + 1,
        })
        .sum();
    u32::try_from(count).unwrap_or(u32::MAX)
}

enum Value<'a> {
    Text(&'a str),
    Number(u64),
}

impl Index<'_> {
    /// The sheet's XML.
    pub(super) fn sheet(&self, styles: &mut Styles<'_>) -> String {
        let looks = Looks::of(styles);
        let mut rows = Rows {
            line: styles.typeface().1 * 1.6,
            wrapped: vec![looks.plain, looks.header],
            ..Rows::default()
        };
        self.head(&mut rows, &looks);
        let header: Vec<_> = (0u32..)
            .zip(COLUMNS)
            .map(|(at, (_, th, en))| {
                let label = Value::Text(pick(self.language, th, en));
                (at, looks.header, label)
            })
            .collect();
        rows.add(&header);
        let header = rows.row;
        for finding in self.report.findings.iter().take(LINES) {
            self.line(finding, &mut rows, &looks);
        }
        self.tail(&mut rows, &looks);
        let last = rows.row.max(header + 1);
        let mut columns = String::new();
        for (number, (width, ..)) in (1u32..).zip(COLUMNS) {
            add(
                &mut columns,
                format_args!(
                    "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>"
                ),
            );
        }
        let links = if rows.links.is_empty() {
            String::new()
        } else {
            format!("<hyperlinks>{}</hyperlinks>", rows.links)
        };
        let under = header + 1;
        let width = Letters(6);
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{}\"><sheetPr><tabColor rgb=\"FFC00000\"/><pageSetUpPr fitToPage=\"1\"/></sheetPr><dimension ref=\"A1:{width}{last}\"/><sheetViews><sheetView showGridLines=\"0\" tabSelected=\"1\" workbookViewId=\"0\"><pane ySplit=\"{header}\" topLeftCell=\"A{under}\" activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\" activeCell=\"A{under}\" sqref=\"A{under}\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>{columns}</cols><sheetData>{}</sheetData><autoFilter ref=\"A{header}:{width}{last}\"/>{links}<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>",
            escaped(&self.book.namespace),
            rows.xml
        )
    }

    /// Title, verdict, the six criteria, remarks. They stay in sight above the table, so they are few lines.
    fn head(&self, rows: &mut Rows, looks: &Looks) {
        let say = |message: &Message| message.get(self.language).to_owned();
        let report = self.report;
        let file = self.file.rsplit(['/', '\\']).next().unwrap_or(self.file);
        let title = say(&say!(th: "ผลการตรวจ {file}", en: "Check of {file}"));
        let usual = rows.line;
        rows.line = usual * 1.4;
        rows.add(&[(0, looks.title, Value::Text(&title))]);
        rows.line = usual;
        let count = |it| grouped(report.count(it) as u64);
        let counts = [Severity::Error, Severity::Warning, Severity::Info].map(count);
        let [errors, warnings, infos] = counts;
        let outcome = verdict(report.verdict, self.language);
        let outcome = say(&say!(
            th: "{outcome} · ข้อผิดพลาด {errors} · คำเตือน {warnings} · ข้อสังเกต {infos}",
            en: "{outcome} · errors {errors} · warnings {warnings} · infos {infos}"
        ));
        let look = if report.verdict == Verdict::Pass {
            looks.good
        } else {
            looks.bad
        };
        rows.add(&[(0, look, Value::Text(&outcome))]);
        for pair in report.criteria.chunks(2) {
            let mut cells = Vec::new();
            let texts: Vec<_> = pair
                .iter()
                .map(|criterion| {
                    let known = CRITERIA.iter().find(|(id, _)| *id == criterion.id);
                    let text = known.map_or("", |(_, text)| text.get(self.language));
                    let mark = if criterion.pass { '✓' } else { '✗' };
                    (criterion.pass, format!("{mark} ({}) {text}", criterion.id))
                })
                .collect();
            for (at, (pass, text)) in texts.iter().enumerate() {
                let column = if at == 0 { 0 } else { 5 };
                let look = if *pass { looks.good } else { looks.bad };
                cells.push((column, look, Value::Text(text)));
            }
            rows.add(&cells);
        }
        for remark in self.all_remarks() {
            rows.add(&[(0, looks.line, Value::Text(&say(&remark)))]);
        }
    }

    fn all_remarks(&self) -> Vec<Message> {
        let report = self.report;
        let mut remarks = self.remarks.clone();
        let (settled, suppressed) = (report.settled.len(), report.suppressed.len());
        let (known, over) = (report.known, report.findings.len().saturating_sub(LINES));
        if settled > 0 {
            remarks.push(say!(
                th: "แผนจัดระเบียบแก้ให้แล้ว {settled} รายการ จึงไม่ได้ทำเครื่องหมายไว้",
                en: "{settled} findings are settled by the tidy plan and not marked"
            ));
        }
        if suppressed > 0 {
            remarks.push(say!(
                th: "ยกเว้นไว้พร้อมเหตุผล {suppressed} รายการ จึงไม่ได้ทำเครื่องหมายไว้",
                en: "{suppressed} findings are excepted with a reason and not marked"
            ));
        }
        if known > 0 {
            remarks.push(say!(
                th: "มีอยู่ในรายการเดิมที่รู้แล้ว {known} รายการ จึงไม่ได้แสดง",
                en: "{known} findings stand in the baseline and are not shown"
            ));
        }
        if over > 0 {
            remarks.push(say!(
                th: "มีอีก {over} รายการที่ไม่ได้แสดงในตาราง",
                en: "{over} further findings are not in the table"
            ));
        }
        remarks
    }

    fn line(&self, finding: &Diagnostic, rows: &mut Rows, looks: &Looks) {
        let look = match finding.severity {
            Severity::Error => looks.severities[0],
            Severity::Warning => looks.severities[1],
            Severity::Info => looks.severities[2],
        };
        let location = &finding.location;
        let entry = location
            .sheet
            .as_ref()
            .filter(|_| location.file == self.file)
            .and_then(|name| self.book.entry(name));
        // What lies in no sheet of this workbook lies in a file beside it.
        let beside = location.file.rsplit(['/', '\\']).next().unwrap_or_default();
        let sheet = match (&location.sheet, entry) {
            (Some(name), Some(entry)) if entry.hidden => {
                format!("{name} ({})", pick(self.language, "ซ่อนอยู่", "hidden"))
            }
            (Some(name), _) => name.clone(),
            (None, _) if location.file == self.file => String::new(),
            (None, _) => beside.to_owned(),
        };
        let target = location
            .range
            .and_then(|range| Some((entry.filter(|it| it.cells)?, range)));
        let place = place(finding);
        rows.add(&[
            (
                0,
                look,
                Value::Text(severity(finding.severity, self.language)),
            ),
            (1, looks.plain, Value::Text(finding.rule)),
            (2, looks.plain, Value::Text(&sheet)),
            (
                3,
                if target.is_some() {
                    looks.link
                } else {
                    looks.plain
                },
                Value::Text(&place),
            ),
            (4, looks.count, Value::Number(finding.count)),
            (
                5,
                looks.plain,
                Value::Text(finding.message.get(self.language)),
            ),
            (6, looks.plain, Value::Text(finding.help.get(self.language))),
        ]);
        if let Some((entry, range)) = target {
            rows.link(3, &entry.name, range);
        }
    }

    /// What was not looked at.
    fn tail(&self, rows: &mut Rows, looks: &Looks) {
        let word = pick(self.language, "ตรวจไม่ได้", "not checked");
        for missing in &self.report.not_checked {
            rows.add(&[
                (0, looks.plain, Value::Text(word)),
                (5, looks.plain, Value::Text(missing.what.get(self.language))),
                (6, looks.plain, Value::Text(missing.why.get(self.language))),
            ]);
        }
    }
}
