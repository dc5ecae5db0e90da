//! `sheetpress releases`

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::cli::target::TargetFlags;
use crate::cli::{Context, Outcome, terminal};
use crate::model::language::{Language, Message, Text};
use crate::publish;
use crate::publish::store::{self, Kept, Listed, Store};
use crate::render::pad;

/// Arguments of `releases`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Name of a dataset (default: every dataset that is kept).
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// Form of the list: text or json.
    #[arg(long, value_name = "NAME", default_value = "text", value_parser = ["text", "json"])]
    format: String,
    #[command(flatten)]
    target: TargetFlags,
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let store = Store::new(&args.target.catalog);
    let place = args.target.place()?;
    let (datasets, elsewhere) = known(&store, &place, args).map_err(publish::Error::from)?;
    if args.format == "json" {
        let listed: Vec<Value> = datasets
            .iter()
            .map(|(name, listed)| as_json(&store, name, listed))
            .collect();
        let document = json!({ "releases": 1, "place": place, "datasets": listed });
        terminal::print_report(
            format!("{}\n", serde_json::to_string_pretty(&document)?).as_bytes(),
            false,
        )?;
    } else {
        let mut out = String::new();
        for (name, listed) in &datasets {
            out.push_str(&as_text(&store, name, listed, context.language));
        }
        if datasets.is_empty() {
            out.push_str(&nothing(args, &elsewhere, context.language));
        }
        terminal::print(&out)?;
    }
    let unreadable = datasets.iter().any(|(_, it)| !it.unreadable.is_empty());
    Ok(if unreadable {
        Outcome::Incomplete
    } else {
        Outcome::Done
    })
}

/// The datasets that were asked for with their releases, and the addresses of other places that something is kept for.
type Known = (Vec<(String, Listed)>, Vec<String>);

fn known(store: &Store, place: &str, args: &Args) -> Result<Known, store::Error> {
    if let Some(name) = &args.name {
        let listed = store.list(place, name)?;
        if listed.releases.is_empty() && listed.unreadable.is_empty() {
            // Says which datasets there are.
            store.last(place, name)?;
        }
        return Ok((vec![(name.clone(), listed)], Vec::new()));
    }
    let mut datasets = Vec::new();
    for name in store.datasets(place)? {
        let listed = store.list(place, &name)?;
        datasets.push((name, listed));
    }
    let mut elsewhere = Vec::new();
    for other in store.places()?.into_iter().filter(|other| other != place) {
        if let Some(dataset) = store.datasets(&other)?.first() {
            let listed = store.list(&other, dataset)?;
            elsewhere.extend(listed.releases.last().map(|kept| kept.address.clone()));
        }
    }
    Ok((datasets, elsewhere))
}

fn nothing(args: &Args, elsewhere: &[String], language: Language) -> String {
    let folder = args.target.catalog.display();
    let mut out = match language {
        Language::Thai => format!("ยังไม่มีรุ่นใดเก็บไว้ใน {folder} สำหรับปลายทางนี้\n"),
        Language::English => format!("no release is kept in {folder} for this place yet\n"),
    };
    for address in elsewhere {
        let flag = if address.contains("://") {
            format!(" --to {address}")
        } else {
            String::new()
        };
        out.extend([match language {
            Language::Thai => format!("  ที่เก็บไว้สำหรับ {address}: sheetpress releases{flag}\n"),
            Language::English => format!("  kept for {address}: sheetpress releases{flag}\n"),
        }]);
    }
    out
}

/// The headings of the list, beside the mark of the current release.
const HEADINGS: [Text; 5] = [
    Text {
        th: "รุ่นที่",
        en: "release",
    },
    Text {
        th: "เผยแพร่เมื่อ (UTC)",
        en: "published (UTC)",
    },
    Text {
        th: "แถว",
        en: "rows",
    },
    Text {
        th: "ไฟล์",
        en: "files",
    },
    Text {
        th: "สิ่งที่เปลี่ยน",
        en: "what changed",
    },
];

/// The releases of a dataset, the newest first, as a person reads a history.
fn as_text(store: &Store, name: &str, listed: &Listed, language: Language) -> String {
    let address = listed
        .releases
        .last()
        .map_or("", |kept| kept.address.as_str());
    let mut lines = vec![HEADINGS.map(|heading| heading.get(language).to_owned())];
    let mut warnings = Vec::new();
    for (kept, before) in with_the_one_before(listed).rev() {
        let mark = if is_current(kept, listed) { "*" } else { " " };
        lines.push([
            format!("{mark} {}", kept.number),
            moment(&kept.published),
            kept.rows().to_string(),
            kept.files.len().to_string(),
            store::changes(before, kept).get(language).to_owned(),
        ]);
        warnings.extend(missing(store, kept));
    }
    for (number, error) in &listed.unreadable {
        let said = error.message().unwrap_or_else(|| Message {
            th: error.to_string(),
            en: error.to_string(),
        });
        warnings.push(Message {
            th: format!("รุ่นที่ {number} อ่านไม่ได้: {}", said.th),
            en: format!("release {number} cannot be read: {}", said.en),
        });
    }
    let mut out = format!("{name}  {address}\n");
    let mut widths = [0; 5];
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = cell.width().max(*width);
        }
    }
    for [number, when, rows, files, changed] in &lines {
        // Numbers stand at the right, texts at the left.
        let right = |text: &str, width: usize| {
            format!("{}{text}", " ".repeat(width.saturating_sub(text.width())))
        };
        let line = format!(
            "  {}  {}  {}  {}  {}",
            right(number, widths[0]),
            pad(when, widths[1]),
            right(rows, widths[2]),
            right(files, widths[3]),
            pad(changed, widths[4]),
        );
        out.push_str(line.trim_end());
        out.push('\n');
    }
    for warning in warnings {
        out.extend(["  ! ", warning.get(language), "\n"]);
    }
    out.push_str(match language {
        Language::Thai => "  * รุ่นล่าสุดที่เผยแพร่จากโฟลเดอร์นี้\n",
        Language::English => "  * the last one published from this folder\n",
    });
    out
}

/// Each release with the one before it that is kept, the oldest first.
fn with_the_one_before(listed: &Listed) -> impl DoubleEndedIterator<Item = (&Kept, Option<&Kept>)> {
    let releases = listed.releases.iter().enumerate();
    releases.map(move |(at, kept)| {
        let before = at.checked_sub(1).and_then(|at| listed.releases.get(at));
        (kept, before)
    })
}

/// Whether a release is what its place holds, as far as the store knows: the last that was published from here. Not known where
/// the last record cannot be read.
fn is_current(kept: &Kept, listed: &Listed) -> bool {
    let readable = listed.releases.iter().map(|it| it.number);
    let broken = listed.unreadable.iter().map(|it| it.0);
    readable.chain(broken).max() == Some(kept.number)
}

/// What is said of a release whose files are not all there.
fn missing(store: &Store, kept: &Kept) -> Option<Message> {
    let missing = store.missing(kept);
    let first = missing.first()?;
    let (number, count, path) = (kept.number, missing.len(), &first.path);
    Some(Message {
        th: format!("รุ่นที่ {number} ขาด {count} ไฟล์ เช่น {path} จึงนำกลับมาไม่ได้"),
        en: format!(
            "release {number} lacks {count} of its files, such as {path}; it cannot be brought back"
        ),
    })
}

/// `2026-11-20T15:00:11.921520` as a person reads it: `2026-11-20 15:00:11`.
fn moment(stamp: &str) -> String {
    let (whole, _) = stamp.split_once('.').unwrap_or((stamp, ""));
    whole.replace('T', " ")
}

fn as_json(store: &Store, name: &str, listed: &Listed) -> Value {
    let releases: Vec<Value> = with_the_one_before(listed)
        .map(|(kept, before)| {
            let missing = store.missing(kept);
            let missing: Vec<Value> = missing
                .iter()
                .map(|file| json!({ "path": file.path, "sha256": file.sha256 }))
                .collect();
            let changed = store::changes(before, kept);
            json!({
                "release": kept.number,
                "published": kept.published,
                "address": kept.address,
                "current": is_current(kept, listed),
                "rows": kept.rows(),
                "files": kept.files.len(),
                "bytes": kept.bytes(),
                "descriptor": kept.descriptor,
                "plan": kept.plan,
                "rolled_back_from": kept.rolled_back_from,
                "changes": { "th": changed.th, "en": changed.en },
                "missing": missing,
            })
        })
        .collect();
    let unreadable: Vec<Value> = listed
        .unreadable
        .iter()
        .map(|(number, error)| json!({ "release": number, "why": error.to_string() }))
        .collect();
    json!({ "dataset": name, "releases": releases, "unreadable": unreadable })
}
