//! What changes among the rows of a table, as a person counts it.

use std::fs;

use sheetpress::publish::rows::{LIMIT, RowChanges, compare};

/// The difference of two tables that are given as text.
fn difference(before: &str, after: &str, key: &[&str]) -> RowChanges {
    limited(before, after, key, LIMIT)
}

fn limited(before: &str, after: &str, key: &[&str], limit: u64) -> RowChanges {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (
        folder.path().join("before.csv"),
        folder.path().join("after.csv"),
    );
    fs::write(&one, before).unwrap();
    fs::write(&two, after).unwrap();
    let key: Vec<String> = key.iter().map(|&name| name.to_owned()).collect();
    compare(&one, &two, &key, limit).unwrap()
}

/// Rows that stay, change, come and go.
fn counts(changes: &RowChanges) -> (u64, u64, u64, u64) {
    assert!(changes.compared);
    // Every row of either table is counted once.
    assert_eq!(
        changes.before,
        changes.same + changes.changed + changes.removed
    );
    assert_eq!(
        changes.after,
        changes.same + changes.changed + changes.added
    );
    (
        changes.same,
        changes.changed,
        changes.added,
        changes.removed,
    )
}

/// The samples as `row column: before → after`.
fn samples(changes: &RowChanges) -> Vec<String> {
    let samples = changes.samples.iter();
    samples
        .map(|it| format!("{} {}: {} → {}", it.row, it.column, it.before, it.after))
        .collect()
}

const TABLE: &str = "\
code,province,note\r
01,กระบี่,\"ก, ข\"\r
02,น่าน,\"เขาว่า \"\"ดี\"\"\"\r
03,ลำพูน,\"สอง\nบรรทัด\"\r
04,แพร่,\r
";

#[test]
fn the_same_table_has_no_changes_with_a_key_and_without() {
    // What is written otherwise and says the same is the same.
    let other = TABLE.replace("\r\n", "\n").replace("04", "\"04\"");
    for key in [&[] as &[&str], &["code"]] {
        let changes = difference(TABLE, &other, key);
        assert_eq!(counts(&changes), (4, 0, 0, 0));
        assert!(changes.samples.is_empty());
        assert!(changes.columns_added.is_empty() && changes.columns_removed.is_empty());
    }
}

#[test]
fn one_cell_is_one_changed_row_and_is_shown() {
    let other = TABLE.replace("สอง\nบรรทัด", "สาม\nบรรทัด");
    for key in [&[] as &[&str], &["code"]] {
        let changes = difference(TABLE, &other, key);
        assert_eq!(counts(&changes), (3, 1, 0, 0));
        assert_eq!(
            samples(&changes),
            ["3 note: สอง\nบรรทัด → สาม\nบรรทัด"],
            "{key:?}"
        );
    }
}

#[test]
fn rows_at_the_end_come_and_a_row_in_the_middle_goes() {
    let longer = format!("{TABLE}05,ตาก,\r\n06,เลย,\r\n07,ตรัง,\r\n");
    let shorter = TABLE.replace("02,น่าน,\"เขาว่า \"\"ดี\"\"\"\r\n", "");
    for key in [&[] as &[&str], &["code"]] {
        assert_eq!(counts(&difference(TABLE, &longer, key)), (4, 0, 3, 0));
        assert_eq!(counts(&difference(&longer, TABLE, key)), (4, 0, 0, 3));
        assert_eq!(counts(&difference(TABLE, &shorter, key)), (3, 0, 0, 1));
        assert_eq!(counts(&difference(&shorter, TABLE, key)), (3, 0, 1, 0));
    }
}

#[test]
fn a_row_goes_and_another_one_further_down_changes() {
    let before = "a,b\n1,x\n2,x\n3,x\n4,x\n";
    let after = "a,b\n1,x\n3,x\n4,y\n";
    for key in [&[] as &[&str], &["a"]] {
        let changes = difference(before, after, key);
        assert_eq!(counts(&changes), (2, 1, 0, 1));
        assert_eq!(samples(&changes), ["3 b: x → y"]);
    }
}

#[test]
fn rows_in_another_order_are_the_same_rows() {
    let (before, after) = ("a,b\n1,x\n2,y\n3,z\n", "a,b\n3,z\n1,x\n2,y\n");
    for key in [&[] as &[&str], &["a"]] {
        assert_eq!(counts(&difference(before, after, key)), (3, 0, 0, 0));
    }
    // With a key a row is known wherever it stands.
    let after = "a,b\n3,z\n1,new\n2,y\n";
    let changes = difference(before, after, &["a"]);
    assert_eq!(counts(&changes), (2, 1, 0, 0));
    assert_eq!(samples(&changes), ["2 b: x → new"]);
}

#[test]
fn a_key_that_changes_is_another_row() {
    let changes = difference("a,b\n1,x\n2,y\n", "a,b\n1,x\n9,y\n", &["a"]);
    assert_eq!(counts(&changes), (1, 0, 1, 1));
}

#[test]
fn a_key_of_two_columns_does_not_run_together() {
    let (before, after) = ("a,b,c\n1,23,x\n12,3,y\n", "a,b,c\n12,3,y\n1,23,x\n");
    assert_eq!(
        counts(&difference(before, after, &["a", "b"])),
        (2, 0, 0, 0)
    );
    let changes = difference("a,b\n1,23\n", "a,b\n12,3\n", &[]);
    assert_eq!(counts(&changes), (0, 1, 0, 0), "1,23 is not 12,3");
}

#[test]
fn rows_that_stand_twice_are_counted_as_often_as_they_stand() {
    let before = "a\nx\nx\nx\ny\n";
    assert_eq!(
        counts(&difference(before, "a\nx\nx\ny\n", &[])),
        (3, 0, 0, 1)
    );
    assert_eq!(
        counts(&difference(before, "a\nx\nz\nx\ny\n", &[])),
        (3, 1, 0, 0)
    );
    assert_eq!(
        counts(&difference(before, "a\nx\nz\nx\nw\n", &[])),
        (2, 2, 0, 0)
    );
}

#[test]
fn rows_of_one_key_are_paired_in_their_order() {
    let before = "a,b\n1,x\n1,y\n1,z\n2,q\n";
    let changes = difference(before, "a,b\n1,z\n1,n\n1,m\n1,o\n2,q\n", &["a"]);
    // z stays; x and y answer to n and m; o is new.
    assert_eq!(counts(&changes), (2, 2, 1, 0));
    assert_eq!(samples(&changes), ["2 b: x → n", "3 b: y → m"]);
}

#[test]
fn columns_that_come_and_go_are_named_and_the_others_compared() {
    let before = "code,old,province\n1,a,น่าน\n2,b,แพร่\n";
    let after = "province,code,ใหม่\nน่าน,1,k\nเลย,2,k\n";
    for key in [&[] as &[&str], &["code"]] {
        let changes = difference(before, after, key);
        assert_eq!(counts(&changes), (1, 1, 0, 0));
        assert_eq!(changes.columns_added, ["ใหม่"]);
        assert_eq!(changes.columns_removed, ["old"]);
        assert_eq!(samples(&changes), ["2 province: แพร่ → เลย"]);
    }
    // A key of which a column has gone is no key.
    let changes = difference(before, after, &["old"]);
    assert_eq!(counts(&changes), (1, 1, 0, 0));
    let changes = difference("a\n1\n2\n", "b\n1\n", &[]);
    assert_eq!(counts(&changes), (0, 0, 1, 2), "nothing to compare by");
}

#[test]
fn no_more_than_five_cells_are_shown_and_the_first_ones() {
    let table = |sign: &str| {
        let rows = (1..=20).map(|row| format!("{row},{sign}{row},{sign}\n"));
        format!("a,b,c\n{}", rows.collect::<String>())
    };
    for key in [&[] as &[&str], &["a"]] {
        let changes = difference(&table("x"), &table("y"), key);
        assert_eq!(counts(&changes), (0, 20, 0, 0));
        assert_eq!(
            samples(&changes),
            [
                "1 b: x1 → y1",
                "1 c: x → y",
                "2 b: x2 → y2",
                "2 c: x → y",
                "3 b: x3 → y3"
            ]
        );
    }
}

#[test]
fn a_table_above_the_limit_is_counted_and_says_so() {
    let (before, after) = ("a\n1\n2\n3\n", "a\n1\n2\n3\n4\n");
    let changes = limited(before, after, &["a"], 3);
    assert!(!changes.compared);
    assert_eq!((changes.before, changes.after), (3, 4));
    assert!(limited(before, after, &["a"], 4).compared);
}

#[test]
fn tables_without_rows_and_broken_files() {
    assert_eq!(counts(&difference("a\n", "a\n1\n", &[])), (0, 0, 1, 0));
    assert_eq!(counts(&difference("a\n1\n", "a\n", &["a"])), (0, 0, 0, 1));
    let folder = tempfile::tempdir().unwrap();
    let (good, broken) = (folder.path().join("a.csv"), folder.path().join("b.csv"));
    fs::write(&good, "a,b\n1,2\n").unwrap();
    fs::write(&broken, "a,b\n1\n").unwrap();
    let gone = folder.path().join("gone.csv");
    for (before, after, named) in [(&good, &broken, "b.csv"), (&gone, &good, "gone.csv")] {
        let fault = compare(before, after, &[], LIMIT).unwrap_err();
        assert!(fault.to_string().contains(named), "{fault}");
    }
}

/// Rows that stay, change, come and go, found the slow way: without a key every row of one content is paired once.
#[test]
fn counts_agree_with_a_naive_count_on_many_small_tables() {
    let mut seed: u64 = 7;
    let mut dice = |sides: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % sides
    };
    for _ in 0..300 {
        let mut table = || -> Vec<String> {
            let rows = dice(9);
            (0..rows)
                .map(|_| format!("{},{}", dice(4), dice(2)))
                .collect()
        };
        let (before, after) = (table(), table());
        let text = |rows: &[String]| format!("a,b\n{}\n", rows.join("\n"));
        let mut rest = after.clone();
        let mut same = 0;
        for row in &before {
            if let Some(at) = rest.iter().position(|it| it == row) {
                rest.remove(at);
                same += 1;
            }
        }
        for key in [&[] as &[&str], &["a"]] {
            let changes = difference(&text(&before), &text(&after), key);
            let (found, ..) = counts(&changes);
            assert_eq!(found, same, "{before:?} {after:?} {key:?}");
        }
    }
}
