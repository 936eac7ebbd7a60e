//! Pages that say no, or sorry: what happened, what is safe, and the way out.

use askama::Template;
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use certification::refusal::Refusal;

use crate::{
    error::{WebError, refusal_status},
    i18n::{Message, key},
    page::{Page, html_with, see_other},
    part::{Icon, icon},
    samples::Samples,
};

/// What an error page shows.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Colour of the code: red when the person was refused, grey when we are at fault.
    pub color: &'static str,
    /// Its icon.
    pub icon: Icon,
    /// Left of the rule: rule, status or id.
    pub code: String,
    /// The heading.
    pub title: String,
    /// What happened.
    pub said: Vec<String>,
    /// The way out, in words.
    pub remedy: Option<String>,
    /// The main way out: words and address.
    pub way: (String, String),
    /// Other ways: words and addresses.
    pub others: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "error/error.html")]
struct ErrorPage<'a> {
    p: &'a Page,
    e: &'a Shown,
}

/// The page of an error; a redirect to the door where that is all that is wanted.
#[must_use]
pub fn render(p: &Page, error: &WebError) -> Response {
    if let WebError::Fault(fault) = error {
        tracing::error!(request_id = p.cx.request_id, error = %chain(fault.as_ref()), "fault");
    }
    let page = match error {
        WebError::SignIn => return see_other(&format!("/masuk?ke={}", encoded(&p.here()))),
        WebError::Ended(ended) => super::door::again(p.app(), p, ended),
        other => html_with(other.status(), &ErrorPage { p, e: &shown(p, other) }),
    };
    let mut response = page.unwrap_or_else(|_| error.status().into_response());
    if let WebError::TooMany(until) = error {
        let seconds = (until - p.cx.now).max(0) / 1_000_000 + 1;
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// An error with what caused it, for the log.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}

fn encoded(path: &str) -> String {
    form_urlencoded::byte_serialize(path.as_bytes()).collect()
}

fn shown(p: &Page, error: &WebError) -> Shown {
    let say = |name: &'static str| p.m(&Message::new(name));
    let start = || (say(key("error-to-start")), p.home().to_owned());
    let back = || match &p.cx.back {
        Some(path) => (say(key("error-back")), path.clone()),
        None => start(),
    };
    let again = || (say(key("error-again")), p.cx.path.clone());
    let plain = |color, icon, code: &str, title, said: Vec<String>, way| Shown {
        color,
        icon,
        code: code.to_owned(),
        title: say(title),
        said,
        remedy: None,
        way,
        others: Vec::new(),
    };
    match error {
        WebError::NotFound | WebError::SignIn | WebError::Ended(_) => Shown {
            others: vec![
                (say(key("error-not-found-verify")), "/v".to_owned()),
                (say(key("error-not-found-schemes")), "/skema".to_owned()),
            ],
            ..plain(
                "neutral",
                icon("search"),
                "404",
                key("error-not-found"),
                vec![say(key("error-not-found-said"))],
                start(),
            )
        },
        WebError::Refused(refusal) => refused(p, refusal, back()),
        WebError::TooMany(until) => {
            let at = p.clock(until, &p.body.zone);
            let minutes = ((until - p.cx.now).max(0) + 59_999_999) / 60_000_000;
            Shown {
                color: "warning",
                icon: icon("hourglass"),
                code: p.ta(key("error-minutes")).with("n", minutes).to_string(),
                title: p.m(&Message::new(key("error-too-many")).with("at", at)),
                said: vec![say(key("error-too-many-said"))],
                remedy: Some(say(key("error-too-many-remedy"))),
                way: start(),
                others: Vec::new(),
            }
        }
        WebError::TooLarge(most) => {
            let said = match u64::try_from(*most) {
                Ok(most) if most > 0 => p.m(&Message::new(key("error-too-large-said")).with("most", p.bound(most))),
                _ => say(key("error-too-large-route")),
            };
            Shown {
                remedy: Some(say(key("error-too-large-remedy"))),
                ..plain("danger", icon("file-text"), "413", key("error-too-large"), vec![said], back())
            }
        }
        WebError::Unreadable => plain(
            "neutral",
            icon("circle-question-mark"),
            "400",
            key("error-unreadable"),
            vec![say(key("error-unreadable-said"))],
            back(),
        ),
        WebError::Foreign => {
            plain("danger", icon("lock"), "403", key("error-foreign"), vec![say(key("error-foreign-said"))], start())
        }
        WebError::Busy => {
            plain("neutral", icon("hourglass"), "503", key("error-busy"), vec![say(key("error-busy-said"))], again())
        }
        WebError::Fault(_) => {
            let id = p.cx.request_id.as_str();
            let retry = p.ta(key("error-fault-again")).with("id", id).to_string();
            plain(
                "neutral",
                icon("rotate-ccw"),
                id,
                key("error-fault"),
                vec![say(key("error-fault-said")), retry],
                again(),
            )
        }
    }
}

fn refused(p: &Page, refusal: &Refusal, way: (String, String)) -> Shown {
    let told = p.told(&refusal.code, &refusal.args);
    Shown {
        color: "danger",
        icon: icon("lock"),
        code: refusal.rule.clone().unwrap_or_else(|| refusal_status(refusal).as_str().to_owned()),
        title: p.t(key("error-refused")).into_owned(),
        said: vec![told.said, p.t(key("error-refused-unchanged")).into_owned()],
        remedy: told.remedy,
        way,
        others: Vec::new(),
    }
}

/// Every kind of error.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let fault = WebError::fault(std::io::Error::other("invented"));
    let all = [
        ("not found", WebError::NotFound),
        ("refused", WebError::Refused(Refusal::new("setting.zone").with("key", "body.zone"))),
        ("full", WebError::Refused(Refusal::new("store.full"))),
        ("too many", WebError::TooMany(p.cx.now + 900_000_000)),
        ("too large", WebError::TooLarge(20 * 1024 * 1024)),
        ("too large for the route", WebError::TooLarge(0)),
        ("unreadable", WebError::Unreadable),
        ("foreign", WebError::Foreign),
        ("busy", WebError::Busy),
        ("fault", fault),
    ];
    for (name, error) in all {
        samples.add(format!("error/error {name}"), &ErrorPage { p, e: &shown(p, &error) });
    }
}
