//! Who may write: nobody without a token, each token what it says, none for a page of another site.

use serde_json::json;
use sheetpress::catalog::shelf::Catalog;

use crate::web::portal::{Portal, UNIT};

#[test]
fn a_token_allows_what_it_says_and_nothing_when_it_is_bad() {
    let portal = Portal::start();
    portal.dataset("mine");
    let before = portal.done("", "package_show", json!({"id": "mine"}));
    for (token, user) in [
        ("", ""),
        ("nonsense", ""),
        ("sheetpress_00", ""),
        (&*portal.stranger, "stranger"),
    ] {
        for (action, params, what) in [
            (
                "package_create",
                json!({"name": "x", "owner_org": UNIT}),
                if user.is_empty() {
                    "create packages"
                } else {
                    "add dataset to this organization"
                }
                .to_owned(),
            ),
            (
                "package_patch",
                json!({"id": "mine", "title": "x"}),
                format!("edit package {}", before["id"].as_str().unwrap()),
            ),
            (
                "package_delete",
                json!({"id": "mine"}),
                format!("delete package {}", before["id"].as_str().unwrap()),
            ),
            (
                "resource_create",
                json!({"package_id": "mine"}),
                "create resources on dataset mine".to_owned(),
            ),
            (
                "organization_create",
                json!({"name": "new-unit"}),
                "create organizations".to_owned(),
            ),
            (
                "organization_patch",
                json!({"id": UNIT, "title": "x"}),
                format!("edit organization {UNIT}"),
            ),
        ] {
            let message = format!("Access denied: User {user} not authorized to {what}");
            let error = json!({"__type": "Authorization Error", "message": message});
            assert_eq!(
                portal.refused(token, action, params),
                (403, error),
                "{action}"
            );
        }
    }
    assert_eq!(
        portal.done("", "package_show", json!({"id": "mine"})),
        before
    );
    assert_eq!(portal.act("nonsense", "package_list", json!({})).0, 200);
    assert_eq!(portal.act("nonsense", "user_show", json!({})).0, 404);
    let me = portal.done(&portal.editor, "user_show", json!({}));
    assert_eq!(
        (&me["name"], &me["sysadmin"]),
        (&json!("editor"), &json!(false))
    );
    let units = |token: &str| {
        let found = portal.done(
            token,
            "organization_list_for_user",
            json!({"permission": "create_dataset"}),
        );
        let names = found.as_array().unwrap().iter();
        names
            .map(|it| it["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(units(&portal.editor), [UNIT]);
    assert_eq!(units(&portal.admin).len(), 3);
    assert!(units("").is_empty());
}

#[test]
fn a_revoked_token_is_nobody_at_once() {
    let portal = Portal::start();
    let made = portal.done(
        &portal.editor,
        "api_token_create",
        json!({"user": "editor", "name": "two"}),
    );
    let token = made["token"].as_str().unwrap().to_owned();
    portal.done(
        &token,
        "package_create",
        json!({"name": "by-two", "owner_org": UNIT}),
    );
    let listed = portal.done(
        &portal.editor,
        "api_token_list",
        json!({"user_id": "editor"}),
    );
    assert_eq!(listed.as_array().unwrap().len(), 2);
    assert!(!listed.to_string().contains(&token));
    // Another user's token is none of one's business.
    assert_eq!(
        portal
            .refused(
                &portal.stranger,
                "api_token_revoke",
                json!({"token": token})
            )
            .0,
        403
    );
    assert_eq!(
        portal
            .refused(
                &portal.stranger,
                "api_token_create",
                json!({"user": "editor", "name": "x"})
            )
            .0,
        403
    );
    portal.done(&portal.editor, "api_token_revoke", json!({"token": token}));
    assert_eq!(
        portal
            .refused(&token, "package_patch", json!({"id": "by-two"}))
            .0,
        403
    );
    assert_eq!(portal.act(&token, "user_show", json!({})).0, 404);
    // Only a digest is kept: neither the database nor its log knows a token.
    for entry in std::fs::read_dir(portal.site.catalog()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            for secret in [&token, &portal.admin] {
                let found = bytes
                    .windows(secret.len())
                    .any(|it| it == secret.as_bytes());
                assert!(!found, "{}", path.display());
            }
        }
    }
    let catalog = Catalog::open_read_only(&portal.site.catalog()).unwrap();
    let tokens = catalog.reader().tokens().unwrap();
    assert!(tokens.iter().any(|it| it.revoked.is_some()));
    assert!(
        tokens
            .iter()
            .any(|it| it.user == "editor" && it.used.is_some())
    );
}

#[test]
fn the_header_has_the_forms_that_clients_send() {
    let portal = Portal::start();
    let who = |name: &str, value: &str| {
        let address = format!("{}/api/3/action/user_show", portal.site.address);
        let request = portal.site.client.get(address).header(name, value);
        request.send().unwrap().status().as_u16()
    };
    let token = portal.admin.clone();
    assert_eq!(who("Authorization", &token), 200);
    assert_eq!(who("Authorization", &format!("Bearer {token}")), 200);
    assert_eq!(who("X-CKAN-API-Key", &token), 200);
    assert_eq!(
        who(
            "Cookie",
            &format!("Authorization={token}; auth_tkt={token}")
        ),
        404
    );
    let as_script = format!("{}/api/3/action/user_show?callback=f", portal.site.address);
    let answer = portal
        .site
        .client
        .get(as_script)
        .header("Authorization", &token)
        .send()
        .unwrap();
    assert!(answer.text().unwrap().contains("Not Found Error"));
    // Neither the address nor the body is a place for a token.
    let (status, _) = portal.act(
        "",
        "package_create",
        json!({"name": "x", "owner_org": UNIT, "Authorization": token, "apikey": token}),
    );
    assert_eq!(status, 403);
    let get = portal.site.client.get(format!(
        "{}/api/3/action/package_delete?id=rice-price",
        portal.site.address
    ));
    assert_eq!(
        get.header("Authorization", &token).send().unwrap().status(),
        400
    );
}
