//! A folder that appears whole or not at all, every file hashed while it is written.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::model::digest::hex;
use crate::pipeline::Error;

/// A folder in the making, beside the place where it will stand.
pub(super) struct Folder {
    target: PathBuf,
    temporary: TempDir,
}

impl Folder {
    /// Begins a folder that will stand at `parent/name`.
    pub(super) fn begin(parent: &Path, name: &str) -> Result<Self, Error> {
        let target = parent.join(name);
        if target.exists() && !is_ours(&target) {
            return Err(Error::NotOurs(target));
        }
        let io = |source| Error::Io {
            what: "create",
            path: parent.to_owned(),
            source,
        };
        fs::create_dir_all(parent).map_err(io)?;
        let temporary = tempfile::Builder::new()
            .prefix(&format!(".{name}-"))
            .tempdir_in(parent)
            .map_err(io)?;
        Ok(Self {
            target: parent.join(name),
            temporary,
        })
    }

    /// Begins a file of it.
    pub(super) fn file(&self, name: &str) -> Result<HashedFile, Error> {
        let path = self.temporary.path().join(name);
        let file = File::create_new(&path).map_err(|source| Error::Io {
            what: "write",
            path: path.clone(),
            source,
        })?;
        Ok(HashedFile {
            path,
            file: BufWriter::with_capacity(1 << 17, file),
            digest: Sha256::new(),
            bytes: 0,
        })
    }

    /// Puts the folder in its place. What stood there before goes only when the new one is ready.
    pub(super) fn finish(self) -> Result<PathBuf, Error> {
        let io = |source| Error::Io {
            what: "write",
            path: self.target.clone(),
            source,
        };
        let made = self.temporary.keep();
        readable(&made).map_err(io)?;
        if !self.target.exists() {
            fs::rename(&made, &self.target).map_err(io)?;
            return Ok(self.target);
        }
        let old = made.with_extension("old");
        let swapped = fs::rename(&self.target, &old).and_then(|()| fs::rename(&made, &self.target));
        if let Err(source) = swapped {
            // Bring back what stood there; if that fails too, it still lies beside it.
            let _restored = fs::rename(&old, &self.target);
            let _cleared = fs::remove_dir_all(&made);
            return Err(io(source));
        }
        fs::remove_dir_all(&old).map_err(io)?;
        Ok(self.target)
    }
}

/// Whether a folder is one that a build made, and holds nothing else: only such a folder may be replaced.
fn is_ours(folder: &Path) -> bool {
    let Ok(sums) = fs::read_to_string(folder.join("SHA256SUMS")) else {
        return false;
    };
    let listed = |name: &str| {
        sums.lines()
            .any(|line| line.ends_with(&format!("  {name}")))
    };
    let Ok(entries) = fs::read_dir(folder) else {
        return false;
    };
    entries.flatten().all(|entry| {
        let name = entry.file_name();
        name == "SHA256SUMS" || listed(&name.to_string_lossy())
    })
}

/// A temporary folder is its maker's alone; a published one is for everybody to read.
#[cfg(unix)]
fn readable(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn readable(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// A file that knows its size and digest.
pub(super) struct HashedFile {
    path: PathBuf,
    file: BufWriter<File>,
    digest: Sha256,
    bytes: u64,
}

impl HashedFile {
    /// Closes the file: size and SHA-256.
    pub(super) fn finish(mut self) -> Result<(u64, String), Error> {
        self.file.flush().map_err(|source| Error::Io {
            what: "write",
            path: self.path.clone(),
            source,
        })?;
        Ok((self.bytes, hex(&self.digest.finalize())))
    }
}

impl Write for HashedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.digest.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
