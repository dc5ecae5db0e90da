//! Text inside XML and HTML.

/// Appends text as XML content. A carriage return would come back as a line feed, so it is written as a reference;
/// the control characters that XML 1.0 cannot hold at all become U+FFFD.
pub fn escape(text: &str, out: &mut Vec<u8>) {
    let mut buffer = [0u8; 4];
    for letter in text.chars() {
        match letter {
            '<' => out.extend_from_slice(b"&lt;"),
            '>' => out.extend_from_slice(b"&gt;"),
            '&' => out.extend_from_slice(b"&amp;"),
            '"' => out.extend_from_slice(b"&quot;"),
            '\r' => out.extend_from_slice(b"&#13;"),
            '\t' | '\n' => out.extend_from_slice(letter.encode_utf8(&mut buffer).as_bytes()),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                out.extend_from_slice("\u{fffd}".as_bytes());
            }
            other => out.extend_from_slice(other.encode_utf8(&mut buffer).as_bytes()),
        }
    }
}
