//! Blueprints and the forms made of them: a blueprint is judged against the units of its scheme in the act, forms are
//! assembled from what is on papers, and frozen sealed.

use std::collections::BTreeSet;

use certification::{
    entropy::new_id,
    exam::{BlueprintFile, FreezeForm, KeepBlueprint, WithdrawForm},
    id::ExamFormId,
    permit::Actor,
    record::{
        exam::{Blueprint as BlueprintRow, ExamForm},
        scheme::SchemeVersion,
    },
    refusal::{Refusal, require},
    setting::Settings as InForce,
};
use exam::{
    assembly::{self, Assembly, Candidate, Request, Unmet},
    blueprint::{Blueprint, Limits},
    form::Form,
    paper::shuffle::Seed,
};
use store::{Find, Read as _, Tx};

use super::{ExamBank, of_json};
use crate::{WorkflowError, exam_room::Safe, found};

/// By which numbers forms are assembled. What is no setting keeps one request from taking the server's memory and time.
fn assembling(settings: &InForce) -> assembly::Settings {
    let most = |key: &str| u32::try_from(settings.int(key)).unwrap_or_default();
    assembly::Settings {
        most_shown: most("exam.most_shown"),
        whole_stimuli: settings.yes("exam.whole_stimuli"),
        tolerance: most("exam.forms_differ") * 10,
        most_forms: most("exam.most_forms") as usize,
        nodes: most("exam.search_steps").into(),
        ..assembly::Settings::default()
    }
}

/// Judges a blueprint within its act: by its own check, against the units of its scheme as they stand in that moment:
/// those of the published version, or of the newest draft where none is published. An approval that it claims is that
/// of the version before.
pub(crate) async fn judged(tx: &mut Tx, file: &BlueprintFile, act: &KeepBlueprint) -> Result<(), WorkflowError> {
    let blueprint: Blueprint = of_json(&act.content)?;
    let former: Option<Blueprint> = file.former.as_ref().map(|former| of_json(&former.content)).transpose()?;
    require(blueprint.clone().proposed(former.as_ref()) == blueprint, "blueprint.cut-not-approved")?;
    let versions: Vec<SchemeVersion> = tx.find(&Find::by("slug", act.slug.as_str()).order_by(&["id"])).await?;
    let standing = || versions.iter().filter(|version| version.status != "withdrawn");
    let scheme = standing().rfind(|version| version.status == "published").or_else(|| standing().next_back());
    let Some(scheme) = scheme.filter(|_| blueprint.scheme == act.slug) else {
        return Err(Refusal::new("blueprint.unknown-scheme").with("scheme", &act.slug).into());
    };
    match blueprint.check(&scheme.units, &Limits::default()).into_iter().next() {
        Some(fault) => Err(fault.into()),
        None => Ok(()),
    }
}

impl ExamBank {
    /// Keeps a blueprint as a new version; answers its row. Its cut is proposed by that, whatever day stands in it;
    /// where cut and test are those of the newest version, they are approved as that one was.
    ///
    /// # Errors
    /// What its own check refuses, against the units of the scheme.
    pub async fn keep_blueprint(&self, actor: &Actor, blueprint: Blueprint) -> Result<BlueprintRow, WorkflowError> {
        let mut versions: Vec<BlueprintRow> =
            self.flow.reader().find(&Find::all().starts_with("id", &format!("{}:", blueprint.id))).await?;
        versions.sort_by_key(|row| row.version);
        let newest = versions.last().map_or(0, |row| row.version);
        let former: Option<Blueprint> = versions.last().map(|row| of_json(&row.content)).transpose()?;
        let mut blueprint = blueprint.proposed(former.as_ref());
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

    /// As [`Self::assemble`], with that chance; answers all reasons why there are no forms, which is no error. How
    /// difficult an item is, is known where enough candidates of released tests were asked that version of it.
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
        let mut pilot = self.on_trial(actor).await?;
        // Example material is for practice: nobody is certified by it.
        let practice = self.is_practice(&blueprint.slug).await?;
        pilot.retain(|candidate| practice || !candidate.item.example);
        let known = self.flow.exam_results().reached().await?;
        let mut bank = Vec::with_capacity(active.len());
        for row in &active {
            let life = self.opened(row)?;
            let Some(version) = life.on_papers().filter(|version| practice || !version.item.example) else { continue };
            let shown = u32::try_from(life.exposure()).unwrap_or(u32::MAX);
            let reached = known.get(&(version.item.id.clone(), version.number)).copied();
            bank.push(Candidate { item: version.item.clone(), version: version.number, shown, reached });
        }
        let (stimuli, anchors) = (self.stimuli().await?, BTreeSet::new());
        let content: Blueprint = of_json(&blueprint.content)?;
        let code = code.to_owned();
        let settings = assembling(&self.flow.settings().await?);
        let assembled = tokio::task::spawn_blocking(move || {
            let (blueprint, bank, stimuli, anchors) = (&content, &bank, &stimuli, &anchors);
            let request = Request { blueprint, bank, stimuli, forms, anchors, code: &code, seed };
            let mut assembled = assembly::assemble(&request, &settings)?;
            let added = assembly::trials::add(&mut assembled.forms, blueprint, &pilot, &seed);
            added.map_err(|refusal| Unmet::Impossible(vec![refusal]))?;
            Ok(assembled)
        })
        .await
        .map_err(|e| WorkflowError::Fault(e.to_string()))?;
        Ok(assembled.map_err(|unmet| match unmet {
            Unmet::Impossible(reasons) => reasons,
            Unmet::Undecided(reason) | Unmet::Refused(reason) => vec![reason],
        }))
    }

    /// Whether a scheme is an example itself, by its newest version: the only ones whose forms may hold example items.
    pub(super) async fn is_practice(&self, slug: &str) -> Result<bool, WorkflowError> {
        let versions: Vec<SchemeVersion> = self.flow.reader().find(&Find::by("slug", slug)).await?;
        let standing = versions.iter().filter(|version| version.status != "withdrawn");
        Ok(standing.max_by_key(|version| version.published_at).is_none_or(|newest| newest.example))
    }

    /// Items in their pilot, in the version that is tried out.
    async fn on_trial(&self, actor: &Actor) -> Result<Vec<Candidate>, WorkflowError> {
        let mut out = Vec::new();
        for row in self.items(actor, "", "pilot").await? {
            let life = self.opened(&row)?;
            let Some(version) = life.newest() else { continue };
            let shown = u32::try_from(life.exposure()).unwrap_or(u32::MAX);
            out.push(Candidate { item: version.item.clone(), version: version.number, shown, reached: None });
        }
        Ok(out)
    }

    /// Freezes a form.
    ///
    /// # Errors
    /// What its own check refuses, a question in another language than the blueprint's, or a code that is taken.
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
        if let Some(other) = form.asked().find(|asked| asked.item.question.language != content.language) {
            let refusal = Refusal::new("form.other-language").with("item", &other.item.id);
            return Err(refusal.with("language", content.language.as_str()).into());
        }
        let act = FreezeForm {
            code: form.code.clone(),
            slug: blueprint.slug.clone(),
            blueprint_id: blueprint.id.clone(),
            questions: i64::try_from(form.asked().count()).unwrap_or(i64::MAX),
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

#[cfg(test)]
mod tests {
    use super::{InForce, assembling, assembly};

    #[test]
    fn the_defaults_of_the_settings_are_those_of_assembling() {
        assert_eq!(assembling(&InForce::default()), assembly::Settings::default());
    }
}
