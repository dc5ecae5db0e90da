//! Pages for people.

use serde_json::json;
use sheetpress::serve::api::ACTIONS;

use crate::serving::{CSV, NAME, publish, release_of};
use crate::web::{SITE, Site};

#[test]
fn pages_are_safe_whole_and_in_both_languages() {
    let id = SITE.resource("prices.csv");
    let unit = SITE.result("organization_list", json!({}))[0]
        .as_str()
        .unwrap()
        .to_owned();
    let pages = [
        "/".to_owned(),
        "/dataset?q=ข้าว".to_owned(),
        format!("/dataset/{NAME}"),
        format!("/dataset/{NAME}/resource/{id}"),
        "/organization".to_owned(),
        format!("/organization/{unit}"),
        "/about".to_owned(),
        "/nowhere".to_owned(),
    ];
    for path in &pages {
        for (language, word) in [("th", "ข้ามไปยังเนื้อหา"), ("en", "Skip to content")]
        {
            let request = SITE
                .client
                .get(format!("{}{path}", SITE.address))
                .header("Accept-Language", format!("fr, {language};q=0.8"));
            let answer = request.send().unwrap();
            let headers = answer.headers().clone();
            let policy = headers["content-security-policy"].to_str().unwrap();
            assert!(
                policy.contains("default-src 'none'") && !policy.contains("unsafe"),
                "{path}"
            );
            assert_eq!(headers["x-content-type-options"], "nosniff");
            let text = answer.text().unwrap();
            assert!(
                text.contains(word) && text.contains(&format!("<html lang=\"{language}\">")),
                "{path} {language}"
            );
            assert!(!text.contains("<script"), "{path}");
            for (_, address) in ["src=\"", "rel=\"stylesheet\" href=\"", "action=\""]
                .iter()
                .flat_map(|mark| text.match_indices(mark))
                .map(|(at, mark)| (at, &text[at + mark.len()..]))
            {
                assert!(
                    address.starts_with('/') && !address.starts_with("//"),
                    "{path} loads {}",
                    &address[..30]
                );
            }
        }
    }
    let dataset = SITE
        .get(&format!("/dataset/{NAME}?lang=th"))
        .text()
        .unwrap();
    for shown in [
        "ราคาข้าวรายเดือน",
        "กรมตัวอย่าง",
        "วัตถุประสงค์",
        "กฎหมายที่เกี่ยวข้อง",
        "20 พ.ย. 2569",
        "&#60;script&#62;",
        "api/3/action/datastore_search",
    ] {
        assert!(dataset.contains(shown), "{shown}");
    }
    let table = SITE
        .get(&format!("/dataset/{NAME}/resource/{id}?lang=en"))
        .text()
        .unwrap();
    for shown in [
        "9007199254740993",
        "1.10",
        "2567",
        "Province",
        "บาท",
        "&#60;b&#62;&#38;",
    ] {
        assert!(table.contains(shown), "{shown}");
    }
}

#[test]
fn the_language_switch_keeps_the_page_and_is_remembered() {
    let answer = SITE.get("/dataset?q=%E0%B8%82%E0%B9%89%E0%B8%B2%E0%B8%A7&page=1&lang=en");
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.starts_with("lang=en; Path=/"), "{cookie}");
    let text = answer.text().unwrap();
    assert!(
        text.contains(
            "href=\"/dataset?q=%E0%B8%82%E0%B9%89%E0%B8%B2%E0%B8%A7&#38;page=1&#38;lang=th\""
        ),
        "{text}"
    );
    let next = SITE
        .client
        .get(&SITE.address)
        .header("Cookie", "x=1; lang=en")
        .header("Accept-Language", "th")
        .send()
        .unwrap();
    assert!(next.text().unwrap().contains("<html lang=\"en\">"));
}

#[test]
fn an_id_leads_to_the_name() {
    let id = SITE.result("package_show", json!({"id": NAME}))["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let answer = SITE.get(&format!("/dataset/{id}"));
    assert_eq!(
        (
            answer.status().as_u16(),
            answer.headers()["location"].to_str().unwrap()
        ),
        (302, "/dataset/rice-price")
    );
}

#[test]
fn every_action_answers_has_a_page_and_is_listed() {
    let help = SITE.get("/about").text().unwrap();
    for action in ACTIONS {
        assert!(action.reads_only() || action.example.is_empty());
        let doc = SITE.result("help_show", json!({"name": action.name}));
        assert!(
            doc.as_str()
                .unwrap()
                .starts_with(action.about.en.trim_end_matches('.'))
                || !action.doc.is_empty()
        );
        assert!(help.contains(action.name));
        let (status, body) = SITE.action(action.name, json!({}));
        // Anybody may ask; nobody may write.
        let expected: &[u16] = match action.name {
            "user_show" => &[404],
            _ if action.reads_only() => &[200, 409],
            _ => &[403, 409],
        };
        assert!(expected.contains(&status), "{}: {body}", action.name);
    }
    assert_eq!(SITE.action("help_show", json!({"name": "x"})).0, 404);
}

#[test]
fn a_publication_is_visible_without_a_restart() {
    let site = Site::start();
    let longer = format!("{CSV}ตาก,063,1,1,1,2024-01-01,true,\n");
    publish(
        &release_of(&site.folder.path().join("two"), &longer, |_| {}),
        &site.catalog(),
    )
    .unwrap();
    let found = site.result(
        "datastore_search",
        json!({"resource_id": site.resource("prices.csv"), "limit": 0}),
    );
    assert_eq!(found["total"], 5);
}
