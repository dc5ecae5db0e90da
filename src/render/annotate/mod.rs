//! The steward's own workbook back, with the faults marked in it: patched in the package and not rewritten.
//!
//! What is not concerned stays byte for byte, in the package and inside the parts that are touched: XML is changed as
//! text at the places concerned. Touched are the list of types, the workbook, the styles, the sheets with faulty cells
//! and their notes, and the one bit that says which tab is selected.

mod book;
mod boxes;
mod frame;
mod index;
mod marks;
mod notes;
mod package;
mod sheet;
mod styles;
mod xml;

use std::collections::BTreeMap;

use crate::model::language::{Language, Message, say};
use crate::model::page::Section;
use crate::model::report::Report;
use crate::model::workbook::Format;
use crate::render::annotate::book::Book;
use crate::render::annotate::index::Index;
use crate::render::annotate::marks::{Marks, Plan};
use crate::render::annotate::notes::Words;
use crate::render::annotate::package::{Package, broken};
use crate::render::annotate::sheet::Sheet;
use crate::render::annotate::styles::Styles;
use crate::render::words::{grouped, pick, severity};

/// Findings of one cell that its note says in full.
const IN_FULL: usize = 4;

/// The part of the index sheet; its name tells a workbook that was marked before.
const INDEX: &str = "xl/worksheets/sheetpress";

/// Why a workbook could not be marked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// It is no zip file, or cannot be written as one.
    #[error("the workbook's package cannot be patched: {0}")]
    Archive(String),
    /// A part that must be changed cannot be.
    #[error("the workbook cannot be patched: {part}: {why}")]
    Part {
        /// The part.
        part: String,
        /// What is wrong with it.
        why: String,
    },
    /// A part that must be changed would not fit into memory.
    #[error("the workbook is too large to be patched: {part}")]
    TooLarge {
        /// The part.
        part: String,
    },
    /// The report is not about exactly one such workbook.
    #[error("the report is about {0} Excel workbooks; exactly one can be marked")]
    Workbooks(usize),
}

impl Error {
    /// What the user can do about it.
    pub fn help(&self) -> Message {
        match self {
            Self::Workbooks(_) => say!(
                th: "ระบุไฟล์ .xlsx หรือ .xlsm เพียงไฟล์เดียว",
                en: "name one .xlsx or .xlsm"
            ),
            Self::TooLarge { .. } => say!(
                th: "ใช้รายงานรูปแบบ html แทน",
                en: "take the report as html instead"
            ),
            Self::Archive(_) | Self::Part { .. } => say!(
                th: "เปิดไฟล์ใน Excel แล้วบันทึกใหม่ แล้วตรวจอีกครั้ง",
                en: "open the file in Excel, save it anew and check again"
            ),
        }
    }
}

/// The one workbook that a report is about and that can be marked.
pub fn subject(report: &Report) -> Result<&str, Error> {
    let mut paths: Vec<&str> = report
        .files
        .iter()
        .filter(|file| file.format == Format::Xlsx)
        .map(|file| file.path.as_str())
        .collect();
    paths.dedup();
    match paths[..] {
        [path] => Ok(path),
        _ => Err(Error::Workbooks(paths.len())),
    }
}

/// Whether the bytes are a workbook that was marked before, which may be replaced.
pub fn is_annotated(bytes: &[u8]) -> bool {
    Package::open(bytes).is_ok_and(|package| package.has_folder(INDEX))
}

/// Marks the faults of a report in the workbook that it is about.
pub fn annotate(original: &[u8], report: &Report, language: Language) -> Result<Vec<u8>, Error> {
    let file = subject(report)?;
    let mut package = Package::open(original)?;
    let book = Book::read(&mut package)?;
    let styles_part = styles_part(&mut package, &book)?;
    let styles_xml = package.text(&styles_part)?;
    let mut styles = Styles::read(&styles_xml, &styles_part)?;
    let mut plan = Plan::of(report, file);
    let mut outcome = Outcome::default();
    let mut blocks = boxes::last_block(&mut package);
    for entry in book.entries.iter().filter(|entry| entry.cells) {
        if let Some(marks) = plan.sheets.remove(&entry.name) {
            let mut job = Job {
                report,
                language,
                namespace: &book.namespace,
                styles: &mut styles,
                outcome: &mut outcome,
            };
            job.mark(&mut package, &entry.part, marks, &mut blocks)?;
        }
    }
    outcome.unnoted = plan.unnoted;
    for entry in &book.entries {
        let head = package.head(&entry.part).unwrap_or_default();
        if head.contains("tabSelected") {
            let xml = package.text(&entry.part)?;
            let changed = sheet::deselect(&xml).map_err(|error| broken(&entry.part, error))?;
            if let Some(changed) = changed {
                package.put(&entry.part, changed);
            }
        }
    }
    let index = Index {
        report,
        language,
        file,
        book: &book,
        remarks: outcome.remarks(package.has_folder("_xmlsignatures/")),
    };
    let xml = index.sheet(&mut styles);
    package.put(&styles_part, styles.finish());
    let part = package.free(INDEX, ".xml");
    package.put(&part, xml);
    package.declare(
        &part,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
        None,
    );
    let id = package.relate(&book.part, "worksheet", &part)?;
    book.list_index(&mut package, &book.index_name(), &id)?;
    package.finish()
}

/// The part with the styles; made where there is none.
fn styles_part(package: &mut Package<'_>, book: &Book) -> Result<String, Error> {
    if let Some(part) = &book.styles {
        return Ok(part.clone());
    }
    let part = "xl/styles.xml".to_owned();
    if !package.has(&part) {
        package.put(&part, styles::none(&book.namespace));
        package.declare(
            &part,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml",
            None,
        );
        package.relate(&book.part, "styles", &part)?;
    }
    Ok(part)
}

/// What became of the marks.
#[derive(Debug, Default)]
struct Outcome {
    uncoloured: u64,
    unnoted: u64,
    threaded: u64,
}

impl Outcome {
    fn remarks(&self, signed: bool) -> Vec<Message> {
        let mut remarks = Vec::new();
        let [cells, notes, threads] = [self.uncoloured, self.unnoted, self.threaded].map(grouped);
        if signed {
            remarks.push(say!(
                th: "ไฟล์ต้นฉบับมีลายเซ็นดิจิทัล ลายเซ็นใช้กับสำเนาที่ทำเครื่องหมายนี้ไม่ได้",
                en: "the original carries a digital signature; it does not hold for this marked copy"
            ));
        }
        if self.uncoloured > 0 {
            remarks.push(say!(
                th: "มีเซลล์อีกไม่เกิน {cells} เซลล์ที่ไม่ได้ระบายสี เพราะมีมากเกินไป",
                en: "up to {cells} further cells are not coloured, because there are too many"
            ));
        }
        if self.unnoted > 0 {
            remarks.push(say!(
                th: "มีอีก {notes} รายการที่ไม่มีบันทึกย่อในเซลล์ เพราะมีมากเกินไป ดูในตารางนี้",
                en: "{notes} findings have no note on their cell, because there are too many; see this table"
            ));
        }
        if self.threaded > 0 {
            remarks.push(say!(
                th: "มี {threads} เซลล์ที่มีการสนทนาอยู่แล้ว จึงไม่ได้เพิ่มบันทึกย่อ ดูในตารางนี้",
                en: "{threads} cells with a conversation got no note; see this table"
            ));
        }
        remarks
    }
}

/// Marking one sheet.
struct Job<'a, 'x> {
    report: &'a Report,
    language: Language,
    namespace: &'a str,
    styles: &'a mut Styles<'x>,
    outcome: &'a mut Outcome,
}

impl Job<'_, '_> {
    fn mark(
        &mut self,
        package: &mut Package<'_>,
        part: &str,
        marks: Marks,
        blocks: &mut u32,
    ) -> Result<(), Error> {
        let xml = package.text(part)?;
        let mut sheet = Sheet::read(&xml, part, &marks.cells, self.styles)?;
        let notes: BTreeMap<_, _> = marks.notes;
        let notes = notes
            .into_iter()
            .map(|(cell, findings)| (cell, self.words(&findings)))
            .collect();
        let skipped = notes::write(package, part, &mut sheet, notes, self.namespace, blocks)?;
        self.outcome.threaded += skipped.threaded;
        self.outcome.uncoloured += marks.uncoloured + sheet.left;
        package.put(part, sheet.edits.apply(&xml));
        Ok(())
    }

    /// What a note says: the worst first.
    fn words(&self, findings: &[usize]) -> Words {
        let mut words = Words::default();
        let language = self.language;
        for number in findings.iter().take(IN_FULL) {
            let finding = &self.report.findings[*number];
            if !words.0.is_empty() {
                words.0.push((false, String::new()));
            }
            let level = severity(finding.severity, language);
            words
                .0
                .push((true, format!("{level}: {}", finding.message.get(language))));
            if let Some(page) = self.report.page(finding.rule) {
                let why = page.first_paragraph(Section::Why, language);
                let why = why.replace(['`', '*'], "");
                if !why.is_empty() {
                    let label = pick(language, "ทำไม", "why");
                    words.0.push((false, format!("{label}: {why}")));
                }
            }
            let label = pick(language, "วิธีแก้", "how to mend it");
            let help = finding.help.get(language);
            words.0.push((false, format!("{label}: {help}")));
            words.0.push((false, format!("[{}]", finding.rule)));
        }
        let more = findings.len().saturating_sub(IN_FULL);
        if more > 0 {
            let text = say!(
                th: "และอีก {more} รายการ ดูแผ่นงานสรุป",
                en: "and {more} more, see the index sheet"
            );
            words.0.push((false, text.get(language).to_owned()));
        }
        words
    }
}
