//! The steps of an item's life as its page offers them. Each is tried on a copy of the life first, so that what is
//! refused stands there with its reason; whether it is taken, the rules of the bank say again.

use axum::extract::{Path, State};
use certification::{id::PersonId, refusal::Refusal};
use exam::{
    bank::{Hand, Life, ReviewAspect, State as At},
    item::{ChoiceId, Response},
};
use serde::Deserialize;
use workflow::{WorkflowError, exam_bank::ItemStep};

use super::{CHANGE, item};
use crate::{
    Answer, AppState, Form, Page, Routes, WebError,
    error::refusal_message,
    i18n::key,
    page::see_other,
    part::{Icon, icon},
};

/// `/butir/{item}/langkah`.
pub(super) fn routes() -> Routes {
    Routes::new().post("/butir/{item}/langkah", CHANGE, act)
}

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Lays it before the reviewers.
    Submit,
    /// Accepts content, language or fairness.
    Accept(ReviewAspect),
    /// Checks the key, on a page of its own.
    CheckKey,
    /// Tries it out.
    Pilot,
    /// Approves it.
    Approve,
    /// Puts it on papers.
    Activate,
    /// Sends it back, with a reason.
    SendBack,
    /// Takes it off papers, with a reason.
    Retire,
    /// Says something.
    Comment,
}

impl Step {
    const ALL: [Self; 11] = [
        Self::Submit,
        Self::Accept(ReviewAspect::Content),
        Self::Accept(ReviewAspect::Language),
        Self::Accept(ReviewAspect::Fairness),
        Self::CheckKey,
        Self::Pilot,
        Self::Approve,
        Self::Activate,
        Self::SendBack,
        Self::Retire,
        Self::Comment,
    ];

    /// As forms name it.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Submit => "ajukan",
            Self::Accept(ReviewAspect::Language) => "terima-bahasa",
            Self::Accept(ReviewAspect::Fairness) => "terima-adil",
            Self::Accept(_) => "terima-isi",
            Self::CheckKey => "kunci",
            Self::Pilot => "uji-coba",
            Self::Approve => "setujui",
            Self::Activate => "aktifkan",
            Self::SendBack => "kembalikan",
            Self::Retire => "pensiunkan",
            Self::Comment => "komentar",
        }
    }

    fn parse(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.slug() == slug)
    }

    /// Key of its button.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Submit => key("bank-step-submit"),
            Self::Accept(ReviewAspect::Language) => key("bank-step-accept-language"),
            Self::Accept(ReviewAspect::Fairness) => key("bank-step-accept-fairness"),
            Self::Accept(_) => key("bank-step-accept-content"),
            Self::CheckKey => key("bank-step-check-key"),
            Self::Pilot => key("bank-step-pilot"),
            Self::Approve => key("bank-step-approve"),
            Self::Activate => key("bank-step-activate"),
            Self::SendBack => key("bank-step-send-back"),
            Self::Retire => key("bank-step-retire"),
            Self::Comment => key("bank-step-comment"),
        }
    }

    /// Key of what is told once it is done.
    pub const fn done(self) -> &'static str {
        match self {
            Self::Submit => key("bank-done-submitted"),
            Self::Accept(_) => key("bank-done-accepted"),
            Self::CheckKey => key("bank-done-key-right"),
            Self::Pilot => key("bank-done-piloted"),
            Self::Approve => key("bank-done-approved"),
            Self::Activate => key("bank-done-activated"),
            Self::SendBack => key("bank-done-sent-back"),
            Self::Retire => key("bank-done-retired"),
            Self::Comment => key("bank-done-commented"),
        }
    }

    /// Its icon.
    pub const fn icon(self) -> Icon {
        match self {
            Self::Submit => icon("send"),
            Self::Accept(_) | Self::Approve => icon("check"),
            Self::CheckKey => icon("key-round"),
            Self::Pilot => icon("flask-conical"),
            Self::Activate => icon("circle-play"),
            Self::SendBack => icon("undo-2"),
            Self::Retire => icon("archive"),
            Self::Comment => icon("message-square"),
        }
    }

    /// The field of its reason; empty where none is asked.
    pub const fn field(self) -> &'static str {
        match self {
            Self::SendBack => "alasan",
            Self::Retire => "sebab",
            Self::Comment => "komentar",
            _ => "",
        }
    }

    /// Where it belongs in a life.
    const fn fits(self, state: At) -> bool {
        match self {
            Self::Submit => matches!(state, At::Draft),
            Self::Accept(_) | Self::CheckKey | Self::Pilot => matches!(state, At::Review),
            Self::Approve | Self::Activate => matches!(state, At::Pilot),
            Self::SendBack => matches!(state, At::Review | At::Pilot),
            Self::Retire => !matches!(state, At::Retired),
            Self::Comment => true,
        }
    }

    /// Tries it on a copy of the life.
    fn tried(self, mut life: Life, hand: Hand) -> Result<(), Refusal> {
        const WHY: &str = "-";
        match self {
            Self::Submit => life.submit(hand),
            Self::Accept(aspect) => life.accept(aspect, hand, ""),
            // An answer that fits no question: what is refused before it is read concerns the person.
            Self::CheckKey => match life.check_key(&Response::Choice(ChoiceId::letter(0)), Some(true), hand) {
                Err(why) if why.code.starts_with("bank.") => Err(why),
                _ => Ok(()),
            },
            Self::Pilot => life.pilot(hand),
            Self::Approve => life.approve(hand),
            Self::Activate => life.activate(hand),
            Self::SendBack => life.send_back(ReviewAspect::Content, hand, WHY),
            Self::Retire => life.retire(hand, WHY),
            Self::Comment => life.comment(hand, WHY),
        }
    }
}

/// A step that the page offers, or why it does not.
#[derive(Debug, Clone)]
pub(super) struct Offer {
    pub step: Step,
    /// Why it cannot be taken now.
    pub refused: Option<Refusal>,
}

/// The steps that belong to the state, in the order of the page. Whoever saw the key does not check it.
pub(super) fn offers(life: &Life, person: PersonId, now: i64, saw_key: bool) -> Vec<Offer> {
    let hand = Hand { by: person, at: now };
    let offer = |step: Step| {
        let mut refused = step.tried(life.clone(), hand).err();
        if step == Step::CheckKey && saw_key && refused.is_none() {
            refused = Some(Refusal::new("bank.saw-key"));
        }
        Offer { step, refused }
    };
    Step::ALL.into_iter().filter(|step| step.fits(life.state)).map(offer).collect()
}

/// An aspect by the word of the form.
fn aspect(word: &str) -> ReviewAspect {
    match word {
        "bahasa" => ReviewAspect::Language,
        "adil" => ReviewAspect::Fairness,
        "kunci" => ReviewAspect::BlindKey,
        _ => ReviewAspect::Content,
    }
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    langkah: String,
    #[serde(default)]
    aspek: String,
}

async fn act(State(app): State<AppState>, p: Page, Path(id): Path<String>, form: Form<Typed>) -> Answer {
    let Form { value, mut fields, .. } = form;
    let step = Step::parse(&value.langkah).ok_or(WebError::Unreadable)?;
    let why = if step.field().is_empty() { String::new() } else { fields.value(step.field()).trim().to_owned() };
    let act = match step {
        Step::Submit => ItemStep::Submit,
        Step::Accept(aspect) => ItemStep::Accept(aspect),
        Step::Pilot => ItemStep::Pilot,
        Step::Approve => ItemStep::Approve,
        Step::Activate => ItemStep::Activate,
        Step::SendBack => ItemStep::SendBack(aspect(&value.aspek)),
        Step::Retire => ItemStep::Retire,
        Step::Comment => ItemStep::Comment,
        Step::CheckKey => return Ok(see_other(&format!("/butir/{id}/periksa-kunci"))),
    };
    match app.flow().exam_bank().step(p.actor()?, &id, &act, &why).await {
        Ok(()) => Ok(see_other(&format!("/butir/{id}?sudah={}", step.slug()))),
        Err(WorkflowError::Refused(refusal)) if refusal.code != "permit.none" => {
            let field = if step.field().is_empty() { "langkah" } else { step.field() };
            fields.wrong(field, refusal_message(&refusal));
            item::page(&app, &p, &id, &item::Asked::default(), &fields).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Key of what is told after a step, by its word in the address.
pub(super) fn done(slug: &str) -> Option<&'static str> {
    match slug {
        "tulis" => Some(key("bank-done-written")),
        "bocor" => Some(key("bank-done-leaked")),
        "kunci-lain" => Some(key("bank-done-key-wrong")),
        slug => Step::parse(slug).map(Step::done),
    }
}

#[cfg(test)]
mod tests {
    use super::{At, Step};

    #[test]
    fn a_form_leads_to_the_step_that_it_names_and_each_state_offers_some() {
        for step in Step::ALL {
            assert_eq!(Step::parse(step.slug()), Some(step));
        }
        for state in [At::Draft, At::Review, At::Pilot, At::Active, At::Retired] {
            assert!(Step::ALL.into_iter().any(|step| step.fits(state)), "{state:?}");
        }
        assert!(!Step::Retire.fits(At::Retired));
    }
}
