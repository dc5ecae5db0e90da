//! Organizations made and changed over the API.

use serde_json::json;

use crate::web::portal::Portal;

#[test]
fn an_organization_keeps_what_is_said_and_goes_when_it_is_empty() {
    let portal = Portal::start();
    let sent = json!({"name": "dept", "title": "กรม ก", "description": "ทดสอบ", "extras": [{"key": "code", "value": "01"}]});
    let made = portal.done(&portal.admin, "organization_create", sent);
    assert_eq!(
        (&made["display_name"], &made["extras"][0]["value"]),
        (&json!("กรม ก"), &json!("01"))
    );
    let (status, error) = portal.refused(
        &portal.admin,
        "organization_create",
        json!({"name": "dept"}),
    );
    assert_eq!(
        (status, &error["name"]),
        (409, &json!(["Group name already exists in database"]))
    );
    let (status, error) = portal.refused(
        &portal.admin,
        "organization_create",
        json!({"name": "Bad Name"}),
    );
    assert_eq!((status, error["name"].as_array().unwrap().len()), (409, 1));
    portal.done(
        &portal.admin,
        "organization_patch",
        json!({"id": "dept", "title": "ใหม่"}),
    );
    let shown = portal.done("", "organization_show", json!({"id": made["id"]}));
    assert_eq!(
        (&shown["title"], &shown["description"], &shown["extras"]),
        (&json!("ใหม่"), &json!("ทดสอบ"), &made["extras"])
    );
    let page = portal.site.get("/organization/dept").text().unwrap();
    assert!(page.contains("ใหม่") && page.contains("ทดสอบ"));
    portal.done(
        &portal.admin,
        "package_create",
        json!({"name": "of-dept", "owner_org": "dept"}),
    );
    let (status, error) =
        portal.refused(&portal.admin, "organization_delete", json!({"id": "dept"}));
    assert_eq!(
        (status, &error["message"]),
        (
            409,
            &json!("Organization cannot be deleted while it still has datasets")
        )
    );
    portal.done(&portal.admin, "dataset_purge", json!({"id": "of-dept"}));
    portal.done(&portal.admin, "organization_delete", json!({"id": "dept"}));
    assert_eq!(
        portal
            .refused("", "organization_show", json!({"id": "dept"}))
            .0,
        403
    );
    let names = portal.done("", "organization_list", json!({}));
    assert!(!names.to_string().contains("dept"));
    assert_eq!(portal.site.get("/organization/dept").status(), 404);
}
