//! Files named by their content: `<catalog>/files/<first two digits>/<sha256>`.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::catalog::Error;
use crate::model::digest::hex;

/// Bytes read at once: large enough that system calls do not count, small against any memory.
const CHUNK: usize = 64 * 1024;

/// Where a file of a digest lies. `None` for a text that is no digest, so that no address can leave the folder.
pub fn path(folder: &Path, sha256: &str) -> Option<PathBuf> {
    let legal = sha256.len() == 64
        && sha256
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let first = sha256.get(..2).filter(|_| legal)?;
    Some(folder.join("files").join(first).join(sha256))
}

/// SHA-256 of a file, read in pieces.
pub fn digest(path: &Path) -> Result<String, Error> {
    let fault = |source| Error::Io {
        path: path.to_owned(),
        source,
    };
    let mut file = File::open(path).map_err(fault)?;
    let mut hasher = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    loop {
        match file.read(&mut chunk).map_err(fault)? {
            0 => return Ok(hex(&hasher.finalize())),
            read => hasher.update(chunk.get(..read).unwrap_or_default()),
        }
    }
}

/// Copies a file in, unless its content is there already. The copy appears at once, after it has reached the disk, and
/// only if it has the expected digest. Answers whether anything was written.
pub fn store(folder: &Path, source: &Path, sha256: &str) -> Result<bool, Error> {
    let wrong = |found: String| Error::Digest {
        path: source.to_owned(),
        found,
        expected: sha256.to_owned(),
    };
    let target = path(folder, sha256).ok_or_else(|| wrong(String::new()))?;
    if target.is_file() && digest(&target)? == sha256 {
        return Ok(false);
    }
    let parent = target.parent().unwrap_or(folder);
    let fault = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::Io { path, source }
    };
    fs::create_dir_all(parent).map_err(fault(parent))?;
    let mut from = File::open(source).map_err(fault(source))?;
    let mut copy = temporary(parent).map_err(fault(parent))?;
    let mut hasher = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = from.read(&mut chunk).map_err(fault(source))?;
        let Some(bytes) = chunk.get(..read).filter(|bytes| !bytes.is_empty()) else {
            break;
        };
        hasher.update(bytes);
        copy.write_all(bytes).map_err(fault(parent))?;
    }
    let found = hex(&hasher.finalize());
    if found != sha256 {
        return Err(wrong(found));
    }
    copy.as_file().sync_all().map_err(fault(parent))?;
    copy.persist(&target)
        .map_err(|error| fault(&target)(error.error))?;
    sync_folder(parent)?;
    Ok(true)
}

/// A file that comes in piece by piece, from a client: on the disk, never in memory as a whole.
#[derive(Debug)]
pub struct Incoming {
    file: tempfile::NamedTempFile,
    folder: PathBuf,
    hasher: Sha256,
    size: u64,
}

/// A file that has come in, and is gone again unless [`Writer::keep`](crate::catalog::writer::Writer::keep) keeps it.
#[derive(Debug)]
pub struct Arrived {
    file: tempfile::NamedTempFile,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its bytes.
    pub size: u64,
}

impl Incoming {
    /// Begins a file beside those that are kept.
    pub fn begin(folder: &Path) -> Result<Self, Error> {
        let folder = folder.join("files");
        let fault = |source| Error::Io {
            path: folder.clone(),
            source,
        };
        fs::create_dir_all(&folder).map_err(fault)?;
        Ok(Self {
            file: temporary(&folder).map_err(fault)?,
            folder,
            hasher: Sha256::new(),
            size: 0,
        })
    }

    /// The bytes so far.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds a piece.
    pub fn write(&mut self, piece: &[u8]) -> Result<(), Error> {
        self.hasher.update(piece);
        self.size += piece.len() as u64;
        self.file.write_all(piece).map_err(|source| Error::Io {
            path: self.folder.clone(),
            source,
        })
    }

    /// The file is complete.
    pub fn finish(self) -> Arrived {
        Arrived {
            file: self.file,
            sha256: hex(&self.hasher.finalize()),
            size: self.size,
        }
    }
}

/// Moves a file that has come in to the place of its content, unless the same content is there already.
pub(crate) fn keep(folder: &Path, arrived: Arrived) -> Result<(), Error> {
    let target = path(folder, &arrived.sha256).ok_or_else(|| Error::Missing(folder.to_owned()))?;
    if target.metadata().is_ok_and(|it| it.len() == arrived.size)
        && digest(&target)? == arrived.sha256
    {
        return Ok(());
    }
    let parent = target.parent().unwrap_or(folder).to_owned();
    let fault = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::Io { path, source }
    };
    fs::create_dir_all(&parent).map_err(fault(&parent))?;
    let file = arrived.file;
    file.as_file().sync_all().map_err(fault(&parent))?;
    file.persist(&target)
        .map_err(|error| fault(&target)(error.error))?;
    sync_folder(&parent)
}

/// Writes a small file so that it is there whole or not at all. Leaves a file with the same content alone.
pub fn write_whole(path: &Path, content: &[u8]) -> Result<bool, Error> {
    if fs::read(path).is_ok_and(|there| there == content) {
        return Ok(false);
    }
    let parent = path.parent().unwrap_or(Path::new("."));
    let fault = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::Io { path, source }
    };
    fs::create_dir_all(parent).map_err(fault(parent))?;
    let mut file = temporary(parent).map_err(fault(parent))?;
    file.write_all(content).map_err(fault(path))?;
    file.as_file().sync_all().map_err(fault(path))?;
    file.persist(path)
        .map_err(|error| fault(path)(error.error))?;
    sync_folder(parent)?;
    Ok(true)
}

/// A temporary file that others may read once it has its name: a server often runs as another user than the publisher.
fn temporary(parent: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o644));
    }
    builder.tempfile_in(parent)
}

/// Makes a rename durable. Only Unix lets a folder be opened for that; elsewhere the rename itself is what there is.
fn sync_folder(folder: &Path) -> Result<(), Error> {
    if cfg!(unix) {
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(|source| Error::Io {
                path: folder.to_owned(),
                source,
            })?;
    }
    Ok(())
}
