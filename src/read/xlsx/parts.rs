//! `workbook.xml` and what hangs on the workbook as a whole.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::model::workbook::{Visibility, Workbook};
use crate::read::Error;
use crate::read::xlsx::package::{Package, Relation};
use crate::read::xlsx::tags::{attribute, flag, local, reference};

/// What the workbook part says.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) sheets: Vec<Entry>,
    pub(super) date1904: bool,
    pub(super) names: Vec<(String, String)>,
    pub(super) macros: bool,
    pub(super) styles: Option<String>,
    pub(super) strings: Option<String>,
    relations: Vec<Relation>,
}

/// A sheet in the order of the tabs.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) visibility: Visibility,
    /// A chart, macro or dialogue sheet.
    pub(super) cellless: bool,
    pub(super) part: Option<String>,
}

pub(super) fn workbook(package: &mut Package) -> Result<Book, Error> {
    let root = package.relations("")?;
    let part = root
        .iter()
        .find(|relation| relation.kind == "officeDocument")
        .map(|relation| relation.target.clone())
        .filter(|part| package.has(part))
        .or_else(|| {
            package
                .has("xl/workbook.xml")
                .then(|| "xl/workbook.xml".to_owned())
        })
        .ok_or_else(|| package.damaged("xl/workbook.xml", "the part is missing"))?;
    let relations = package.relations(&part)?;
    let target = |kind: &str| {
        relations
            .iter()
            .find(|relation| relation.kind == kind)
            .map(|relation| relation.target.clone())
    };
    let mut book = Book {
        macros: target("vbaProject").is_some(),
        styles: target("styles").filter(|part| package.has(part)),
        strings: target("sharedStrings").filter(|part| package.has(part)),
        ..Book::default()
    };
    let xml = package.text(&part)?;
    let mut reader = Reader::from_str(&xml);
    let mut defined: Option<(String, String)> = None;
    loop {
        match reader
            .read_event()
            .map_err(|error| package.damaged(&part, error))?
        {
            Event::Start(tag) | Event::Empty(tag) => match local(tag.name().as_ref()) {
                "sheet" => book.sheets.push(entry(&tag, &relations, package)),
                "workbookPr" => book.date1904 = flag(&tag, "date1904"),
                "definedName" => {
                    defined = Some((attribute(&tag, "name").unwrap_or_default(), String::new()));
                }
                _ => {}
            },
            Event::Text(text) => {
                if let Some((_, value)) = &mut defined {
                    value.push_str(&text);
                }
            }
            Event::GeneralRef(entity) => {
                if let Some((_, value)) = &mut defined {
                    value.push_str(&reference(&entity));
                }
            }
            Event::End(tag) if local(tag.name().as_ref()) == "definedName" => {
                book.names.extend(defined.take());
            }
            Event::DocType(_) => {
                return Err(package.damaged(
                    &part,
                    "a document type declaration, which no workbook needs",
                ));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if book.sheets.is_empty() {
        return Err(package.damaged(&part, "the workbook lists no sheet"));
    }
    book.relations = relations;
    Ok(book)
}

fn entry(
    tag: &quick_xml::events::BytesStart<'_>,
    relations: &[Relation],
    package: &Package,
) -> Entry {
    let id = tag
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.as_ref().ends_with(":id") || attribute.key.as_ref() == "id")
        .map(|attribute| attribute.value.as_ref().to_owned());
    let relation = relations
        .iter()
        .find(|relation| Some(&relation.id) == id.as_ref());
    Entry {
        name: attribute(tag, "name").unwrap_or_default(),
        visibility: match attribute(tag, "state").as_deref() {
            Some("hidden") => Visibility::Hidden,
            Some("veryHidden") => Visibility::VeryHidden,
            _ => Visibility::Visible,
        },
        cellless: relation.is_some_and(|relation| relation.kind != "worksheet"),
        part: relation
            .map(|relation| relation.target.clone())
            .filter(|part| package.has(part)),
    }
}

/// Pivot caches that carry a copy of their source's records.
pub(super) fn pivot_records(
    package: &mut Package,
    book: &Book,
    workbook: &mut Workbook,
) -> Result<(), Error> {
    for cache in book
        .relations
        .iter()
        .filter(|relation| relation.kind == "pivotCacheDefinition")
    {
        let records = package.relations(&cache.target)?;
        let records = records
            .into_iter()
            .filter(|relation| relation.kind == "pivotCacheRecords");
        workbook.pivot_records.extend(
            records
                .map(|relation| relation.target)
                .filter(|part| package.has(part)),
        );
    }
    Ok(())
}

/// Other workbooks that formulas refer to.
pub(super) fn external_links(
    package: &mut Package,
    book: &Book,
    workbook: &mut Workbook,
) -> Result<(), Error> {
    for link in book
        .relations
        .iter()
        .filter(|relation| relation.kind == "externalLink")
    {
        let targets = package.relations(&link.target)?;
        workbook.external_links.extend(
            targets
                .into_iter()
                .filter(|relation| relation.external)
                .map(|relation| relation.target),
        );
    }
    Ok(())
}
