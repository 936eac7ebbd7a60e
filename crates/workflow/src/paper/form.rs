//! Any form of a case as a paper: blank, prefilled, or filled with its signatures.

use certification::{
    casefile::CaseFile,
    filing::{answers, definition},
    form::{Definition, Engine, FormContext, Locale, Mode, PaperFacts, Sight, SignatureMark, withhold},
    instrument::InstrumentFile,
    record::{
        form::{Form, Signature},
        person::{Assessor, Person},
    },
    report::{CODE, ReportFile},
};
use documents::Paper;
use store::Read;

use super::moment;
use crate::{Workflow, WorkflowError, found};

/// How much of a form is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filling {
    /// For a pen: nothing but the scheme's rows.
    Blank,
    /// Proposed values of the case.
    Prefilled,
    /// As submitted, with its signatures.
    Filled,
}

impl Workflow {
    /// A form of a case, with no more on it than its reader may see.
    ///
    /// # Errors
    /// Refused when there is no such form; a fault when the store cannot be read.
    pub async fn form_paper(
        &self,
        file: &CaseFile,
        code: &str,
        filling: Filling,
        sight: Sight,
        locale: Locale,
    ) -> Result<Paper, WorkflowError> {
        let filled = file.form(code);
        let definition = definition(code, filled)?;
        let context = match filling {
            Filling::Blank => FormContext::blank(file.scheme.clone()),
            _ => file.form_context(code),
        };
        let signatures: Vec<Signature> =
            file.signatures.iter().filter(|s| filled.is_some_and(|f| f.id == s.form_id)).cloned().collect();
        let zone = file.event.zone.clone();
        self.paper_of(definition, context, filled, &signatures, (filling, sight), &zone, locale).await
    }

    /// An assessor's report of an event (FR.AK.05).
    ///
    /// # Errors
    /// Not found when nothing was assessed.
    pub async fn report_paper(&self, file: &ReportFile, locale: Locale) -> Result<Paper, WorkflowError> {
        let definition = definition(CODE, file.form.as_ref())?;
        let context = found(file.form_context())?;
        let filling = if file.form.is_some() { Filling::Filled } else { Filling::Prefilled };
        let zone = file.event.zone.clone();
        self.paper_of(definition, context, file.form.as_ref(), &file.signatures, (filling, Sight::WHOLE), &zone, locale)
            .await
    }

    /// A form of a scheme (FR.MAPA.01, FR.VA …).
    ///
    /// # Errors
    /// Refused when there is no such form; a fault when the store cannot be read.
    pub async fn instrument_paper(
        &self,
        file: &InstrumentFile,
        filling: Filling,
        locale: Locale,
    ) -> Result<Paper, WorkflowError> {
        let context = match filling {
            Filling::Blank => FormContext::blank(file.scheme.clone()),
            _ => file.form_context(),
        };
        let zone = self.settings().await?.text("body.zone");
        let filled = (file.form.as_ref(), &*file.signatures);
        self.paper_of(file.definition()?, context, filled.0, filled.1, (filling, Sight::WHOLE), &zone, locale).await
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one paper, used by each kind of form")]
    async fn paper_of(
        &self,
        definition: &Definition,
        mut context: FormContext,
        filled: Option<&Form>,
        signatures: &[Signature],
        (filling, sight): (Filling, Sight),
        zone: &str,
        locale: Locale,
    ) -> Result<Paper, WorkflowError> {
        let letterhead = self.letterhead().await?;
        context.locale = locale;
        context.paper = PaperFacts {
            body: letterhead.body.name.clone(),
            licence: letterhead.body.licence.clone(),
            address: letterhead.body.address.clone(),
            logo: letterhead.body.logo.clone(),
            printed_on: moment(self.now(), zone).0,
            hash: filled.filter(|_| filling == Filling::Filled).map(|f| f.digest.chars().take(12).collect()),
            qr: Vec::new(),
        };
        let mut given = (filling == Filling::Filled).then(|| answers(filled));
        withhold(definition, &mut context, given.as_mut(), sight);
        let mut marks = Vec::new();
        if filling == Filling::Filled {
            for signature in signatures {
                marks.push(self.mark(signature, zone).await?);
            }
        }
        let data = Engine::paper(definition, &context, given.as_ref(), &marks, locale);
        Ok(Paper::form(data, letterhead.files))
    }

    async fn mark(&self, signature: &Signature, zone: &str) -> Result<SignatureMark, WorkflowError> {
        let mut reader = self.reader();
        let signer: Option<Person> = reader.get(signature.person_id).await?;
        let registration: Option<Assessor> = reader.get(signature.person_id).await?;
        let witness: Option<Person> = match signature.witness_id {
            Some(id) => reader.get(id).await?,
            None => None,
        };
        let (on, time) = moment(signature.at, zone);
        let mode = [Mode::Session, Mode::InPresence, Mode::Offline, Mode::Paper]
            .into_iter()
            .find(|m| m.as_str() == signature.mode);
        Ok(SignatureMark {
            slot: signature.slot.clone(),
            name: signer.map(|p| p.full_name()).unwrap_or_default(),
            registration: registration.map(|r| r.met).unwrap_or_default(),
            on,
            time,
            mode,
            witness: witness.map(|p| p.full_name()),
            entry: signature.digest.chars().take(12).collect(),
            image: None,
            refused: signature.refused,
            reason: signature.reason.clone(),
            void: signature.void,
        })
    }
}
