//! What a portal gives back ↔ what was published: to its owner before anybody else sees it, then to the public.

use std::io::{self, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::ckan::held::{Held, HeldResource};
use crate::ckan::wanted::{Wanted, WantedResource};
use crate::model::digest::hex;
use crate::publish::Error;
use crate::publish::plan::Mark;
use crate::publish::portal::connection::{Connection, Who};
use crate::publish::portal::rows::{self, Compared};
use crate::publish::portal::todo::Todo;
use crate::publish::portal::{difference, look};

/// The checks of a publication to a portal, in the words of a receipt.
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

/// Compares everything but bytes and rows: the dataset is what was wanted, in every member, file and column. The first difference
/// is the error.
pub fn metadata(wanted: &Wanted, held: &Held) -> Result<(), Error> {
    if Todo::of(wanted, held, false).is_empty() {
        return Ok(());
    }
    let changes = difference::changes(wanted, Some(held), false, &mut |_, _| None);
    let first = changes.into_iter().find(|change| change.mark != Mark::Same);
    let (subject, expected, found) = match first {
        Some(change) => (change.key, change.after, change.before),
        None => (held.name.clone(), None, None),
    };
    Err(Error::Verification {
        check: "metadata",
        subject,
        expected: expected.unwrap_or_default(),
        found: found.unwrap_or_default(),
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
