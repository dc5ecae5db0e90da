//! What a rule is: a name, a severity, a page of documentation and one pure function.

use crate::model::diagnostic::{Fix, Severity};
use crate::model::language::Text;
use crate::model::page::RulePage;
use crate::model::refusal::Refusal;
use crate::validate::sink::Sink;
use crate::validate::view::{
    ColumnView, DataView, DatasetView, SheetView, TableView, WorkbookView,
};

/// A rule, as declared by `rule!`.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case name, the rule's identity everywhere.
    pub name: &'static str,
    /// Severity unless configured otherwise.
    pub severity: Severity,
    /// The criterion of the machine-readable guideline that it decides, `a` to `f`.
    pub criterion: Option<char>,
    /// What can mend it.
    pub fix: Fix,
    /// What it keeps in memory while it looks.
    pub memory: Memory,
    /// Its title.
    pub title: Text,
    /// The doc comment of the declaration, Markdown.
    pub doc: &'static str,
    /// Where it is declared.
    pub source: &'static str,
    /// What it looks at, and how.
    pub check: Check,
}

impl Rule {
    /// Its page, for a report.
    pub fn page(&self) -> RulePage {
        RulePage {
            name: self.name,
            severity: self.severity,
            criterion: self.criterion,
            fix: self.fix,
            scope: self.check.scope(),
            title: self.title,
            doc: self.doc,
        }
    }
}

/// What a rule keeps in memory beside the workbook while it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// As much for a large table as for a small one.
    Constant,
    /// A little for each column.
    Columns,
    /// A little for each distinct value, up to a limit.
    Distinct,
    /// A little for each row.
    Rows,
}

impl Memory {
    /// `O(1)`, `O(columns)`, `O(distinct)`, `O(rows)`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Constant => "O(1)",
            Self::Columns => "O(columns)",
            Self::Distinct => "O(distinct)",
            Self::Rows => "O(rows)",
        }
    }
}

/// The scope of a rule; each scope is a folder under `rules/`.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Looks at why a file could not be read.
    Container(fn(&Refusal, &mut Sink<'_>)),
    /// Looks at the file as a whole, with the sheets that nobody sees.
    Workbook(fn(&WorkbookView<'_>, &mut Sink<'_>)),
    /// Looks at a whole sheet.
    Sheet(fn(&SheetView<'_>, &mut Sink<'_>)),
    /// Looks at one table.
    Table(fn(&TableView<'_>, &mut Sink<'_>)),
    /// Looks at one column of a table.
    Column(fn(&ColumnView<'_>, &mut Sink<'_>)),
    /// Looks at a tidied table and its schema.
    Data(fn(&DataView<'_>, &mut Sink<'_>)),
    /// Looks at a dataset's descriptor, schemas and dictionaries.
    Dataset(fn(&DatasetView<'_>, &mut Sink<'_>)),
}

impl Check {
    /// The scope's folder.
    pub fn scope(&self) -> &'static str {
        match self {
            Self::Container(_) => "container",
            Self::Workbook(_) => "workbook",
            Self::Sheet(_) => "sheet",
            Self::Table(_) => "table",
            Self::Column(_) => "column",
            Self::Data(_) => "data",
            Self::Dataset(_) => "dataset",
        }
    }
}

/// Declares the rule of a module; its doc comment is the page that `explain` prints.
macro_rules! rule {
    (
        $(#[doc = $line:literal])+
        $name:literal, $severity:ident, $scope:ident($check:path), $criterion:expr, $fix:ident, $memory:ident,
        th: $th:literal, en: $en:literal
    ) => {
        $(#[doc = $line])+
        pub(crate) const RULE: $crate::validate::rule::Rule = $crate::validate::rule::Rule {
            name: $name,
            severity: $crate::model::diagnostic::Severity::$severity,
            criterion: $criterion,
            fix: $crate::model::diagnostic::Fix::$fix,
            memory: $crate::validate::rule::Memory::$memory,
            title: $crate::model::language::Text { th: $th, en: $en },
            doc: concat!($($line, "\n"),+),
            source: concat!(file!(), ":", line!()),
            check: $crate::validate::rule::Check::$scope($check),
        };
    };
}
pub(crate) use rule;
