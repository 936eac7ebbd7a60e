//! A study of the cut of a test, and what one of its judges says.

use std::collections::BTreeSet;

use certification::{
    act::{Context, Outcome},
    duty::Duty,
    exam::{RatingFile, StudyFile},
    id::{ExamFormId, PersonId, StudyId},
    record::{
        exam::{Blueprint, ExamForm},
        exam_standard::{StandardCut, StandardRating, StandardRound, StandardStudy},
    },
};
use store::{Find, Read, Tx};

use super::{Load, holders};
use crate::error::{WorkflowError, found};

/// Duties by which somebody can be a judge.
pub(crate) const JUDGES: [Duty; 3] = [Duty::SchemeCommittee, Duty::PanelMember, Duty::Assessor];

/// Who can be a judge on a day, by id.
pub(crate) async fn able(r: &mut impl Read, day: &str) -> Result<Vec<PersonId>, WorkflowError> {
    let mut people = BTreeSet::new();
    for duty in JUDGES {
        people.extend(holders(r, duty, day).await?);
    }
    Ok(people.into_iter().collect())
}

/// Which study; a new one is over a form.
#[derive(Debug, Clone)]
pub struct StudyKey {
    /// The study.
    pub id: StudyId,
    /// The form of a new one.
    pub form: Option<ExamFormId>,
}

impl Load for StudyFile {
    type Key = StudyKey;

    async fn load(tx: &mut Tx, key: &Self::Key, context: &Context<'_>) -> Result<Self, WorkflowError> {
        let study: Option<StandardStudy> = tx.get(key.id).await?;
        let able_judges = able(tx, &context.today().to_string()).await?;
        let (mut rounds, mut approved) = (Vec::<StandardRound>::new(), Vec::new());
        let (mut handed_in, mut form) = (0, None);
        let blueprint = match (&study, key.form) {
            (Some(study), _) => {
                rounds = tx.find(&Find::by("study_id", study.id).order_by(&["round"])).await?;
                let cuts: Vec<StandardCut> = tx.find(&Find::by("study_id", study.id)).await?;
                approved = cuts.iter().map(|cut| cut.round).collect();
                let of = Find::by("study_id", study.id).and("round", study.round);
                let ratings: Vec<StandardRating> = tx.find(&of).await?;
                let counts = |rating: &&StandardRating| rating.handed_in && study.sits(rating.judge_id, study.round);
                handed_in = i64::try_from(ratings.iter().filter(counts).count()).unwrap_or(i64::MAX);
                study.blueprint.clone()
            }
            (None, Some(id)) => {
                let row: ExamForm = found(tx.get(id).await?)?;
                let blueprint: Blueprint = found(tx.get(row.blueprint_id.as_str()).await?)?;
                form = Some(row);
                blueprint.blueprint
            }
            (None, None) => return Err(WorkflowError::NotFound),
        };
        let versions: Vec<Blueprint> = tx.find(&Find::all().starts_with("id", &format!("{blueprint}:"))).await?;
        let newest = versions.iter().map(|version| version.version).max().unwrap_or_default();
        let id = key.id;
        let round = study.as_ref().and_then(|study| rounds.iter().find(|round| round.round == study.round)).cloned();
        Ok(Self {
            id,
            blueprint,
            newest,
            study,
            round,
            rounds,
            approved,
            handed_in,
            able: able_judges,
            form,
            outcome: Outcome::default(),
        })
    }
}

/// Which study, and which of its judges.
#[derive(Debug, Clone, Copy)]
pub struct RatingKey {
    /// The study.
    pub study: StudyId,
    /// The judge.
    pub judge: PersonId,
}

impl Load for RatingFile {
    type Key = RatingKey;

    async fn load(tx: &mut Tx, key: &Self::Key, _: &Context<'_>) -> Result<Self, WorkflowError> {
        let study: StandardStudy = found(tx.get(key.study).await?)?;
        let rating = tx.get(format!("{}:{}:{}", study.id, study.round, key.judge).as_str()).await?;
        Ok(Self { study, judge: key.judge, rating, outcome: Outcome::default() })
    }
}
