//! How far the check of an application has come, and the act that concludes it: staff's part of FR.APL.01,
//! filled from the verdicts, so that the paper says what was judged.

use certification::{
    application::required,
    casefile::CaseFile,
    decision::blockers,
    filing::{SubmitForm, answers},
    form::Role,
    record::scheme::RequiredDocument,
    stage::Stage,
};

use crate::{
    WebError,
    i18n::{Message, key},
    page::Page,
    part::{Tag, case::next, icon},
};

/// The form that staff conclude in.
pub(super) const CODE: &str = "FR.APL.01";

/// A verdict on a requirement as it is to be written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Judged {
    /// Id of the scheme's document.
    pub(super) requirement: String,
    /// `meets`, `does-not`, `missing`; empty while it is not judged.
    pub(super) verdict: String,
    /// Why, when it does not meet.
    pub(super) reason: String,
}

/// The requirements that apply to the applicant, in the order of the scheme's groups.
pub(super) fn applying(file: &CaseFile) -> Vec<&RequiredDocument> {
    let alternative = file.case.alternative.as_deref().unwrap_or_default();
    let mut all: Vec<_> = file.scheme.documents_for(alternative).collect();
    let group = |g: &str| ["persyaratan-dasar", "administratif"].iter().position(|o| *o == g).unwrap_or(2);
    all.sort_by_key(|d| group(&d.group));
    all
}

/// The verdicts as they stand.
pub(super) fn standing(file: &CaseFile) -> Vec<Judged> {
    applying(file)
        .into_iter()
        .map(|d| {
            let verdict = file.verification(&d.id);
            Judged {
                requirement: d.id.clone(),
                verdict: verdict.map(|v| v.verdict.clone()).unwrap_or_default(),
                reason: verdict.and_then(|v| v.reason.clone()).unwrap_or_default(),
            }
        })
        .collect()
}

/// Every requirement that must be met is judged to be met.
pub(super) fn acceptable(file: &CaseFile) -> bool {
    file.case.stage == Stage::Checking
        && required(file).all(|id| file.verification(id).is_some_and(|v| v.verdict == "meets"))
}

/// Every requirement is judged, and something is lacking.
pub(super) fn returnable(file: &CaseFile) -> bool {
    let all = standing(file);
    file.case.stage == Stage::Checking
        && all.iter().all(|j| !j.verdict.is_empty())
        && all.iter().any(|j| j.verdict != "meets" && required(file).any(|id| id == j.requirement))
}

/// Staff's part of FR.APL.01 with these verdicts and that conclusion. What need not be shown and is not
/// there is written down as missing.
pub(super) fn conclude(file: &CaseFile, judged: &[Judged], verdict: &str, note: &str) -> Result<SubmitForm, WebError> {
    let filled = file.form(CODE);
    let mut given = answers(filled);
    for one in judged {
        let optional = !required(file).any(|id| id == one.requirement);
        let handed = file.standing_documents().any(|d| d.requirement == one.requirement);
        let word = match one.verdict.as_str() {
            "" if optional && handed => "meets",
            "" if optional => "missing",
            word => word,
        };
        let name = |column: &str| format!("requirements/{}/{column}", one.requirement);
        if word.is_empty() {
            given.remove(&name("verdict"));
        } else {
            given.put(name("verdict"), word);
        }
        match one.reason.trim() {
            "" => given.remove(&name("reason")),
            reason => given.put(name("reason"), reason),
        }
    }
    given.put("verdict", verdict);
    match note.trim() {
        "" => given.remove("note"),
        note => given.put("note", note),
    }
    Ok(SubmitForm {
        code: CODE.to_owned(),
        role: Role::Staff,
        answers: given.to_value().map_err(WebError::fault)?,
        seen: filled.map_or(0, |f| f.revision),
        managers: Vec::new(),
    })
}

/// What the queue says beside a case, and more of it in words.
pub(super) fn check(p: &Page, file: &CaseFile) -> (Tag, String) {
    match file.case.stage {
        Stage::Checking => checked(file),
        Stage::Recommended | Stage::Reported => {
            let blocked = blockers(file);
            match blocked.first() {
                None => (Tag::new("success", icon("check"), Message::new(key("queue-decidable"))), String::new()),
                Some(first) => {
                    let told = p.told(&first.code, &first.args).said;
                    let words = Message::new(key("queue-blocked")).with("n", blocked.len());
                    (Tag::new("warning", icon("triangle-alert"), words), told)
                }
            }
        }
        _ => {
            let step = next(file);
            (Tag::new("neutral", icon("user"), Message::new(step.whose.key())), p.m(&step.said))
        }
    }
}

fn checked(file: &CaseFile) -> (Tag, String) {
    let missing = file.missing_documents().len();
    let all: Vec<&str> = required(file).collect();
    let judged = all.iter().filter(|id| file.verification(id).is_some()).count();
    let tag = if acceptable(file) {
        Tag::new("success", icon("check"), Message::new(key("queue-acceptable")))
    } else if returnable(file) {
        Tag::new("warning", icon("rotate-ccw"), Message::new(key("queue-returnable")))
    } else if missing > 0 {
        Tag::new("warning", icon("triangle-alert"), Message::new(key("queue-missing")).with("n", missing))
    } else if judged > 0 {
        let words = Message::new(key("queue-judged")).with("n", judged).with("of", all.len());
        Tag::new("info", icon("list-checks"), words)
    } else {
        Tag::new("neutral", icon("clock"), Message::new(key("queue-unjudged")))
    };
    (tag, String::new())
}
