//! What a file is, told from its content.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use crate::model::workbook::Format;
use crate::read::Error;

/// Bytes of an OLE file searched for the names of its streams.
const OLE_SEARCH: u64 = 4 << 20;

/// The format of a file by its first bytes and, for containers, by what is inside.
pub(super) fn format(name: &str, path: &Path, head: &[u8]) -> Result<Format, Error> {
    let named = || name.to_owned();
    if head.is_empty() {
        return Err(Error::Empty { path: named() });
    }
    if head.starts_with(b"PK") {
        return package(name, path);
    }
    if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return ole(name, path);
    }
    if head.starts_with(b"%PDF") {
        return Err(Error::Unsupported {
            path: named(),
            what: "a PDF document",
        });
    }
    let text = String::from_utf8_lossy(head)
        .trim_start_matches('\u{feff}')
        .trim_start()
        .to_ascii_lowercase();
    if text.starts_with("<?xml") && text.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Err(Error::Unsupported {
            path: named(),
            what: "an XML Spreadsheet 2003",
        });
    }
    let html = [
        "<html",
        "<!doctype html",
        "<table",
        "<head",
        "<meta",
        "<body",
        "<div",
    ];
    if html.iter().any(|tag| text.starts_with(tag))
        || (text.starts_with('<') && text.contains("<html"))
    {
        return Err(Error::Html { path: named() });
    }
    if text.starts_with('<') {
        return Err(Error::Unsupported {
            path: named(),
            what: "an XML file",
        });
    }
    let utf16 = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    if head.contains(&0) && !utf16 {
        return Err(Error::Unknown {
            path: named(),
            why: "neither a package nor an OLE file, and no text either",
        });
    }
    Ok(Format::Csv)
}

fn package(name: &str, path: &Path) -> Result<Format, Error> {
    let io = |source| Error::Io {
        path: name.to_owned(),
        source,
    };
    let file = File::open(path).map_err(io)?;
    let mut archive =
        zip::ZipArchive::new(BufReader::new(file)).map_err(|error| Error::Damaged {
            path: name.to_owned(),
            part: "zip directory".to_owned(),
            why: format!("the file is cut off or overwritten ({error})"),
        })?;
    let has = |wanted: &str| {
        archive
            .file_names()
            .flatten()
            .any(|part| part.trim_start_matches('/').eq_ignore_ascii_case(wanted))
    };
    if has("xl/workbook.bin") {
        return Ok(Format::Xlsb);
    }
    if has("[Content_Types].xml") && !has("word/document.xml") && !has("ppt/presentation.xml") {
        return Ok(Format::Xlsx);
    }
    let mut mimetype = String::new();
    if let Ok(part) = archive.by_name("mimetype") {
        // A mimetype that cannot be read is one that is not there.
        let _unreadable = part.take(256).read_to_string(&mut mimetype);
    }
    if mimetype.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
        return Ok(Format::Ods);
    }
    Err(Error::Unknown {
        path: name.to_owned(),
        why: "a zip package without a workbook in it",
    })
}

fn ole(name: &str, path: &Path) -> Result<Format, Error> {
    let io = |source| Error::Io {
        path: name.to_owned(),
        source,
    };
    let mut file = File::open(path).map_err(io)?;
    let mut bytes = Vec::new();
    file.by_ref()
        .take(OLE_SEARCH)
        .read_to_end(&mut bytes)
        .map_err(io)?;
    let size = file.metadata().map_err(io)?.len();
    if size > OLE_SEARCH {
        // The directory of streams may also stand at the end.
        file.seek(SeekFrom::Start(
            size.saturating_sub(OLE_SEARCH).max(OLE_SEARCH),
        ))
        .map_err(io)?;
        file.take(OLE_SEARCH).read_to_end(&mut bytes).map_err(io)?;
    }
    let has = |stream: &str| {
        let wide: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if has("EncryptedPackage") {
        return Err(Error::Encrypted {
            path: name.to_owned(),
        });
    }
    if has("Workbook") || has("Book") {
        return Ok(Format::Xls);
    }
    Err(Error::Unknown {
        path: name.to_owned(),
        why: "an OLE file without a workbook stream",
    })
}
