//! What a publication to a portal did → its receipt.

use serde_json::Value;

use crate::ckan::held::{Held, HeldTable};
use crate::ckan::portal::Portal;
use crate::ckan::wanted::Wanted;
use crate::model::language::{Message, say};
use crate::publish::plan::{Note, Plan};
use crate::publish::portal::apply::Done;
use crate::publish::portal::connection::{Connection, Count};
use crate::publish::portal::proof;
use crate::publish::receipt::{
    FieldReceipt, FileReceipt, PortalReceipt, Receipt, Traffic, UnitReceipt,
};

/// The receipt, without its times and traffic. `seen` is the dataset as the public saw it.
pub fn receipt(
    connection: &Connection,
    portal: &Portal,
    wanted: &Wanted,
    plan: &Plan,
    seen: &Held,
    done: &[Done],
) -> Receipt {
    let mut receipt = Receipt {
        receipt: 1,
        dataset: plan.dataset.clone(),
        id: seen.id.clone(),
        target: plan.target.clone(),
        release: plan.release,
        metadata_modified: seen.modified.clone(),
        descriptor: plan.descriptor.clone(),
        address: Some(plan.address.clone()),
        page: Some(connection.address().page(&format!("dataset/{}", seen.name))),
        plan: Some(plan.hash.clone()),
        rolled_back_from: plan.rolled_back_from,
        portal: Some(PortalReceipt {
            version: portal.version.map(|version| version.to_string()),
            title: portal.title.clone(),
            user: portal
                .user
                .as_ref()
                .map(|user| user.name.clone())
                .unwrap_or_default(),
        }),
        organization: Some(UnitReceipt {
            id: wanted.organization.id.clone(),
            name: wanted.organization.name.clone(),
            title: wanted.organization.title.clone(),
        }),
        program: Some(concat!("sheetpress ", env!("CARGO_PKG_VERSION")).to_owned()),
        visibility: Some("public".to_owned()),
        verified: checks(wanted, done),
        notes: plan.notes.clone(),
        ..Receipt::default()
    };
    for (place, resource) in wanted.resources.iter().enumerate() {
        let Some(there) = seen.resource(&resource.path) else {
            continue;
        };
        let done = done.get(place).cloned().unwrap_or_default();
        let table = there.table.as_ref().filter(|_| resource.table.is_some());
        let nulls = done.compared.as_ref().map(|it| it.nulls.as_slice());
        if let Some(it) = done.compared.as_ref().filter(|it| it.compared < it.rows) {
            let (compared, rows) = (it.compared, it.rows);
            receipt.not_verified.push(note(&resource.path, say!(
                th: "ตารางยาว เทียบค่าเพียง {compared} จาก {rows} แถว (ต้น ท้าย และช่วงระหว่างกลาง)",
                en: "a long table: the values of {compared} of {rows} rows were compared, at its ends and in between"
            )));
        }
        receipt.files.push(FileReceipt {
            path: resource.path.clone(),
            resource: there.id.clone(),
            sha256: resource.sha256.clone(),
            bytes: resource.size,
            md5: Some(resource.md5.clone()),
            url: Some(there.url.clone()),
            uploaded: Some(done.uploaded),
            rows: table.map(|table| table.rows),
            rows_compared: done.compared.as_ref().map(|it| it.compared),
            load_seconds: done.load_seconds,
            fields: table.map(|table| fields(table, nulls)).unwrap_or_default(),
        });
    }
    receipt
}

/// What was compared: bytes and rows only where they were sent, or where an earlier run may have sent them.
fn checks(wanted: &Wanted, done: &[Done]) -> Vec<String> {
    let has_tables = wanted.resources.iter().any(|it| it.table.is_some());
    let bytes = done.iter().any(|it| it.unproved);
    let rows = done.iter().any(|it| it.compared.is_some());
    let is_made = |check: &&str| match *check {
        "bytes" | "links" => bytes,
        "sampled-rows" | "null-counts" => rows,
        "row-count" | "fields" => has_tables,
        _ => true,
    };
    let made = proof::CHECKS.iter().filter(|check| is_made(check));
    made.map(|check| (*check).to_owned()).collect()
}

/// What went to and fro between two counts.
pub fn traffic(before: Count, after: Count) -> Traffic {
    Traffic {
        requests: after.requests - before.requests,
        writes: after.writes - before.writes,
        retries: after.retries - before.retries,
        bytes_sent: after.sent - before.sent,
        bytes_received: after.received - before.received,
    }
}

fn fields(table: &HeldTable, nulls: Option<&[u64]>) -> Vec<FieldReceipt> {
    let label = |info: &serde_json::Map<String, Value>| {
        info.get("label")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let columns = table.fields.iter().enumerate();
    columns
        .map(|(place, column)| FieldReceipt {
            id: column.id.clone(),
            kind: column.kind.clone(),
            label: label(&column.info),
            nulls: nulls.and_then(|nulls| nulls.get(place).copied()),
        })
        .collect()
}

fn note(field: &str, message: Message) -> Note {
    Note {
        field: field.to_owned(),
        th: message.th,
        en: message.en,
    }
}
