//! A form of a scheme: its author fills and signs it, another validates it with a signature of their own.

use axum::response::Response;
use certification::{
    form::{Definition, FormContext, Role, SlotView},
    id::{FormId, PersonId, SchemeVersionId},
    instrument::{InstrumentFile, ReopenInstrument, SignInstrument, SubmitInstrument, digest_to_sign, is_key, turn},
    permit::{self, Action, Actor, Object},
    record::form::{Form, Signature},
    refusal::Refusal,
};
use serde::Deserialize;
use serde_json::Value;
use store::outside::Access;
use workflow::{
    WorkflowError,
    draft::of_instrument,
    load::{InstrumentKey, instrument_file},
    paper::Filling,
};

use crate::{
    AppState, Guard, Page, Routes, WebError,
    pages::filing::{
        About, Filing,
        fill::{show, take},
        locale,
        paper::pdf_response,
        sign::{Signing, Witnessed, ask, ask_reopen, reopen, sign},
        view::Head,
    },
    part::Spine,
};

/// The last part of the address of a form that is not submitted yet.
const NEW: &str = "baru";

pub(super) fn routes() -> Routes {
    let (see, write) = (Guard::Signed(Action::SeeInstruments), Guard::Signed(Action::WriteInstruments));
    let signing = "/perangkat/{version}/{code}/{which}/tanda-tangan/{slot}";
    let reopening = "/perangkat/{version}/{code}/{which}/buka-kembali";
    Routes::new()
        .get("/perangkat/{version}/{code}/{which}", see, show::<SchemeForm>)
        .post("/perangkat/{version}/{code}/{which}", write, take::<SchemeForm>)
        .get(signing, write, ask::<SchemeForm>)
        .post(signing, write, sign::<SchemeForm>)
        .get(reopening, write, ask_reopen::<SchemeForm>)
        .post(reopening, write, reopen::<SchemeForm>)
}

/// Which form of which version of a scheme: filled before, or new.
#[derive(Debug, Clone, Deserialize)]
struct SchemePlace {
    version: SchemeVersionId,
    code: String,
    which: String,
}

/// A form of a scheme as somebody meets it.
struct SchemeForm {
    file: InstrumentFile,
    key: InstrumentKey,
    definition: &'static Definition,
    role: Role,
}

impl SchemeForm {
    fn at(&self, which: &str) -> String {
        format!("/perangkat/{}/{}/{which}", self.key.scheme, self.key.code)
    }

    fn draft(&self) -> String {
        of_instrument(self.key.scheme, &self.key.code, self.key.form)
    }

    fn head(&self, p: &Page) -> Head {
        let scheme = &self.file.scheme;
        let version = p.ta("scheme-version").with("version", &scheme.version).to_string();
        let author = self.file.author.full_name();
        Head {
            spine: Spine { parts: [scheme.abbr.clone(), String::new(), String::new()], href: None, large: false },
            name: p.scheme_name(scheme).to_owned(),
            scheme: if author.is_empty() { version } else { format!("{version}, {author}") },
            stage: None,
            above: format!("/perangkat/{}", scheme.id),
        }
    }
}

impl Filing for SchemeForm {
    type Place = SchemePlace;

    fn last(place: &mut SchemePlace) -> &mut String {
        &mut place.which
    }

    async fn load(app: &AppState, p: &Page, place: SchemePlace) -> Result<Self, WebError> {
        let (actor, flow) = (p.actor()?, app.flow());
        let form: Option<FormId> = match place.which.as_str() {
            NEW => None,
            id => Some(id.parse().map_err(|_| WebError::NotFound)?),
        };
        let key = InstrumentKey { scheme: place.version, code: place.code, form, author: actor.person };
        let file = instrument_file(&mut flow.reader(), &key, FormId(uuid::Uuid::nil())).await?;
        let definition = file.definition().map_err(|_| WebError::NotFound)?;
        let writes = permit::check(actor, Action::WriteInstruments, &Object::body()).is_ok();
        let role = if writes && file.author.id == actor.person { Role::Assessor } else { Role::Reader };
        if form.is_none() && role == Role::Reader {
            return Err(WebError::NotFound);
        }
        if is_key(&definition.code)
            && let Some(filled) = &file.form
        {
            flow.note_look(Access {
                person_id: Some(actor.person),
                duty: permit::check(actor, Action::SeeInstruments, &Object::body())?.duty(),
                action: "see-key".to_owned(),
                object: format!("form:{}", filled.id),
                subject: None,
            })
            .await?;
        }
        Ok(Self { file, key, definition, role })
    }

    fn definition(&self) -> &'static Definition {
        self.definition
    }

    fn role(&self) -> Role {
        self.role
    }

    fn context(&self) -> FormContext {
        self.file.form_context()
    }

    fn filled(&self) -> Option<&Form> {
        self.file.form.as_ref()
    }

    fn signatures(&self) -> Vec<Signature> {
        self.file.signatures.clone()
    }

    fn about(&self, p: &Page) -> About {
        About {
            head: self.head(p),
            here: self.key.form.map_or_else(|| self.at(NEW), |id| self.at(&id.to_string())),
            documents: String::new(),
            draft: self.draft(),
            zone: p.body.zone.clone(),
            waits_for: Vec::new(),
            until: None,
        }
    }

    fn is_own(&self, actor: &Actor, slot: &SlotView) -> bool {
        let turn = || turn(self.filled()?, &self.file.signatures, actor.person);
        permit::may(actor, Action::WriteInstruments) && turn().as_deref() == Some(&*slot.key)
    }

    async fn submit(&self, app: &AppState, actor: &Actor, answers: Value, seen: i64) -> Result<String, WorkflowError> {
        let done = app.flow().perform(actor, self.key.clone(), SubmitInstrument { answers, seen }).await?;
        app.flow().drop_draft(actor.person, &self.draft()).await?;
        Ok(format!("{}?sudah=kirim#tanda-tangan", self.at(&done.file.id.to_string())))
    }

    async fn print(&self, app: &AppState, p: &Page, wanted: &str) -> Result<Response, WebError> {
        let filling = match &self.file.form {
            _ if wanted == "kosong" => Filling::Blank,
            None => Filling::Prefilled,
            Some(_) => Filling::Filled,
        };
        let flow = app.flow();
        let pdf = flow.print(flow.instrument_paper(&self.file, filling, locale(p)).await?).await?;
        let abbr: String = self.file.scheme.abbr.chars().filter(char::is_ascii_alphanumeric).collect();
        Ok(pdf_response(&format!("{} {abbr}.pdf", self.definition.code), pdf.bytes))
    }
}

impl Signing for SchemeForm {
    fn signer(&self, actor: &Actor, _: bool) -> PersonId {
        actor.person
    }

    fn witnessed(&self) -> Witnessed {
        Witnessed::default()
    }

    fn digest(&self, slot: &str) -> Result<String, Refusal> {
        digest_to_sign(&self.file, slot)
    }

    async fn sign(
        &self,
        app: &AppState,
        actor: &Actor,
        (slot, _): (&str, bool),
        digest: &str,
    ) -> Result<(), WorkflowError> {
        let act = SignInstrument { slot: slot.to_owned(), digest: digest.to_owned() };
        app.flow().perform(actor, self.key.clone(), act).await.map(|_| ())
    }

    async fn reopen(&self, app: &AppState, actor: &Actor, reason: &str) -> Result<(), WorkflowError> {
        app.flow().perform(actor, self.key.clone(), ReopenInstrument { reason: reason.to_owned() }).await.map(|_| ())
    }
}
