//! The zip container: parts by name, bounded, and the relationships between them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::read::xlsx::tags::{attribute, local};
use crate::read::{Error, Limits};

/// Bytes of a part that are inflated between two looks at its size.
const STEP: u64 = 4 << 20;

type Archive = zip::ZipArchive<BufReader<File>>;

/// An open package.
pub(super) struct Package {
    name: String,
    path: PathBuf,
    archive: Archive,
    /// A second handle, so that a part can be inflated on another thread; opened once, for there may be many sheets.
    streamed: Mutex<Option<Archive>>,
    /// Entries by name: without leading slash, with forward slashes, in lower case.
    entries: BTreeMap<String, usize>,
    limits: Limits,
}

/// A relationship of a part.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    pub(super) id: String,
    /// The last segment of the type's address: `worksheet`, `drawing`. The same in transitional and strict.
    pub(super) kind: String,
    /// The part's name, resolved; an address for external targets.
    pub(super) target: String,
    pub(super) external: bool,
}

impl Package {
    pub(super) fn open(name: &str, path: &Path, limits: &Limits) -> Result<Self, Error> {
        let archive = open_archive(name, path)?;
        let mut package = Self {
            name: name.to_owned(),
            path: path.to_owned(),
            archive,
            streamed: Mutex::new(None),
            entries: BTreeMap::new(),
            limits: limits.clone(),
        };
        if package.archive.len() > limits.entries {
            return Err(package.refused(format!(
                "{} parts, more than {}",
                package.archive.len(),
                limits.entries
            )));
        }
        for index in 0..package.archive.len() {
            if let Some(Ok(name)) = package.archive.name_for_index(index) {
                let name = folded(&name.replace('\\', "/"));
                // Of two entries with one name the first counts.
                package.entries.entry(name).or_insert(index);
            }
        }
        Ok(package)
    }

    pub(super) fn limits(&self) -> &Limits {
        &self.limits
    }

    pub(super) fn damaged(&self, part: &str, why: impl std::fmt::Display) -> Error {
        Error::Damaged {
            path: self.name.clone(),
            part: part.to_owned(),
            why: why.to_string(),
        }
    }

    pub(super) fn refused(&self, why: String) -> Error {
        Error::Limit {
            path: self.name.clone(),
            why,
        }
    }

    pub(super) fn has(&self, part: &str) -> bool {
        self.position(part).is_some()
    }

    /// Part names compare without regard to ASCII case (ECMA-376 part 2, 6.2.2.3).
    fn position(&self, part: &str) -> Option<usize> {
        self.entries.get(&folded(part)).copied()
    }

    /// A whole part, its checksum verified.
    pub(super) fn bytes(&mut self, part: &str) -> Result<Vec<u8>, Error> {
        let index = self
            .position(part)
            .ok_or_else(|| self.damaged(part, "the part is missing"))?;
        let limit = self.limits.whole_part_bytes;
        let mut bytes = Vec::new();
        let damaged = |error: &dyn std::fmt::Display| Error::Damaged {
            path: self.name.clone(),
            part: part.to_owned(),
            why: error.to_string(),
        };
        let mut entry = self
            .archive
            .by_index(index)
            .map_err(|error| damaged(&error))?;
        let deflated = entry.compressed_size();
        loop {
            // In steps, so that a bomb is refused before it fills the memory.
            let step = entry.by_ref().take(STEP).read_to_end(&mut bytes);
            let count = step.map_err(|error| damaged(&error))?;
            check_size(
                &self.name,
                &self.limits,
                part,
                (bytes.len() as u64, deflated),
                limit,
            )?;
            if count == 0 {
                return Ok(bytes);
            }
        }
    }

    /// A whole part as text, whatever Unicode encoding it is in.
    pub(super) fn text(&mut self, part: &str) -> Result<String, Error> {
        let bytes = self.bytes(part)?;
        if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(&bytes) {
            return Ok(encoding.decode(&bytes).0.into_owned());
        }
        String::from_utf8(bytes).map_err(|error| self.damaged(part, error))
    }

    /// Streams a part in chunks to `each`, from an archive handle of its own so that it can run on another
    /// thread. `each` returns whether it wants more; the rest is then still inflated, so that the checksum counts.
    pub(super) fn stream(
        &self,
        part: &str,
        mut each: impl FnMut(Vec<u8>) -> bool,
    ) -> Result<(), Error> {
        const CHUNK: usize = 1 << 18;
        let index = self
            .position(part)
            .ok_or_else(|| self.damaged(part, "the part is missing"))?;
        let mut streamed = self
            .streamed
            .lock()
            .map_err(|_| self.damaged(part, "inflating another part failed"))?;
        let archive = match &mut *streamed {
            Some(archive) => archive,
            closed => closed.insert(open_archive(&self.name, &self.path)?),
        };
        let mut entry = archive
            .by_index(index)
            .map_err(|error| self.damaged(part, error))?;
        let deflated = entry.compressed_size();
        let mut total = 0u64;
        let mut wanted = true;
        let mut decoder: Option<encoding_rs::Decoder> = None;
        loop {
            let mut chunk = Vec::with_capacity(CHUNK);
            let read = entry.by_ref().take(CHUNK as u64).read_to_end(&mut chunk);
            let count = read.map_err(|error| self.damaged(part, error))?;
            if total == 0
                && let Some((encoding, _)) = encoding_rs::Encoding::for_bom(&chunk)
                && encoding != encoding_rs::UTF_8
            {
                decoder = Some(encoding.new_decoder());
            }
            total += count as u64;
            check_size(
                &self.name,
                &self.limits,
                part,
                (total, deflated),
                self.limits.part_bytes,
            )?;
            if let Some(decoder) = &mut decoder {
                let mut text = String::with_capacity(
                    decoder.max_utf8_buffer_length(count).unwrap_or(CHUNK * 3),
                );
                let (_, _, broken) = decoder.decode_to_string(&chunk, &mut text, count == 0);
                if broken {
                    return Err(self.damaged(part, "invalid UTF-16"));
                }
                chunk = text.into_bytes();
            }
            if wanted && !chunk.is_empty() {
                wanted = each(chunk);
            }
            if count == 0 {
                return Ok(());
            }
        }
    }

    /// The relationships of a part; none if it has no relationships part.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Error> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let rels = format!(
            "{folder}{}_rels/{file}.rels",
            if folder.is_empty() { "" } else { "/" }
        );
        if !self.has(&rels) {
            return Ok(Vec::new());
        }
        let text = self.text(&rels)?;
        let mut reader = Reader::from_str(&text);
        let mut relations = Vec::new();
        loop {
            match reader
                .read_event()
                .map_err(|error| self.damaged(&rels, error))?
            {
                Event::Start(tag) | Event::Empty(tag)
                    if local(tag.name().as_ref()) == "Relationship" =>
                {
                    let external =
                        attribute(&tag, "TargetMode").is_some_and(|mode| mode == "External");
                    let target = attribute(&tag, "Target").unwrap_or_default();
                    let kind = attribute(&tag, "Type").unwrap_or_default();
                    relations.push(Relation {
                        id: attribute(&tag, "Id").unwrap_or_default(),
                        kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                        target: if external {
                            target
                        } else {
                            resolve(folder, &target)
                        },
                        external,
                    });
                }
                Event::Eof => return Ok(relations),
                _ => {}
            }
        }
    }
}

/// A part's name for comparison.
fn folded(part: &str) -> String {
    part.trim_start_matches('/').to_ascii_lowercase()
}

/// Refuses a part by its size and the size that it was deflated to.
fn check_size(
    name: &str,
    limits: &Limits,
    part: &str,
    (inflated, deflated): (u64, u64),
    limit: u64,
) -> Result<(), Error> {
    let refused = |why: String| {
        Err(Error::Limit {
            path: name.to_owned(),
            why,
        })
    };
    if inflated > limit {
        return refused(format!("{part} inflates to more than {limit} bytes"));
    }
    if inflated > limits.ratio_from && inflated / deflated.max(1) > limits.ratio {
        return refused(format!(
            "{part} inflates to more than {} times its size, as a zip bomb does",
            limits.ratio
        ));
    }
    Ok(())
}

fn open_archive(name: &str, path: &Path) -> Result<Archive, Error> {
    let file = File::open(path).map_err(|source| Error::Io {
        path: name.to_owned(),
        source,
    })?;
    zip::ZipArchive::new(BufReader::with_capacity(1 << 16, file)).map_err(|error| Error::Damaged {
        path: name.to_owned(),
        part: "zip directory".to_owned(),
        why: error.to_string(),
    })
}

/// A target relative to a folder: `../drawings/drawing1.xml` from `xl/worksheets`.
fn resolve(folder: &str, target: &str) -> String {
    let absolute = target.starts_with('/');
    let mut parts: Vec<&str> = if absolute {
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
