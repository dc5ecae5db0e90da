//! Our rules in the words of others: frictionless error types, and the ten counters of a provincial statistics office.

/// What the quality tool of a provincial statistics office counts; the names are older names of frictionless errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counter {
    /// A column without a label.
    BlankHeader,
    /// A label that stands twice.
    DuplicateHeader,
    /// A row without a value.
    BlankRow,
    /// A row that is longer than the header.
    ExtraValue,
    /// A label that the schema does not know.
    ExtraHeader,
    /// A row that is shorter than the header.
    MissingValue,
    /// A value that is not of its column's type.
    FormatError,
    /// A value or label that the schema forbids.
    SchemaError,
    /// Bytes that are not of the file's encoding.
    EncodingError,
    /// A file that cannot be read as a table.
    SourceError,
}

impl Counter {
    /// Every counter, in the tool's order.
    pub const ALL: [Self; 10] = [
        Self::BlankHeader,
        Self::DuplicateHeader,
        Self::BlankRow,
        Self::ExtraValue,
        Self::ExtraHeader,
        Self::MissingValue,
        Self::FormatError,
        Self::SchemaError,
        Self::EncodingError,
        Self::SourceError,
    ];

    /// The tool's name for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BlankHeader => "blank-header",
            Self::DuplicateHeader => "duplicate-header",
            Self::BlankRow => "blank-row",
            Self::ExtraValue => "extra-value",
            Self::ExtraHeader => "extra-header",
            Self::MissingValue => "missing-value",
            Self::FormatError => "format-error",
            Self::SchemaError => "schema-error",
            Self::EncodingError => "encoding-error",
            Self::SourceError => "source-error",
        }
    }
}

/// What others call what a rule finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// Our rule.
    pub rule: &'static str,
    /// The frictionless error type.
    pub frictionless: &'static str,
    /// The counter that goes up.
    pub counter: Option<Counter>,
}

/// The rules that have a counterpart. A rule that is not listed has none: see [`frictionless`].
pub const CROSSWALK: &[Crossing] = &[
    to("blank-header", "blank-label", Some(Counter::BlankHeader)),
    to(
        "blank-column-inside",
        "blank-label",
        Some(Counter::BlankHeader),
    ),
    to(
        "duplicate-header",
        "duplicate-label",
        Some(Counter::DuplicateHeader),
    ),
    to("blank-row-inside", "blank-row", Some(Counter::BlankRow)),
    to("mixed-types", "type-error", Some(Counter::FormatError)),
    to("number-as-text", "type-error", None),
    to(
        "thousands-separator",
        "type-error",
        Some(Counter::FormatError),
    ),
    to("unit-in-cell", "type-error", Some(Counter::FormatError)),
    to("thai-digits", "type-error", Some(Counter::FormatError)),
    to("placeholder", "type-error", None),
    to("error-value", "type-error", Some(Counter::FormatError)),
    to("date-as-text", "type-error", Some(Counter::FormatError)),
    to("ambiguous-day-month", "type-error", None),
    to("buddhist-era-date", "type-error", None),
    to("mixed-calendar", "type-error", None),
    to("two-digit-year", "type-error", None),
    to("invalid-date", "type-error", Some(Counter::FormatError)),
    to("type-error", "type-error", Some(Counter::FormatError)),
    to(
        "constraint-error",
        "constraint-error",
        Some(Counter::SchemaError),
    ),
    to("primary-key", "primary-key", None),
    to(
        "schema-mismatch",
        "incorrect-label",
        Some(Counter::SchemaError),
    ),
    to("schema-missing", "schema-error", None),
    to("dictionary-disagrees", "schema-error", None),
    to("column-undocumented", "schema-error", None),
    to("metadata-missing", "package-error", None),
    to(
        "damaged-package",
        "source-error",
        Some(Counter::SourceError),
    ),
    to("empty-file", "source-error", Some(Counter::SourceError)),
    to(
        "password-protected",
        "source-error",
        Some(Counter::SourceError),
    ),
    to(
        "unreadable-format",
        "source-error",
        Some(Counter::SourceError),
    ),
    to(
        "web-page-as-workbook",
        "source-error",
        Some(Counter::SourceError),
    ),
    to("resource-limits", "source-error", None),
    to(
        "encoding-not-utf8",
        "encoding-error",
        Some(Counter::EncodingError),
    ),
    to("stray-quote", "source-error", Some(Counter::SourceError)),
    // The rule tells short and long rows in one finding; the graver of the two counters is the safer forecast.
    to("ragged-row", "missing-cell", Some(Counter::MissingValue)),
    to("duplicate-row", "duplicate-row", None),
    to("unknown-code", "constraint-error", None),
    to("unknown-name", "constraint-error", None),
    to("code-name-mismatch", "row-constraint", None),
    to("hierarchy-mismatch", "row-constraint", None),
    to("schema-too-loose", "schema-error", None),
];

const fn to(rule: &'static str, frictionless: &'static str, counter: Option<Counter>) -> Crossing {
    Crossing {
        rule,
        frictionless,
        counter,
    }
}

/// What others call what a rule finds, where they have a name for it.
pub fn crossing(rule: &str) -> Option<&'static Crossing> {
    CROSSWALK.iter().find(|crossing| crossing.rule == rule)
}

/// The frictionless error type of a rule: its own, or the widest type that holds for the rule's scope, since
/// frictionless knows no merged cells, titles or totals.
pub fn frictionless(rule: &str, scope: &str) -> &'static str {
    match crossing(rule) {
        Some(crossing) => crossing.frictionless,
        None => match scope {
            "dataset" => "package-error",
            "container" => "source-error",
            "workbook" => "file-error",
            _ => "table-error",
        },
    }
}

/// The counter that a rule's findings raise.
pub fn counter(rule: &str) -> Option<Counter> {
    crossing(rule)?.counter
}
