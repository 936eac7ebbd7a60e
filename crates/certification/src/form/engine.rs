//! The engine's one door: every question that pages, acts and papers ask of a form.

use serde_json::Value;

use super::{
    answers::{self, Answers, Change},
    binding::{self, Bound},
    condition::{self, Opening},
    context::FormContext,
    definition::{Definition, Role},
    expand,
    field::{Kind, Rows},
    missing::{self, Missing},
    page::FormView,
    paper::{self, SignatureMark},
    parse::{self, FieldError},
    view,
    wording::Locale,
};

/// The forms engine. It holds nothing: definition, context and answers are handed in.
#[derive(Debug, Clone, Copy)]
pub struct Engine;

impl Engine {
    /// Whether the form can be filled now, and if not, why.
    #[must_use]
    pub fn opening(definition: &Definition, context: &FormContext, locale: Locale) -> Opening {
        condition::opening(definition, context, locale)
    }

    /// The form as a page for this reader.
    #[must_use]
    pub fn view(
        definition: &Definition,
        context: &FormContext,
        answers: &Answers,
        role: Role,
        locale: Locale,
        errors: &[FieldError],
    ) -> FormView {
        view::view(definition, context, answers, role, locale, errors)
    }

    /// The form to be read as a whole by whoever is about to sign it: nothing to fill in, and nothing withheld.
    #[must_use]
    pub fn whole(definition: &Definition, context: &FormContext, answers: &Answers, locale: Locale) -> FormView {
        view::whole(definition, context, answers, locale)
    }

    /// Takes what a browser sent. A name that was not sent keeps its answer in `before`.
    #[must_use]
    pub fn parse(
        definition: &Definition,
        context: &FormContext,
        before: &Answers,
        pairs: &[(String, String)],
        role: Role,
    ) -> (Answers, Vec<FieldError>) {
        parse::parse(definition, context, before, pairs, role)
    }

    /// What was sent too late for fields of this role that are signed by now: label and text.
    #[must_use]
    pub fn held_back(
        definition: &Definition,
        context: &FormContext,
        before: &Answers,
        pairs: &[(String, String)],
        role: Role,
    ) -> Vec<(String, String)> {
        parse::held_back(definition, context, before, pairs, role)
    }

    /// What is wrong with answers as they stand: a kept draft shows its errors again, and submitting refuses them.
    #[must_use]
    pub fn errors(definition: &Definition, context: &FormContext, answers: &Answers, role: Role) -> Vec<FieldError> {
        let page = view::view(definition, context, answers, role, context.locale, &[]);
        parse::parse(definition, context, answers, &page.pairs(), role).1
    }

    /// What this role must still answer or mend. Empty: it can be submitted.
    #[must_use]
    pub fn missing(definition: &Definition, context: &FormContext, answers: &Answers, role: Role) -> Vec<Missing> {
        missing::missing(definition, context, answers, role)
    }

    /// What this role had better answer as well; no obstacle.
    #[must_use]
    pub fn advised(definition: &Definition, context: &FormContext, answers: &Answers, role: Role) -> Vec<Missing> {
        missing::advised(definition, context, answers, role)
    }

    /// The answers with proposed values written in, for whoever fills these fields: what is submitted and signed.
    #[must_use]
    pub fn completed(definition: &Definition, context: &FormContext, answers: &Answers, role: Role) -> Answers {
        let mut out = answers.clone();
        for cell in expand::cells(definition, context, answers, context.locale) {
            if cell.by().contains(&role)
                && answers.get(&cell.name).is_none()
                && let Some(proposed) = cell.answer(context, answers)
            {
                out.set(cell.name.clone(), proposed.into_owned());
            }
        }
        out
    }

    /// The bound answers: what typed acts are made from.
    #[must_use]
    pub fn bound(definition: &Definition, context: &FormContext, answers: &Answers) -> Vec<Bound> {
        binding::bound(definition, context, answers)
    }

    /// What a signature binds besides the answers: names of the stored files that the form refers to,
    /// and in a report each case with its recommendation.
    #[must_use]
    pub fn attachments(definition: &Definition, context: &FormContext, answers: &Answers) -> Vec<String> {
        let mut files = Vec::new();
        for cell in expand::cells(definition, context, answers, context.locale) {
            let named = |id: &str, requirement: &str| match (&cell.field.kind, &cell.row) {
                (Kind::Document, Some(row)) => requirement == row.key,
                (Kind::Evidence, _) => answers.get(&cell.name).is_some_and(|a| a.has(id)),
                _ => false,
            };
            files.extend(context.documents.iter().filter(|d| named(&d.id, &d.requirement)).map(|d| d.file.clone()));
        }
        for (_, field) in definition.fields() {
            let Kind::Table(table) = &field.kind else { continue };
            if table.rows == Rows::Cases {
                files.extend(context.cases.iter().map(|c| {
                    format!("case {} {} {}", c.key, c.recommendation, c.not_reached.join(", ")).trim_end().to_owned()
                }));
            }
        }
        files.sort();
        files.dedup();
        files
    }

    /// Digest of canonical content and attachments, SHA-256 in hex.
    #[must_use]
    pub fn digest(definition: &Definition, answers: &Answers, attachments: &[String]) -> String {
        answers::digest(definition, answers, attachments)
    }

    /// What changed, in the order of the form.
    #[must_use]
    pub fn diff(
        definition: &Definition,
        context: &FormContext,
        before: &Answers,
        after: &Answers,
        locale: Locale,
    ) -> Vec<Change> {
        answers::diff(definition, context, before, after, locale)
    }

    /// The data of the paper. `None` prints proposed values only.
    #[must_use]
    pub fn paper(
        definition: &Definition,
        context: &FormContext,
        answers: Option<&Answers>,
        signatures: &[SignatureMark],
        locale: Locale,
    ) -> Value {
        paper::paper(definition, context, answers, signatures, locale)
    }
}
