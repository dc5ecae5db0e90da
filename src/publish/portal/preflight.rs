//! What a portal is and what its user may do there, asked before anything is planned.

use serde_json::{Value, json};

use crate::ckan::fit::Said;
use crate::ckan::portal::{self, Features, Portal, User};
use crate::ckan::scheming::DatasetSchema;
use crate::model::language::{Message, say};
use crate::publish::portal::address::Address;
use crate::publish::portal::connection::Connection;
use crate::publish::portal::fault::Fault;

/// Seconds by which clocks may differ before it is told.
const SKEW: i64 = 600;
/// The first and the last version of CKAN whose behaviour is known.
const KNOWN: [(u32, u32); 2] = [(2, 9), (2, 12)];
/// Extensions that load tables by themselves when a file is uploaded.
const LOADERS: [&str; 2] = ["xloader", "datapusher"];
/// How many datasets of one title are looked at.
const NAMESAKES: usize = 10;

/// Asks a portal what it is, what it can do and what the token allows: five requests, one more where datasets have a schema, and
/// a few more where version or extensions are hidden. A token that it does not know leaves [`Portal::user`] empty, and so does
/// none at all. Beside the portal there is what is worth telling, none of it in the way of a publication.
///
/// # Errors
///
/// Every [`Fault`] of a request: the portal is not there, is no CKAN, sends elsewhere or is out of service.
pub fn preflight(connection: &Connection) -> Result<(Portal, Vec<Said>), Fault> {
    let nothing = json!({});
    let mut portal = Portal::read(&connection.read("status_show", &nothing)?);
    // CKAN takes a bad token for none at all and answers everything that is public; only this tells.
    let user = optional(connection.read("user_show", &nothing))?;
    portal.user = user
        .as_ref()
        .map(User::read)
        .filter(|it| !it.name.is_empty());
    if portal.user.is_some() {
        let right = json!({"permission": "create_dataset"});
        let mine = optional(connection.read("organization_list_for_user", &right))?;
        portal.organizations = portal::organizations(&mine.unwrap_or_default());
    }
    let all = optional(connection.read("organization_list", &nothing))?;
    portal.organization_names = portal::names(&all.unwrap_or_default());
    let licenses = optional(connection.read("license_list", &nothing))?;
    portal.licenses = portal::licenses(&licenses.unwrap_or_default());
    let hides_extensions = portal.extensions.is_empty();
    if hides_extensions || portal.has_extension("scheming") || portal.has_extension("thai_gdc") {
        let kind = json!({"type": "dataset"});
        let schema = optional(connection.read("scheming_dataset_schema_show", &kind))?;
        portal.schema = schema.as_ref().and_then(DatasetSchema::read);
    }
    if portal.hides_features() {
        portal.features = features(connection, &portal)?;
    }
    let address = connection.address();
    let road = Road {
        leads_home: portal.site_url.is_empty() || address.same_origin(&portal.site_url),
        skew: connection.clock_skew(),
    };
    let notes = remarks(&portal, &road);
    Ok((portal, notes))
}

/// Whether a dataset other than `own_name` has the title already, as far as the user may see: the national catalogue refuses a
/// second one. A portal that cannot search for it will say so itself when the dataset is made.
///
/// # Errors
///
/// Every [`Fault`] of a request but the portal's refusal to search.
pub fn title_taken(connection: &Connection, title: &str, own_name: &str) -> Result<bool, Fault> {
    let phrase = title.replace('\\', "\\\\").replace('"', "\\\"");
    let query = json!({
        "fq": format!("title_string:\"{phrase}\""),
        "rows": NAMESAKES,
        "include_private": true,
        "include_drafts": true,
    });
    let answer = match connection.read("package_search", &query) {
        Ok(answer) => answer,
        Err(Fault::Refused { status, .. }) if status < 500 => return Ok(false),
        Err(Fault::BadRequest(_)) => return Ok(false),
        Err(fault) => return Err(fault),
    };
    let found = answer.get("results").and_then(Value::as_array);
    let is_other = |dataset: &Value| {
        let member = |key: &str| dataset.get(key).and_then(Value::as_str);
        member("title") == Some(title) && member("name") != Some(own_name)
    };
    Ok(found.into_iter().flatten().any(is_other))
}

/// The answer to a question that a portal need not know, or need not answer to everyone.
fn optional(answer: Result<Value, Fault>) -> Result<Option<Value>, Fault> {
    match answer {
        Ok(value) => Ok(Some(value)),
        Err(Fault::BadRequest(_)) => Ok(None),
        Err(fault) if fault.is_not_found() || fault.is_denied() => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// Asks for the actions that version and extensions do not tell of.
fn features(connection: &Connection, portal: &Portal) -> Result<Features, Fault> {
    let can = |action: &str| {
        let help = optional(connection.read("help_show", &json!({"name": action})))?;
        Ok::<bool, Fault>(help.is_some())
    };
    let datastore = if portal.extensions.is_empty() {
        can("datastore_create")?
    } else {
        portal.extensions.iter().any(|it| it == "datastore")
    };
    if portal.has_extension("sheetpress") {
        // Our own server follows the version that it names, but has no views to make.
        return Ok(Features {
            datastore,
            default_views: false,
            reorder: can("package_resource_reorder")?,
            ..portal.features
        });
    }
    if portal.version.is_some() {
        return Ok(Features {
            datastore,
            ..portal.features
        });
    }
    Ok(Features {
        datastore,
        revise: can("package_revise")?,
        records_delete: datastore && can("datastore_records_delete")?,
        // Every CKAN since 2.3 has these.
        default_views: true,
        reorder: true,
    })
}

/// What is to be known before anything is sent to an address: without encryption the token can be read on the way.
pub fn unencrypted(address: &Address) -> Option<Message> {
    (!address.is_encrypted() && !address.is_local()).then(|| {
        say!(
            th: "เชื่อมต่อด้วย http ที่ไม่เข้ารหัส ผู้อื่นในเครือข่ายอ่าน token ได้ ควรใช้ https",
            en: "the connection is plain http, not encrypted: others on the network can read the token; use https"
        )
    })
}

/// The way to a portal.
struct Road {
    /// Whether the portal gives itself the address by which it was reached.
    leads_home: bool,
    /// Seconds by which the portal's clock is before ours.
    skew: Option<i64>,
}

fn remarks(portal: &Portal, road: &Road) -> Vec<Said> {
    let mut notes = Vec::new();
    let mut note = |field: &str, message: Message| {
        notes.push(Said {
            field: field.to_owned(),
            message,
            help: None,
        });
    };
    if !road.leads_home {
        let site = &portal.site_url;
        note(
            "address",
            say!(
                th: "พอร์ทัลระบุที่อยู่ของตนว่า {site} ที่อยู่ของไฟล์จะขึ้นต้นด้วยที่อยู่นั้น",
                en: "the portal calls itself {site}; the addresses of files will begin with that"
            ),
        );
    }
    if let Some(skew) = road.skew.filter(|skew| skew.abs() > SKEW) {
        let minutes = skew.abs() / 60;
        let (th, en) = if skew > 0 {
            ("เร็ว", "ahead of")
        } else {
            ("ช้า", "behind")
        };
        note(
            "clock",
            say!(
                th: "นาฬิกาของพอร์ทัล{th}กว่าเครื่องนี้ {minutes} นาที เวลาในใบรับกับในพอร์ทัลจะต่างกัน",
                en: "the portal's clock is {minutes} minutes {en} this machine's; times in the receipt and on the portal will differ"
            ),
        );
    }
    version_remark(portal, &mut note);
    let loaders = portal.extensions.iter();
    let loaders: Vec<&str> = loaders
        .map(String::as_str)
        .filter(|it| LOADERS.iter().any(|loader| it.starts_with(loader)))
        .collect();
    if !loaders.is_empty() {
        let loaders = loaders.join(", ");
        note(
            "extensions",
            say!(
                th: "พอร์ทัลมี {loaders} ซึ่งนำไฟล์ตารางเข้า DataStore เอง จึงส่งค่า MD5 ของไฟล์ไปด้วย เพื่อไม่ให้นำเข้าทับตารางที่มีชนิดข้อมูลและพจนานุกรมครบ",
                en: "the portal runs {loaders}, which loads tables by itself; the MD5 of each file is sent so that it leaves the typed tables with their dictionary alone"
            ),
        );
    }
    notes
}

fn version_remark(portal: &Portal, note: &mut dyn FnMut(&str, Message)) {
    let [(first, oldest), (last, newest)] = KNOWN;
    let Some(version) = portal.version else {
        note(
            "version",
            say!(
                th: "พอร์ทัลไม่บอกรุ่นของ CKAN จึงถามความสามารถทีละอย่าง",
                en: "the portal hides its version of CKAN; it was asked for each ability"
            ),
        );
        return;
    };
    if version.is_at_least(first, oldest) && !version.is_at_least(last, newest + 1) {
        return;
    }
    note(
        "version",
        say!(
            th: "พอร์ทัลเป็น CKAN {version} ซึ่งยังไม่ได้ทดสอบ รุ่นที่ทดสอบคือ {first}.{oldest} ถึง {last}.{newest}",
            en: "the portal is CKAN {version}, which is untested; the versions tested are {first}.{oldest} to {last}.{newest}"
        ),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: Road = Road {
        leads_home: true,
        skew: Some(600),
    };

    fn portal(version: Option<&str>, extensions: &[&str]) -> Portal {
        Portal::read(&json!({"ckan_version": version, "extensions": extensions}))
    }

    fn fields(portal: &Portal, road: &Road) -> Vec<String> {
        let notes = remarks(portal, road);
        notes.into_iter().map(|note| note.field).collect()
    }

    #[test]
    fn a_portal_as_it_should_be_gives_no_cause_for_a_remark() {
        for version in ["2.9.11", "2.10.7", "2.11.6", "2.12.0"] {
            assert!(fields(&portal(Some(version), &["datastore"]), &GOOD).is_empty());
        }
    }

    #[test]
    fn versions_that_nobody_tried_are_told() {
        for version in [Some("2.8.12"), Some("2.13.0a0"), Some("3.0.0"), None] {
            assert_eq!(fields(&portal(version, &["datastore"]), &GOOD), ["version"]);
        }
    }

    #[test]
    fn a_bad_road_is_told() {
        let there = portal(Some("2.11.6"), &["datastore"]);
        let elsewhere = Road {
            leads_home: false,
            ..GOOD
        };
        assert_eq!(fields(&there, &elsewhere), ["address"]);
        for (skew, word) in [(7200, "ahead"), (-7200, "behind")] {
            let notes = remarks(
                &there,
                &Road {
                    skew: Some(skew),
                    ..GOOD
                },
            );
            assert!(notes[0].message.en.contains("120 minutes"));
            assert!(notes[0].message.en.contains(word));
        }
        assert!(fields(&there, &Road { skew: None, ..GOOD }).is_empty());
    }

    #[test]
    fn extensions_that_act_by_themselves_are_told() {
        let there = portal(
            Some("2.11.6"),
            &["datastore", "xloader", "activity", "datapusher_plus"],
        );
        let notes = remarks(&there, &GOOD);
        // The activity stream is no loader.
        assert_eq!(notes.len(), 1);
        assert!(notes[0].message.th.contains("xloader, datapusher_plus"));
    }
}
