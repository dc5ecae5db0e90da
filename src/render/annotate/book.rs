//! `workbook.xml`: the list of sheets, and the index sheet in it.

use std::collections::BTreeMap;

use crate::render::annotate::Error;
use crate::render::annotate::package::{Package, broken};
use crate::render::annotate::xml::{Broken, Edits, Element, elements, escaped};

/// A sheet of the workbook.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) part: String,
    /// It has cells.
    pub(super) cells: bool,
    pub(super) hidden: bool,
}

/// The workbook part.
#[derive(Debug)]
pub(super) struct Book {
    pub(super) part: String,
    pub(super) namespace: String,
    pub(super) entries: Vec<Entry>,
    /// Where each stands among them.
    places: BTreeMap<String, usize>,
    pub(super) styles: Option<String>,
    /// The workbook has macros, which may count its sheets.
    pub(super) macros: bool,
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

impl Book {
    pub(super) fn read(package: &mut Package<'_>) -> Result<Self, Error> {
        let root = package.relations("")?;
        let root = root.into_iter().find(|it| it.kind == "officeDocument");
        let part = root
            .map(|relation| relation.target)
            .filter(|part| package.has(part));
        let part = part.unwrap_or_else(|| "xl/workbook.xml".to_owned());
        let relations = package.relations(&part)?;
        let xml = package.text(&part)?;
        let list = elements(&xml, 2).map_err(|error| broken(&part, error))?;
        let root = list.first().ok_or_else(|| broken(&part, Broken::CutOff))?;
        let namespace = root.open.namespace().unwrap_or_else(|| MAIN.to_owned());
        if namespace.contains("purl.oclc.org") {
            "http://purl.oclc.org/ooxml/officeDocument/relationships"
                .clone_into(&mut package.office);
        }
        let mut entries = Vec::new();
        for element in sheets(&list) {
            let text = |name: &str| element.open.get(name).map(|it| it.text().into_owned());
            let id = text("id");
            let relation = relations.iter().find(|it| Some(&it.id) == id.as_ref());
            entries.push(Entry {
                name: text("name").unwrap_or_default(),
                part: relation.map(|it| it.target.clone()).unwrap_or_default(),
                cells: relation.is_some_and(|it| it.kind == "worksheet"),
                hidden: text("state").is_some_and(|state| state != "visible"),
            });
        }
        let target = |kind: &str| relations.iter().find(|it| it.kind == kind);
        let names = entries.iter().map(|entry| entry.name.clone());
        Ok(Self {
            places: names.zip(0..).collect(),
            namespace,
            entries,
            styles: target("styles")
                .map(|it| it.target.clone())
                .filter(|it| package.has(it)),
            macros: target("vbaProject").is_some(),
            part,
        })
    }

    pub(super) fn entry(&self, name: &str) -> Option<&Entry> {
        self.places.get(name).map(|place| &self.entries[*place])
    }

    /// A name for the index that no sheet has; Excel does not tell capitals apart.
    pub(super) fn index_name(&self) -> String {
        let taken = |name: &str| {
            let mut names = self.entries.iter().map(|entry| entry.name.to_lowercase());
            names.any(|own| own == name)
        };
        let numbered = (2u32..).map(|number| format!("sheetpress {number}"));
        std::iter::once("sheetpress".to_owned())
            .chain(numbered)
            .find(|name| !taken(name))
            .unwrap_or_default()
    }

    /// Lists the index sheet: as the first one, or behind the others where macros may count sheets.
    pub(super) fn list_index(
        &self,
        package: &mut Package<'_>,
        name: &str,
        id: &str,
    ) -> Result<(), Error> {
        let xml = package.text(&self.part)?;
        let found = elements(&xml, 2).map_err(|error| broken(&self.part, error))?;
        let root = found
            .first()
            .ok_or_else(|| broken(&self.part, Broken::CutOff))?;
        let list = found
            .iter()
            .find(|it| it.depth == 1 && it.open.local() == "sheets");
        let list = list.ok_or_else(|| broken(&self.part, Broken::CutOff))?;
        let numbers = sheets(&found).filter_map(|it| it.open.get("sheetId")?.number::<u32>());
        let number = numbers.max().unwrap_or(0).saturating_add(1);
        let p = root.open.prefix();
        let office = package.office.clone();
        let prefix = root
            .open
            .bound(&[&office])
            .filter(|prefix| !prefix.is_empty());
        let (declared, prefix) = match prefix {
            Some(prefix) => (String::new(), prefix),
            None => (format!(" xmlns:r=\"{office}\""), "r:".to_owned()),
        };
        let line = format!(
            "<{p}sheet{declared} name=\"{}\" sheetId=\"{number}\" {prefix}id=\"{id}\"/>",
            escaped(name)
        );
        let mut edits = Edits::default();
        if self.macros {
            edits.append(list, &line);
        } else {
            edits.insert(list.open.end, line);
            Self::shift(&found, &mut edits);
        }
        let active = if self.macros { self.entries.len() } else { 0 };
        let mut views = found.iter().filter(|it| it.open.local() == "workbookView");
        if let Some(first) = views.next() {
            first.open.set("activeTab", &active.to_string(), &mut edits);
            if let Some(scrolled) = first.open.get("firstSheet").filter(|_| !self.macros) {
                edits.replace(scrolled.start, scrolled.end, "0");
            }
        }
        package.put(&self.part, edits.apply(&xml));
        Ok(())
    }

    /// What counts sheets from the first one counts one more.
    fn shift(found: &[Element<'_>], edits: &mut Edits) {
        for element in found {
            let names: &[&str] = match element.open.local() {
                "definedName" => &["localSheetId"],
                "workbookView" => &["activeTab", "firstSheet"],
                _ => continue,
            };
            // The first window shows the index.
            let first = found.iter().find(|it| it.open.local() == "workbookView");
            if first.is_some_and(|first| first.open.start == element.open.start) {
                continue;
            }
            for name in names {
                if let Some(attribute) = element.open.get(name)
                    && let Some(number) = attribute.number::<u32>()
                {
                    let next = number.saturating_add(1).to_string();
                    edits.replace(attribute.start, attribute.end, next);
                }
            }
        }
    }
}

fn sheets<'x, 'a>(list: &'x [Element<'a>]) -> impl Iterator<Item = &'x Element<'a>> {
    let mut inside = false;
    list.iter().filter(move |element| {
        if element.depth == 1 {
            inside = element.open.local() == "sheets";
        }
        inside && element.depth == 2 && element.open.local() == "sheet"
    })
}
