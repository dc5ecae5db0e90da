//! Collects the findings of one rule.

use crate::model::address::Range;
use crate::model::diagnostic::{Diagnostic, Location, Severity};
use crate::model::language::Message;
use crate::model::workbook::{Format, Sheet, Workbook};
use crate::validate::rule::Rule;
use crate::validate::view::DataView;

/// Places that one finding lists beside its first; the count stays exact.
pub const MAX_EVIDENCE: usize = 1000;

/// Where a rule reports; it stamps rule, severity and place so that rules cannot get them wrong.
#[derive(Debug)]
pub struct Sink<'a> {
    rule: &'static Rule,
    file: &'a str,
    sheet: Option<&'a str>,
    found: &'a mut Vec<Diagnostic>,
}

/// What a rule says of one place.
#[derive(Debug)]
pub struct Finding {
    range: Option<Range>,
    sheet: Option<String>,
    field: Option<String>,
    label: Option<String>,
    message: Message,
    help: Message,
    count: u64,
    evidence: Vec<Range>,
    suggestion: Option<String>,
    severity: Option<Severity>,
    confidence: f32,
}

impl Finding {
    /// A finding at a cell or range.
    pub fn at(range: impl Into<Range>, message: Message, help: Message) -> Self {
        Self {
            range: Some(range.into()),
            sheet: None,
            field: None,
            label: None,
            message,
            help,
            count: 1,
            evidence: Vec::new(),
            suggestion: None,
            severity: None,
            confidence: 1.0,
        }
    }

    /// One finding over several places: at the first, the others as evidence. `words` gets the first place and their number.
    pub fn over(
        places: impl IntoIterator<Item = Range>,
        words: impl FnOnce(Range, usize) -> (Message, Message),
    ) -> Option<Self> {
        let mut places: Vec<Range> = places.into_iter().collect();
        places.sort_unstable();
        let first = *places.first()?;
        let (message, help) = words(first, places.len());
        let finding = Self::at(first, message, help).count(places.len() as u64);
        Some(finding.evidence(places.into_iter().skip(1)))
    }

    /// A finding about the file as a whole.
    pub fn of_file(message: Message, help: Message) -> Self {
        Self {
            range: None,
            ..Self::at(Range::default(), message, help)
        }
    }

    /// A finding at an item of a descriptor or at a field that has no cell.
    pub fn of(field: &str, message: Message, help: Message) -> Self {
        Self {
            range: None,
            field: Some(field.to_owned()),
            ..Self::at(Range::default(), message, help)
        }
    }

    /// In so many cells.
    #[must_use]
    pub fn count(mut self, count: u64) -> Self {
        self.count = count;
        self
    }

    /// Further places.
    #[must_use]
    pub fn evidence(mut self, evidence: impl IntoIterator<Item = Range>) -> Self {
        self.evidence
            .extend(evidence.into_iter().take(MAX_EVIDENCE));
        self
    }

    /// The sheet, where it is not the one that the rule looks at.
    #[must_use]
    pub fn on_sheet(mut self, sheet: Option<String>) -> Self {
        self.sheet = sheet;
        self
    }

    /// The column.
    #[must_use]
    pub fn column(mut self, field: Option<&str>, label: &str) -> Self {
        self.field = field.map(str::to_owned);
        self.label = (!label.is_empty()).then(|| label.to_owned());
        self
    }

    /// What should stand there instead.
    #[must_use]
    pub fn suggest(mut self, suggestion: Option<String>) -> Self {
        self.suggestion = suggestion;
        self
    }

    /// Another severity than the rule's own, because the case is weaker.
    #[must_use]
    pub fn weaker(mut self, severity: Severity, confidence: f32) -> Self {
        self.severity = Some(severity);
        self.confidence = confidence;
        self
    }
}

impl<'a> Sink<'a> {
    pub(super) fn new(
        rule: &'static Rule,
        workbook: &'a Workbook,
        sheet: &'a Sheet,
        found: &'a mut Vec<Diagnostic>,
    ) -> Self {
        // A text file has no sheets; its name says where.
        let sheet = (workbook.format != Format::Csv).then_some(sheet.name.as_str());
        Self {
            rule,
            file: &workbook.path,
            sheet,
            found,
        }
    }

    pub(super) fn for_table(
        rule: &'static Rule,
        view: &DataView<'a>,
        found: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            rule,
            file: view.file,
            sheet: view.table.sheets.first().map(String::as_str),
            found,
        }
    }

    pub(super) fn for_file(
        rule: &'static Rule,
        file: &'a str,
        found: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            rule,
            file,
            sheet: None,
            found,
        }
    }

    /// Reports one finding.
    pub fn report(&mut self, finding: Finding) {
        let severity = finding
            .severity
            .map_or(self.rule.severity, |weaker| weaker.min(self.rule.severity));
        self.found.push(Diagnostic {
            rule: self.rule.name,
            severity,
            confidence: finding.confidence,
            location: Location {
                file: self.file.to_owned(),
                sheet: finding
                    .range
                    .and(finding.sheet.or_else(|| self.sheet.map(str::to_owned))),
                range: finding.range,
                field: finding.field,
                label: finding.label,
                source: None,
            },
            count: finding.count,
            message: finding.message,
            help: finding.help,
            evidence: finding.evidence,
            suggestion: finding.suggestion,
            fix: self.rule.fix,
            settled_by: None,
        });
    }

    /// Reports a finding on a sheet, from a rule that looks at the whole file.
    pub fn report_on(&mut self, sheet: &str, finding: Finding) {
        self.report(finding);
        if let Some(last) = self.found.last_mut() {
            last.location.sheet = Some(sheet.to_owned());
        }
    }

    /// Reports a finding in another file of the dataset.
    pub fn report_in(&mut self, file: &str, finding: Finding) {
        self.report(finding);
        if let Some(last) = self.found.last_mut() {
            file.clone_into(&mut last.location.file);
        }
    }
}
