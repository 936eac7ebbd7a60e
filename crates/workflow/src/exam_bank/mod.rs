//! The item bank with the store: an item's life is opened, stepped by the bank's rules (`exam::bank`) and sealed again
//! in one transaction; forms are assembled from what is on papers, and frozen sealed.

mod intake;
mod look;

use std::collections::BTreeSet;

use certification::{
    act::Context,
    entropy::new_id,
    exam::{FreezeForm, ItemFile, KeepBlueprint, KeepParts, StepItem, WithdrawForm},
    id::ExamFormId,
    permit::{Action, Actor, Object},
    record::{
        Purpose,
        exam::{Blueprint as BlueprintRow, ExamForm, Item as ItemRow, ItemPart},
    },
    refusal::{Refusal, require},
};
use exam::{
    assembly::{self, Assembly, Candidate, Request, Unmet},
    bank::{Hand, Life, ReviewAspect, State},
    blueprint::Blueprint,
    form::Form,
    item::{Item, Response, Stimulus},
    paper::shuffle::Seed,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use store::{Find, Read as _, Tx, Upload};

use crate::{Workflow, WorkflowError, exam_room::Safe, found, may_see};

pub use self::{
    intake::{Arrival, Came, HeldImport},
    look::{ItemFilter, ItemPage, Used, UsedIn},
};

/// The largest file that an item may show, bytes.
const LARGEST: u64 = 20 * 1024 * 1024;

/// The bank.
#[derive(Debug, Clone)]
pub struct ExamBank {
    flow: Workflow,
}

impl Workflow {
    /// The item bank.
    #[must_use]
    pub fn exam_bank(&self) -> ExamBank {
        ExamBank { flow: self.clone() }
    }
}

/// A step in an item's life.
#[derive(Debug, Clone)]
pub enum ItemStep {
    /// A first draft, or a change of one, or a new version of what is tried out or on papers.
    Write(Box<Item>),
    /// Lays it before the reviewers.
    Submit,
    /// Accepts an aspect.
    Accept(ReviewAspect),
    /// Checks the key by answering without it; what people found where no rule can judge.
    CheckKey(Response, Option<bool>),
    /// Sends it back.
    SendBack(ReviewAspect),
    /// Tries it out.
    Pilot,
    /// Approves it.
    Approve,
    /// Puts it on papers.
    Activate,
    /// Takes it off papers.
    Retire,
    /// Takes it off papers at once: it became known.
    Leaked,
    /// Says something.
    Comment,
}

fn of_json<T: DeserializeOwned>(value: &Value) -> Result<T, WorkflowError> {
    Ok(T::deserialize(value)?)
}

fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

impl ItemStep {
    fn act(&self, why: &str) -> Result<StepItem, WorkflowError> {
        let (deed, aspect, content) = match self {
            Self::Write(item) => ("written", String::new(), Some(serde_json::to_value(item)?)),
            Self::Submit => ("submitted", String::new(), None),
            Self::Accept(aspect) => ("accepted", word(aspect), None),
            Self::CheckKey(answer, people) => {
                let content = json!({ "answer": serde_json::to_value(answer)?, "people": people });
                ("key-checked", String::new(), Some(content))
            }
            Self::SendBack(aspect) => ("sent-back", word(aspect), None),
            Self::Pilot => ("piloted", String::new(), None),
            Self::Approve => ("approved", String::new(), None),
            Self::Activate => ("activated", String::new(), None),
            Self::Retire => ("retired", String::new(), None),
            Self::Leaked => ("leaked", String::new(), None),
            Self::Comment => ("commented", String::new(), None),
        };
        Ok(StepItem { deed: deed.to_owned(), aspect, why: why.to_owned(), after: None, content })
    }
}

/// The item after the step: its life opened, judged by the bank's rules, sealed again.
pub(crate) fn stepped(
    tx: &Tx,
    file: &ItemFile,
    step: &StepItem,
    context: &Context<'_>,
) -> Result<ItemRow, WorkflowError> {
    let (safe, hand) = (Safe::within(tx), Hand { by: context.actor(), at: context.now });
    let before: Option<Life> = match &file.item {
        Some(row) => Some(safe.open_json(&["item", &row.id], &row.sealed_text)?),
        None => None,
    };
    let aspect = || of_json::<ReviewAspect>(&Value::String(step.aspect.clone()));
    let content = || step.content.as_ref().ok_or_else(|| WorkflowError::Fault("a step without its content".into()));
    let life = match (step.deed.as_str(), before) {
        ("written", None) => Life::draft(of_json(content()?)?, hand),
        // An item that lived in another bank comes with all that happened to it; only the house brings it in.
        ("brought-in", None) if context.permit.actor().is_none() => of_json(content()?)?,
        (_, None) => return Err(WorkflowError::NotFound),
        (deed, Some(mut life)) => {
            match deed {
                "written" if life.state == State::Draft => life.revise(of_json(content()?)?, hand, &step.why)?,
                "written" => life.reopen(of_json(content()?)?, hand, &step.why)?,
                "submitted" => life.submit(hand)?,
                "accepted" => life.accept(aspect()?, hand, &step.why)?,
                "key-checked" => {
                    let content = content()?;
                    let answer: Response = of_json(content.get("answer").unwrap_or(&Value::Null))?;
                    life.check_key(&answer, content.get("people").and_then(Value::as_bool), hand).map(drop)?;
                }
                "sent-back" => life.send_back(aspect()?, hand, &step.why)?,
                "piloted" => life.pilot(hand)?,
                "approved" => life.approve(hand)?,
                "activated" => life.activate(hand)?,
                "retired" => life.retire(hand, &step.why)?,
                "leaked" => life.leaked(hand, &step.why).map(drop)?,
                "commented" => life.comment(hand, &step.why)?,
                "seen" => life.seen(of_json(content()?)?)?,
                _ => return Err(Refusal::new("bank.state").into()),
            }
            life
        }
    };
    let newest = life.newest().ok_or_else(|| WorkflowError::Fault("an item without a version".into()))?;
    let item = &newest.item;
    let place = item.place.as_ref();
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    Ok(ItemRow {
        id: file.id.clone(),
        title: item.title.clone(),
        unit: place.map(|place| place.unit.clone()).unwrap_or_default(),
        criterion: place.map(|place| place.criterion.clone()).unwrap_or_default(),
        level: item.level.map(|level| level.as_str().to_owned()).unwrap_or_default(),
        kind: item.question.interaction.kind().to_owned(),
        language: word(&item.question.language),
        state: word(&life.state),
        version: i64::from(newest.number),
        in_use: life.in_use.map(i64::from),
        exposure: number(life.exposure()),
        days_seen: number(life.days_seen() as u64),
        example: item.example,
        sealed_text: safe.seal_json(&["item", &file.id], &life)?,
        updated_at: context.now,
    })
}

impl ExamBank {
    fn sees(&self, actor: &Actor) -> Result<(), WorkflowError> {
        may_see(actor, Action::SeeBank, &Object::body()).map(drop)
    }

    /// Items, by name; of one unit or in one state when these are not empty.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub async fn items(&self, actor: &Actor, unit: &str, state: &str) -> Result<Vec<ItemRow>, WorkflowError> {
        self.sees(actor)?;
        let mut find = Find::all();
        if !unit.is_empty() {
            find = find.and("unit", unit);
        }
        if !state.is_empty() {
            find = find.and("state", state);
        }
        Ok(self.flow.reader().find(&find.order_by(&["id"]).limit(10_000)).await?)
    }

    /// An item's life.
    ///
    /// # Errors
    /// Not found when there is none or the bank is not theirs to see.
    pub async fn life(&self, actor: &Actor, id: &str) -> Result<(ItemRow, Life), WorkflowError> {
        self.sees(actor)?;
        let row: ItemRow = found(self.flow.reader().get(id).await?)?;
        let life = self.opened(&row)?;
        Ok((row, life))
    }

    fn opened(&self, row: &ItemRow) -> Result<Life, WorkflowError> {
        Safe::of(self.flow.store()).open_json(&["item", &row.id], &row.sealed_text)
    }

    /// A step in an item's life. Whoever looked at the key of the version before its reviewers does not check it.
    ///
    /// # Errors
    /// What the bank's rules refuse.
    pub async fn step(&self, actor: &Actor, id: &str, step: &ItemStep, why: &str) -> Result<(), WorkflowError> {
        if matches!(step, ItemStep::CheckKey(..)) {
            let (_, life) = self.life(actor, id).await?;
            require(!self.saw_key(actor, &life).await?, "bank.saw-key")?;
        }
        self.flow.perform(actor, id.to_owned(), step.act(why)?).await.map(drop)
    }

    /// Brings in an item with the life that it had in another bank. An act of the house: whoever runs the machine.
    ///
    /// # Errors
    /// Refused when the bank has an item of that name.
    pub async fn bring_in(&self, life: &Life) -> Result<(), WorkflowError> {
        let newest = life.newest().ok_or_else(|| Refusal::new("bank.state"))?;
        let (deed, aspect, why) = ("brought-in".to_owned(), String::new(), String::new());
        let act = StepItem { deed, aspect, why, after: None, content: Some(serde_json::to_value(life)?) };
        self.flow.perform_as_house(newest.item.id.to_string(), act).await.map(drop)
    }

    /// Keeps files and stimuli that items show.
    ///
    /// # Errors
    /// Refused when a name stands for something else already.
    pub async fn keep_parts(
        &self,
        actor: &Actor,
        files: &[(String, Vec<u8>)],
        stimuli: &[Stimulus],
    ) -> Result<(), WorkflowError> {
        may_see(actor, Action::ChangeBank, &Object::body())?;
        let megapixels = u64::try_from(self.flow.settings().await?.int("upload.max_megapixels")).unwrap_or_default();
        let known = self.stimuli().await?;
        let mut parts = Vec::new();
        for (name, bytes) in files {
            match self.media(name).await? {
                Some((_, there)) if there == *bytes => continue,
                Some(_) => return Err(Refusal::new("bank.other-part").with("name", name).into()),
                None => {}
            }
            let upload = Upload {
                subject: None,
                purpose: Purpose::Case,
                limit: LARGEST,
                megapixels,
                accept: &[store::Media::Png, store::Media::Jpeg],
            };
            let object = self.flow.store().files()?.put_bytes(&upload, bytes.clone()).await?;
            parts.push(ItemPart {
                id: format!("media:{name}"),
                kind: "media".to_owned(),
                file: object.name,
                media_type: object.media_type,
                sealed_text: String::new(),
                updated_at: 0,
            });
        }
        for stimulus in stimuli {
            match known.iter().find(|known| known.id == stimulus.id) {
                Some(known) if known == stimulus => continue,
                Some(_) => return Err(Refusal::new("bank.other-part").with("name", &stimulus.id).into()),
                None => {}
            }
            let id = format!("stimulus:{}", stimulus.id.as_str());
            let sealed_text = Safe::of(self.flow.store()).seal_json(&["item-part", &id], stimulus)?;
            let (file, media_type) = (String::new(), String::new());
            parts.push(ItemPart { id, kind: "stimulus".to_owned(), file, media_type, sealed_text, updated_at: 0 });
        }
        if parts.is_empty() {
            return Ok(());
        }
        let names: Vec<String> = parts.iter().map(|part| part.id.clone()).collect();
        self.flow.perform(actor, names.clone(), KeepParts { names, parts }).await.map(drop)
    }

    /// A file that items show, and its media type.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn media(&self, name: &str) -> Result<Option<(String, Vec<u8>)>, WorkflowError> {
        let Some(part) = self.flow.reader().get::<ItemPart>(format!("media:{name}")).await? else { return Ok(None) };
        Ok(Some((part.media_type, self.flow.store().files()?.bytes(&part.file).await?.to_vec())))
    }

    async fn stimuli(&self) -> Result<Vec<Stimulus>, WorkflowError> {
        let parts: Vec<ItemPart> = self.flow.reader().find(&Find::by("kind", "stimulus")).await?;
        let open = |part: &ItemPart| -> Result<Stimulus, WorkflowError> {
            Safe::of(self.flow.store()).open_json(&["item-part", &part.id], &part.sealed_text)
        };
        parts.iter().map(open).collect()
    }

    /// Keeps a blueprint as a new version; answers its row.
    ///
    /// # Errors
    /// What its own check refuses, against the units of the scheme.
    pub async fn keep_blueprint(&self, actor: &Actor, mut blueprint: Blueprint) -> Result<BlueprintRow, WorkflowError> {
        let versions: Vec<BlueprintRow> =
            self.flow.reader().find(&Find::all().starts_with("id", &format!("{}:", blueprint.id))).await?;
        let newest = versions.iter().map(|row| row.version).max().unwrap_or_default();
        blueprint.version = u32::try_from(newest + 1).unwrap_or(u32::MAX);
        let act = KeepBlueprint { slug: blueprint.scheme.clone(), content: serde_json::to_value(&blueprint)? };
        self.flow.perform(actor, blueprint.id.clone(), act).await?;
        found(self.flow.reader().get(format!("{}:{}", blueprint.id, newest + 1)).await?)
    }

    /// Blueprints, newest versions last; of one scheme when it is named.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub async fn blueprints(&self, actor: &Actor, slug: Option<&str>) -> Result<Vec<BlueprintRow>, WorkflowError> {
        self.sees(actor)?;
        let find = slug.map_or_else(Find::all, |slug| Find::by("slug", slug));
        Ok(self.flow.reader().find(&find.order_by(&["id"])).await?)
    }

    /// A blueprint by its row's key.
    ///
    /// # Errors
    /// Not found when there is none or the bank is not theirs to see.
    pub async fn blueprint(&self, actor: &Actor, id: &str) -> Result<(BlueprintRow, Blueprint), WorkflowError> {
        self.sees(actor)?;
        let row: BlueprintRow = found(self.flow.reader().get(id).await?)?;
        let content = of_json(&row.content)?;
        Ok((row, content))
    }

    /// Fills a blueprint with parallel forms from what is on papers. Nothing is stored.
    ///
    /// # Errors
    /// Why there are no forms, as the first reason.
    pub async fn assemble(
        &self,
        actor: &Actor,
        blueprint: &BlueprintRow,
        forms: usize,
        code: &str,
    ) -> Result<Vec<Form>, WorkflowError> {
        match self.try_assemble(actor, blueprint, forms, code, self.seed()).await? {
            Ok(assembled) => Ok(assembled.forms),
            Err(reasons) => {
                let first = reasons.into_iter().next();
                Err(first.unwrap_or_else(|| Refusal::new("assembly.impossible")).into())
            }
        }
    }

    /// Chance for an assembly. The same chance makes the same forms of the same bank.
    #[must_use]
    pub fn seed(&self) -> Seed {
        let mut seed = [0; 32];
        self.flow.entropy().fill(&mut seed);
        Seed::new(seed)
    }

    /// As [`Self::assemble`], with that chance; answers all reasons why there are no forms, which is no error.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub async fn try_assemble(
        &self,
        actor: &Actor,
        blueprint: &BlueprintRow,
        forms: usize,
        code: &str,
        seed: Seed,
    ) -> Result<Result<Assembly, Vec<Refusal>>, WorkflowError> {
        let active = self.items(actor, "", "active").await?;
        let mut bank = Vec::with_capacity(active.len());
        for row in &active {
            let life = self.opened(row)?;
            let Some(version) = life.on_papers() else { continue };
            let shown = u32::try_from(life.exposure()).unwrap_or(u32::MAX);
            bank.push(Candidate { item: version.item.clone(), version: version.number, shown, reached: None });
        }
        let (stimuli, anchors) = (self.stimuli().await?, BTreeSet::new());
        let content: Blueprint = of_json(&blueprint.content)?;
        let code = code.to_owned();
        let assembled = tokio::task::spawn_blocking(move || {
            let (blueprint, bank, stimuli, anchors) = (&content, &bank, &stimuli, &anchors);
            let request = Request { blueprint, bank, stimuli, forms, anchors, code: &code, seed };
            assembly::assemble(&request, &assembly::Settings::default())
        })
        .await
        .map_err(|e| WorkflowError::Fault(e.to_string()))?;
        Ok(assembled.map_err(|unmet| match unmet {
            Unmet::Impossible(reasons) => reasons,
            Unmet::Undecided(reason) | Unmet::Refused(reason) => vec![reason],
        }))
    }

    /// Freezes a form.
    ///
    /// # Errors
    /// What its own check refuses, or a code that is taken.
    pub async fn freeze(
        &self,
        actor: &Actor,
        blueprint: &BlueprintRow,
        form: &Form,
    ) -> Result<ExamFormId, WorkflowError> {
        if let Some(fault) = form.check().into_iter().next() {
            return Err(fault.into());
        }
        let id = ExamFormId(new_id(&**self.flow.entropy(), self.flow.now()));
        let content: Blueprint = of_json(&blueprint.content)?;
        let act = FreezeForm {
            code: form.code.clone(),
            slug: blueprint.slug.clone(),
            blueprint_id: blueprint.id.clone(),
            questions: i64::try_from(form.questions.len()).unwrap_or(i64::MAX),
            minutes: i64::from(content.minutes),
            digest: form.digest()?,
            sealed_text: Safe::of(self.flow.store()).seal_json(&["exam-form", &id.to_string()], form)?,
        };
        self.flow.perform(actor, (id, form.code.clone()), act).await?;
        Ok(id)
    }

    /// Takes a form out of use.
    ///
    /// # Errors
    /// Refused without a reason, or when it is already.
    pub async fn withdraw(&self, actor: &Actor, id: ExamFormId, reason: &str) -> Result<(), WorkflowError> {
        let act = WithdrawForm { reason: reason.to_owned() };
        self.flow.perform(actor, (id, String::new()), act).await.map(drop)
    }

    /// Forms of a scheme that are in use.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn forms(&self, slug: &str) -> Result<Vec<ExamForm>, WorkflowError> {
        Ok(self.flow.reader().find(&Find::by("slug", slug).null("withdrawn").order_by(&["code"])).await?)
    }

    /// A form with its keys, for what is done with papers. Not for eyes.
    ///
    /// # Errors
    /// Not found, or a fault when it is not the one that was frozen.
    pub(crate) async fn form(&self, id: ExamFormId) -> Result<(ExamForm, Form), WorkflowError> {
        let row: ExamForm = found(self.flow.reader().get(id).await?)?;
        let form: Form = Safe::of(self.flow.store()).open_json(&["exam-form", &id.to_string()], &row.sealed_text)?;
        if form.digest()? != row.digest {
            return Err(WorkflowError::Fault("a form is not the one that was frozen".into()));
        }
        Ok((row, form))
    }
}
