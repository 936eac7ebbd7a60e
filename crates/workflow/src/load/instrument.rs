//! Forms of a scheme.

use certification::{
    act::{Context, Outcome},
    id::{FormId, PersonId, SchemeVersionId},
    instrument::{InstrumentFile, Signer},
    record::form::{Form, Signature},
};
use store::{Find, Read, Tx};

use super::Load;
use crate::error::{WorkflowError, found};

/// Which form of a scheme.
#[derive(Debug, Clone)]
pub struct InstrumentKey {
    /// The version of the scheme.
    pub scheme: SchemeVersionId,
    /// Code of the form.
    pub code: String,
    /// The filled form; `None` for a new one.
    pub form: Option<FormId>,
    /// Who fills a new one.
    pub author: PersonId,
}

/// The forms of a version of a scheme with their signatures, the newest first.
///
/// # Errors
/// When the store cannot be read.
pub async fn instruments_of(
    r: &mut impl Read,
    scheme: SchemeVersionId,
) -> Result<Vec<(Form, Vec<Signature>)>, WorkflowError> {
    let mut forms: Vec<Form> = r.find(&Find::by("scheme_id", scheme).order_by(&["code", "id"])).await?;
    forms.sort_by(|a, b| a.code.cmp(&b.code).then(b.id.cmp(&a.id)));
    let signatures: Vec<Signature> = r.find(&Find::all().one_of("form_id", forms.iter().map(|f| f.id))).await?;
    let own = |form: &Form| signatures.iter().filter(|s| s.form_id == form.id).cloned().collect();
    Ok(forms.into_iter().map(|form| (form.clone(), own(&form))).collect())
}

/// Loads a form of a scheme in a reader or a transaction; `new` is the id of one that is not filled yet.
///
/// # Errors
/// [`WorkflowError::NotFound`] when there is no such scheme or form.
pub async fn instrument_file(
    r: &mut impl Read,
    key: &InstrumentKey,
    new: FormId,
) -> Result<InstrumentFile, WorkflowError> {
    let scheme = found(r.get(key.scheme).await?)?;
    let all = instruments_of(r, key.scheme).await?;
    let own = |form: &Form| Some(form.id) == key.form && form.code == key.code;
    let (mine, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|(form, _)| own(form));
    let (form, signatures) = match (key.form, mine.into_iter().next()) {
        (Some(_), None) => return Err(WorkflowError::NotFound),
        (_, mine) => mine.map_or((None, Vec::new()), |(form, signatures)| (Some(form), signatures)),
    };
    let author = form.as_ref().map_or(key.author, |f| f.subject_id);
    let mut signers = Vec::new();
    for signature in &signatures {
        if signers.iter().any(|s: &Signer| s.person.id == signature.person_id) {
            continue;
        }
        if let Some(person) = r.get(signature.person_id).await? {
            signers.push(Signer { person, registration: r.get(signature.person_id).await? });
        }
    }
    Ok(InstrumentFile {
        scheme,
        code: key.code.clone(),
        id: key.form.unwrap_or(new),
        form,
        signatures,
        others: others.into_iter().map(|(form, _)| form).collect(),
        author: found(r.get(author).await?)?,
        registration: r.get(author).await?,
        signers,
        outcome: Outcome::default(),
    })
}

impl Load for InstrumentFile {
    type Key = InstrumentKey;

    async fn load(tx: &mut Tx, key: &Self::Key, context: &Context<'_>) -> Result<Self, WorkflowError> {
        instrument_file(tx, key, context.id()).await
    }
}
