//! The code lists of `dictionaries/shared/` by the names that a dictionary may refer to.

use std::collections::BTreeSet;

use crate::model::language::Text;
use crate::model::reference::{districts, health_areas, provinces};

/// A list of codes with their names.
#[derive(Clone, Copy, Debug)]
pub struct CodeList {
    /// Its name: that of its file without the ending.
    pub name: &'static str,
    /// What it lists.
    pub title: Text,
    rows: fn() -> Vec<ListRow>,
}

/// One line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// The code.
    pub code: String,
    /// Its Thai name.
    pub name_th: &'static str,
    /// Its English name.
    pub name_en: &'static str,
}

/// The lists that a dictionary may name.
pub const LISTS: &[CodeList] = &[
    CodeList {
        name: "provinces",
        title: Text {
            th: "จังหวัด",
            en: "provinces",
        },
        rows: || {
            let rows = provinces().iter();
            rows.map(|it| row(&it.code, it.name_th, it.name_en))
                .collect()
        },
    },
    CodeList {
        name: "districts",
        title: Text {
            th: "อำเภอและเขต",
            en: "districts",
        },
        rows: || {
            let rows = districts().iter();
            rows.map(|it| row(&it.code, it.name_th, it.name_en))
                .collect()
        },
    },
    CodeList {
        name: "health-areas",
        title: Text {
            th: "เขตสุขภาพ",
            en: "health areas",
        },
        rows: || {
            let rows = health_areas().iter();
            rows.map(|it| row(&it.number, it.name_th, it.name_en))
                .collect()
        },
    },
];

fn row(code: &dyn ToString, name_th: &'static str, name_en: &'static str) -> ListRow {
    ListRow {
        code: code.to_string(),
        name_th,
        name_en,
    }
}

impl CodeList {
    /// Its rows, in the order of the file.
    pub fn rows(&self) -> Vec<ListRow> {
        (self.rows)()
    }

    /// What may stand in a field of this list: a code, a Thai or an English name.
    pub fn values(&self) -> BTreeSet<String> {
        let rows = self.rows().into_iter();
        rows.flat_map(|row| [row.code, row.name_th.to_owned(), row.name_en.to_owned()])
            .collect()
    }
}

/// The list of a name.
pub fn list(name: &str) -> Option<&'static CodeList> {
    LISTS.iter().find(|list| list.name == name)
}
