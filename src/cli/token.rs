//! `sheetpress token`

use std::fmt::Write;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::catalog::shelf::Catalog;
use crate::catalog::token::{self, Role, Token};
use crate::cli::{Context, Outcome, terminal};
use crate::model::language::Language;
use crate::publish::stamp::stamp;

/// Arguments of `token`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Make a token and print it, this once: the catalogue keeps only its digest.
    Create(Create),
    /// List the tokens, without the secrets.
    List(Place),
    /// Revoke a token at once.
    Revoke(Revoke),
}

/// Where the catalogue is.
#[derive(Debug, clap::Args)]
struct Place {
    /// Folder of the embedded catalogue.
    #[arg(long, value_name = "DIR", default_value = "./catalog")]
    catalog: PathBuf,
}

#[derive(Debug, clap::Args)]
struct Create {
    /// What the token is for, such as the program that will use it.
    #[arg(long, value_name = "NAME")]
    name: String,
    /// Whose it is, as the API's answers say.
    #[arg(long, value_name = "NAME", default_value = "admin")]
    user: String,
    /// admin: everything; editor: the datasets of organizations.
    #[arg(long, value_name = "admin|editor", default_value = "editor")]
    role: Role,
    /// An organization whose datasets an editor may change; can be given several times. All of them when not given.
    #[arg(long, value_name = "NAME")]
    organization: Vec<String>,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, clap::Args)]
struct Revoke {
    /// The token's id, as `token list` prints it.
    id: String,
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    match &args.command {
        Command::Create(args) => create(args, context.language),
        Command::List(args) => list(args, context.language),
        Command::Revoke(args) => revoke(args, context.language),
    }
}

fn create(args: &Create, language: Language) -> anyhow::Result<Outcome> {
    let mut catalog = Catalog::open(&args.place.catalog)?;
    let writer = catalog.writer()?;
    let mut organizations = Vec::new();
    for name in &args.organization {
        let Some(found) = writer.reader().organization(name)? else {
            terminal::tell(&match language {
                Language::Thai => format!("ไม่พบองค์กร \"{name}\" ในบัญชีข้อมูล"),
                Language::English => format!("the catalogue has no organization \"{name}\""),
            });
            return Ok(Outcome::Failed);
        };
        organizations.push(found.id);
    }
    let secret = token::generate()?;
    let made = Token {
        id: token::uuid()?,
        name: args.name.clone(),
        user: args.user.clone(),
        role: args.role,
        organizations: (!organizations.is_empty()).then_some(organizations),
        created: stamp(SystemTime::now()),
        used: None,
        revoked: None,
    };
    writer.put_token(&secret, &made)?;
    writer.commit()?;
    terminal::tell(&match language {
        Language::Thai => format!(
            "สร้าง token {} แล้ว ระบบแสดงเพียงครั้งนี้ เก็บไว้ในที่ปลอดภัย และห้ามใส่ในคำสั่งหรือไฟล์ที่เผยแพร่",
            made.id
        ),
        Language::English => format!(
            "made token {}; it is shown this once. Keep it safe, and out of commands and published files",
            made.id
        ),
    });
    terminal::print(&format!("{secret}\n"))?;
    Ok(Outcome::Done)
}

fn list(args: &Place, language: Language) -> anyhow::Result<Outcome> {
    let catalog = Catalog::open_read_only(&args.catalog)?;
    let reader = catalog.reader();
    let mut text = String::new();
    for token in reader.tokens()? {
        let mut units = Vec::new();
        for id in token.organizations.iter().flatten() {
            units.push(
                reader
                    .organization(id)?
                    .map_or_else(|| id.clone(), |it| it.name),
            );
        }
        let day = |moment: &Option<String>| {
            let moment = moment.as_deref().unwrap_or("-");
            moment.get(..16).unwrap_or(moment).to_owned()
        };
        let units = if units.is_empty() {
            "*".to_owned()
        } else {
            units.join(",")
        };
        let state = match (&token.revoked, language) {
            (None, Language::Thai) => "ใช้ได้",
            (None, Language::English) => "valid",
            (Some(_), Language::Thai) => "เพิกถอนแล้ว",
            (Some(_), Language::English) => "revoked",
        };
        let _ = writeln!(
            text,
            "{}  {}  {}  {}  {units}  {}  {}  {state}",
            token.id,
            token.name,
            token.user,
            token.role.as_str(),
            day(&Some(token.created.clone())),
            day(&token.used)
        );
    }
    if text.is_empty() {
        terminal::tell(match language {
            Language::Thai => "ยังไม่มี token",
            Language::English => "there are no tokens",
        });
    }
    terminal::print(&text)?;
    Ok(Outcome::Done)
}

fn revoke(args: &Revoke, language: Language) -> anyhow::Result<Outcome> {
    let mut catalog = Catalog::open(&args.place.catalog)?;
    let writer = catalog.writer()?;
    let known = writer.reader().tokens()?;
    let found = known.iter().find(|token| token.id == args.id);
    let Some(token) = found.filter(|token| token.revoked.is_none()) else {
        terminal::tell(&match language {
            Language::Thai => format!("ไม่มี token {} ที่ยังใช้ได้", args.id),
            Language::English => format!("there is no valid token {}", args.id),
        });
        return Ok(Outcome::Failed);
    };
    writer.revoke_token(&token.id, &stamp(SystemTime::now()))?;
    writer.commit()?;
    terminal::tell(&match language {
        Language::Thai => format!("เพิกถอน token {} ({}) แล้ว มีผลทันที", token.id, token.name),
        Language::English => format!("revoked token {} ({}), at once", token.id, token.name),
    });
    Ok(Outcome::Done)
}
