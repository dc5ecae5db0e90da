//! Text between tags: where it ends, and what it says once entities, sections and escapes are resolved.

use std::borrow::Cow;

use memchr::memmem;

const COMMENT: &str = "<!--";
const CDATA: &str = "<![CDATA[";

/// Where the end tag of `name` begins and ends; an end tag in a comment or a character data section is text.
/// `None`: it is not there. None of the elements that we look for nests in itself.
pub(super) fn until_end(window: &[u8], name: &[u8]) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        let at = from + memchr::memchr(b'<', &window[from..])?;
        let tag = &window[at..];
        let skipped = match tag.get(1)? {
            b'/' => {
                let end = memchr::memchr(b'>', tag)?;
                let found = tag[2..end].trim_ascii();
                let found = memchr::memrchr(b':', found).map_or(found, |colon| &found[colon + 1..]);
                if found == name {
                    return Some((at, at + end + 1));
                }
                end
            }
            b'!' if tag.len() < CDATA.len() => return None,
            b'!' if tag.starts_with(CDATA.as_bytes()) => memmem::find(tag, b"]]>")?,
            b'!' if tag.starts_with(COMMENT.as_bytes()) => memmem::find(tag, b"-->")?,
            _ => 0,
        };
        from = at + skipped + 1;
    }
}

/// Resolves entities and Excel's own `_xHHHH_`.
pub(super) fn unescape(text: &str) -> Result<Cow<'_, str>, String> {
    if memchr::memchr(b'<', text.as_bytes()).is_some() {
        return resolve(text).map(Cow::Owned);
    }
    let text = entities(text)?;
    Ok(if memmem::find(text.as_bytes(), b"_x").is_some() {
        Cow::Owned(excel_escapes(&text))
    } else {
        text
    })
}

/// The text of content that holds comments, instructions or character data sections.
pub(super) fn resolve(text: &str) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        out.push_str(&entities(&rest[..open])?);
        let tag = &rest[open..];
        let (section, end) = match tag {
            _ if tag.starts_with(CDATA) => (true, "]]>"),
            _ if tag.starts_with(COMMENT) => (false, "-->"),
            _ => (false, ">"),
        };
        let at = tag.find(end).ok_or("a section without an end")?;
        if section {
            out.push_str(&tag[CDATA.len()..at]);
        }
        rest = &tag[at + end.len()..];
    }
    out.push_str(&entities(rest)?);
    Ok(if out.contains("_x") {
        excel_escapes(&out)
    } else {
        out
    })
}

fn entities(text: &str) -> Result<Cow<'_, str>, String> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Ok(Cow::Borrowed(text));
    }
    quick_xml::escape::unescape(text)
        .map_err(|error| format!("an entity that XML does not define ({error})"))
}

/// `_x000D_` is a character that XML cannot hold or would change (ECMA-376 part 1, 22.9.2.19, `ST_Xstring`).
fn excel_escapes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        let code = rest
            .get(at + 2..at + 6)
            .filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let letter = code
            .filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'))
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32);
        if let Some(letter) = letter {
            out.push(letter);
            rest = &rest[at + 7..];
        } else {
            out.push_str("_x");
            rest = &rest[at + 2..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn escapes_of_xml_and_of_excel_are_resolved() {
        for (raw, text) in [
            ("<![CDATA[&amp;]]>&amp;<!-- x -->", "&amp;&"),
            ("ก &amp; ข", "ก & ข"),
            ("a_x000D_b", "a\rb"),
            ("a_x005F_x000D_b", "a_x000D_b"),
            ("_xab", "_xab"),
            ("x_x00", "x_x00"),
            ("&#3585;", "ก"),
        ] {
            assert_eq!(unescape(raw).unwrap(), text);
        }
        assert!(unescape("&evil;").is_err());
    }
}
