//! The client of a portal: what is sent, what is asked again, what is told.

use std::io::Write;
use std::net::TcpListener;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use sheetpress::publish::portal::address::Address;
use sheetpress::publish::portal::connection::{Connection, Count};
use sheetpress::publish::portal::fault::{BadAddress, BadToken, Barrier, Distrust, Fault, Loss};

use crate::scripted::{Reply, Scripted, TOKEN, nowhere, open, portal, settings};

#[test]
fn a_reading_action_is_asked_again_until_it_answers() {
    let (server, connection, waits) = portal(vec![
        Reply::page(502, "", "Bad Gateway"),
        Reply::json(
            500,
            &json!({"success": false, "error": {"__type": "Internal Server Error"}}),
        ),
        Reply::result(&json!([1])).cut(3),
        Reply::result(&json!({"name": "ข้าว"})),
    ]);
    let found = connection.read("package_show", &json!({"id": "rice"}));
    assert_eq!(found.unwrap(), json!({"name": "ข้าว"}));
    assert_eq!(waits.all().len(), 3);
    let Count {
        requests,
        writes,
        retries,
        sent,
        received,
    } = connection.count();
    assert_eq!((requests, writes, retries), (4, 0, 3));
    assert_eq!(sent, 4 * r#"{"id":"rice"}"#.len() as u64);
    assert!(received > 0);
    for asked in server.asked() {
        assert_eq!(asked.start, "POST /api/3/action/package_show HTTP/1.1");
        assert_eq!(asked.body, br#"{"id":"rice"}"#);
        assert_eq!(asked.header("content-length"), Some("13"));
        assert_eq!(asked.header("content-type"), Some("application/json"));
        assert_eq!(asked.header("authorization"), Some(TOKEN));
        let agent = asked.header("user-agent").unwrap();
        assert!(
            agent.starts_with(concat!("sheetpress/", env!("CARGO_PKG_VERSION"))),
            "{agent}"
        );
    }
}

#[test]
fn a_reading_action_ends_after_its_attempts() {
    let (_server, connection, waits) = portal(vec![
        Reply::page(503, "", "ปิดปรับปรุง");
        5
    ]);
    let fault = connection.read("status_show", &json!({})).unwrap_err();
    assert!(fault.message().th.contains("ปิดปรับปรุง"), "{fault}");
    assert_eq!((connection.count().requests, waits.all().len()), (5, 4));
}

#[test]
fn the_public_is_asked_for_without_the_token() {
    let (server, connection, _) = portal(vec![Reply::result(&json!(1)), Reply::result(&json!(2))]);
    connection
        .read_as_public("package_show", &json!({}))
        .unwrap();
    let text = connection.read_raw("datastore_search", &json!({})).unwrap();
    assert_eq!(text, r#"{"help":"","success":true,"result":2}"#);
    let asked = server.asked();
    assert_eq!(asked[0].header("authorization"), None);
    assert_eq!(asked[1].header("authorization"), Some(TOKEN));
}

#[test]
fn a_writing_action_that_may_be_done_is_not_repeated() {
    for reply in [
        Reply::page(502, "", "Bad Gateway"),
        Reply::page(504, "", "Gateway Time-out"),
        Reply::page(503, "", "ปิดปรับปรุง"),
        Reply::page(200, "", "เข้าสู่ระบบ"),
        Reply::json(
            500,
            &json!({"success": false, "error": {"__type": "Internal Server Error"}}),
        ),
        Reply::result(&json!({"id": "x"})).cut(1),
        Reply::of(
            200,
            "Content-Type: application/json\r\n",
            b"{\"success\": true",
        ),
        Reply::of(200, "", b""),
        Reply::raw(""),
        Reply::raw("HTTP/1.1 2"),
    ] {
        let (server, connection, waits) = portal(vec![reply.clone(), reply]);
        let fault = connection.write("package_create", &json!({})).unwrap_err();
        assert!(fault.is_ambiguous(), "{fault}");
        assert!(fault.message().en.contains("is not known"), "{fault}");
        assert_eq!((server.asked().len(), waits.all().len()), (1, 0), "{fault}");
    }
}

#[test]
fn a_writing_action_that_was_surely_not_done_is_repeated() {
    let (server, connection, waits) = portal(vec![
        Reply::page(429, "Retry-After: 2\r\n", "Too Many Requests"),
        Reply::page(503, "Retry-After: 3\r\n", "busy"),
        Reply::result(&json!("done")),
    ]);
    let done = connection.write_text("datastore_upsert", b"{\"a\": 1.10}".to_vec());
    assert_eq!(done.unwrap(), json!("done"));
    assert_eq!(
        waits.all(),
        [Duration::from_secs(2), Duration::from_secs(3)]
    );
    assert_eq!(connection.count().writes, 3);
    assert!(
        server
            .asked()
            .iter()
            .all(|asked| asked.body == b"{\"a\": 1.10}")
    );
    // Nobody waits for an hour.
    let hour = Reply::page(429, "Retry-After: 3600\r\n", "Too Many Requests");
    let (_server, connection, waits) = portal(vec![hour]);
    let fault = connection.write("package_create", &json!({})).unwrap_err();
    assert!(fault.help().unwrap().en.contains("3600 seconds"));
    assert!(waits.all().is_empty() && !fault.is_ambiguous());
}

#[test]
fn a_refusal_is_final() {
    let refusal =
        json!({"success": false, "error": {"__type": "Validation Error", "name": ["taken"]}});
    let (server, connection, _) = portal(vec![Reply::json(409, &refusal)]);
    let fault = connection.read("package_show", &json!({})).unwrap_err();
    assert_eq!(fault.kind(), Some("Validation Error"));
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn a_portal_that_is_not_there_is_asked_again_and_named() {
    let (settings, waits) = settings();
    let address = nowhere();
    let connection = open(&address, settings);
    let fault = connection.write("package_create", &json!({})).unwrap_err();
    let expected = Fault::Unreachable {
        address: address.clone(),
        why: Barrier::Closed,
    };
    assert_eq!(fault, expected);
    assert!(!fault.is_ambiguous() && fault.message().th.contains(&address));
    assert_eq!(waits.all().len(), 4);
}

#[test]
fn a_redirect_is_told_and_not_followed() {
    let elsewhere = Scripted::start(vec![Reply::result(&json!(1))]);
    let to = format!("{}/ckan/api/3/action/package_create", elsewhere.address);
    for status in [301, 302, 307, 308] {
        let reply = Reply::of(status, &format!("Location: {to}\r\n"), b"");
        let (server, connection, _) = portal(vec![reply]);
        let fault = connection.write("package_create", &json!({})).unwrap_err();
        assert!(!fault.is_ambiguous());
        let help = fault.help().unwrap();
        assert!(
            help.en
                .contains(&format!("--to {}/ckan:", elsewhere.address)),
            "{}",
            help.en
        );
        assert_eq!(server.asked().len(), 1);
    }
    assert!(elsewhere.asked().is_empty());
}

#[test]
fn a_portal_that_says_nothing_is_given_up() {
    let late = || Reply::result(&json!(1)).after(Duration::from_millis(1200));
    let server = Scripted::start(vec![late(), late(), late()]);
    let (mut settings, _) = settings();
    settings.patience = Duration::from_millis(200);
    let connection = open(&server.address, settings);
    let fault = connection.read("status_show", &json!({})).unwrap_err();
    assert!(
        matches!(
            fault,
            Fault::Lost {
                why: Loss::TimedOut(_),
                ..
            }
        ),
        "{fault}"
    );
    assert_eq!(
        connection.count().requests,
        2,
        "waited for twice, not five times"
    );
}

#[test]
fn the_token_is_in_no_fault() {
    let echo =
        json!({"success": false, "error": {"__type": "Authorization Error", "message": TOKEN}});
    let (_server, connection, _) = portal(vec![
        Reply::json(403, &echo),
        Reply::page(200, "", TOKEN),
        Reply::of(302, &format!("Location: https://x/?{TOKEN}\r\n"), b""),
    ]);
    for _ in 0..3 {
        let fault = connection.write("package_create", &json!({})).unwrap_err();
        let told = format!("{fault} {fault:?} {:?} {:?}", fault.message(), fault.help());
        assert!(
            !told.contains("hunter2") && told.contains("[token]"),
            "{told}"
        );
    }
    assert!(!format!("{connection:?}").contains("hunter2"));
}

#[test]
fn long_answers_are_not_read_to_their_end() {
    let long = vec![b'x'; 3 << 20];
    let (_server, connection, _) = portal(vec![Reply::of(500, "", &long)]);
    let fault = connection.write("package_create", &json!({})).unwrap_err();
    assert!(
        matches!(fault, Fault::Maintenance { status: 500, .. }),
        "{fault}"
    );
    assert_eq!(connection.count().received, 1 << 20);
}

#[test]
fn requests_keep_their_rate_and_the_clock_is_seen() {
    let date = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
    let reply = Reply::of(200, date, br#"{"success": true, "result": null}"#);
    let server = Scripted::start(vec![reply.clone(), reply.clone(), reply]);
    let (mut settings, waits) = settings();
    settings.rate = Some(2.0);
    let connection = open(&server.address, settings);
    assert_eq!(connection.clock_skew(), None);
    for _ in 0..3 {
        assert_eq!(
            connection.write("package_delete", &json!({})).unwrap(),
            Value::Null
        );
    }
    assert_eq!(waits.all(), [Duration::from_millis(500); 2]);
    assert!(connection.clock_skew().unwrap() < -1_000_000_000);
}

#[test]
fn a_port_without_encryption_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
        thread::sleep(Duration::from_millis(500));
    });
    let (mut settings, _) = settings();
    settings.attempts = 1;
    match Connection::open(Address::parse(&address).unwrap(), None, settings) {
        Ok(connection) => {
            let fault = connection.write("package_create", &json!({})).unwrap_err();
            let is_tls = matches!(
                fault,
                Fault::Unreachable {
                    why: Barrier::Tls(_),
                    ..
                }
            );
            assert!(is_tls, "{fault}");
            assert!(fault.help().unwrap().en.contains("http://"));
        }
        // A machine without root certificates.
        Err(fault) => assert!(matches!(fault, Fault::Setup(_)), "{fault}"),
    }
}

#[test]
fn every_fault_is_told_in_both_languages() {
    let text = || "x".to_owned();
    let unreachable = |why| Fault::Unreachable {
        address: text(),
        why,
    };
    let untrusted = |why| Fault::Certificate {
        address: text(),
        why,
    };
    let lost = |why| Fault::Lost {
        action: text(),
        why,
    };
    let faults = [
        Fault::Address(BadAddress::Scheme(text())),
        Fault::Address(BadAddress::Unreadable(text())),
        Fault::Address(BadAddress::Password),
        Fault::Address(BadAddress::Query),
        Fault::Token(BadToken::Empty),
        Fault::Token(BadToken::SeveralWords),
        Fault::Token(BadToken::Characters),
        Fault::Token(BadToken::TooLong),
        Fault::Token(BadToken::File {
            path: text(),
            why: text(),
        }),
        Fault::Token(BadToken::Stream(text())),
        Fault::Setup(text()),
        unreachable(Barrier::Name),
        unreachable(Barrier::Closed),
        unreachable(Barrier::Slow),
        unreachable(Barrier::Tls(text())),
        unreachable(Barrier::Other(text())),
        untrusted(Distrust::Expired),
        untrusted(Distrust::NotYet),
        untrusted(Distrust::Issuer),
        untrusted(Distrust::Name),
        untrusted(Distrust::Other(text())),
        Fault::Redirected {
            to: text(),
            portal: None,
        },
        Fault::NotCkan {
            url: text(),
            status: 404,
            title: Some(text()),
        },
        Fault::NotCkan {
            url: text(),
            status: 200,
            title: None,
        },
        Fault::Guarded {
            status: 403,
            title: None,
        },
        Fault::TooLarge { size: 1 },
        Fault::TooMany { after: None },
        Fault::BadRequest(text()),
        Fault::Refused {
            status: 403,
            kind: text(),
            error: json!({"message": "no"}),
        },
        Fault::Refused {
            status: 500,
            kind: text(),
            error: json!("x"),
        },
        lost(Loss::TimedOut(1)),
        lost(Loss::CutOff),
        lost(Loss::Sending { sent: 1, size: 2 }),
        lost(Loss::Empty),
        lost(Loss::Truncated),
        lost(Loss::TooLong(1)),
        Fault::NoFile {
            url: text(),
            status: 404,
        },
        Fault::File {
            path: text(),
            why: text(),
        },
    ];
    for fault in faults {
        let is_thai = |text: &str| text.chars().any(|it| ('ก'..='๛').contains(&it));
        let (message, help) = (fault.message(), fault.help().unwrap());
        assert!(is_thai(&message.th) && is_thai(&help.th), "{}", message.th);
        assert!(
            !is_thai(&message.en) && !is_thai(&help.en),
            "{}",
            message.en
        );
    }
}
