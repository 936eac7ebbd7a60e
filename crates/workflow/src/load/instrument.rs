//! Forms of a scheme.

use std::collections::HashMap;

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

/// The forms of these versions of schemes with their signatures, by code and the newest first. For lists: answers and
/// reasons stay sealed.
///
/// # Errors
/// When the store cannot be read.
pub async fn instruments_of(
    r: &mut impl Read,
    schemes: impl IntoIterator<Item = SchemeVersionId>,
) -> Result<Vec<(Form, Vec<Signature>)>, WorkflowError> {
    signed(r, Find::all().one_of("scheme_id", schemes).unopened()).await
}

async fn signed(r: &mut impl Read, find: Find) -> Result<Vec<(Form, Vec<Signature>)>, WorkflowError> {
    let of_form = if find.is_unopened() { Find::all().unopened() } else { Find::all() };
    let mut forms: Vec<Form> = r.find(&find).await?;
    forms.sort_by(|a, b| a.code.cmp(&b.code).then(b.id.cmp(&a.id)));
    let mut signatures: HashMap<FormId, Vec<Signature>> = HashMap::new();
    for signature in r.find::<Signature>(&of_form.one_of("form_id", forms.iter().map(|f| f.id))).await? {
        signatures.entry(signature.form_id).or_default().push(signature);
    }
    let with_own = |form: Form| {
        let own = signatures.remove(&form.id).unwrap_or_default();
        (form, own)
    };
    Ok(forms.into_iter().map(with_own).collect())
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
    let all = signed(r, Find::by("scheme_id", key.scheme)).await?;
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
