//! What the house keeps about a person, for that person alone, and the trace of what was done with it (UU PDP 27/2022
//! art. 32). What belongs to others or is secret by a rule is left out: votes of single members, keys and questions of
//! tests, results that are not released, answers of forms about others.

mod case;

use std::collections::BTreeSet;

use certification::{
    id::{CaseId, PersonId},
    permit::{Action, Actor, Object},
    record::{
        case::{Assignment, Case},
        certificate::{Certificate, StatusChange},
        event::Event,
        import::ImportRow,
        person::{Account, Appointment, Assessor, Institution, Person, Tie},
    },
};
use serde_json::{Map, Value, json};
use store::{
    Find, HistoryEntry, Read,
    journal::acts_about,
    outside::{Access, Look, looks_about, sessions_of},
};

use crate::{Workflow, WorkflowError, found, load::case_files, may_see};

/// What the access log calls a copy that somebody took of their own data.
pub const COPY_OWN: &str = "copy-own-data";

/// A group of what is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Who one is, and how one is reached.
    Identity,
    /// The account and where it is signed in.
    Account,
    /// Appointments, the assessor's registration, declared ties.
    Duties,
    /// Rows of workbooks that offices sent.
    Workbooks,
    /// Cases with their assignment, recommendation and decision.
    Cases,
    /// Consents.
    Consents,
    /// Documents, and verdicts on requirements.
    Documents,
    /// Forms with their answers, and own signatures.
    Forms,
    /// Released results of written tests.
    Tests,
    /// Certificates and their status.
    Certificates,
}

impl Group {
    /// Every group, in the order of the copy.
    pub const ALL: [Self; 10] = [
        Self::Identity,
        Self::Account,
        Self::Duties,
        Self::Workbooks,
        Self::Cases,
        Self::Consents,
        Self::Documents,
        Self::Forms,
        Self::Tests,
        Self::Certificates,
    ];

    /// Its name in the copy.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Account => "account",
            Self::Duties => "duties",
            Self::Workbooks => "workbooks",
            Self::Cases => "cases",
            Self::Consents => "consents",
            Self::Documents => "documents",
            Self::Forms => "forms",
            Self::Tests => "tests",
            Self::Certificates => "certificates",
        }
    }
}

/// A value that is kept.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// As it was written.
    Text(String),
    /// A word of the house, such as `granted`.
    Coded(String),
    /// A day, ISO.
    Day(String),
    /// An instant, microseconds UTC.
    At(i64),
    /// A number.
    Number(i64),
    /// Yes or no.
    Yes(bool),
    /// Answers and cells by their field.
    Whole(Value),
}

impl Fact {
    fn json(&self) -> Value {
        match self {
            Self::Text(text) | Self::Coded(text) | Self::Day(text) => json!(text),
            Self::At(at) => json!(jiff::Timestamp::from_microsecond(*at).map(|t| t.to_string()).unwrap_or_default()),
            Self::Number(n) => json!(n),
            Self::Yes(yes) => json!(yes),
            Self::Whole(value) => value.clone(),
        }
    }
}

/// Something that is kept: its values by name. What is empty is left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Kept(pub Vec<(&'static str, Fact)>);

impl Kept {
    fn text(self, name: &'static str, value: impl Into<Option<String>>) -> Self {
        let value = value.into().filter(|text: &String| !text.trim().is_empty());
        self.some(name, value.map(Fact::Text))
    }

    fn coded(self, name: &'static str, value: impl Into<Option<String>>) -> Self {
        let value = value.into().filter(|text: &String| !text.is_empty());
        self.some(name, value.map(Fact::Coded))
    }

    fn day(self, name: &'static str, value: impl Into<Option<String>>) -> Self {
        let value = value.into();
        self.some(name, value.map(Fact::Day))
    }

    fn at(self, name: &'static str, value: impl Into<Option<i64>>) -> Self {
        let value = value.into();
        self.some(name, value.map(Fact::At))
    }

    fn number(self, name: &'static str, value: i64) -> Self {
        self.some(name, Some(Fact::Number(value)))
    }

    fn yes(self, name: &'static str, value: impl Into<Option<bool>>) -> Self {
        let value = value.into();
        self.some(name, value.map(Fact::Yes))
    }

    fn whole(self, name: &'static str, value: Option<Value>) -> Self {
        self.some(name, value.filter(|value| !value.is_null()).map(Fact::Whole))
    }

    fn some(mut self, name: &'static str, fact: Option<Fact>) -> Self {
        self.0.extend(fact.map(|fact| (name, fact)));
        self
    }

    fn json(&self) -> Value {
        Value::Object(self.0.iter().map(|(name, fact)| ((*name).to_owned(), fact.json())).collect::<Map<_, _>>())
    }
}

/// Everything that is kept about a person, in groups.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Holdings {
    /// What is kept, with its group, in the order of the groups.
    pub kept: Vec<(Group, Kept)>,
}

impl Holdings {
    fn put(&mut self, group: Group, kept: Kept) {
        if !kept.0.is_empty() {
            self.kept.push((group, kept));
        }
    }

    /// What stands in a group.
    pub fn of(&self, group: Group) -> impl Iterator<Item = &Kept> {
        self.kept.iter().filter(move |(of, _)| *of == group).map(|(_, kept)| kept)
    }

    /// The copy as JSON, made at that instant (microseconds UTC) by the body of that name.
    #[must_use]
    pub fn json(&self, body: &str, at: i64) -> Value {
        let groups: Map<String, Value> = Group::ALL
            .iter()
            .map(|group| (group.as_str().to_owned(), self.of(*group).map(Kept::json).collect::<Vec<_>>().into()))
            .collect();
        json!({ "kept_by": body, "made_at": Fact::At(at).json(), "kept": groups })
    }
}

/// What a person may know of who dealt with their data.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Circle {
    /// Their cases.
    pub cases: Vec<CaseId>,
    /// Assessors whom one of their cases had: the candidate knows them by name.
    pub assessors: BTreeSet<PersonId>,
    /// Things at which a look concerns them, though it names nobody: workbooks and events in which they stand.
    pub objects: Vec<String>,
}

/// Cases and rows that one person can have at most in one look.
const MOST: i64 = 500;

/// The circle of a person.
///
/// # Errors
/// When the store cannot be read.
pub async fn circle(r: &mut impl Read, me: PersonId) -> Result<Circle, WorkflowError> {
    let cases: Vec<Case> = r.find(&Find::by("person_id", me).order_by(&["id"]).limit(MOST).unopened()).await?;
    let rows: Vec<ImportRow> = r.find(&Find::by("person_id", me).order_by(&["id"]).limit(MOST).unopened()).await?;
    let assigned: Vec<Assignment> = r.find(&Find::all().one_of("case_id", cases.iter().map(|case| case.id))).await?;
    let batches: BTreeSet<String> = rows.iter().map(|row| format!("import:{}", row.batch_id)).collect();
    let events: BTreeSet<String> = cases.iter().map(|case| format!("event:{}", case.event_id)).collect();
    Ok(Circle {
        assessors: assigned.iter().map(|a| a.assessor_id).chain(cases.iter().filter_map(|c| c.assessor_id)).collect(),
        objects: batches.into_iter().chain(events).collect(),
        cases: cases.into_iter().map(|case| case.id).collect(),
    })
}

/// Looks at what is a person's, the newest first.
///
/// # Errors
/// When the store cannot be read.
pub async fn looks(
    r: &mut impl Read,
    me: PersonId,
    circle: &Circle,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Look>, WorkflowError> {
    Ok(looks_about(r, me, &circle.objects, before, limit).await?)
}

/// Acts that concern a person, the newest first, each with its position and stream.
///
/// # Errors
/// When the store cannot be read.
pub async fn acts(
    r: &mut impl Read,
    me: PersonId,
    circle: &Circle,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<(i64, String, HistoryEntry)>, WorkflowError> {
    let own = std::iter::once(format!("person/{me}"));
    let streams: Vec<String> = own.chain(circle.cases.iter().map(|case| format!("case/{case}"))).collect();
    Ok(acts_about(r, me, &streams, before, limit).await?)
}

impl Workflow {
    /// What is kept about whoever asks.
    ///
    /// # Errors
    /// Not found for who is not known.
    pub async fn own_holdings(&self, actor: &Actor) -> Result<Holdings, WorkflowError> {
        let me = actor.person;
        may_see(actor, Action::SeeIdentity, &Object::person(me))?;
        let mut reader = self.reader();
        let mut all = Holdings::default();
        let person: Person = found(reader.get(me).await?)?;
        let institution: Option<Institution> = match person.institution_id {
            Some(id) => reader.get(id).await?,
            None => None,
        };
        all.put(Group::Identity, identity(person, institution));
        self.account(&mut reader, me, &mut all).await?;
        duties(&mut reader, me, &mut all).await?;
        let rows: Vec<ImportRow> = reader.find(&Find::by("person_id", me).order_by(&["id"]).limit(MOST)).await?;
        for row in rows {
            let kept = Kept::default().text("sheet", row.sheet).number("row", row.row).coded("state", row.state);
            all.put(Group::Workbooks, kept.whole("cells", row.cells).whole("understood", row.understood));
        }
        let ids = circle(&mut reader, me).await?.cases;
        for file in case_files(&mut reader, &ids).await? {
            case::put(&mut all, me, file);
        }
        certificates(&mut reader, me, &mut all).await?;
        all.kept.sort_by_key(|(group, _)| *group);
        Ok(all)
    }

    /// Notes in the access log that somebody took a copy of their own data.
    ///
    /// # Errors
    /// When the store refuses it.
    pub async fn note_own_copy(&self, actor: &Actor) -> Result<(), WorkflowError> {
        let permit = may_see(actor, Action::SeeIdentity, &Object::person(actor.person))?;
        let access = Access {
            person_id: Some(actor.person),
            duty: permit.duty(),
            action: COPY_OWN.to_owned(),
            object: format!("person:{}", actor.person),
            subject: Some(actor.person),
        };
        self.note_look(access).await
    }

    async fn account(&self, r: &mut impl Read, me: PersonId, all: &mut Holdings) -> Result<(), WorkflowError> {
        let account: Account = found(r.get(me).await?)?;
        let kept = Kept::default().text("account_number", account.number).coded("state", account.state);
        all.put(Group::Account, kept.coded("language", account.locale).at("changed_at", account.changed_at));
        for session in sessions_of(r, me).await? {
            let begun = self.access().on_the_wall(session.created_at);
            let seen = self.access().on_the_wall(session.seen_at);
            all.put(
                Group::Account,
                Kept::default().text("browser", session.agent).at("begun_at", begun).at("seen_at", seen),
            );
        }
        Ok(())
    }
}

fn identity(person: Person, institution: Option<Institution>) -> Kept {
    Kept::default()
        .text("name", person.name)
        .text("degree", person.degree)
        .text("nik", person.nik)
        .day("born", person.born)
        .text("birth_place", person.birth_place)
        .coded("sex", person.sex)
        .text("phone", person.phone)
        .text("email", person.email)
        .text("nip", person.nip)
        .text("address", person.address)
        .text("education", person.education)
        .text("position", person.position)
        .text("institution", institution.map(|i| i.name))
        .text("district", person.kab)
        .at("changed_at", person.updated_at)
}

async fn duties(r: &mut impl Read, me: PersonId, all: &mut Holdings) -> Result<(), WorkflowError> {
    let appointed: Vec<Appointment> = r.find(&Find::by("person_id", me).order_by(&["id"])).await?;
    let events: Vec<Event> = r.find(&Find::all().one_of("id", appointed.iter().filter_map(|a| a.event_id))).await?;
    for one in appointed {
        let event = events.iter().find(|e| Some(e.id) == one.event_id).map(|e| e.title.clone());
        let kept = Kept::default().coded("duty", one.duty.as_str().to_owned()).text("event", event);
        let kept = kept.day("starts", one.starts).day("ends", one.ends).text("reason", one.ended_reason);
        all.put(Group::Duties, kept);
    }
    if let Some(registered) = r.get::<Assessor>(me).await? {
        let kept = Kept::default().text("met", registered.met).day("valid_until", registered.until);
        let trained: Vec<String> = registered.trained.iter().map(|t| format!("{} ({})", t.institution, t.on)).collect();
        let kept = kept.text("licences", registered.licences.join(", ")).text("trained", trained.join("; "));
        all.put(Group::Duties, kept);
    }
    // With whom, and who said so, is others' to know.
    let ties: Vec<Tie> = r.find(&Find::by("from_id", me).order_by(&["id"])).await?;
    for tie in ties {
        let kept = Kept::default().coded("tie", tie.kind).day("trained_on", tie.trained_on);
        all.put(Group::Duties, kept.at("declared_at", tie.declared_at));
    }
    Ok(())
}

async fn certificates(r: &mut impl Read, me: PersonId, all: &mut Holdings) -> Result<(), WorkflowError> {
    let held: Vec<Certificate> = r.find(&Find::by("person_id", me).order_by(&["id"])).await?;
    let changes: Vec<StatusChange> =
        r.find(&Find::all().one_of("certificate_id", held.iter().map(|c| c.id)).order_by(&["id"])).await?;
    for certificate in held {
        let kept = Kept::default()
            .text("certificate_number", certificate.number.clone())
            .text("registration_number", certificate.registration)
            .text("holder", certificate.holder)
            .text("public_code", certificate.code)
            .text("decree_number", certificate.decree_number)
            .day("issued_on", certificate.issued_on)
            .day("valid_from", certificate.valid_from)
            .day("valid_until", certificate.valid_until)
            .coded("state", certificate.status);
        all.put(Group::Certificates, kept);
        for change in changes.iter().filter(|change| change.certificate_id == certificate.id) {
            let kept = Kept::default().text("certificate_number", certificate.number.clone());
            let kept = kept.coded("state", change.status.clone()).text("reason", change.reason.clone());
            all.put(Group::Certificates, kept.at("at", change.at));
        }
    }
    Ok(())
}
