//! What a portal gives back ↔ what was published: to its owner before anybody else sees it, then to the public.

use std::io::{self, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::ckan::held::{Held, HeldResource};
use crate::ckan::wanted::{Wanted, WantedResource};
use crate::model::digest::hex;
use crate::publish::Error;
use crate::publish::portal::connection::{Connection, Who};
use crate::publish::portal::look;
use crate::publish::portal::rows::{self, Compared};
use crate::publish::portal::todo::{Table, Todo};

/// The checks that every publication to a portal passes, in the words of a receipt.
pub const CHECKS: [&str; 8] = [
    "metadata",
    "bytes",
    "row-count",
    "fields",
    "sampled-rows",
    "null-counts",
    "visibility",
    "links",
];

/// Compares everything but bytes and rows: the dataset is what was wanted, in every member, file and column.
pub fn metadata(wanted: &Wanted, held: &Held) -> Result<(), Error> {
    let todo = Todo::of(wanted, held, false);
    let is_open = |file: &crate::publish::portal::todo::File| {
        file.upload || file.describe || !matches!(file.table, Table::Keep | Table::Compare)
    };
    let file = todo.files.iter().position(is_open);
    let fault = if todo.metadata {
        ("metadata", held.name.clone())
    } else if let Some(resource) = file.and_then(|place| wanted.resources.get(place)) {
        ("fields", resource.path.clone())
    } else if !todo.remove.is_empty() || todo.reorder {
        ("files", held.name.clone())
    } else {
        return Ok(());
    };
    let (check, subject) = fault;
    Err(Error::Verification {
        check,
        subject,
        expected: "what was published".to_owned(),
        found: "something else".to_owned(),
    })
}

/// Reads a file back and compares its bytes.
pub fn bytes(
    connection: &Connection,
    wanted: &WantedResource,
    url: &str,
    who: Who,
) -> Result<(), Error> {
    let mut sink = Digesting {
        hasher: Sha256::new(),
        left: wanted.size,
    };
    connection.download(url, who, &mut sink)?;
    let found = hex(&sink.hasher.finalize());
    if found == wanted.sha256 && sink.left == 0 {
        return Ok(());
    }
    Err(Error::Verification {
        check: "bytes",
        subject: wanted.path.clone(),
        expected: format!("{} bytes, SHA-256 {}", wanted.size, wanted.sha256),
        found: format!("SHA-256 {found}"),
    })
}

/// Where the owner reads a file: at the address that this program talks to, whatever address the portal writes into its links.
pub fn own_url(connection: &Connection, dataset: &str, held: &HeldResource) -> String {
    let name = held.url.rsplit('/').next().unwrap_or_default();
    connection.address().page(&format!(
        "dataset/{dataset}/resource/{}/download/{name}",
        held.id
    ))
}

/// Compares the table of a file with its CSV.
pub fn table(
    connection: &Connection,
    wanted: &WantedResource,
    held: &HeldResource,
    csv: &Path,
    whole: bool,
) -> Result<Option<Compared>, Error> {
    let Some(columns) = &wanted.table else {
        return Ok(None);
    };
    let there = held.table.as_ref().map_or(0, |table| table.rows);
    let expected = wanted.rows.unwrap_or(there);
    let subject = (wanted.path.as_str(), expected, whole);
    let compared = rows::compare(connection, &held.id, csv, columns, subject)?;
    if compared.rows == there {
        return Ok(Some(compared));
    }
    Err(Error::Verification {
        check: "row-count",
        subject: wanted.path.clone(),
        expected: compared.rows.to_string(),
        found: there.to_string(),
    })
}

/// Looks as somebody without a token: the dataset is there and public, with its files; each table answers; the files in `changed`
/// come with the published bytes.
pub fn public(connection: &Connection, wanted: &Wanted, changed: &[bool]) -> Result<Held, Error> {
    let unseen = |found: &str| Error::Unseen {
        dataset: wanted.name.clone(),
        found: found.to_owned(),
    };
    let held = match look::dataset(connection, &wanted.name, Who::Public) {
        Ok(held) => held.ok_or_else(|| unseen("404"))?,
        Err(fault) if fault.is_denied() => return Err(unseen("403")),
        Err(fault) => return Err(fault.into()),
    };
    if held.private || held.state != "active" {
        return Err(unseen("private"));
    }
    metadata(wanted, &held)?;
    for (place, resource) in wanted.resources.iter().enumerate() {
        let there = held
            .resource(&resource.path)
            .ok_or_else(|| unseen(&resource.path))?;
        if changed.get(place) == Some(&true) {
            bytes(connection, resource, &there.url, Who::Public)?;
        }
    }
    Ok(held)
}

/// Takes bytes in, keeps their digest, and refuses more than there should be.
struct Digesting {
    hasher: Sha256,
    left: u64,
}

impl Write for Digesting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = bytes.len() as u64;
        if length > self.left {
            return Err(io::Error::other("more bytes than were published"));
        }
        self.left -= length;
        self.hasher.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
