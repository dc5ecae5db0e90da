//! Where a portal is: the text after `--to`.

use std::fmt;
use std::fmt::Write;
use std::net::{Ipv4Addr, Ipv6Addr};

use reqwest::Url;

use crate::publish::portal::fault::{BadAddress, Fault};

/// The address of a portal: `http` or `https`, a host, perhaps a port and the path under which CKAN lies. No user, password,
/// query or fragment. Its text is canonical: small letters, no standard port, no slash at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    url: Url,
}

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    ///
    /// [`Fault::Address`]; its text never repeats an address in which there is a password.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        let refuse = |why| Err(Fault::Address(why));
        let is_odd = |letter: char| letter.is_whitespace() || letter.is_control();
        let scheme = text.split_once("://").map(|(scheme, _)| scheme);
        let is_web =
            |scheme: &str| matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https");
        if !scheme.is_some_and(is_web) {
            // Not repeated where it may hold a password: `user:secret@host`.
            let shown = if text.contains('@') { "" } else { text };
            return refuse(BadAddress::Scheme(shown.to_owned()));
        }
        let Ok(mut url) = Url::parse(text) else {
            let shown = if text.contains('@') { "" } else { text };
            return refuse(BadAddress::Unreadable(shown.to_owned()));
        };
        if !url.username().is_empty() || url.password().is_some() {
            return refuse(BadAddress::Password);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return refuse(BadAddress::Query);
        }
        if text.contains(is_odd) || url.host_str().is_none_or(str::is_empty) {
            return refuse(BadAddress::Unreadable(text.escape_default().to_string()));
        }
        let path = url.path().trim_end_matches('/').to_owned();
        url.set_path(&path);
        Ok(Self { url })
    }

    /// The address of an action of the API.
    pub fn action(&self, name: &str) -> String {
        self.page(&format!("api/3/action/{name}"))
    }

    /// The address of a page below the portal's own: `dataset/rice-prices`.
    pub fn page(&self, path: &str) -> String {
        format!("{self}/{path}")
    }

    /// Whether the portal runs on this machine: what is sent does not leave it.
    pub fn is_local(&self) -> bool {
        let host = self.url.host_str().unwrap_or_default();
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost"
            || host.ends_with(".localhost")
            || bare.parse::<Ipv4Addr>().is_ok_and(|it| it.is_loopback())
            || bare
                .parse::<Ipv6Addr>()
                .is_ok_and(|it| it.to_canonical().is_loopback())
    }

    /// Whether what is sent can be read on the way by nobody.
    pub fn is_encrypted(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// Whether a URL leads to the same scheme, host and port (RFC 6454), so that the token may go there.
    pub fn same_origin(&self, url: &str) -> bool {
        Url::parse(url).is_ok_and(|url| url.origin() == self.url.origin())
    }

    /// Names the portal in file names: host, port and path with `_` between, everything but small letters, digits, `.` and `-`
    /// as `%` and two hexadecimal digits. Different portals have different keys.
    pub fn key(&self) -> String {
        let mut key = String::new();
        let host = self.url.host_str().unwrap_or_default();
        let port = self.url.port_or_known_default().unwrap_or_default();
        escape(&mut key, host);
        key.push('_');
        key.push_str(&port.to_string());
        for part in self.url.path().split('/').filter(|part| !part.is_empty()) {
            key.push('_');
            escape(&mut key, part);
        }
        key
    }
}

fn escape(key: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-') {
            key.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(key, "%{byte:02x}");
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.url.as_str().trim_end_matches('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Address {
        Address::parse(text).unwrap()
    }

    #[test]
    fn an_address_is_canonical() {
        for (text, canonical) in [
            ("https://Data.Go.TH/", "https://data.go.th"),
            (" http://127.0.0.1:5000 ", "http://127.0.0.1:5000"),
            ("https://data.go.th:443//", "https://data.go.th"),
            ("HTTPS://host/ckan/", "https://host/ckan"),
            ("http://[::1]:5000/", "http://[::1]:5000"),
        ] {
            assert_eq!(address(text).to_string(), canonical);
        }
        let thai = address("https://ข้อมูล.ไทย").to_string();
        assert!(thai.starts_with("https://xn--"), "{thai}");
        assert_eq!(
            address("https://host/ckan").action("status_show"),
            "https://host/ckan/api/3/action/status_show"
        );
    }

    #[test]
    fn what_is_no_address_of_a_portal_is_refused() {
        for text in [
            "",
            "data.go.th",
            "ftp://data.go.th",
            "file:///etc/passwd",
            "https://",
            "https://host?x=1",
            "https://host/#top",
            "https://ho st",
            "https://host/a b",
        ] {
            assert!(
                matches!(Address::parse(text), Err(Fault::Address(_))),
                "{text}"
            );
        }
    }

    #[test]
    fn a_password_in_an_address_is_refused_and_not_repeated() {
        for text in [
            "https://user:hunter2@host",
            "https://hunter2@host",
            "user:hunter2@host",
            "https://user:hunter2@ho st",
        ] {
            let fault = Address::parse(text).unwrap_err();
            for told in [
                fault.to_string(),
                fault.message().th,
                format!("{fault:?}"),
                fault.help().unwrap().en,
            ] {
                assert!(!told.contains("hunter2"), "{told}");
            }
        }
    }

    #[test]
    fn this_machine_is_known_by_its_names() {
        for text in [
            "http://localhost:5000",
            "http://x.localhost",
            "http://127.9.9.9",
            "http://[::1]",
            "http://[::ffff:127.0.0.1]",
        ] {
            assert!(address(text).is_local(), "{text}");
        }
        for text in [
            "http://localhost.example.org",
            "http://127.example.org",
            "https://data.go.th",
            "http://10.0.0.1",
        ] {
            assert!(!address(text).is_local(), "{text}");
        }
    }

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        let portal = address("https://data.go.th/ckan");
        assert!(portal.same_origin("https://data.go.th:443/dataset/x"));
        for url in [
            "http://data.go.th/dataset/x",
            "https://data.go.th:8443/x",
            "https://data.go.th.evil.example/x",
            "https://data.go.th@evil.example/x",
            "not a url",
        ] {
            assert!(!portal.same_origin(url), "{url}");
        }
    }

    #[test]
    fn keys_are_safe_in_file_names_and_tell_portals_apart() {
        assert_eq!(address("https://data.go.th").key(), "data.go.th_443");
        assert_eq!(
            address("http://127.0.0.1:5000/ckan/th").key(),
            "127.0.0.1_5000_ckan_th"
        );
        let keys = [
            "https://a/b/c",
            "https://a/b_c",
            "https://a/B/c",
            "https://a/b",
            "http://a/b",
            "http://[::1]:5000",
        ]
        .map(|text| address(text).key());
        for (place, key) in keys.iter().enumerate() {
            assert!(
                !keys.iter().skip(place + 1).any(|other| other == key),
                "{key}"
            );
            assert!(!key.contains(['/', ':', '\\', '*', '?']), "{key}");
        }
    }
}
