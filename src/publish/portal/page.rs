//! What an HTML page that came in the place of CKAN's answer calls itself.

use encoding_rs::WINDOWS_874;

/// How far into a page its title is looked for, in bytes.
const HEAD: usize = 64 * 1024;
/// Most letters of a title that are shown.
const LONGEST: usize = 120;

/// Whether a body is an HTML page, by its content type or its first letter. `content_type` is the header's value, or empty.
pub fn is_page(content_type: &str, body: &[u8]) -> bool {
    let first = body.trim_ascii_start().first();
    content_type.to_ascii_lowercase().contains("html") || first == Some(&b'<')
}

/// The title of an HTML page, on one line; nothing where there is none. A page that is not UTF-8 is read as Windows-874, the
/// encoding of old Thai pages.
pub fn title(body: &[u8]) -> Option<String> {
    let head = body.get(..HEAD).unwrap_or(body);
    let text = match std::str::from_utf8(head) {
        Ok(text) => text.to_owned(),
        // The head may end inside a letter.
        Err(error) if error.error_len().is_none() => String::from_utf8_lossy(head).into_owned(),
        Err(_) => WINDOWS_874.decode_without_bom_handling(head).0.into_owned(),
    };
    // Offsets stay as they are: only ASCII letters change.
    let small = text.to_ascii_lowercase();
    let start = small.find("<title")?;
    let open = start + small.get(start..)?.find('>')? + 1;
    let end = open + small.get(open..)?.find("</title")?;
    let title = plain(text.get(open..end)?);
    (!title.is_empty()).then_some(title)
}

/// The text of a title: the usual entities written out, white space single, no control characters.
fn plain(text: &str) -> String {
    let mut text = text.to_owned();
    for (entity, letter) in [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, letter);
    }
    let clean = |letter: char| if letter.is_control() { ' ' } else { letter };
    let text: String = text.chars().map(clean).collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_its_type_or_its_first_letter() {
        assert!(is_page("text/html; charset=utf-8", b""));
        assert!(is_page("", b" \r\n<!DOCTYPE html>"));
        assert!(!is_page("application/json", b"{}"));
    }

    #[test]
    fn the_title_is_one_line() {
        let page = "<html><head><TITLE lang=\"th\">\n ปิดปรับปรุง &amp;\u{1b}[31m  กลับมา </Title>";
        assert_eq!(title(page.as_bytes()).unwrap(), "ปิดปรับปรุง & [31m กลับมา");
        for page in [
            "",
            "<html>",
            "<title>",
            "<title></title>",
            "<title> </title>",
        ] {
            assert_eq!(title(page.as_bytes()), None, "{page}");
        }
    }

    #[test]
    fn an_old_thai_page_is_read() {
        let page = b"<title>\xbb\xd4\xb4</title>";
        assert_eq!(title(page).unwrap(), "ปิด");
    }
}
