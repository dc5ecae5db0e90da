//! Flags that say where to publish, as whom and how carefully; shared by `plan`, `publish`, `rollback` and `releases`.

use std::path::PathBuf;
use std::time::SystemTime;

use anyhow::Context as _;

use crate::cli::terminal;
use crate::model::language::{Language, Text};
use crate::publish::order::Order;
use crate::publish::portal::address::Address;
use crate::publish::portal::connection::Settings;
use crate::publish::portal::preflight;
use crate::publish::portal::secret::Token;
use crate::publish::targets::{self, Access, Open, Opening};

/// The environment variable that holds the token of a portal.
const TOKEN: &str = "SHEETPRESS_TOKEN";

/// Where to publish.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct TargetFlags {
    /// Address of a CKAN to publish to, such as <https://data.example.go.th>; without it the embedded catalogue. The token comes
    /// from the environment variable `SHEETPRESS_TOKEN`, a file or standard input, never from the command line.
    #[arg(long, value_name = "URL")]
    pub(super) to: Option<String>,
    /// Folder of the embedded catalogue; releases published elsewhere are kept there as well.
    #[arg(long, value_name = "DIR", default_value = "./catalog")]
    pub(super) catalog: PathBuf,
    /// File that holds the portal's API token.
    #[arg(
        long,
        value_name = "FILE",
        requires = "to",
        conflicts_with = "token_stdin"
    )]
    token_file: Option<PathBuf>,
    /// Read the portal's API token from standard input.
    #[arg(long, requires = "to")]
    token_stdin: bool,
    /// Ask the portal at most so many times a second.
    #[arg(long, value_name = "N", requires = "to", value_parser = rate)]
    rate: Option<f64>,
    /// Name of the portal's organization that publishes; else the descriptor's.
    #[arg(long, value_name = "NAME", requires = "to")]
    organization: Option<String>,
    /// Create the organization where the portal does not have it.
    #[arg(long, requires = "to")]
    create_organization: bool,
    /// Publish over what people have edited on the portal since the last release.
    #[arg(long, requires = "to")]
    overwrite: bool,
    /// Take over a dataset of the organization that sheetpress did not publish, or that was deleted.
    #[arg(long, requires = "to")]
    adopt: bool,
    /// Leave the dataset visible while its files and rows change; the public may see it half-changed.
    #[arg(long, requires = "to")]
    keep_visible: bool,
}

impl TargetFlags {
    /// Opens the place, and tells what is to be known of it before anything is done there.
    pub(super) fn open(&self, access: Access, language: Language) -> anyhow::Result<Open> {
        let word = Text {
            th: "ข้อสังเกต",
            en: "note",
        }
        .get(language);
        if let Some(to) = &self.to {
            // What is no address must not be taken for a folder.
            let address = Address::parse(to).map_err(crate::publish::Error::from)?;
            if let Some(warning) = preflight::unencrypted(&address) {
                terminal::tell(&format!("{word}: {}", warning.get(language)));
            }
        }
        let catalog = self.catalog.to_string_lossy().into_owned();
        let mut target = targets::open(Opening {
            place: self.to.as_deref().unwrap_or(&catalog),
            access,
            catalog: &self.catalog,
            token: self.token(language)?,
            settings: Settings {
                rate: self.rate,
                ..Settings::default()
            },
        })?;
        for note in target.greet()? {
            terminal::tell(&format!("{word}: {}", note.message.get(language)));
            if let Some(help) = note.help {
                terminal::tell(&format!("  {}", help.get(language)));
            }
        }
        Ok(target)
    }

    /// Name of the place in the store of releases.
    pub(super) fn place(&self) -> anyhow::Result<String> {
        Ok(match &self.to {
            None => targets::catalog::TARGET.name.to_owned(),
            Some(address) => Address::parse(address)
                .map_err(crate::publish::Error::from)?
                .key(),
        })
    }

    /// How to publish there now.
    pub(super) fn order(&self) -> Order {
        Order {
            organization: self.organization.clone(),
            create_organization: self.create_organization,
            overwrite: self.overwrite,
            adopt: self.adopt,
            keep_visible: self.keep_visible,
            ..Order::at(SystemTime::now())
        }
    }

    fn token(&self, language: Language) -> anyhow::Result<Option<Token>> {
        if self.to.is_none() {
            return Ok(None);
        }
        let fault = crate::publish::Error::from;
        if let Some(path) = &self.token_file {
            let (token, is_open_to_others) = Token::from_file(path).map_err(fault)?;
            if is_open_to_others {
                let path = path.display();
                terminal::tell(&match language {
                    Language::Thai => {
                        format!("ข้อสังเกต: ผู้ใช้อื่นของเครื่องนี้อ่านไฟล์ {path} ได้ ปิดด้วย chmod 600 {path}")
                    }
                    Language::English => format!(
                        "note: other users of this machine can read {path}; close it with chmod 600 {path}"
                    ),
                });
            }
            return Ok(Some(token));
        }
        if self.token_stdin {
            let token = Token::from_reader(&mut std::io::stdin().lock()).map_err(fault)?;
            return Ok(Some(token));
        }
        match std::env::var(TOKEN) {
            Ok(text) if !text.is_empty() => Ok(Some(Token::from_text(&text).map_err(fault)?)),
            Err(std::env::VarError::NotUnicode(_)) => {
                Err(std::env::VarError::NotPresent).context(TOKEN)
            }
            _ => Ok(None),
        }
    }
}

/// A number of requests a second.
fn rate(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|rate: &f64| rate.is_finite() && *rate > 0.0)
        .ok_or_else(|| "a number above 0".to_owned())
}
