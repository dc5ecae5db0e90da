//! The report as one file for a browser and for paper: no script, nothing from elsewhere, well-formed as XML too.

mod columns;
mod findings;
mod grid;
mod summary;

use crate::model::detail::Detail;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::language::Language;
use crate::model::layout::Layout;
use crate::model::markup::Markup;
use crate::model::report::Report;
use crate::render::words::pick;

const STYLE: &str = include_str!("style.css");

/// What every part of the page looks at.
#[derive(Clone, Copy, Debug)]
struct Page<'a> {
    report: &'a Report,
    language: Language,
}

/// One sheet of the report: what is shown of it, and its number on the page, which makes its anchors.
#[derive(Clone, Copy, Debug)]
struct Shown<'a> {
    number: usize,
    detail: &'a Detail,
}

/// The report as XHTML.
pub fn html(report: &Report, language: Language) -> Vec<u8> {
    let page = Page { report, language };
    let title = page.pick("รายงานการตรวจข้อมูล", "Data check report");
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
            out.element("style", &[], |out| out.constant(STYLE));
        });
        out.line();
        out.element("body", &[], |out| {
            out.leaf("h1", &[], title);
            page.body(out);
        });
    });
    out.finish()
}

impl<'a> Page<'a> {
    fn pick(&self, th: &'static str, en: &'static str) -> &'static str {
        pick(self.language, th, en)
    }

    fn body(&self, out: &mut Markup) {
        summary::summary(out, self);
        for (number, detail) in self.report.details.iter().enumerate() {
            let shown = Shown { number, detail };
            self.sheet(out, shown);
        }
        self.elsewhere(out);
        summary::set_aside(out, self);
    }

    /// One sheet: its cells, what was found in them, its columns.
    fn sheet(&self, out: &mut Markup, shown: Shown<'a>) {
        let findings = self.findings_on(shown.detail);
        let Detail { file, sheet, .. } = shown.detail;
        out.line();
        out.element("section", &[], |out| {
            let word = self.pick("แผ่นงาน", "sheet");
            out.leaf("h2", &[], &format!("{file} · {word} \"{sheet}\""));
            grid::grid(out, self, shown, &findings);
            findings::findings(out, self, Some(shown), &findings);
            columns::columns(out, self, shown, &findings);
        });
    }

    /// Findings that are on none of the sheets shown: about a descriptor, a dictionary, a file as a whole.
    fn elsewhere(&self, out: &mut Markup) {
        let on_a_sheet = |finding: &Diagnostic| {
            let mut details = self.report.details.iter();
            details.any(|detail| finding.location.is_on(&detail.file, &detail.sheet))
        };
        let mut rest = self.numbered();
        rest.retain(|(_, finding)| !on_a_sheet(finding));
        let mut files: Vec<&str> = Vec::new();
        for (_, finding) in &rest {
            let file = finding.location.file.as_str();
            if !files.contains(&file) {
                files.push(file);
            }
        }
        for file in files {
            let mut mine = rest.clone();
            mine.retain(|(_, finding)| finding.location.file == file);
            out.line();
            out.element("section", &[], |out| {
                out.leaf("h2", &[], file);
                findings::findings(out, self, None, &mine);
            });
        }
    }

    /// Every finding with the number that people read.
    fn numbered(&self) -> Vec<(usize, &'a Diagnostic)> {
        (1..).zip(&self.report.findings).collect()
    }

    fn findings_on(&self, detail: &Detail) -> Vec<(usize, &'a Diagnostic)> {
        let mut findings = self.numbered();
        findings.retain(|(_, finding)| finding.location.is_on(&detail.file, &detail.sheet));
        findings
    }

    /// The tables of a sheet.
    fn tables(&self, detail: &Detail) -> &'a [Layout] {
        let file = self.report.files.iter().find(|it| it.path == detail.file);
        let sheets = file.map_or(&[][..], |file| &file.sheets);
        let sheet = sheets.iter().find(|sheet| sheet.name == detail.sheet);
        sheet.map_or(&[], |sheet| &sheet.tables)
    }
}

/// A sign for a severity, so that colour alone says nothing.
fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✘",
        Severity::Warning => "▲",
        Severity::Info => "●",
    }
}
