//! Small parts that the pages of a panel share: labels of verdicts, why a member stays out, spine labels.

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};
use certification::{casefile::CaseFile, decision::Place, id::PanelId, refusal::Refusal};

use crate::{
    Page, WebError,
    i18n::{Message, key},
    part::{Spine, Tag, icon, stage},
};

/// The panel of an address.
pub fn panel_id(id: &str) -> Result<PanelId, WebError> {
    id.parse().map_err(|_| WebError::NotFound)
}

/// Where a panel stands.
pub fn state_tag(status: &str) -> Tag {
    match status {
        "open" => Tag::new("accent", icon("gavel"), Message::new(key("panel-open"))),
        "closed" => Tag::new("warning", icon("pen-line"), Message::new(key("panel-closed"))),
        _ => Tag::new("success", icon("check"), Message::new(key("panel-signed"))),
    }
}

/// A vote or a decision.
pub fn outcome_tag(outcome: &str) -> Tag {
    match outcome {
        "granted" => Tag::new("success", icon("check"), Message::new(key("panel-granted"))),
        "not-granted" => Tag::new("neutral", icon("minus"), Message::new(key("panel-not-granted"))),
        _ => Tag::new("warning", icon("rotate-ccw"), Message::new(key("panel-returned"))),
    }
}

/// The words of a vote or a decision, for buttons and sentences.
pub const fn outcome_key(outcome: &str) -> &'static str {
    match outcome.as_bytes() {
        b"granted" => key("panel-granted"),
        b"not-granted" => key("panel-not-granted"),
        _ => key("panel-returned"),
    }
}

/// What an assessor recommends.
pub fn recommendation_tag(result: Option<&str>) -> Tag {
    match result {
        Some("K") => outcome_tag("granted"),
        Some("BK") => outcome_tag("not-granted"),
        _ => Tag::new("neutral", icon("hourglass"), Message::new(key("panel-not-yet"))),
    }
}

/// Where a case stands before the panel: its decision, or its stage.
pub fn place_tag(place: Place, file: &CaseFile) -> Tag {
    match place {
        Place::Ready => Tag::new("accent", icon("check"), Message::new(key("panel-place-ready"))),
        Place::Held if file.case.recommendation.is_some() => {
            Tag::new("danger", icon("lock"), Message::new(key("panel-place-held")))
        }
        Place::Decided | Place::Elsewhere => outcome_tag(file.case.decision.as_deref().unwrap_or_default()),
        _ => stage::tag(file.case.stage),
    }
}

/// Why a member stays out of `n` cases, in a few words.
pub fn excluded_from(code: &str, n: usize) -> Message {
    let key = match code {
        "decision.oneself" => key("panel-out-oneself"),
        "decision.assessor-may-not-decide" => key("panel-out-assessed"),
        "decision.trainer-may-not-decide" => key("panel-out-trained"),
        "decision.own-institution" => key("panel-out-institution"),
        "decision.verifier-may-not-decide" => key("panel-out-verified"),
        _ => key("panel-out-conflict"),
    };
    Message::new(key).with("n", n)
}

/// What a refusal says, without its way out.
pub fn said(p: &Page, refusal: &Refusal) -> String {
    p.told(&refusal.code, &refusal.args).said
}

/// The spine label of a case, leading to it before this panel.
pub fn spine(panel: PanelId, file: &CaseFile) -> Spine {
    Spine::of(&file.label()).to(format!("/pleno/{panel}/kasus/{}", file.case.id))
}

/// The scheme's name in the reader's language.
pub fn scheme_name(p: &Page, file: &CaseFile) -> String {
    p.scheme_name(&file.scheme).to_owned()
}

/// A PDF to look at, under a name for whoever keeps it.
pub fn pdf(name: &str, bytes: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
    if let Ok(value) = HeaderValue::from_str(&format!("inline; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
