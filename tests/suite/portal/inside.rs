//! Publications in this process: small releases that were built by hand, and a clock that waits for nothing.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use serde_json::{Value, json};
use sheetpress::model::artifact::{Artifact, Release, Role};
use sheetpress::model::digest::sha256;
use sheetpress::publish::order::Order;
use sheetpress::publish::portal::connection::Settings;
use sheetpress::publish::portal::pace::Timer;
use sheetpress::publish::portal::secret::Token;
use sheetpress::publish::{self, Outcome, targets};

use crate::portal::place::Place;

/// Time passes, but nobody waits for it.
#[derive(Debug)]
struct Hurried(Instant);

impl Timer for Hurried {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn wait(&self, _: Duration) {}
}

/// Publishes a release to a place, through its proxy.
pub(crate) fn publish(
    place: &Place,
    release: &Release,
    catalog: &Path,
) -> Result<Outcome, publish::Error> {
    let settings = Settings {
        timer: Arc::new(Hurried(Instant::now())),
        patience: Duration::from_secs(20),
        ..Settings::default()
    };
    let token = Token::from_text(&place.token).unwrap();
    let mut open = targets::open_portal(&place.address(), Some(token), settings, catalog)?;
    let order = Order {
        organization: Some(place.organization.clone()),
        ..Order::at(SystemTime::now())
    };
    open.publish(release, &order, &mut |_| {})
}

/// Which release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edition {
    /// Cases and areas.
    First,
    /// Another title, tag and unit, other cases, no areas, visits.
    Second,
}

const CASES: &str = "\
code,province,cases,rate,day
A1,เชียงใหม่,10,1.10,2024-01-05
A2,ลำพูน,4512,99.00,2024-02-17
A3,น่าน,31,,2024-03-02
A4,แพร่,9007199254740993,0.40,
A5,\"ตาก, แม่สอด\",17,12.50,2024-05-30
A6,พะเยา,24,12345678901234567890.1234567890,2024-06-11
";
const AREAS: &str = "\
code,area
B1,20107
B2,4505
B3,11472
B4,6538
B5,6335
B6,16406
";
const VISITS: &str = "\
code,visits
C1,71
C2,902
C3,15
C4,388
C5,64
C6,2041
";

/// A release with three files, none of which tells the dataset's name.
pub(crate) fn release(folder: &Path, place: &Place, name: &str, edition: Edition) -> Release {
    fs::create_dir_all(folder).unwrap();
    let is_first = edition == Edition::First;
    let cases = if is_first {
        CASES.to_owned()
    } else {
        CASES.replace(",31,,", ",32,0.70,")
    };
    let number = |name: &str, title: &str| json!({"name": name, "type": "integer", "title": title});
    let code = json!({"name": "code", "type": "string", "title": "รหัส"});
    let fields = json!([
        code,
        {"name": "province", "type": "string", "title": "จังหวัด"},
        number("cases", "ผู้ป่วย"),
        {"name": "rate", "type": "number", "title": "อัตรา"},
        {"name": "day", "type": "date", "title": "วันที่"},
    ]);
    let other = if is_first {
        ("areas", AREAS, json!([code, number("area", "พื้นที่")]))
    } else {
        (
            "visits",
            VISITS,
            json!([code, number("visits", "การเข้ารับบริการ")]),
        )
    };
    let tables = [("cases", cases.as_str(), fields), other];
    let resource = |(table, csv, fields): &(&str, &str, Value)| {
        json!({
            "name": table,
            "title": format!("ตาราง {table}"),
            "path": format!("{table}.csv"),
            "rows": csv.lines().count() - 1,
            "schema": {"fields": fields},
        })
    };
    let package = json!({
        "name": name,
        "title": if is_first { format!("รายงาน {name}") } else { format!("รายงานฉบับปรับปรุง {name}") },
        "title_en": "Report",
        "description": "สำหรับทดสอบการเผยแพร่",
        "keywords": if is_first { ["report", "cases"] } else { ["report", "visits"] },
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "contributors": [{"title": place.organization, "roles": ["publisher"]}],
        "thai-gdc": {"data_type": "ข้อมูลสถิติ", "maintainer": "กลุ่มสถิติ", "maintainer_email": "stat@example.org"},
        "resources": tables.iter().map(resource).collect::<Vec<_>>(),
    });
    let unit = if is_first { "ราย" } else { "คน" };
    let dictionaries = [
        json!({"fields": [
            {"name": "province", "label_th": "จังหวัด", "label_en": "Province", "description": "ชื่อจังหวัด"},
            {"name": "cases", "label_th": "ผู้ป่วย", "label_en": "Cases", "unit": unit},
        ]}),
        json!({"fields": [{"name": "code", "label_th": "รหัส", "label_en": "Code"}]}),
    ];
    let data = tables
        .iter()
        .map(|(table, csv, _)| (format!("{table}.csv"), Role::Data, Some(*table), *csv));
    let about = (
        "about.json".to_owned(),
        Role::Metadata,
        None,
        "{\"about\": \"nothing\"}\n",
    );
    let files = data.chain([about]).map(|(path, role, table, text)| {
        fs::write(folder.join(&path), text).unwrap();
        let is_data = role == Role::Data;
        Artifact {
            path,
            role,
            resource: table.map(str::to_owned),
            format: if is_data { "CSV" } else { "JSON" }.into(),
            media_type: if is_data {
                "text/csv"
            } else {
                "application/json"
            }
            .into(),
            bytes: text.len() as u64,
            sha256: sha256(text.as_bytes()),
        }
    });
    Release {
        folder: folder.to_owned(),
        files: files.collect(),
        package: serde_json::from_value(package).unwrap(),
        dictionaries: dictionaries
            .map(|it| serde_json::from_value(it).unwrap())
            .to_vec(),
    }
}
