//! A small event for tests: the people of the body, three assessors, some guests, the example schemes.

use certification::{
    duty::Duty,
    event::{EventPlan, PlanEvent},
    id::PersonId,
    record::{
        case::Case,
        event::{Event, Funding, Session},
    },
};

use crate::{
    cast::{Cast, activate},
    error::{RehearsalError, script},
    guests,
    player::{Conclusion, Finding, Player},
    schemes,
    stage::Rehearsal,
    verdicts::{Sitting, report},
};

/// The people and cases of a small event.
#[derive(Debug, Clone)]
pub struct Troupe {
    /// The people of the body.
    pub cast: Cast,
    /// The event `UJI-2025`, of 30 and 31 October 2025.
    pub event: Event,
    /// Three assessors of it.
    pub assessors: Vec<PersonId>,
    /// Its cases, all invited.
    pub cases: Vec<Case>,
}

/// The one session of the small event.
pub const SESSION: &str = "h1-pagi";

impl Troupe {
    /// Sets up the house and invites the first `guests` people, twelve at most.
    ///
    /// # Errors
    /// When an act was refused.
    pub async fn gather(stage: &Rehearsal, guests: usize) -> Result<Self, RehearsalError> {
        let cast = Cast::gather(stage).await?;
        for member in &cast.members {
            activate(stage, member.id).await?;
        }
        let offers = schemes::adopt(stage, cast.one(Duty::SchemeCommittee)?, schemes::examples()?).await?;
        let seats = i64::try_from(guests.max(1)).unwrap_or(1);
        let plan = EventPlan {
            code: "UJI-2025".to_owned(),
            title: "Sertifikasi contoh".to_owned(),
            host: "Dinas Perpustakaan dan Kearsipan Contoh".to_owned(),
            venue: "Aula Contoh, Banjarbaru".to_owned(),
            venue_kind: "sewaktu".to_owned(),
            venue_verified: true,
            kab: "63.72".to_owned(),
            starts: "2025-10-30".to_owned(),
            ends: "2025-10-31".to_owned(),
            zone: "Asia/Makassar".to_owned(),
            offers,
            funding: vec![Funding { id: "apbn".to_owned(), source: "APBN".to_owned(), seats }],
            sessions: vec![Session {
                id: SESSION.to_owned(),
                day: "2025-10-30".to_owned(),
                name: "Pagi".to_owned(),
                starts: "08:00".to_owned(),
                ends: "12:00".to_owned(),
                room: "Aula".to_owned(),
                capacity: seats,
            }],
            schedule: String::new(),
            ministry: String::new(),
            example: true,
        };
        let staff = cast.one(Duty::Staff)?;
        let event = stage.act(staff, (None, plan.code.clone()), PlanEvent { plan }).await?.file.event;
        cast.facilitate(stage, event.id).await?;
        let assessors = guests::appoint(stage, &cast, event.id).await?;
        let cases = guests::invite(stage, staff, &event, guests).await?;
        for case in &cases {
            activate(stage, case.person_id).await?;
        }
        Ok(Self { cast, event, assessors, cases })
    }

    /// Another event like this one, open and without cases, its seats paid by these.
    ///
    /// # Errors
    /// When an act was refused.
    pub async fn plan_another(
        &self,
        stage: &Rehearsal,
        code: &str,
        funding: Vec<Funding>,
    ) -> Result<Event, RehearsalError> {
        self.plan_with(stage, code, funding, self.event.sessions.clone()).await
    }

    /// As [`Self::plan_another`], with other sessions.
    ///
    /// # Errors
    /// When an act was refused.
    pub async fn plan_with(
        &self,
        stage: &Rehearsal,
        code: &str,
        funding: Vec<Funding>,
        sessions: Vec<Session>,
    ) -> Result<Event, RehearsalError> {
        let known = &self.event;
        let plan = EventPlan {
            code: code.to_owned(),
            title: format!("Acara lain {code}"),
            host: known.host.clone(),
            venue: known.venue.clone(),
            venue_kind: known.venue_kind.clone(),
            venue_verified: true,
            kab: known.kab.clone(),
            starts: known.starts.clone(),
            ends: known.ends.clone(),
            zone: known.zone.clone(),
            offers: known.offers.clone(),
            funding,
            sessions,
            schedule: String::new(),
            ministry: String::new(),
            example: true,
        };
        let staff = self.cast.one(Duty::Staff)?;
        Ok(stage.act(staff, (None, plan.code.clone()), PlanEvent { plan }).await?.file.event)
    }

    /// The player of the `n`th case.
    ///
    /// # Errors
    /// When there are not so many.
    pub fn player<'r>(&self, stage: &'r Rehearsal, n: usize) -> Result<Player<'r>, RehearsalError> {
        let case = self.cases.get(n).ok_or_else(|| script("there are not so many cases"))?;
        Ok(Player::new(stage, case.id, case.person_id))
    }

    /// Takes a case as far as its day and session: FR.AK.01 comes next.
    ///
    /// # Errors
    /// When an act was refused.
    pub async fn schedule<'r>(&self, stage: &'r Rehearsal, n: usize) -> Result<Player<'r>, RehearsalError> {
        let staff = self.cast.one(Duty::Staff)?;
        let assessor = self.assessors.get(n % 3).copied().ok_or_else(|| script("there are no assessors"))?;
        let player = self.player(stage, n)?;
        player.confirm().await?;
        player.apply().await?;
        player.check(staff, Conclusion::Accepted).await?;
        player.assess_oneself().await?;
        player.assign(staff, assessor, "").await?;
        player.review(true).await?;
        player.schedule(staff, SESSION).await?;
        Ok(player)
    }

    /// Takes the `n`th case from the invitation to the signed result; its assessor is the `n`th of three in turn.
    ///
    /// # Errors
    /// When an act was refused.
    pub async fn assess(&self, stage: &Rehearsal, n: usize, finding: Finding) -> Result<(), RehearsalError> {
        let player = self.schedule(stage, n).await?;
        player.propose().await?;
        player.accept().await?;
        player.attend(true).await?;
        player.examine(finding).await?;
        player.recommend(finding).await?;
        player.take_note(None).await
    }

    /// The assessors of the first `cases` cases report, and a panel of all members is convened.
    ///
    /// # Errors
    /// When an act was refused.
    pub async fn convene<'r>(&self, stage: &'r Rehearsal, cases: usize) -> Result<Sitting<'r>, RehearsalError> {
        for assessor in self.assessors.iter().take(cases.min(3)) {
            report(stage, *assessor, self.event.id, None).await?;
        }
        let members: Vec<PersonId> = self.cast.all(Duty::PanelMember).collect();
        Sitting::convene(stage, self.cast.one(Duty::Manager)?, self.event.id, "2025-10-31", members).await
    }
}
