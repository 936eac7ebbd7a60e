//! Where the cut of a written test comes from: judges rate the questions of a form alone, a round is closed, discussed
//! and perhaps repeated, and a cut that it has found is approved. Before a round is closed nobody sees what another
//! said, not even who runs the study. An approved cut is the next version of the blueprint; forms that are frozen keep
//! the one under which they were frozen.

mod approve;
mod end;
mod found;
mod said;

use std::collections::BTreeMap;

use certification::{
    entropy::new_id,
    exam::{CloseRound, NoteDiscussion, OpenRound, OpenStudy, SaveRating},
    id::{ExamFormId, PersonId, StudyId},
    permit::{self, Action, Actor, Object},
    record::{
        exam::{Blueprint as BlueprintRow, ExamForm},
        exam_standard::{Release, StandardCut, StandardRating, StandardRound, StandardStudy},
    },
    refusal::require,
};
use exam::{blueprint::Blueprint, form::FormQuestion, item::Stimulus};
use store::{Find, Read as _};

pub(crate) use self::said::{noted, said};
pub use self::{
    approve::Approval,
    found::{CutFound, RoundFound, Spread},
    said::{EBEL, Note, Said, Saying, Wishes, cell},
};
use self::{
    end::before,
    found::{Grounds, code},
    said::{notes, opened},
};
use crate::{
    Workflow, WorkflowError,
    exam_result::figures,
    exam_room::Safe,
    found,
    load::{RatingKey, StudyKey, able},
    may_see,
};

/// Studies of the house.
#[derive(Debug, Clone)]
pub struct ExamStandards {
    flow: Workflow,
}

impl Workflow {
    /// Setting the cuts of written tests.
    #[must_use]
    pub fn exam_standards(&self) -> ExamStandards {
        ExamStandards { flow: self.clone() }
    }
}

/// How far a judge is in the newest round; never what they said.
#[derive(Debug, Clone)]
pub struct Progress {
    /// Their code.
    pub code: String,
    /// Who.
    pub judge: PersonId,
    /// How many questions are rated.
    pub rated: i64,
    /// They are done.
    pub handed_in: bool,
    /// Their release, when they were released.
    pub released: Option<Release>,
}

/// A study in which the reader is a judge.
#[derive(Debug, Clone)]
pub struct OwnStudy {
    /// The study.
    pub study: StandardStudy,
    /// What they have said in the newest round.
    pub rating: Option<StandardRating>,
    /// The newest round that is closed and in which they counted; none before.
    pub closed: Option<i64>,
}

/// A study as its page shows it.
#[derive(Debug, Clone)]
pub struct StudyView {
    /// The study.
    pub study: StandardStudy,
    /// The form that is rated.
    pub form: ExamForm,
    /// How many questions it has.
    pub questions: usize,
    /// The blueprint under which it was frozen.
    pub blueprint: Blueprint,
    /// Judges in the newest round.
    pub progress: Vec<Progress>,
    /// Rounds, the first one first.
    pub rounds: Vec<StandardRound>,
    /// Cuts that were approved, the first one first.
    pub cuts: Vec<StandardCut>,
}

/// What one judge works on.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The study.
    pub study: StandardStudy,
    /// Code of the form.
    pub form: String,
    /// Questions as they stand on it.
    pub questions: Vec<FormQuestion>,
    /// What they share.
    pub stimuli: Vec<Stimulus>,
    /// The judge's own code.
    pub code: String,
    /// What they said so far.
    pub said: Said,
    /// They have handed in.
    pub handed_in: bool,
    /// The middle share of the panel in the round before, 0 to 1, by item.
    pub before: BTreeMap<String, f64>,
}

impl ExamStandards {
    fn safe(&self) -> Safe {
        Safe::of(self.flow.store())
    }

    async fn row(&self, id: StudyId) -> Result<StandardStudy, WorkflowError> {
        found(self.flow.reader().get(id).await?)
    }

    /// People who can be judges today.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to change.
    pub async fn able(&self, actor: &Actor) -> Result<Vec<PersonId>, WorkflowError> {
        may_see(actor, Action::ChangeBank, &Object::body())?;
        let today = certification::civil::day(self.flow.now(), &self.flow.settings().await?.text("body.zone"));
        able(&mut self.flow.reader(), &today.to_string()).await
    }

    /// Studies of a blueprint, in whatever version, oldest first.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub async fn of_blueprint(&self, actor: &Actor, key: &str) -> Result<Vec<StandardStudy>, WorkflowError> {
        may_see(actor, Action::SeeBank, &Object::body())?;
        Ok(self.flow.reader().find(&Find::by("blueprint", key).order_by(&["id"])).await?)
    }

    /// Studies in which the reader is a judge, newest first, with what they have said in the newest round.
    ///
    /// # Errors
    /// Refused when they can be no judge.
    pub async fn own(&self, actor: &Actor) -> Result<Vec<OwnStudy>, WorkflowError> {
        may_see(actor, Action::RateStandard, &Object::person(actor.person))?;
        let mut reader = self.flow.reader();
        let find = Find::all().lists("judges", actor.person).order_by(&["id"]).descending();
        let studies: Vec<StandardStudy> = reader.find(&find).await?;
        let ids = studies.iter().map(|study| study.id);
        let rounds: Vec<StandardRound> = reader.find(&Find::all().one_of("study_id", ids)).await?;
        let ratings = studies.iter().map(|study| format!("{}:{}:{}", study.id, study.round, actor.person));
        let ratings: Vec<StandardRating> = reader.find(&Find::all().one_of("id", ratings)).await?;
        let own = studies.into_iter().map(|study| {
            let seen = |round: &&StandardRound| {
                let over = round.closed_at.is_some() && round.cancelled.is_none();
                round.study_id == study.id && over && study.sits(actor.person, round.round)
            };
            OwnStudy {
                closed: rounds.iter().filter(seen).map(|round| round.round).max(),
                rating: ratings.iter().find(|rating| rating.study_id == study.id).cloned(),
                study,
            }
        });
        Ok(own.collect())
    }

    /// Opens a study over a form.
    ///
    /// # Errors
    /// Refused with too few judges, or with one whose duty does not fit.
    pub async fn open(
        &self,
        actor: &Actor,
        form: ExamFormId,
        method: &str,
        with_key: bool,
        judges: Vec<PersonId>,
    ) -> Result<StudyId, WorkflowError> {
        let id = StudyId(new_id(&**self.flow.entropy(), self.flow.now()));
        let act = OpenStudy { form, method: method.to_owned(), with_key, judges };
        self.flow.perform(actor, StudyKey { id, form: Some(form) }, act).await?;
        Ok(id)
    }

    /// A study with its progress.
    ///
    /// # Errors
    /// Not found when there is none or the bank is not theirs to see.
    pub async fn study(&self, actor: &Actor, id: StudyId) -> Result<StudyView, WorkflowError> {
        may_see(actor, Action::SeeBank, &Object::body())?;
        let study = self.row(id).await?;
        let (form, content) = self.flow.exam_bank().form(study.form_id).await?;
        let mut reader = self.flow.reader();
        let now: Vec<StandardRating> = reader.find(&Find::by("study_id", id).and("round", study.round)).await?;
        let progress = study.judges.iter().map(|judge| {
            let rating = now.iter().find(|rating| rating.judge_id == *judge);
            Progress {
                code: code(&study, *judge),
                judge: *judge,
                rated: rating.map_or(0, |rating| rating.rated),
                handed_in: rating.is_some_and(|rating| rating.handed_in),
                released: study.release(*judge).cloned(),
            }
        });
        Ok(StudyView {
            progress: progress.collect(),
            blueprint: self.blueprint(&study).await?,
            rounds: reader.find(&Find::by("study_id", id).order_by(&["round"])).await?,
            cuts: reader.find(&Find::by("study_id", id).order_by(&["round"])).await?,
            questions: content.questions.len(),
            form,
            study,
        })
    }

    async fn blueprint(&self, study: &StandardStudy) -> Result<Blueprint, WorkflowError> {
        let row: BlueprintRow = found(self.flow.reader().get(study.blueprint_id.as_str()).await?)?;
        Ok(serde_json::from_value(row.content)?)
    }

    /// What judges who count and handed in said in a round, in the order of their codes.
    async fn spoken(&self, study: &StandardStudy, round: i64) -> Result<Vec<(PersonId, Said)>, WorkflowError> {
        let safe = self.safe();
        let find = Find::by("study_id", study.id).and("round", round);
        let rows: Vec<StandardRating> = self.flow.reader().find(&find).await?;
        let mut out = Vec::new();
        for judge in study.judges.iter().filter(|judge| study.sits(**judge, round)) {
            let Some(row) = rows.iter().find(|row| row.judge_id == *judge && row.handed_in) else { continue };
            out.push((*judge, opened(&safe, row)?));
        }
        Ok(out)
    }

    /// What a closed round says, for its judges and for those who see the bank.
    ///
    /// # Errors
    /// Not found for others; refused while the round is open.
    pub async fn discussion(
        &self,
        actor: &Actor,
        id: StudyId,
        round: i64,
    ) -> Result<(StandardStudy, RoundFound), WorkflowError> {
        let study = self.row(id).await?;
        let rates = permit::check(actor, Action::RateStandard, &Object::person(actor.person)).is_ok();
        if !(rates && study.sits(actor.person, round)) {
            may_see(actor, Action::SeeBank, &Object::body())?;
        }
        let row: StandardRound = found(self.flow.reader().get(format!("{id}:{round}")).await?)?;
        require(row.cancelled.is_none(), "standard.round-cancelled")?;
        require(row.closed_at.is_some(), "standard.round-open")?;
        Ok((study.clone(), self.found(&study, row).await?))
    }

    async fn found(&self, study: &StandardStudy, round: StandardRound) -> Result<RoundFound, WorkflowError> {
        let (_, form) = self.flow.exam_bank().form(study.form_id).await?;
        let blueprint = self.blueprint(study).await?;
        let scores = self.flow.exam_results().form_scores(study.form_id).await?;
        let settings = figures(&self.flow.settings().await?);
        let now = self.spoken(study, round.round).await?;
        let before = match before(&mut self.flow.reader(), study.id, round.round).await? {
            None => None,
            Some(earlier) => Some(self.spoken(study, earlier).await?),
        };
        let notes = notes(&self.safe(), &round)?;
        let grounds = Grounds { study, blueprint: &blueprint, form: &form, scores: &scores, settings: &settings };
        Ok(grounds.found(round, &now, before.as_deref(), notes)?)
    }

    /// What a judge works on. Where the study shows keys, the look is noted, question by question.
    ///
    /// # Errors
    /// Not found when they are no judge of it; refused while no round is open.
    pub async fn sheet(&self, actor: &Actor, id: StudyId) -> Result<Sheet, WorkflowError> {
        let sheet = self.look(actor, id).await?;
        if sheet.study.with_key {
            let rates = may_see(actor, Action::RateStandard, &Object::person(actor.person))?;
            let items = sheet.questions.iter().map(|question| question.item.id.clone()).collect();
            self.flow.exam_bank().note_keys(actor, rates, items).await?;
        }
        Ok(sheet)
    }

    /// The same without a look at keys: what saves a page and what shows a picture.
    ///
    /// # Errors
    /// As [`Self::sheet`].
    pub async fn look(&self, actor: &Actor, id: StudyId) -> Result<Sheet, WorkflowError> {
        let study = self.row(id).await?;
        may_see(actor, Action::RateStandard, &Object::person(actor.person))?;
        if !study.judges.contains(&actor.person) {
            return Err(WorkflowError::NotFound);
        }
        require(study.sits(actor.person, study.round), "standard.released")?;
        require(study.withdrawn.is_none(), "standard.withdrawn")?;
        require(study.state == "rating", "standard.round-closed")?;
        let (row, form) = self.flow.exam_bank().form(study.form_id).await?;
        let mut medians = BTreeMap::new();
        let mut said = Said::default();
        let mut handed_in = false;
        let mut reader = self.flow.reader();
        let own = |round: i64| format!("{id}:{round}:{}", actor.person);
        let earlier = before(&mut reader, id, study.round).await?;
        if let Some(rating) = reader.get::<StandardRating>(own(study.round)).await? {
            handed_in = rating.handed_in;
            said = opened(&self.safe(), &rating)?;
        } else if let Some(earlier) = earlier
            && let Some(rating) = reader.get::<StandardRating>(own(earlier)).await?
        {
            said = opened(&self.safe(), &rating)?;
        }
        if let Some(earlier) = earlier {
            let earlier = self.spoken(&study, earlier).await?;
            for question in &form.questions {
                let item = question.item.id.as_str();
                let mut shares: Vec<f64> =
                    earlier.iter().filter_map(|(_, said)| said.share(&study.method, item)).collect();
                shares.sort_by(f64::total_cmp);
                let at = |place: usize| shares.get(place).copied();
                if let Some((low, high)) = at(shares.len().saturating_sub(1) / 2).zip(at(shares.len() / 2)) {
                    medians.insert(item.to_owned(), f64::midpoint(low, high));
                }
            }
        }
        Ok(Sheet {
            code: code(&study, actor.person),
            study,
            form: row.code,
            questions: form.questions,
            stimuli: form.stimuli,
            said,
            handed_in,
            before: medians,
        })
    }

    /// Keeps what a judge says, or hands it in.
    ///
    /// # Errors
    /// Not found when they are no judge of it; refused off the scale, when the round is closed, and when what is
    /// handed in is not complete.
    pub async fn save(
        &self,
        actor: &Actor,
        id: StudyId,
        round: i64,
        saying: &Saying,
        hand_in: bool,
    ) -> Result<(), WorkflowError> {
        let said = serde_json::to_value(saying)?;
        let act = SaveRating { round, hand_in, said, rated: 0, sealed_text: String::new() };
        self.flow.perform(actor, RatingKey { study: id, judge: actor.person }, act).await.map(drop)
    }

    /// Closes the round.
    ///
    /// # Errors
    /// Refused while too few have handed in.
    pub async fn close(&self, actor: &Actor, id: StudyId, round: i64) -> Result<(), WorkflowError> {
        self.flow.perform(actor, StudyKey { id, form: None }, CloseRound { round }).await.map(drop)
    }

    /// Keeps what was said in the discussion.
    ///
    /// # Errors
    /// Refused outside of one, or when nothing is said.
    pub async fn note(&self, actor: &Actor, id: StudyId, round: i64, text: &str) -> Result<(), WorkflowError> {
        let act = NoteDiscussion { round, text: text.to_owned(), sealed_text: String::new() };
        self.flow.perform(actor, StudyKey { id, form: None }, act).await.map(drop)
    }

    /// Opens the next round after the newest one that counts.
    ///
    /// # Errors
    /// Refused without a reason, or while a round is open.
    pub async fn again(&self, actor: &Actor, id: StudyId, after: i64, reason: &str) -> Result<(), WorkflowError> {
        require(self.row(id).await?.round == after, "standard.round-open")?;
        let rounds: Vec<StandardRound> = self.flow.reader().find(&Find::by("study_id", id)).await?;
        let last = rounds.iter().map(|round| round.round).max().unwrap_or(after);
        let act = OpenRound { round: last + 1, reason: reason.to_owned() };
        self.flow.perform(actor, StudyKey { id, form: None }, act).await.map(drop)
    }
}
