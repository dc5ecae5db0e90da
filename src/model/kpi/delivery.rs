//! Level 3: the CSV that machines read, and the catalogue that serves it.

use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::kpi::judge::{show_file, told};
use crate::model::kpi::{API, CSV, Evidence, Facts, Held, Met, Requirement};
use crate::model::language::{Message, say};
use crate::model::report::{CRITERIA, Report};

/// The catalogue that commands take when none is named.
const DEFAULT_CATALOG: &str = "./catalog";
/// Most differences that are named where the catalogue is out of date.
const NAMED: usize = 3;

/// The criterion that a finding decides.
fn criterion(report: &Report, finding: &Diagnostic) -> Option<char> {
    report.page(finding.rule).and_then(|page| page.criterion)
}

/// Clause 3.1: what the check says of the data, and the files that are built of them.
pub(super) fn csv(facts: &Facts<'_>) -> Requirement {
    let mut csv = Requirement::of(CSV);
    let report = facts.report;
    let errors = || {
        let findings = report.findings.iter();
        findings.filter(|finding| finding.severity == Severity::Error)
    };
    for (outcome, (id, title)) in report.criteria.iter().zip(&CRITERIA) {
        if outcome.pass {
            continue;
        }
        let first = errors().find(|finding| criterion(report, finding) == Some(*id));
        let (count, example) = (outcome.findings, first.map(told).unwrap_or_default());
        csv.lacks(Message {
            th: format!("({id}) {}: พบ {count} แห่ง เช่น {}", title.th, example.th),
            en: format!("({id}) {}: {count} found, such as {}", title.en, example.en),
        });
        if let Some(finding) = first {
            csv.then(finding.help.clone());
        }
    }
    if facts.release.is_none() {
        let others: Vec<_> = errors()
            .filter(|finding| criterion(report, finding).is_none())
            .collect();
        if let Some(first) = others.first() {
            let (count, Message { th, en }) = (others.len(), told(first));
            csv.lacks(say!(
                th: "ยังสร้างไฟล์ CSV ไม่ได้ เพราะผลตรวจมีข้อผิดพลาดอื่น {count} รายการ เช่น {th}",
                en: "no CSV is built while the check finds other errors, here {count}, such as: {en}"
            ));
            csv.then(first.help.clone());
        }
    }
    if csv.met == Met::Yes {
        for not in report.not_checked.iter().filter(|not| not.decides) {
            csv.doubts(Message {
                th: format!("ไม่ได้ตรวจ{}: {}", not.what.th, not.why.th),
                en: format!("not checked: {}: {}", not.what.en, not.why.en),
            });
        }
        if csv.met == Met::Unknown {
            csv.then(say!(
                th: "บันทึกไฟล์ต้นฉบับเป็น .xlsx แล้วคิดคะแนนอีกครั้ง",
                en: "save the workbook as .xlsx, then score again"
            ));
        }
    }
    if csv.met == Met::Yes {
        csv.shows(say!(
            th: "ผ่านเกณฑ์ข้อมูลที่เครื่องอ่านได้ทั้ง 6 ข้อ",
            en: "the six criteria of machine-readable data are passed"
        ));
    }
    show_tables(&mut csv, facts);
    csv
}

/// The CSV files, and what was settled or set aside on the way to them.
fn show_tables(csv: &mut Requirement, facts: &Facts<'_>) {
    let report = facts.report;
    let tables = facts.release.into_iter();
    for table in tables.flat_map(|release| &release.package.resources) {
        let Some(file) = facts.files().find(|file| file.path == table.path) else {
            continue;
        };
        let (rows, bytes, digest) = (table.rows.unwrap_or(0), file.bytes, &file.sha256);
        let what = say!(
            th: "ไฟล์ CSV {rows} แถว {bytes} ไบต์ SHA-256 {digest}",
            en: "CSV file, rows: {rows}, bytes: {bytes}, SHA-256 {digest}"
        );
        show_file(csv, facts, file, what);
    }
    let settled = report.settled.len();
    if settled > 0 {
        csv.shows(say!(
            th: "แผนจัดระเบียบ tidy.json แก้ข้อค้นพบในไฟล์ต้นฉบับแล้ว {settled} รายการ",
            en: "findings on the workbook as received that the tidy plan settles: {settled}"
        ));
    }
    for it in &report.suppressed {
        if criterion(report, &it.finding).is_some() {
            let (rule, reason, by) = (it.finding.rule, &it.reason, &it.by);
            csv.shows(say!(
                th: "ยกเว้น {rule}: {reason} ({by})",
                en: "{rule} is set aside: {reason} ({by})"
            ));
        }
    }
}

/// Clause 3.2: what the catalogue holds.
pub(super) fn api(facts: &Facts<'_>) -> Requirement {
    let mut api = Requirement::of(API);
    let shelf = facts.shelf;
    let (folder, dataset) = (&shelf.folder, facts.folder);
    let flag = if folder == DEFAULT_CATALOG {
        String::new()
    } else {
        format!(" --catalog {folder}")
    };
    let publish = say!(
        th: "เผยแพร่ด้วยคำสั่ง sheetpress publish {dataset}{flag}",
        en: "publish it: sheetpress publish {dataset}{flag}"
    );
    let Some(held) = &shelf.held else {
        api.lacks(say!(
            th: "บัญชีข้อมูลใน {folder} ยังไม่มีชุดข้อมูลนี้",
            en: "the catalogue in {folder} does not hold the dataset"
        ));
        api.then(after_mending(facts, publish));
        return api;
    };
    let release = held.release;
    match &held.changes {
        Some(changes) if changes.is_empty() => served(&mut api, facts, held),
        Some(changes) => {
            let count = changes.len();
            let some: Vec<&str> = changes.iter().take(NAMED).map(String::as_str).collect();
            let some = some.join(", ");
            api.lacks(say!(
                th: "บัญชีข้อมูลมีรุ่นที่ {release} ซึ่งไม่ตรงกับข้อมูลปัจจุบัน ต่างกัน {count} รายการ เช่น {some}",
                en: "the catalogue holds release {release}, which is not what is built now; differences: {count}, such as {some}"
            ));
        }
        None => api.lacks(say!(
            th: "บัญชีข้อมูลมีรุ่นที่ {release} แต่เทียบกับข้อมูลปัจจุบันไม่ได้ เพราะสร้างชุดข้อมูลไม่ได้",
            en: "the catalogue holds release {release}, which cannot be compared with today's data: nothing can be built"
        )),
    }
    if api.met != Met::Yes {
        api.then(after_mending(facts, publish));
    } else if is_local(&shelf.site) {
        let site = &shelf.site;
        api.then(say!(
            th: "ลิงก์ {site} เปิดได้เฉพาะในเครื่องนี้ ก่อนส่งหลักฐานให้ระบุที่อยู่ที่ผู้ประเมินเปิดได้ด้วย --url",
            en: "links to {site} open on this computer only; before handing them in, give the address that others can open with --url"
        ));
    }
    api
}

/// What to do about the catalogue: first what keeps the dataset from being built.
fn after_mending(facts: &Facts<'_>, publish: Message) -> Message {
    if facts.release.is_some() {
        return publish;
    }
    let Message { th, en } = publish;
    say!(th: "แก้ข้อผิดพลาดที่ sheetpress check แจ้งก่อน แล้ว{th}", en: "first mend what sheetpress check says, then {en}")
}

/// The rows and addresses of what the catalogue serves.
fn served(api: &mut Requirement, facts: &Facts<'_>, held: &Held) {
    let Held {
        release,
        modified,
        digest,
        ..
    } = held;
    api.shows(say!(
        th: "เผยแพร่แล้ว รุ่นที่ {release} เมื่อ {modified} UTC ตรงกับข้อมูลปัจจุบัน (SHA-256 {digest})",
        en: "published, release {release} of {modified} UTC, equal to what is built now (SHA-256 {digest})"
    ));
    let site = &facts.shelf.site;
    let tables = facts.release.into_iter();
    for table in tables.flat_map(|release| &release.package.resources) {
        let name = &table.name;
        let file = held.file(&table.path);
        let Some((file, rows)) =
            file.and_then(|file| Some((file, file.rows.filter(|it| *it > 0)?)))
        else {
            api.lacks(say!(
                th: "ฐานข้อมูลของบัญชีข้อมูลไม่มีแถวของตาราง {name}",
                en: "the catalogue's database has no rows of the table {name}"
            ));
            continue;
        };
        let id = &file.id;
        for (what, link) in [
            (
                say!(th: "API ของตาราง {name} ({rows} แถวในฐานข้อมูล)", en: "API of the table {name} (rows in the database: {rows})"),
                format!("{site}/api/3/action/datastore_search?resource_id={id}"),
            ),
            (
                say!(th: "ทุกแถวเป็น XML", en: "all rows as XML"),
                format!("{site}/datastore/dump/{id}?format=xml"),
            ),
            (
                say!(th: "ทุกแถวเป็น JSON", en: "all rows as JSON"),
                format!("{site}/datastore/dump/{id}?format=json"),
            ),
        ] {
            api.evidence.push(Evidence {
                what,
                artifact: None,
                link: Some(link),
            });
        }
    }
}

/// Whether an address leads to this computer only.
fn is_local(site: &str) -> bool {
    let host = site.split("://").nth(1).unwrap_or(site);
    ["127.", "localhost", "[::1]"]
        .iter()
        .any(|local| host.starts_with(local))
}
