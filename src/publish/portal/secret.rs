//! The token by which a portal knows us. It goes into one header of requests to one origin, and nowhere else.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use reqwest::header::HeaderValue;

use crate::publish::portal::fault::{BadToken, Fault};

/// Most bytes of a file in which a token stands; a longer one is some other file.
const LONGEST: u64 = 16 * 1024;
/// What stands in the place of the token in texts that people read.
const HIDDEN: &str = "[token]";

/// A secret text. It can be compared and shown to its portal; it is never printed, also not by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Takes the token from a text of one line. Space around it and a byte order mark are taken off.
    ///
    /// # Errors
    ///
    /// [`Fault::Token`] where there is nothing, more than one word, or a character that no token has: all but printable ASCII.
    pub fn from_text(text: &str) -> Result<Self, Fault> {
        let text = text.trim_start_matches('\u{feff}').trim();
        if text.is_empty() {
            return Err(Fault::Token(BadToken::Empty));
        }
        if text.contains(char::is_whitespace) {
            return Err(Fault::Token(BadToken::SeveralWords));
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Fault::Token(BadToken::Characters));
        }
        Ok(Self(text.to_owned()))
    }

    /// Reads the token from a file; and says whether others than its owner may read that file (Unix).
    ///
    /// # Errors
    ///
    /// [`Fault::Token`] where the file cannot be read, is longer than 16 KiB or holds no token.
    pub fn from_file(path: &Path) -> Result<(Self, bool), Fault> {
        let unread = |error: std::io::Error| {
            let path = path.display().to_string();
            Fault::Token(BadToken::File {
                path,
                why: error.to_string(),
            })
        };
        let mut file = File::open(path).map_err(unread)?;
        let is_open = is_open_to_others(&file);
        Ok((Self::from_reader(&mut file)?, is_open))
    }

    /// Reads the token from a stream up to its end.
    ///
    /// # Errors
    ///
    /// [`Fault::Token`] where the stream cannot be read, is longer than 16 KiB or holds no token.
    pub fn from_reader(reader: &mut dyn Read) -> Result<Self, Fault> {
        let mut bytes = Vec::new();
        reader
            .take(LONGEST + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| Fault::Token(BadToken::Stream(error.to_string())))?;
        if bytes.len() as u64 > LONGEST {
            return Err(Fault::Token(BadToken::TooLong));
        }
        let text = std::str::from_utf8(&bytes).map_err(|_| Fault::Token(BadToken::Characters))?;
        Self::from_text(text)
    }

    /// A text without the token: wherever it stood there is `[token]`.
    pub fn redact(&self, text: &str) -> String {
        text.replace(&self.0, HIDDEN)
    }

    /// The value of the header `Authorization`: the bare token, as CKAN wants it, marked as secret for the HTTP client.
    pub(crate) fn header(&self) -> Result<HeaderValue, Fault> {
        let mut value =
            HeaderValue::from_str(&self.0).map_err(|_| Fault::Token(BadToken::Characters))?;
        value.set_sensitive(true);
        Ok(value)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(unix)]
fn is_open_to_others(file: &File) -> bool {
    use std::os::unix::fs::PermissionsExt;

    // A pipe (`--token-file <(…)`) is nobody else's, whatever its bits say.
    file.metadata()
        .is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o044 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_file: &File) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_one_word() {
        let token = Token::from_text("\u{feff} eyJ0.eXAi-Oi_J \r\n").unwrap();
        assert_eq!(token, Token::from_text("eyJ0.eXAi-Oi_J").unwrap());
        for text in ["", " \n", "Bearer abc", "a\nb", "a\u{0}b", "กข", "a\u{7f}"] {
            assert!(
                matches!(Token::from_text(text), Err(Fault::Token(_))),
                "{text}"
            );
        }
    }

    #[test]
    fn a_token_is_never_printed() {
        let token = Token::from_text("hunter2").unwrap();
        assert_eq!(format!("{token:?}"), "Token(…)");
        assert!(!format!("{:?}", token.header().unwrap()).contains("hunter2"));
        assert_eq!(
            token.redact("no hunter2 here, hunter2!"),
            "no [token] here, [token]!"
        );
    }

    #[test]
    fn a_file_that_holds_no_token_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("token");
        assert!(Token::from_file(&path).is_err());
        std::fs::write(&path, "x".repeat(16 * 1024 + 1)).unwrap();
        assert_eq!(
            Token::from_file(&path),
            Err(Fault::Token(BadToken::TooLong))
        );
        std::fs::write(&path, [0xff, 0xfe, 0x41]).unwrap();
        assert_eq!(
            Token::from_file(&path),
            Err(Fault::Token(BadToken::Characters))
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_may_read_is_told() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("token");
        std::fs::write(&path, "abc\n").unwrap();
        for (mode, is_open) in [(0o600, false), (0o640, true), (0o604, true)] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(Token::from_file(&path).unwrap().1, is_open, "{mode:o}");
        }
    }
}
