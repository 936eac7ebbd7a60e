//! Events: an office asks for one, staff set it up, participants become invited people with a case.

use serde::{Deserialize, Serialize};

use crate::{
    act::{Act, Context, Outcome, Outcomes},
    assignment::{Load, clash_of_change},
    id::{EventId, PersonId},
    permit::{Action, Object},
    record::{
        case::Case,
        event::{Event, Funding, Offer, Session},
        import::ImportRow,
        organisation::Series,
        person::{Account, Institution, Person},
    },
    refusal::{Refusal, require},
    series,
    stage::{Funnel, Stage},
};

/// What an event is made of, as typed by staff.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventPlan {
    /// Code for people and commands.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The facilitator's office.
    pub host: String,
    /// The assessment venue (TUK).
    pub venue: String,
    /// `sewaktu`, `tempat-kerja` or `mandiri`.
    pub venue_kind: String,
    /// The venue was verified for the schemes.
    pub venue_verified: bool,
    /// Kemendagri code of the venue's district.
    pub kab: String,
    /// First day, ISO.
    pub starts: String,
    /// Last day, ISO.
    pub ends: String,
    /// IANA zone.
    pub zone: String,
    /// Schemes offered.
    pub offers: Vec<Offer>,
    /// Seats by funding source.
    pub funding: Vec<Funding>,
    /// Sessions.
    pub sessions: Vec<Session>,
    /// The authority's code of the schedule; empty until it was given.
    pub schedule: String,
    /// The authority's code of the ministry; empty where none is concerned.
    pub ministry: String,
    /// Demonstration.
    pub example: bool,
}

/// An event with what its acts need.
#[derive(Debug, Clone)]
pub struct EventFile {
    /// The event.
    pub event: Event,
    /// It is not stored yet.
    pub new: bool,
    /// Another event has this code.
    pub code_taken: bool,
    /// Seats taken by funding source.
    pub taken: Vec<(String, i64)>,
    /// Cases by session.
    pub seated: Vec<(String, i64)>,
    /// What each assessor of the event has, here and elsewhere on its days.
    pub loads: Vec<Vec<Load>>,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

impl Outcomes for EventFile {
    fn stream(&self) -> String {
        format!("event/{}", self.event.id)
    }

    fn subject(&self) -> Option<PersonId> {
        None
    }

    fn object(&self) -> Object {
        Object::event(self.event.id)
    }

    fn close(&mut self, _: &Context<'_>) -> Outcome {
        self.outcome.put(&self.event);
        std::mem::take(&mut self.outcome)
    }
}

impl EventFile {
    /// An event that does not exist yet.
    #[must_use]
    pub fn blank(id: EventId, now: i64) -> Self {
        Self {
            event: Event {
                id,
                code: String::new(),
                title: String::new(),
                host: String::new(),
                venue: String::new(),
                venue_kind: "sewaktu".to_owned(),
                venue_verified: false,
                kab: String::new(),
                starts: String::new(),
                ends: String::new(),
                zone: "Asia/Jakarta".to_owned(),
                offers: Vec::new(),
                funding: Vec::new(),
                sessions: Vec::new(),
                schedule: None,
                ministry: None,
                status: "open".to_owned(),
                example: false,
                created_at: now,
            },
            new: true,
            code_taken: false,
            taken: Vec::new(),
            seated: Vec::new(),
            loads: Vec::new(),
            outcome: Outcome::default(),
        }
    }

    /// A session with cases in it keeps its day and enough places.
    fn keeps_sessions(&self, plan: &EventPlan) -> Result<(), Refusal> {
        for (id, seated) in &self.seated {
            let of = |all: &[Session]| all.iter().find(|s| s.id == *id).cloned();
            let Some(before) = of(&self.event.sessions) else { continue };
            if !of(&plan.sessions).is_some_and(|s| s.day == before.day && s.capacity >= *seated) {
                return Err(Refusal::new("event.session-in-use").with("name", before.name).with("seated", seated));
            }
        }
        Ok(())
    }

    /// Other hours, another room or zone must not put an assessor into two places at once.
    fn keeps_assessors_apart(&self, after: &Event) -> Result<(), Refusal> {
        let Some((own, other)) = self.loads.iter().find_map(|load| clash_of_change(&self.event, after, load)) else {
            return Ok(());
        };
        let mut refusal = Refusal::new("event.session-clash").with("name", own.session.name.clone()).by("R-07");
        refusal.args.extend(other.told());
        Err(refusal)
    }
}

/// Longest code of the authority, in characters.
const CODE_MAX: usize = 60;

/// Creates or changes an event.
#[derive(Debug, Clone, Serialize)]
pub struct PlanEvent {
    /// The plan.
    pub plan: EventPlan,
}

impl EventPlan {
    /// Everything in the plan that will not do, whatever else is planned: so that a form can say it at once.
    #[must_use]
    pub fn faults(&self) -> Vec<Refusal> {
        let code = self.code.trim();
        let shape = (3..=24).contains(&code.len())
            && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-');
        let kinds = ["sewaktu", "tempat-kerja", "mandiri"];
        let (starts, ends) = (self.starts.parse::<jiff::civil::Date>(), self.ends.parse::<jiff::civil::Date>());
        let days = matches!((starts, ends), (Ok(a), Ok(b)) if a <= b);
        let sessions = self.sessions.iter().all(|session| {
            // While the days of the event will not do themselves, no session is measured by them.
            let within = !days || session.day >= self.starts && session.day <= self.ends;
            within && session.starts < session.ends && session.capacity > 0
        });
        let short = |code: &str| code.trim().chars().count() <= CODE_MAX;
        [
            (shape, "event.code"),
            (!self.title.trim().is_empty(), "event.title"),
            (!self.venue.trim().is_empty(), "event.venue"),
            (kinds.contains(&self.venue_kind.as_str()), "event.venue-kind"),
            (days, "event.days"),
            (jiff::tz::TimeZone::get(&self.zone).is_ok(), "event.zone"),
            (!self.offers.is_empty(), "event.no-scheme"),
            (self.funding.iter().map(|f| f.seats).sum::<i64>() > 0, "event.no-seat"),
            (sessions, "event.session"),
            (short(&self.schedule) && short(&self.ministry), "event.authority-code"),
        ]
        .into_iter()
        .filter_map(|(holds, code)| require(holds, code).err())
        .collect()
    }
}

impl Act for PlanEvent {
    type File = EventFile;
    const NAME: &'static str = "PlanEvent";
    const ACTION: Action = Action::ChangeEvent;

    fn judge(&self, file: &mut EventFile, _: &Context<'_>) -> Result<(), Refusal> {
        let plan = &self.plan;
        if let Some(fault) = plan.faults().into_iter().next() {
            return Err(fault);
        }
        require(!file.code_taken, "event.code-taken")?;
        let code = plan.code.trim();
        let given = |typed: &str| Some(typed.trim().to_owned()).filter(|code| !code.is_empty());
        let (schedule, ministry) = (given(&plan.schedule), given(&plan.ministry));
        for (funding, taken) in &file.taken {
            let seats = plan.funding.iter().find(|f| f.id == *funding).map_or(0, |f| f.seats);
            if seats < *taken {
                return Err(Refusal::new("event.fewer-seats-than-taken").with("taken", taken).with("seats", seats));
            }
        }
        file.keeps_sessions(plan)?;
        let mut event = file.event.clone();
        event.code = code.to_owned();
        event.title = plan.title.trim().to_owned();
        event.host = plan.host.trim().to_owned();
        event.venue = plan.venue.trim().to_owned();
        event.venue_kind.clone_from(&plan.venue_kind);
        event.venue_verified = plan.venue_verified;
        event.kab.clone_from(&plan.kab);
        event.starts.clone_from(&plan.starts);
        event.ends.clone_from(&plan.ends);
        event.zone.clone_from(&plan.zone);
        event.offers.clone_from(&plan.offers);
        event.funding.clone_from(&plan.funding);
        event.sessions.clone_from(&plan.sessions);
        event.schedule = schedule;
        event.ministry = ministry;
        event.example = plan.example;
        file.keeps_assessors_apart(&event)?;
        file.event = event;
        Ok(())
    }
}

/// Closes or reopens an event for further participants.
#[derive(Debug, Clone, Serialize)]
pub struct SetEventStatus {
    /// `open`, `closed` or `cancelled`.
    pub status: String,
    /// Why, when it is cancelled.
    pub reason: String,
}

impl Act for SetEventStatus {
    type File = EventFile;
    const NAME: &'static str = "SetEventStatus";
    const ACTION: Action = Action::ChangeEvent;

    fn judge(&self, file: &mut EventFile, _: &Context<'_>) -> Result<(), Refusal> {
        require(matches!(self.status.as_str(), "open" | "closed" | "cancelled"), "event.status")?;
        require(self.status != "cancelled" || !self.reason.trim().is_empty(), "event.reason-wanted")?;
        file.event.status.clone_from(&self.status);
        Ok(())
    }
}

/// A participant about to be invited: the case that will be opened.
#[derive(Debug, Clone)]
pub struct InvitationFile {
    /// The event.
    pub event: Event,
    /// The scheme version offered, by its name: what it says is not asked for here.
    pub offer: Offer,
    /// The person, known already or new.
    pub person: Person,
    /// The person was known already (same NIK).
    pub known: bool,
    /// The institution, known already or new.
    pub institution: Option<Institution>,
    /// The institution is not stored yet.
    pub new_institution: bool,
    /// The account, when there is one; after the act, theirs.
    pub account: Option<Account>,
    /// A case of this person, event and scheme; after the act, the one it opened.
    pub existing: Option<Case>,
    /// Seats taken by funding source.
    pub taken: Vec<(String, i64)>,
    /// The running number that the case will have, see [`series::running`].
    pub running: i64,
    /// The workbook's row, when from one.
    pub row: Option<ImportRow>,
    /// Id of the case to be opened.
    pub case_id: crate::id::CaseId,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

impl Outcomes for InvitationFile {
    fn stream(&self) -> String {
        format!("case/{}", self.existing.as_ref().map_or(self.case_id, |c| c.id))
    }

    fn subject(&self) -> Option<PersonId> {
        Some(self.person.id)
    }

    fn object(&self) -> Object {
        Object::event(self.event.id)
    }

    fn close(&mut self, _: &Context<'_>) -> Outcome {
        std::mem::take(&mut self.outcome)
    }
}

/// Invites a person to an event: opens their case, with a seat paid by a source.
#[derive(Debug, Clone, Serialize)]
pub struct InviteParticipant {
    /// Who pays the seat: key of the event's funding; the first with a free seat when empty.
    pub funding: String,
}

impl Act for InviteParticipant {
    type File = InvitationFile;
    const NAME: &'static str = "InviteParticipant";
    const ACTION: Action = Action::ImportParticipants;

    fn judge(&self, file: &mut InvitationFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(file.event.status == "open", "event.not-open")?;
        require(file.event.offers.contains(&file.offer), "event.scheme-not-offered")?;
        if let Some(existing) = &file.existing {
            return Err(Refusal::new("case.exists").with("running", existing.running));
        }
        let free = |f: &&Funding| file.taken.iter().find(|(id, _)| *id == f.id).map_or(0, |(_, n)| *n) < f.seats;
        let seat = file
            .event
            .funding
            .iter()
            .filter(|f| self.funding.is_empty() || f.id == self.funding)
            .find(free)
            .map(|f| f.id.clone())
            .ok_or_else(|| Refusal::new("event.no-free-seat").with("seats", file.event.seats()))?;
        if let (true, Some(institution)) = (file.new_institution, &file.institution) {
            file.outcome.put(institution);
        }
        file.person.institution_id = file.institution.as_ref().map(|i| i.id).or(file.person.institution_id);
        file.person.email = file.person.email.as_deref().map(str::to_lowercase);
        file.person.updated_at = context.now;
        file.outcome.put(&file.person);
        let account = file
            .account
            .clone()
            .unwrap_or_else(|| Account::invited(file.person.id, "id", context.entropy, context.now));
        file.outcome.put(&account);
        let case = Case {
            id: file.case_id,
            event_id: file.event.id,
            person_id: file.person.id,
            slug: file.offer.slug.clone(),
            scheme_version_id: file.offer.scheme_version_id,
            running: file.running,
            name: file.person.name.clone(),
            institution_id: file.person.institution_id,
            kab: file.person.kab.clone(),
            funding: seat,
            alternative: None,
            confirmed_at: None,
            application_verdict: None,
            application_note: None,
            assessor_id: None,
            conflict_free: None,
            review: None,
            candidate_type: None,
            session: None,
            day: None,
            present: None,
            withdrawn: None,
            recommendation: None,
            decision: None,
            reported_at: None,
            round: 1,
            stage: Stage::Invited,
            funnel: Funnel { registered: true, ..Funnel::default() },
            opened_at: context.now,
            stage_at: context.now,
        };
        file.outcome.put(&Series { id: series::running(file.event.id), next: file.running + 1 });
        file.outcome.put(&case);
        if let Some(row) = &mut file.row {
            row.state = "imported".to_owned();
            row.case_id = Some(case.id);
            row.person_id = file.person.id;
            file.outcome.put(row);
        }
        file.account = Some(account);
        file.existing = Some(case);
        let code = file.event.code.clone();
        file.outcome.notify(file.person.id, "participant-invited", &[("event", &code)]);
        Ok(())
    }
}
