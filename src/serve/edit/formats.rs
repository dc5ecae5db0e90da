//! What a file's name says of its format.

/// Extension, media type, format: those that data portals carry. Media types are those of Python's `mimetypes`, by which CKAN
/// guesses; formats are CKAN's spellings.
const FORMATS: &[(&str, &str, &str)] = &[
    ("csv", "text/csv", "CSV"),
    ("tsv", "text/tab-separated-values", "TSV"),
    ("txt", "text/plain", "TXT"),
    ("html", "text/html", "HTML"),
    ("htm", "text/html", "HTML"),
    ("xml", "text/xml", "XML"),
    ("xsd", "text/xml", "XSD"),
    ("json", "application/json", "JSON"),
    ("pdf", "application/pdf", "PDF"),
    ("zip", "application/zip", "ZIP"),
    ("rdf", "application/rdf+xml", "RDF"),
    ("doc", "application/msword", "DOC"),
    (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "DOCX",
    ),
    ("xls", "application/vnd.ms-excel", "XLS"),
    (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "XLSX",
    ),
    (
        "ods",
        "application/vnd.oasis.opendocument.spreadsheet",
        "ODS",
    ),
    ("kml", "application/vnd.google-earth.kml+xml", "KML"),
    ("kmz", "application/vnd.google-earth.kmz", "KMZ"),
    ("jpg", "image/jpeg", "JPEG"),
    ("jpeg", "image/jpeg", "JPEG"),
    ("png", "image/png", "PNG"),
    ("gif", "image/gif", "GIF"),
    ("svg", "image/svg+xml", "SVG"),
    ("tif", "image/tiff", "TIFF"),
    ("tiff", "image/tiff", "TIFF"),
];

/// Formats that no extension above says, in CKAN's spelling.
const SPELLINGS: &[&str] = &[
    "GeoJSON", "JSON-LD", "TTL", "N3", "SHP", "GPKG", "WMS", "WFS", "API", "PPT", "PPTX", "ODT",
    "Parquet",
];

/// The media type that a name or an address promises; none where its end says nothing.
pub(crate) fn media_type(name: &str) -> Option<&'static str> {
    entry(name).map(|(_, media, _)| *media)
}

/// The format in CKAN's spelling: `csv` and `text/csv` are `CSV`; what it does not know stays as it is.
pub(crate) fn spelling(format: &str) -> String {
    let lower = format.trim().to_ascii_lowercase();
    let bare = lower.trim_start_matches('.');
    let known = FORMATS
        .iter()
        .find(|(extension, media, spelling)| {
            *extension == bare || *media == bare || spelling.eq_ignore_ascii_case(bare)
        })
        .map(|(.., spelling)| *spelling);
    let other = || {
        SPELLINGS
            .iter()
            .copied()
            .find(|it| it.eq_ignore_ascii_case(bare))
    };
    // `XSD` is a format of its own, though a file of that end is guessed to be XML.
    other().or(known).unwrap_or(format).to_owned()
}

fn entry(name: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    // The path of an address, without its query; a bare host has none.
    let path = match name.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => name,
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let (_, extension) = path.rsplit('/').next()?.rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    FORMATS.iter().find(|(it, ..)| *it == extension)
}

/// The name under which a file is offered, as CKAN munges it: lower-case ASCII, spaces as hyphens, the rest away.
pub(crate) fn file_name(stated: &str) -> String {
    let base = stated.rsplit(['/', '\\']).next().unwrap_or(stated).trim();
    let mut munged = String::new();
    for c in base.to_lowercase().chars() {
        let c = if c == ' ' { '-' } else { c };
        let legal = c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
        if legal && !(c == '-' && munged.ends_with('-')) {
            munged.push(c);
        }
    }
    let (stem, extension) = match munged.rfind('.') {
        Some(0) | None => (munged.as_str(), ""),
        Some(at) => munged.split_at(at),
    };
    let extension = extension.get(..21).unwrap_or(extension);
    let stem = stem.get(..100 - extension.len()).unwrap_or(stem);
    let whole = format!("{stem}{extension}");
    // CKAN fills a name up to three characters.
    let short = 3_usize.saturating_sub(whole.len());
    format!("{}{}{extension}", stem, "_".repeat(short))
}
