//! The local store of releases: what was published stays at hand, whole, so that it can come back.
//!
//! One store for every kind of target, in the catalogue's folder. Bytes lie by their content in `<catalog>/files`, beside those of
//! the embedded catalogue and shared with it; what a release consists of stands in `<catalog>/releases/<place>/<dataset>/<number>.json`.
//! Every file appears at once, and the record comes last: whatever ends the program, a release that is listed is whole, and the
//! next run keeps what the last one could not. Nothing is ever deleted.

mod error;
mod kept;

use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};

use serde::Deserialize;

use crate::catalog::files;
use crate::model::artifact::{Artifact, Release};

pub use error::Error;
pub use kept::{Facts, Kept, changes};

/// Longest name of a folder, in bytes; file systems take 255, with room for an ending.
const LONGEST_NAME: usize = 200;

/// The store in a catalogue's folder. Making one touches nothing; the folder need not be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    folder: PathBuf,
}

/// The releases of a dataset.
#[derive(Debug, Default)]
pub struct Listed {
    /// Those that can be read, the oldest first.
    pub releases: Vec<Kept>,
    /// Records that cannot be read, by number, and why.
    pub unreadable: Vec<(u32, Error)>,
}

/// The version of a record, read before the rest of it.
#[derive(Deserialize)]
struct Version {
    kept: u32,
}

impl Store {
    /// The store in a catalogue's folder.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// Keeps a release: its files first, its record last. Answers where the record lies. A release that is kept already with
    /// all its files stays as it is, and nothing is written; files of it that have gone are put back.
    pub fn keep(&self, release: &Release, facts: &Facts<'_>) -> Result<PathBuf, Error> {
        let kept = Kept::new(release, facts);
        let path = self.record(&kept.place, &kept.dataset, kept.number)?;
        let known = match read(&path, &kept.place, &kept.dataset, kept.number) {
            Ok(known) => Some(known),
            // A record that is no record any more is written anew.
            Err(Error::Record { .. }) => None,
            Err(Error::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        if let Some(known) = &known {
            if !known.is_same_release(&kept) {
                // The place counts anew: a dataset that was purged, a catalogue that was begun again. The older record stays
                // beside, under a name that is no number.
                let digest = known.descriptor.get(..8).unwrap_or("before");
                let aside = path.with_file_name(format!("{}-{digest}.json", kept.number));
                fs::rename(&path, &aside).map_err(used(&aside))?;
                return self.keep(release, facts);
            }
            if self.missing(known).is_empty() {
                return Ok(path);
            }
        }
        self.keep_files(release)?;
        if known.is_none() {
            let mut text = serde_json::to_vec_pretty(&kept).map_err(|source| Error::Record {
                path: path.clone(),
                source,
            })?;
            text.push(b'\n');
            files::write_whole(&path, &text)?;
        }
        Ok(path)
    }

    /// Keeps the files of a release that is not published yet.
    pub fn keep_files(&self, release: &Release) -> Result<(), Error> {
        for file in &release.files {
            let source = inside(&release.folder, &file.path)?;
            files::store(&self.folder, &source, &file.sha256)?;
        }
        Ok(())
    }

    /// Every place that something is kept for, by name.
    pub fn places(&self) -> Result<Vec<String>, Error> {
        folders(&self.folder.join("releases"))
    }

    /// The datasets of which releases are kept for a place, by name.
    pub fn datasets(&self, place: &str) -> Result<Vec<String>, Error> {
        if !is_name(place) {
            return Ok(Vec::new());
        }
        let mut datasets = Vec::new();
        for dataset in folders(&self.folder.join("releases").join(place))? {
            if !self.numbers(place, &dataset)?.is_empty() {
                datasets.push(dataset);
            }
        }
        Ok(datasets)
    }

    /// The releases of a dataset at a place; none where nothing is kept.
    pub fn list(&self, place: &str, dataset: &str) -> Result<Listed, Error> {
        let mut listed = Listed::default();
        for number in self.numbers(place, dataset)? {
            let path = self.record(place, dataset, number)?;
            match read(&path, place, dataset, number) {
                Ok(kept) => listed.releases.push(kept),
                Err(error) => listed.unreadable.push((number, error)),
            }
        }
        Ok(listed)
    }

    /// One release. The error for one that is not there lists those that are.
    pub fn find(&self, place: &str, dataset: &str, number: u32) -> Result<Kept, Error> {
        let known = self.known(place, dataset)?;
        if !known.contains(&number) {
            return Err(Error::UnknownRelease {
                dataset: dataset.to_owned(),
                number,
                known,
            });
        }
        let path = self.record(place, dataset, number)?;
        read(&path, place, dataset, number)
    }

    /// The last release that is kept of a dataset. The error for an unknown dataset lists those that are known.
    pub fn last(&self, place: &str, dataset: &str) -> Result<Kept, Error> {
        let known = self.known(place, dataset)?;
        self.find(place, dataset, known.last().copied().unwrap_or(0))
    }

    /// The number of every kept release of a dataset, ascending; none where nothing is kept. The number of a new release must
    /// be above the last.
    pub fn numbers(&self, place: &str, dataset: &str) -> Result<Vec<u32>, Error> {
        if !is_name(place) || !is_name(dataset) {
            return Ok(Vec::new());
        }
        let folder = self.folder.join("releases").join(place).join(dataset);
        let mut numbers: Vec<u32> = entries(&folder)?
            .iter()
            .filter_map(|entry| {
                let name = entry.file_name();
                let stem = name.to_str()?.strip_suffix(".json")?;
                let number: u32 = stem.parse().ok()?;
                (number.to_string() == stem).then_some(number)
            })
            .collect();
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// The file of a digest, if it is there.
    pub fn file(&self, sha256: &str) -> Option<PathBuf> {
        files::path(&self.folder, sha256).filter(|path| path.is_file())
    }

    /// The files of a release that are not in the store, or not in their size. Does not read them: [`Store::restore`] does.
    pub fn missing<'a>(&self, kept: &'a Kept) -> Vec<&'a Artifact> {
        let is_there = |file: &&Artifact| {
            files::path(&self.folder, &file.sha256)
                .and_then(|path| path.metadata().ok())
                .is_some_and(|it| it.is_file() && it.len() == file.bytes)
        };
        let files = kept.files.iter();
        files.filter(|file| !is_there(file)).collect()
    }

    /// Lays the files of a release out in a folder, every one with its digest checked, and `SHA256SUMS` beside them; what comes
    /// of it is published like a release that was just built. The files may be links to those of the store: read them, do not
    /// write them. A file of the same content that is there already is left; another one is an error.
    pub fn restore(&self, kept: &Kept, into: &Path) -> Result<Release, Error> {
        fs::create_dir_all(into).map_err(used(into))?;
        let mut sums = String::new();
        for file in &kept.files {
            self.lay_out(kept, file, into)?;
            sums.extend([file.sha256.as_str(), "  ", file.path.as_str(), "\n"]);
        }
        files::write_whole(&into.join("SHA256SUMS"), sums.as_bytes())?;
        Ok(kept.release(into))
    }

    /// One file of a release.
    fn lay_out(&self, kept: &Kept, file: &Artifact, into: &Path) -> Result<(), Error> {
        let target = inside(into, &file.path)?;
        if target.symlink_metadata().is_ok() {
            return if files::digest(&target)? == file.sha256 {
                Ok(())
            } else {
                Err(Error::InTheWay(target))
            };
        }
        let source = self.file(&file.sha256).ok_or_else(|| Error::MissingFile {
            dataset: kept.dataset.clone(),
            number: kept.number,
            file: file.path.clone(),
            sha256: file.sha256.clone(),
        })?;
        let found = files::digest(&source)?;
        if found != file.sha256 {
            return Err(Error::Damaged {
                file: file.path.clone(),
                path: source,
                found,
                sha256: file.sha256.clone(),
            });
        }
        let parent = target.parent().unwrap_or(into);
        fs::create_dir_all(parent).map_err(used(parent))?;
        // Most file systems link; where they do not, or where the folder is on another one, the bytes are copied.
        if fs::hard_link(&source, &target).is_ok() {
            return Ok(());
        }
        let mut from = File::open(&source).map_err(used(&source))?;
        let mut copy = tempfile::NamedTempFile::new_in(parent).map_err(used(parent))?;
        io::copy(&mut from, copy.as_file_mut()).map_err(used(&target))?;
        copy.persist_noclobber(&target)
            .map_err(|error| used(&target)(error.error))?;
        let found = files::digest(&target)?;
        if found == file.sha256 {
            return Ok(());
        }
        Err(Error::Damaged {
            file: file.path.clone(),
            path: target,
            found,
            sha256: file.sha256.clone(),
        })
    }

    /// The numbers of a dataset's releases; an error that lists the datasets where there are none.
    fn known(&self, place: &str, dataset: &str) -> Result<Vec<u32>, Error> {
        let known = self.numbers(place, dataset)?;
        if !known.is_empty() {
            return Ok(known);
        }
        Err(Error::UnknownDataset {
            dataset: dataset.to_owned(),
            place: place.to_owned(),
            known: self.datasets(place)?,
        })
    }

    /// Where the record of a release lies.
    fn record(&self, place: &str, dataset: &str, number: u32) -> Result<PathBuf, Error> {
        if let Some(name) = [place, dataset].into_iter().find(|name| !is_name(name)) {
            return Err(Error::Name(name.to_owned()));
        }
        let folder = self.folder.join("releases").join(place).join(dataset);
        Ok(folder.join(format!("{number}.json")))
    }
}

/// Whether a text may name a folder of the store, so that none leads out of it and none is hidden.
fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= LONGEST_NAME
        && !text.starts_with('.')
        && !text.contains(|letter: char| letter.is_control() || r#"/\:*?"<>|"#.contains(letter))
}

/// Where a file of a release lies; only inside the release's folder.
fn inside(folder: &Path, path: &str) -> Result<PathBuf, Error> {
    let mut parts = Path::new(path).components();
    if !path.is_empty() && parts.all(|part| matches!(part, Component::Normal(_))) {
        Ok(folder.join(path))
    } else {
        Err(Error::Path(path.to_owned()))
    }
}

/// Reads the record that must be of this release.
fn read(path: &Path, place: &str, dataset: &str, number: u32) -> Result<Kept, Error> {
    let record = |source| Error::Record {
        path: path.to_owned(),
        source,
    };
    let text = fs::read(path).map_err(used(path))?;
    let version: Version = serde_json::from_slice(&text).map_err(record)?;
    if version.kept != kept::VERSION {
        return Err(Error::Newer {
            path: path.to_owned(),
            found: version.kept,
            known: kept::VERSION,
        });
    }
    let kept: Kept = serde_json::from_slice(&text).map_err(record)?;
    if (kept.place.as_str(), kept.dataset.as_str(), kept.number) == (place, dataset, number) {
        Ok(kept)
    } else {
        Err(Error::Misplaced(path.to_owned()))
    }
}

/// The names of the folders in a folder, sorted; none where it is not there.
fn folders(folder: &Path) -> Result<Vec<String>, Error> {
    let entries = entries(folder)?;
    let folders = entries.iter().filter(|entry| entry.path().is_dir());
    let names = folders.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| is_name(name)).collect();
    names.sort_unstable();
    Ok(names)
}

/// What lies in a folder; nothing where it is not there.
fn entries(folder: &Path) -> Result<Vec<fs::DirEntry>, Error> {
    match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(used(folder)(error)),
        Ok(entries) => entries.collect::<Result<_, _>>().map_err(used(folder)),
    }
}

/// What an error of the system becomes.
fn used(path: &Path) -> impl Fn(io::Error) -> Error + use<> {
    let path = path.to_owned();
    move |source| Error::Io {
        path: path.clone(),
        source,
    }
}
