use std::time::Instant;

use serde_json::json;

use crate::portal::draft::{Draft, Table};
use crate::portal::place::{Kind, Place, writes};
use crate::portal::steward::Steward;

#[test]
fn many_rows_arrive_and_only_once() {
    Place::each(|place| {
        let is_fast = place.kind == Kind::Ckan || !cfg!(debug_assertions);
        let rows = if is_fast { 100_000 } else { 3_000 };
        let mut draft = Draft::new(place, "many");
        draft.tables = vec![Table::cases(rows)];
        let steward = Steward::with(&draft);
        let begun = Instant::now();
        steward.published(place, &draft.name, &[]);
        let seen = place.proxy.take();
        println!(
            "{rows} rows: {:.1} s, {} requests",
            begun.elapsed().as_secs_f64(),
            seen.len()
        );
        let file = place.file(&draft.name, "cases.csv");
        let last = format!("A{rows:06}");
        let params = json!({"resource_id": file, "filters": {"code": last}, "include_total": true});
        let found = place.act("datastore_search", &params);
        assert_eq!(found["total"], 1);
        assert_eq!(found["records"][0]["_id"], rows, "in the order of the file");
        let all = place.act(
            "datastore_search",
            &json!({"resource_id": file, "limit": 0}),
        );
        assert_eq!(all["total"], rows);
        steward.published(place, &draft.name, &[]);
        assert_eq!(writes(&place.proxy.take()), [""; 0]);
    });
}
