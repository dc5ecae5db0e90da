//! The package: parts as text, relationships, and a copy in which only the changed parts differ.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;

use crate::render::annotate::Error;
use crate::render::annotate::xml::{Broken, Edits, Kind, Tag, Tags, add, elements, escaped};

/// Bytes of a part that is changed, inflated. The reader lets larger sheets pass, but reads them in a stream.
const PART: u64 = 1 << 30;
/// Bytes that all changed parts may hold together.
const TOGETHER: u64 = 3 << 29;
/// Bytes at the front of a sheet in which its views stand.
const HEAD: u64 = 1 << 18;

const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A package while it is patched.
pub(super) struct Package<'a> {
    archive: zip::ZipArchive<Cursor<&'a [u8]>>,
    /// Entries by name: with forward slashes, in lower case.
    entries: BTreeMap<String, usize>,
    changed: BTreeMap<String, String>,
    /// New parts in the order in which they were made.
    added: Vec<(String, String)>,
    /// Where each new part stands among them.
    places: BTreeMap<String, usize>,
    /// The last number given to each kind of new part.
    numbers: BTreeMap<String, u32>,
    /// What new parts are: the part, its type, and the extension whose files are all of that type.
    declared: Vec<(String, &'static str, Option<&'static str>)>,
    read: u64,
    /// Addresses of types of relationships begin so.
    pub(super) office: String,
}

/// A relationship.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    pub(super) id: String,
    /// The last segment of the type's address.
    pub(super) kind: String,
    /// The part's name.
    pub(super) target: String,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let archive = zip::ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| Error::Archive(error.to_string()))?;
        let mut entries = BTreeMap::new();
        for index in 0..archive.len() {
            if let Some(Ok(name)) = archive.name_for_index(index) {
                entries.entry(folded(&name)).or_insert(index);
            }
        }
        Ok(Self {
            archive,
            entries,
            changed: BTreeMap::new(),
            added: Vec::new(),
            places: BTreeMap::new(),
            numbers: BTreeMap::new(),
            declared: Vec::new(),
            read: 0,
            office: "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
                .to_owned(),
        })
    }

    pub(super) fn has(&self, part: &str) -> bool {
        let part = folded(part);
        self.entries.contains_key(&part) || self.places.contains_key(&part)
    }

    /// Whether any part lies in a folder.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        self.entries.keys().any(|name| name.starts_with(folder))
    }

    /// The first name of the form `front` number `back` that no part has.
    pub(super) fn free(&mut self, front: &str, back: &str) -> String {
        let mut number = self.numbers.get(front).copied().unwrap_or(0);
        loop {
            number += 1;
            let name = format!("{front}{number}{back}");
            if !self.has(&name) {
                self.numbers.insert(front.to_owned(), number);
                return name;
            }
        }
    }

    fn bytes(&mut self, part: &str, limit: u64) -> Result<Vec<u8>, Error> {
        let fault = |why: String| Error::Part {
            part: part.to_owned(),
            why,
        };
        let index = *self
            .entries
            .get(&folded(part))
            .ok_or_else(|| fault("the part is missing".to_owned()))?;
        let entry = self
            .archive
            .by_index(index)
            .map_err(|error| fault(error.to_string()))?;
        let mut bytes = Vec::new();
        entry
            .take(limit)
            .read_to_end(&mut bytes)
            .map_err(|error| fault(error.to_string()))?;
        Ok(bytes)
    }

    /// The front of a part, as far as it is text.
    pub(super) fn head(&mut self, part: &str) -> Result<String, Error> {
        let bytes = self.bytes(part, HEAD)?;
        Ok(match encoding_rs::Encoding::for_bom(&bytes) {
            Some((encoding, _)) => encoding.decode(&bytes).0.into_owned(),
            None => String::from_utf8_lossy(&bytes).into_owned(),
        })
    }

    /// A part as it stands now.
    pub(super) fn text(&mut self, part: &str) -> Result<String, Error> {
        if let Some(text) = self.changed.get(&folded(part)) {
            return Ok(text.clone());
        }
        if let Some(place) = self.places.get(&folded(part)) {
            return Ok(self.added[*place].1.clone());
        }
        let bytes = self.bytes(part, PART + 1)?;
        self.read += bytes.len() as u64;
        if bytes.len() as u64 > PART || self.read > TOGETHER {
            return Err(Error::TooLarge {
                part: part.to_owned(),
            });
        }
        decoded(bytes).map_err(|why| Error::Part {
            part: part.to_owned(),
            why,
        })
    }

    /// Changes a part, or adds it.
    pub(super) fn put(&mut self, part: &str, text: String) {
        let name = folded(part);
        if self.entries.contains_key(&name) {
            self.changed.insert(name, text);
        } else if let Some(place) = self.places.get(&name) {
            self.added[*place].1 = text;
        } else {
            self.places.insert(name, self.added.len());
            self.added.push((part.to_owned(), text));
        }
    }

    /// The relationships of a part; none where it has no such part.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Error> {
        let (folder, rels) = rels_of(part);
        if !self.has(&rels) {
            return Ok(Vec::new());
        }
        let xml = self.text(&rels)?;
        let mut found = Vec::new();
        for tag in Tags::new(&xml) {
            let tag = tag.map_err(|error| broken(&rels, error))?;
            let external = tag
                .get("TargetMode")
                .is_some_and(|mode| mode.raw == "External");
            if tag.kind == Kind::Close || tag.local() != "Relationship" || external {
                continue;
            }
            let text = |name: &str| {
                tag.get(name)
                    .map(|attribute| attribute.text().into_owned())
                    .unwrap_or_default()
            };
            found.push(Relation {
                id: text("Id"),
                kind: text("Type")
                    .rsplit('/')
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
                target: resolve(folder, &text("Target")),
            });
        }
        Ok(found)
    }

    /// Adds a relationship to a part of this package and returns its id.
    pub(super) fn relate(&mut self, part: &str, kind: &str, target: &str) -> Result<String, Error> {
        let (_, rels) = rels_of(part);
        let kind = format!("{}/{kind}", self.office);
        let line = |prefix: &str, id: &str| {
            format!(
                "<{prefix}Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"/{}\"/>",
                escaped(target)
            )
        };
        if !self.has(&rels) {
            let only = line("", "rId1");
            self.put(&rels, format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"{RELATIONS}\">{only}</Relationships>"));
            return Ok("rId1".to_owned());
        }
        let taken = self.every_id(&rels)?;
        let mut number = 1;
        while taken.contains(&format!("rId{number}")) {
            number += 1;
        }
        let id = format!("rId{number}");
        let xml = self.text(&rels)?;
        let list = elements(&xml, 0).map_err(|error| broken(&rels, error))?;
        let root = list.first().ok_or_else(|| broken(&rels, Broken::CutOff))?;
        let mut edits = Edits::default();
        edits.append(root, &line(root.open.prefix(), &id));
        self.put(&rels, edits.apply(&xml));
        Ok(id)
    }

    /// Every id of a relationships part, those of addresses outside too.
    fn every_id(&mut self, rels: &str) -> Result<BTreeSet<String>, Error> {
        let xml = self.text(rels)?;
        let tags = Tags::new(&xml).map_while(Result::ok);
        Ok(tags
            .filter_map(|tag| tag.get("Id").map(|id| id.text().into_owned()))
            .collect())
    }

    /// Says what a new part is: `extension` where the files of one extension are all of that type.
    pub(super) fn declare(
        &mut self,
        part: &str,
        content: &'static str,
        extension: Option<&'static str>,
    ) {
        self.declared.push((part.to_owned(), content, extension));
    }

    /// Writes down what the new parts are.
    fn list_types(&mut self) -> Result<(), Error> {
        let types = "[Content_Types].xml";
        let xml = self.text(types)?;
        let list = elements(&xml, 1).map_err(|error| broken(types, error))?;
        let root = list.first().ok_or_else(|| broken(types, Broken::CutOff))?;
        let prefix = root.open.prefix();
        let defaults = list.iter().filter(|it| it.open.local() == "Default");
        let value = |tag: &Tag<'_>, name: &str| tag.get(name).map(|it| it.text().into_owned());
        let mut known: BTreeMap<String, String> = defaults
            .filter_map(|it| {
                let extension = value(&it.open, "Extension")?.to_ascii_lowercase();
                Some((extension, value(&it.open, "ContentType")?))
            })
            .collect();
        let (mut first, mut last) = (String::new(), String::new());
        for (part, content, extension) in &self.declared {
            if let Some(extension) = extension {
                let own = known.entry((*extension).to_owned()).or_insert_with(|| {
                    let line = format_args!(
                        "<{prefix}Default Extension=\"{extension}\" ContentType=\"{content}\"/>"
                    );
                    add(&mut first, line);
                    (*content).to_owned()
                });
                if own == content {
                    continue;
                }
            }
            let part = escaped(part);
            let line =
                format_args!("<{prefix}Override PartName=\"/{part}\" ContentType=\"{content}\"/>");
            add(&mut last, line);
        }
        let mut edits = Edits::default();
        match list.get(1) {
            // Defaults stand before the parts with a type of their own.
            Some(child) => edits.insert(child.open.start, first),
            None => last.insert_str(0, &first),
        }
        edits.append(root, &last);
        self.put(types, edits.apply(&xml));
        Ok(())
    }

    /// Names of parts with an ending.
    pub(super) fn named(&self, ending: &str) -> Vec<String> {
        let names = self.entries.keys().filter(|name| name.ends_with(ending));
        names.cloned().collect()
    }

    /// The new package: what was not changed is copied as it lies in the old one, still deflated.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, Error> {
        self.list_types()?;
        let fault = |error: zip::result::ZipError| Error::Archive(error.to_string());
        let io = |error: std::io::Error| Error::Archive(error.to_string());
        let fresh = |length: usize| {
            SimpleFileOptions::default()
                .compression_method(zip::CompressionMethod::Deflated)
                // No clock: the same report on the same file gives the same bytes.
                .last_modified_time(zip::DateTime::default())
                .large_file(length as u64 >= u64::from(u32::MAX))
        };
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(index).map_err(fault)?;
            let name = entry.name().map_err(fault)?.into_owned();
            let known = folded(&name);
            let first = self.entries.get(&known) == Some(&index);
            match self.changed.get(&known).filter(|_| first) {
                Some(text) => {
                    drop(entry);
                    out.start_file(name, fresh(text.len())).map_err(fault)?;
                    out.write_all(text.as_bytes()).map_err(io)?;
                }
                None => out.raw_copy_file(entry).map_err(fault)?,
            }
        }
        for (name, text) in &self.added {
            out.start_file(name.as_str(), fresh(text.len()))
                .map_err(fault)?;
            out.write_all(text.as_bytes()).map_err(io)?;
        }
        Ok(out.finish().map_err(fault)?.into_inner())
    }
}

/// What is wrong with a part.
pub(super) fn broken(part: &str, why: Broken) -> Error {
    Error::Part {
        part: part.to_owned(),
        why: why.to_string(),
    }
}

/// Names of parts compare without regard to ASCII case.
fn folded(part: &str) -> String {
    part.replace('\\', "/")
        .trim_start_matches('/')
        .to_ascii_lowercase()
}

/// The text of a part. One in UTF-16 goes on in UTF-8 and says so.
fn decoded(bytes: Vec<u8>) -> Result<String, String> {
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, _)) if encoding != encoding_rs::UTF_8 => {
            let (text, _, faulty) = encoding.decode(&bytes);
            if faulty {
                return Err("invalid UTF-16".to_owned());
            }
            let end = text.find("?>").unwrap_or(0);
            let (declaration, rest) = text.split_at(end);
            let mut declaration = declaration.to_owned();
            for name in ["UTF-16LE", "UTF-16BE", "UTF-16", "utf-16"] {
                declaration = declaration.replace(name, "UTF-8");
            }
            Ok(declaration + rest)
        }
        _ => String::from_utf8(bytes).map_err(|error| error.to_string()),
    }
}

/// A part's folder, and the part with its relationships.
fn rels_of(part: &str) -> (&str, String) {
    match part.rsplit_once('/') {
        Some((folder, file)) => (folder, format!("{folder}/_rels/{file}.rels")),
        None => ("", format!("_rels/{part}.rels")),
    }
}

/// A target as seen from a folder.
fn resolve(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = if target.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|part| !part.is_empty()).collect()
    };
    for part in target.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts.join("/")
}
