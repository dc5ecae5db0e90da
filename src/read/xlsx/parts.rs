//! `workbook.xml` and what hangs on the workbook as a whole.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::model::workbook::{DefinedName, PivotCache, Sheet, Visibility, Workbook};
use crate::read::Error;
use crate::read::xlsx::package::{Package, Relation};
use crate::read::xlsx::tags::{attribute, flag, local, reference};

/// What the workbook part says.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) sheets: Vec<Entry>,
    pub(super) date1904: bool,
    pub(super) names: Vec<DefinedName>,
    pub(super) macros: bool,
    pub(super) styles: Option<String>,
    pub(super) strings: Option<String>,
    pub(super) theme: Option<String>,
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
        theme: target("theme").filter(|part| package.has(part)),
        ..Book::default()
    };
    let xml = package.text(&part)?;
    let mut reader = Reader::from_str(&xml);
    let mut defined: Option<DefinedName> = None;
    loop {
        match reader
            .read_event()
            .map_err(|error| package.damaged(&part, error))?
        {
            Event::Start(tag) | Event::Empty(tag) => match local(tag.name().as_ref()) {
                "sheet" => book.sheets.push(entry(&tag, &relations, package)),
                "workbookPr" => book.date1904 = flag(&tag, "date1904"),
                "definedName" => {
                    defined = Some(DefinedName {
                        name: attribute(&tag, "name").unwrap_or_default(),
                        refers_to: String::new(),
                    });
                }
                _ => {}
            },
            Event::Text(text) => {
                if let Some(name) = &mut defined {
                    name.refers_to.push_str(&text);
                }
            }
            Event::GeneralRef(entity) => {
                if let Some(name) = &mut defined {
                    name.refers_to.push_str(&reference(&entity));
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

/// What pivot tables keep of their source.
pub(super) fn pivot_caches(
    package: &mut Package,
    book: &Book,
    workbook: &mut Workbook,
) -> Result<(), Error> {
    let definitions = book
        .relations
        .iter()
        .filter(|relation| relation.kind == "pivotCacheDefinition" && package.has(&relation.target))
        .map(|relation| relation.target.clone())
        .collect::<Vec<_>>();
    for part in definitions {
        let records = package
            .relations(&part)?
            .iter()
            .any(|relation| relation.kind == "pivotCacheRecords" && package.has(&relation.target));
        let mut cache = PivotCache {
            records,
            ..PivotCache::default()
        };
        let xml = package.text(&part)?;
        let mut reader = Reader::from_str(&xml);
        loop {
            match reader
                .read_event()
                .map_err(|error| package.damaged(&part, error))?
            {
                Event::Start(tag) | Event::Empty(tag) => match local(tag.name().as_ref()) {
                    "worksheetSource" => cache.source_sheet = source_sheet(&tag, workbook),
                    "cacheField" => cache.fields.extend(attribute(&tag, "name")),
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        cache.part = part;
        workbook.pivot_caches.push(cache);
    }
    Ok(())
}

/// The sheet that a pivot table was made from: named outright, or through a table of Excel or a name. `None` where the
/// source is another file.
fn source_sheet(tag: &quick_xml::events::BytesStart<'_>, workbook: &Workbook) -> Option<String> {
    // A relation leads to another file.
    if attribute(tag, "id").is_some() {
        return None;
    }
    attribute(tag, "sheet").or_else(|| {
        let name = attribute(tag, "name")?;
        let has = |sheet: &&Sheet| sheet.facts.lists.iter().any(|list| list.name == name);
        if let Some(sheet) = workbook.sheets.iter().find(has) {
            return Some(sheet.name.clone());
        }
        let defined = workbook.names.iter().find(|it| it.name == name)?;
        let (sheet, _) = defined.refers_to.rsplit_once('!')?;
        Some(sheet.trim_matches('\'').replace("''", "'"))
    })
}

/// Names of what the file asks databases, files and services for.
pub(super) fn connections(
    package: &mut Package,
    book: &Book,
    workbook: &mut Workbook,
) -> Result<(), Error> {
    let parts = book
        .relations
        .iter()
        .filter(|relation| relation.kind == "connections" && package.has(&relation.target))
        .map(|relation| relation.target.clone())
        .collect::<Vec<_>>();
    for part in parts {
        let xml = package.text(&part)?;
        let mut reader = Reader::from_str(&xml);
        loop {
            match reader
                .read_event()
                .map_err(|error| package.damaged(&part, error))?
            {
                Event::Start(tag) | Event::Empty(tag)
                    if local(tag.name().as_ref()) == "connection" =>
                {
                    workbook.connections.extend(attribute(&tag, "name"));
                }
                Event::Eof => break,
                _ => {}
            }
        }
    }
    if package.has("xl/model/item.data") {
        workbook.connections.push("data model".to_owned());
    }
    Ok(())
}

/// Properties of the document that hold something: who wrote it, where, and what it is about.
pub(super) fn properties(package: &mut Package, workbook: &mut Workbook) -> Result<(), Error> {
    let parts = package
        .relations("")?
        .into_iter()
        .filter(|relation| {
            matches!(
                relation.kind.as_str(),
                "core-properties" | "extended-properties" | "custom-properties"
            )
        })
        .map(|relation| relation.target)
        .filter(|part| package.has(part))
        .collect::<Vec<_>>();
    for part in parts {
        let xml = package.text(&part)?;
        let mut reader = Reader::from_str(&xml);
        let mut inside: Option<(String, String)> = None;
        loop {
            let event = reader
                .read_event()
                .map_err(|error| package.damaged(&part, error))?;
            match event {
                Event::Start(tag) => {
                    let name = local(tag.name().as_ref()).to_owned();
                    // A custom property has its name in an attribute, and its value one level further in.
                    if !name.starts_with("lp") || inside.is_none() {
                        let name = attribute(&tag, "name").unwrap_or(name);
                        inside = Some((name, String::new()));
                    }
                }
                Event::Text(text) => {
                    if let Some((_, value)) = &mut inside {
                        value.push_str(&text);
                    }
                }
                Event::GeneralRef(entity) => {
                    if let Some((_, value)) = &mut inside {
                        value.push_str(&reference(&entity));
                    }
                }
                Event::End(_) => workbook
                    .properties
                    .extend(inside.take().filter(|(_, value)| !value.trim().is_empty())),
                Event::Eof => break,
                _ => {}
            }
        }
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
