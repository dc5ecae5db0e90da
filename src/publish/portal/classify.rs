//! An answer → CKAN's result, or what is wrong. Decided by status, form and `__type`, never by words: portals translate them.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::publish::portal::answer::Answer;
use crate::publish::portal::fault::{Fault, Loss};
use crate::publish::portal::page;

/// Most letters of an answer that is shown where its form is not CKAN's.
const SHOWN: usize = 300;

/// CKAN's envelope: `{"help": …, "success": true, "result": …}` or `{"help": …, "success": false, "error": …}`.
#[derive(Deserialize)]
struct Envelope<T> {
    success: bool,
    result: Option<T>,
    error: Option<Value>,
}

/// The result of an action, `None` where it is null; `action` and `sent`, the bytes of the request's body, are for the fault.
///
/// # Errors
///
/// Every kind of [`Fault`] that an answer can be.
pub fn classify<T: DeserializeOwned>(
    answer: &Answer,
    action: &str,
    sent: u64,
) -> Result<Option<T>, Fault> {
    match answer.status {
        300..=399 => return Err(redirected(answer, action)),
        413 => return Err(Fault::TooLarge { size: sent }),
        429 => {
            return Err(Fault::TooMany {
                after: answer.after,
            });
        }
        503 if answer.after.is_some() => return Err(out_of_service(answer)),
        _ => {}
    }
    let lost = |why| {
        let action = action.to_owned();
        Err(Fault::Lost { action, why })
    };
    if let Some(why) = &answer.broken {
        return match (answer.status, why) {
            (500.., _) => Err(out_of_service(answer)),
            // The status says no; only CKAN's reasons were longer than is read.
            (400.., Loss::TooLong(_)) => Err(long(answer)),
            _ => lost(why.clone()),
        };
    }
    let body = answer
        .body
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(&answer.body);
    let is_success = answer.status < 300;
    let page = page::is_page(&answer.content_type, body);
    match serde_json::from_slice::<Envelope<T>>(body) {
        Ok(envelope) if envelope.success && is_success => Ok(envelope.result),
        Ok(envelope) if !envelope.success => Err(refused(answer.status, envelope.error)),
        Err(_) if is_success && body.trim_ascii().is_empty() => lost(Loss::Empty),
        Err(error) if is_success && error.is_eof() && !page => lost(Loss::Truncated),
        Ok(_) | Err(_) => Err(no_envelope(answer, body)),
    }
}

fn refused(status: u16, error: Option<Value>) -> Fault {
    let error = error.unwrap_or_default();
    let kind = error.get("__type").and_then(Value::as_str);
    let kind = kind.unwrap_or_default().to_owned();
    Fault::Refused {
        status,
        kind,
        error,
    }
}

/// A refusal that is too long to be read as a whole: CKAN repeats all of a request in an `Integrity Error`.
fn long(answer: &Answer) -> Fault {
    let text = String::from_utf8_lossy(&answer.body);
    let error = Value::String(text.chars().take(SHOWN).collect());
    refused(answer.status, Some(error))
}

fn no_envelope(answer: &Answer, body: &[u8]) -> Fault {
    let status = answer.status;
    let title = title(answer);
    match status {
        400 => match serde_json::from_slice::<String>(body) {
            Ok(text) => {
                let clean = |letter: char| if letter.is_control() { ' ' } else { letter };
                Fault::BadRequest(text.chars().map(clean).take(SHOWN).collect())
            }
            Err(_) => no_ckan(answer),
        },
        // 406 is the answer of a common firewall (ModSecurity), 405 of a front-end that only lets GET pass.
        401 | 403 | 405 | 406 | 407 | 451 | 511 => Fault::Guarded { status, title },
        500.. => out_of_service(answer),
        _ => no_ckan(answer),
    }
}

fn no_ckan(answer: &Answer) -> Fault {
    Fault::NotCkan {
        url: answer.url.clone(),
        status: answer.status,
        title: title(answer),
    }
}

fn out_of_service(answer: &Answer) -> Fault {
    Fault::Maintenance {
        status: answer.status,
        title: title(answer),
        after: answer.after,
    }
}

fn title(answer: &Answer) -> Option<String> {
    page::is_page(&answer.content_type, &answer.body)
        .then(|| page::title(&answer.body))
        .flatten()
}

/// A redirect of an action; where only the part before the action's path differs, that part is where the portal is.
fn redirected(answer: &Answer, action: &str) -> Fault {
    let to = answer.location.clone().unwrap_or_default();
    let path = format!("/api/3/action/{action}");
    let bare = to.split(['?', '#']).next().unwrap_or_default();
    let portal = bare.trim_end_matches('/').strip_suffix(&path);
    Fault::Redirected {
        portal: portal.map(str::to_owned),
        to,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde::de::IgnoredAny;
    use serde_json::json;

    use super::*;

    const JSON: &str = "application/json;charset=utf-8";
    const HTML: &str = "text/html; charset=utf-8";

    fn answer(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Answer {
        Answer {
            url: "http://portal/api/3/action/package_show".to_owned(),
            status,
            content_type: content_type.to_owned(),
            body: body.into(),
            ..Answer::default()
        }
    }

    fn read(answer: &Answer) -> Result<Option<Value>, Fault> {
        classify(answer, "package_show", 7)
    }

    fn fault(status: u16, content_type: &str, body: &str) -> Fault {
        read(&answer(status, content_type, body)).unwrap_err()
    }

    #[test]
    fn a_success_gives_its_result() {
        let body = r#"{"help": "…", "success": true, "result": {"a": 1.50}}"#;
        assert_eq!(read(&answer(200, JSON, body)), Ok(Some(json!({"a": 1.5}))));
        let body = "\u{feff}{\"success\": true, \"result\": null}";
        assert_eq!(read(&answer(200, JSON, body)), Ok(None));
        let body = r#"{"success": true, "result": [1]}"#;
        assert!(
            classify::<IgnoredAny>(&answer(200, JSON, body), "x", 0)
                .unwrap()
                .is_some()
        );
    }

    #[test]
    fn a_refusal_gives_ckans_reason() {
        for (status, kind) in [
            (400, "Search Query Error"),
            (403, "Authorization Error"),
            (404, "Not Found Error"),
            (409, "Validation Error"),
            (500, "Internal Server Error"),
            (200, "Validation Error"),
        ] {
            let error = json!({"__type": kind, "name": ["ใช้แล้ว"]});
            let body = json!({"help": "", "error": error, "success": false}).to_string();
            let fault = fault(status, JSON, &body);
            assert_eq!(fault.kind(), Some(kind));
            assert_eq!(fault.error(), Some(&error));
            assert_eq!(fault.is_ambiguous(), status == 500);
            assert_eq!(fault.is_not_found(), status == 404);
            assert_eq!(fault.is_denied(), status == 403);
            assert!(fault.to_string().contains("name: ใช้แล้ว"), "{fault}");
        }
        let conflict = json!({"success": false, "error": {"match": ["metadata_modified"]}});
        assert!(fault(409, JSON, &conflict.to_string()).is_conflict());
        let large = json!({"success": false, "error": {"upload": ["ไฟล์ใหญ่เกินไป"]}});
        let large = fault(409, JSON, &large.to_string());
        assert!(large.is_too_large());
        assert!(large.help().unwrap().en.contains("ckan.max_resource_size"));
        assert_eq!(
            fault(409, JSON, r#"{"success": false, "error": "odd"}"#).kind(),
            None
        );
    }

    #[test]
    fn a_bare_text_is_a_request_that_ckan_cannot_read() {
        assert_eq!(
            fault(400, JSON, r#""Bad request - Action name not known: x""#),
            Fault::BadRequest("Bad request - Action name not known: x".to_owned())
        );
    }

    #[test]
    fn pages_are_told_by_status_and_title() {
        let page = |title: &str| format!("<!DOCTYPE html><title>{title}</title>");
        for status in [500, 502, 503, 504] {
            let fault = fault(status, HTML, &page("ปิดปรับปรุง"));
            assert!(
                matches!(&fault, Fault::Maintenance { title: Some(title), .. } if title == "ปิดปรับปรุง"),
                "{fault}"
            );
            assert!(fault.is_ambiguous());
            assert!(fault.message().th.contains("ปิดปรับปรุง"));
        }
        for (status, is_ambiguous) in [(200, true), (404, false), (400, false), (415, false)] {
            let fault = fault(status, HTML, &page("Welcome"));
            assert!(matches!(fault, Fault::NotCkan { .. }), "{fault}");
            assert_eq!(fault.is_ambiguous(), is_ambiguous, "{status}");
        }
        for status in [401, 403, 405, 407] {
            let fault = fault(status, HTML, &page("Login"));
            assert!(matches!(fault, Fault::Guarded { .. }), "{fault}");
            assert!(!fault.is_ambiguous() && !fault.is_denied());
        }
        assert_eq!(
            fault(413, HTML, &page("413 Request Entity Too Large")),
            Fault::TooLarge { size: 7 }
        );
    }

    #[test]
    fn json_that_is_no_envelope_is_no_ckan() {
        for body in [
            "{}",
            "[]",
            "1",
            r#"{"success": "yes"}"#,
            r#"{"status": "ok"}"#,
            "nonsense",
        ] {
            let fault = fault(200, JSON, body);
            assert!(
                matches!(fault, Fault::NotCkan { title: None, .. }),
                "{body}: {fault}"
            );
        }
        // A success that the status denies.
        let fault = fault(404, JSON, r#"{"success": true, "result": 1}"#);
        assert!(matches!(fault, Fault::NotCkan { .. }));
    }

    #[test]
    fn what_is_not_whole_is_lost() {
        let why = |fault: Fault| match fault {
            Fault::Lost { why, .. } => why,
            other => panic!("{other}"),
        };
        assert_eq!(why(fault(200, JSON, "")), Loss::Empty);
        assert_eq!(why(fault(204, "", " \n")), Loss::Empty);
        assert_eq!(
            why(fault(200, JSON, r#"{"success": true, "resu"#)),
            Loss::Truncated
        );
        let cut = |status, why| Answer {
            broken: Some(why),
            ..answer(status, JSON, r#"{"success": false, "error": {"__ty"#)
        };
        assert_eq!(
            why(read(&cut(200, Loss::CutOff)).unwrap_err()),
            Loss::CutOff
        );
        assert_eq!(
            why(read(&cut(409, Loss::CutOff)).unwrap_err()),
            Loss::CutOff
        );
        let long = read(&cut(400, Loss::TooLong(9))).unwrap_err();
        assert!(matches!(long, Fault::Refused { status: 400, .. }), "{long}");
        assert!(read(&cut(502, Loss::CutOff)).unwrap_err().is_ambiguous());
    }

    #[test]
    fn a_portal_that_asks_to_wait_has_done_nothing() {
        let waiting = |status| Answer {
            after: Some(Duration::from_secs(5)),
            ..answer(status, HTML, "<title>busy</title>")
        };
        for status in [429, 503] {
            let fault = read(&waiting(status)).unwrap_err();
            assert!(
                fault.is_untouched_and_passing() && !fault.is_ambiguous(),
                "{fault}"
            );
            assert_eq!(fault.asked_to_wait(), Some(Duration::from_secs(5)));
            assert!(fault.help().unwrap().th.contains("5 วินาที"));
        }
        let down = fault(503, HTML, "");
        assert!(down.is_ambiguous() && !down.is_untouched_and_passing());
    }

    #[test]
    fn a_redirect_says_where_the_portal_is() {
        for (to, portal) in [
            (
                "https://data.example/ckan/api/3/action/package_show",
                Some("https://data.example/ckan"),
            ),
            (
                "https://data.example/api/3/action/package_show/?x=1",
                Some("https://data.example"),
            ),
            (
                "https://login.example/?back=/api/3/action/package_show",
                None,
            ),
        ] {
            let answer = Answer {
                location: Some(to.to_owned()),
                ..answer(301, HTML, "")
            };
            let fault = read(&answer).unwrap_err();
            assert!(!fault.is_ambiguous());
            let expected = Fault::Redirected {
                to: to.to_owned(),
                portal: portal.map(str::to_owned),
            };
            assert_eq!(fault, expected);
            if let Some(portal) = portal {
                let help = fault.help().unwrap();
                assert!(help.th.contains(&format!("--to {portal} ")), "{}", help.th);
            }
        }
    }

    #[test]
    fn nothing_that_a_portal_sends_shows_the_token() {
        use crate::publish::portal::secret::Token;

        let token = Token::from_text("hunter2").unwrap();
        let refusal = json!({"success": false, "error": {"__type": "hunter2", "hunter2": [{"a": "hunter2"}]}});
        let redirect = Answer {
            location: Some("https://hunter2/api/3/action/package_show".to_owned()),
            ..answer(302, HTML, "")
        };
        for answer in [
            answer(403, JSON, refusal.to_string()),
            answer(400, JSON, "\"hunter2\""),
            answer(200, HTML, "<title>hunter2</title>"),
            answer(502, HTML, "<title>hunter2</title>"),
            answer(401, HTML, "<title>hunter2</title>"),
            redirect,
        ] {
            let fault = read(&answer).unwrap_err().without(&token);
            let told = format!("{fault} {fault:?} {:?} {:?}", fault.message(), fault.help());
            assert!(!told.contains("hunter2"), "{told}");
        }
    }
}
