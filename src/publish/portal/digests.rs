//! MD5 of a release's files: what CKAN's own loaders compare before they touch a table.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;

use md5::{Digest, Md5};

use crate::model::artifact::Release;
use crate::model::digest::hex;
use crate::publish::Error;
use crate::publish::apply::source;

/// Bytes read at once.
const CHUNK: usize = 64 * 1024;

/// The MD5 of each file by its path, lower-case hexadecimal. Reads every file once, in pieces.
pub fn of(release: &Release) -> Result<BTreeMap<String, String>, Error> {
    let mut digests = BTreeMap::new();
    let mut chunk = vec![0; CHUNK];
    for artifact in &release.files {
        let path = source(&release.folder, &artifact.path)?;
        let fault = |source| Error::Io {
            path: path.clone(),
            source,
        };
        let mut file = File::open(&path).map_err(fault)?;
        let mut hasher = Md5::new();
        loop {
            match file.read(&mut chunk).map_err(fault)? {
                0 => break,
                read => hasher.update(chunk.get(..read).unwrap_or_default()),
            }
        }
        digests.insert(artifact.path.clone(), hex(&hasher.finalize()));
    }
    Ok(digests)
}
