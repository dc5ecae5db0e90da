//! Tokens of the API: what a program shows to be allowed to write. Of a token only its SHA-256 is kept.

use rusqlite::{OptionalExtension, Row, params};

use crate::catalog::Error;
use crate::catalog::reader::Reader;
use crate::catalog::shelf::fault;
use crate::catalog::viewer::Viewer;
use crate::catalog::writer::Writer;
use crate::model::digest::{hex, sha256};

/// What a token begins with, so that a person, and a program that looks for leaked secrets, knows it.
const MARK: &str = "sheetpress_";
/// Random bytes of a token: nobody guesses 256 bits.
const BYTES: usize = 32;

/// What a token's holder may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Everything; CKAN's `sysadmin`.
    Admin,
    /// The datasets of organizations.
    Editor,
}

impl Role {
    /// The word on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Editor => "editor",
        }
    }
}

impl std::str::FromStr for Role {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        [Self::Admin, Self::Editor]
            .into_iter()
            .find(|role| role.as_str() == word)
            .ok_or_else(|| "the roles are admin, editor".to_owned())
    }
}

/// A token as the catalogue knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its id, which is no secret.
    pub id: String,
    /// What it is for, in its owner's words.
    pub name: String,
    /// Whose it is.
    pub user: String,
    /// What it allows.
    pub role: Role,
    /// Ids of the organizations whose datasets an editor may change; none for all of them.
    pub organizations: Option<Vec<String>>,
    /// When it was made: naive UTC, ISO 8601, microseconds.
    pub created: String,
    /// When it was last used to write.
    pub used: Option<String>,
    /// When it was revoked.
    pub revoked: Option<String>,
}

impl Token {
    /// Whether its holder may change the datasets of an organization.
    pub fn may_edit(&self, organization: Option<&str>) -> bool {
        match (self.role, &self.organizations) {
            (Role::Admin, _) | (Role::Editor, None) => true,
            (Role::Editor, Some(ids)) => {
                organization.is_some_and(|id| ids.iter().any(|it| it == id))
            }
        }
    }

    /// What its holder may see.
    pub fn viewer(&self) -> Viewer {
        match (self.role, &self.organizations) {
            (Role::Admin, _) | (Role::Editor, None) => Viewer::Owner,
            (Role::Editor, Some(ids)) => Viewer::Members(ids.clone()),
        }
    }
}

/// A new token, from the operating system's source of randomness.
pub fn generate() -> Result<String, Error> {
    Ok(format!("{MARK}{}", random_hex(BYTES)?))
}

/// A new UUID, version 4 (RFC 9562 section 5.4).
pub fn uuid() -> Result<String, Error> {
    let digits = random_hex(16)?;
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    let variant = match part(16, 17) {
        "0" | "4" | "8" | "c" => '8',
        "1" | "5" | "9" | "d" => '9',
        "2" | "6" | "a" | "e" => 'a',
        _ => 'b',
    };
    Ok(format!(
        "{}-{}-4{}-{variant}{}-{}",
        part(0, 8),
        part(8, 12),
        part(13, 16),
        part(17, 20),
        part(20, 32)
    ))
}

fn random_hex(bytes: usize) -> Result<String, Error> {
    let mut random = vec![0; bytes];
    getrandom::fill(&mut random).map_err(|_| Error::Randomness)?;
    Ok(hex(&random))
}

const TOKEN: &str = "SELECT id, name, user, role, organizations, created, used, revoked FROM token";

impl Reader<'_> {
    /// The token that a client shows, unless it was revoked or never made.
    pub fn token(&self, secret: &str) -> Result<Option<Token>, Error> {
        let sql = format!("{TOKEN} WHERE sha256 = ? AND revoked IS NULL");
        let found = self
            .database
            .query_row(&sql, params![sha256(secret.as_bytes())], raw)
            .optional();
        found
            .map_err(|error| fault(self.folder, error))?
            .map(token)
            .transpose()
    }

    /// Every token, the revoked ones too, oldest first.
    pub fn tokens(&self) -> Result<Vec<Token>, Error> {
        self.rows(&format!("{TOKEN} ORDER BY created, id"), params![], raw)?
            .into_iter()
            .map(token)
            .collect()
    }
}

impl Writer<'_> {
    /// Keeps a token's SHA-256 with what it allows.
    pub fn put_token(&self, secret: &str, it: &Token) -> Result<(), Error> {
        let organizations = it.organizations.as_ref().map(serde_json::to_string);
        self.run(
            "INSERT INTO token VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![
                it.id,
                sha256(secret.as_bytes()),
                it.name,
                it.user,
                it.role.as_str(),
                organizations.transpose().map_err(Error::Record)?,
                it.created,
                it.used,
                it.revoked
            ],
        )
    }

    /// Notes that a token was used.
    pub fn use_token(&self, id: &str, now: &str) -> Result<(), Error> {
        self.run("UPDATE token SET used = ? WHERE id = ?", params![now, id])
    }

    /// Lets an editor's token change the datasets of one more organization: the one that its holder has just made.
    pub fn admit_token(&self, it: &Token, organization: &str) -> Result<(), Error> {
        let Some(known) = &it.organizations else {
            return Ok(());
        };
        let all: Vec<&str> = known
            .iter()
            .map(String::as_str)
            .chain([organization])
            .collect();
        self.run(
            "UPDATE token SET organizations = ? WHERE id = ?",
            params![serde_json::to_string(&all).map_err(Error::Record)?, it.id],
        )
    }

    /// Revokes a token at once.
    pub fn revoke_token(&self, id: &str, now: &str) -> Result<(), Error> {
        self.run(
            "UPDATE token SET revoked = ? WHERE id = ? AND revoked IS NULL",
            params![now, id],
        )
    }
}

fn raw(row: &Row<'_>) -> rusqlite::Result<(Token, Option<String>)> {
    let role: String = row.get(3)?;
    let token = Token {
        id: row.get(0)?,
        name: row.get(1)?,
        user: row.get(2)?,
        // A word that is no role allows least.
        role: role.parse().unwrap_or(Role::Editor),
        organizations: None,
        created: row.get(5)?,
        used: row.get(6)?,
        revoked: row.get(7)?,
    };
    Ok((token, row.get(4)?))
}

fn token((token, organizations): (Token, Option<String>)) -> Result<Token, Error> {
    let organizations = organizations.map(|json| serde_json::from_str(&json));
    Ok(Token {
        organizations: organizations.transpose().map_err(Error::Record)?,
        ..token
    })
}
