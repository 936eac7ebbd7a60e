//! Forms that are filled, kept, submitted, signed and opened again: one set of pages for those of a case, of a version
//! of a scheme and of an assessor's event. What there is to fill comes from the definition, and what a form belongs to
//! says `Filing`; no form has code of its own.

mod born;
mod case;
pub(super) mod draw;
pub(super) mod fill;
pub(super) mod paper;
mod refuse;
pub(super) mod sign;
pub(super) mod view;

use axum::response::Response;
use certification::{
    form::{Answers, Definition, FormContext, Locale, Role, SlotView},
    permit::Actor,
    record::form::{Form, Signature},
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use workflow::{Draft, WorkflowError};

use self::view::{Head, TestSaid};
use crate::{AppState, Page, Routes, WebError, samples::Samples};

/// `/berkas/{case}/formulir/{code}` and what is below it.
#[must_use]
pub fn routes() -> Routes {
    case::routes().merge(refuse::routes())
}

/// A form with what it belongs to, as one reader meets it.
pub(super) trait Filing: Sized + Send + Sync + 'static {
    /// What an address names it by.
    type Place: DeserializeOwned + Send + Sync + 'static;

    /// A submitted one can be opened again on a page of its own.
    const REOPENS: bool = true;

    /// The last part of its address, which ends in `.pdf` where the paper is asked for.
    fn last(place: &mut Self::Place) -> &mut String;

    /// Loads it for the reader.
    ///
    /// # Errors
    /// `NotFound`, also where it is not theirs to see.
    fn load(app: &AppState, p: &Page, place: Self::Place) -> impl Future<Output = Result<Self, WebError>> + Send;

    /// Its definition.
    fn definition(&self) -> &'static Definition;

    /// In which role the reader meets it.
    fn role(&self) -> Role;

    /// What the engine may know.
    fn context(&self) -> FormContext;

    /// The filled form, once it was submitted.
    fn filled(&self) -> Option<&Form>;

    /// Signatures on it, void ones too.
    fn signatures(&self) -> Vec<Signature>;

    /// What its pages say of it.
    fn about(&self, p: &Page) -> About;

    /// The reader signs that slot when its turn comes.
    fn is_own(&self, actor: &Actor, slot: &SlotView) -> bool;

    /// Somebody else may sign that slot on the reader's device.
    fn may_witness(&self, _actor: &Actor, _slot: &SlotView) -> bool {
        false
    }

    /// Where a button of the form leads, besides keeping and submitting; the draft is kept first.
    fn leads(&self, _button: &str) -> Option<String> {
        None
    }

    /// What its filler handed in for that requirement was refused, and nothing else was since.
    fn refused(&self, _requirement: &str) -> bool {
        false
    }

    /// Released results of written tests that it is filled by.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn tests(&self, _app: &AppState, _p: &Page) -> impl Future<Output = Result<Vec<TestSaid>, WebError>> + Send {
        std::future::ready(Ok(Vec::new()))
    }

    /// Submits the answers, against the revision that was seen; answers where to go on.
    ///
    /// # Errors
    /// The refusal.
    fn submit(
        &self,
        app: &AppState,
        actor: &Actor,
        answers: Value,
        seen: i64,
    ) -> impl Future<Output = Result<String, WorkflowError>> + Send;

    /// The paper: as it is filled, or as `wanted` says: `kosong` or `usulan`.
    ///
    /// # Errors
    /// `NotFound`, or when it cannot be printed.
    fn print(&self, app: &AppState, p: &Page, wanted: &str) -> impl Future<Output = Result<Response, WebError>> + Send;
}

/// What the pages of a form say of it, and where they stand.
#[derive(Debug, Clone)]
pub(super) struct About {
    /// Whose form it is.
    pub(super) head: Head,
    /// Address of its page.
    pub(super) here: String,
    /// Address of the documents that it names; empty where it names none.
    pub(super) documents: String,
    /// Where drafts of it lie.
    pub(super) draft: String,
    /// Zone of the times on it.
    pub(super) zone: String,
    /// What it waits for besides what its definition says.
    pub(super) waits_for: Vec<String>,
    /// The last day, ISO, on which it can be filled, where there is one.
    pub(super) until: Option<String>,
}

/// A form as its reader meets it, with their draft.
pub(super) struct Met<F> {
    pub(super) form: F,
    pub(super) about: About,
    pub(super) definition: &'static Definition,
    pub(super) role: Role,
    pub(super) context: FormContext,
    /// The filled form's answers, with the reader's draft over them.
    pub(super) answers: Answers,
    pub(super) draft: Option<Draft>,
    /// Revision of the filled form; 0 before it is submitted.
    pub(super) seen: i64,
}

impl<F: Filing> Met<F> {
    pub(super) async fn at(app: &AppState, p: &Page, place: F::Place) -> Result<Self, WebError> {
        let form = F::load(app, p, place).await?;
        let (definition, role, about) = (form.definition(), form.role(), form.about(p));
        let before = certification::filing::answers(form.filled());
        let draft = match role {
            Role::Reader => None,
            _ => app.flow().draft(p.actor()?.person, &about.draft).await?,
        };
        let answers = draft.as_ref().map_or_else(|| before.clone(), |d| d.over(&before, definition, role));
        let context = FormContext { locale: locale(p), ..form.context() };
        let seen = form.filled().map_or(0, |f| f.revision);
        Ok(Self { form, about, definition, role, context, answers, draft, seen })
    }

    /// The reader fills some of it.
    pub(super) fn fills(&self) -> bool {
        self.role != Role::Reader && self.definition.sections.iter().any(|s| s.by.contains(&self.role))
    }

    /// Signatures that stand.
    pub(super) fn standing(&self) -> Vec<Signature> {
        self.form.signatures().into_iter().filter(|s| !s.void).collect()
    }
}

/// The language of the engine for a page.
pub(super) fn locale(p: &Page) -> Locale {
    p.cx.locale.into()
}

/// Samples of every template.
pub fn samples(samples: &mut Samples<'_>) {
    view::samples(samples);
    sign::samples(samples);
}
