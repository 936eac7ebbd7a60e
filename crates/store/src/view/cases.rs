//! The list of cases.

use std::collections::BTreeMap;

use certification::{
    id::{CaseId, EventId, InstitutionId, PersonId},
    permit::Scope,
    stage::Stage,
};

use super::{
    Conditions, Listed, Page, ScopeColumns,
    counts::stage_counts,
    people::{institution_names, person_names},
};
use crate::{
    db::{Row, Value},
    error::StoreError,
    state::Read,
};

/// Which cases.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// Of that event.
    pub event: Option<EventId>,
    /// At one of these stages; at any when empty.
    pub stages: Vec<Stage>,
    /// For that scheme.
    pub slug: Option<String>,
    /// Of candidates who work in that district.
    pub kab: Option<String>,
    /// Assigned to that assessor.
    pub assessor: Option<PersonId>,
    /// Of that person.
    pub person: Option<PersonId>,
    /// With that running number within its event.
    pub running: Option<i64>,
    /// In that session of the event; without one when empty.
    pub session: Option<String>,
    /// Beginnings of words of the name; or a NIK.
    pub search: Option<String>,
}

/// In which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CaseOrder {
    /// By name.
    #[default]
    Name,
    /// Those that wait longest first.
    StageAt,
}

impl CaseOrder {
    const fn column(self) -> &'static str {
        match self {
            Self::Name => "name_folded",
            Self::StageAt => "stage_at",
        }
    }
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLine {
    /// The case.
    pub id: CaseId,
    /// Its event.
    pub event_id: EventId,
    /// The candidate.
    pub person_id: PersonId,
    /// The candidate's name; none once erased.
    pub name: Option<String>,
    /// The scheme's lasting key.
    pub slug: String,
    /// Running number within the event.
    pub running: i64,
    /// District where the candidate works.
    pub kab: Option<String>,
    /// Where the candidate works.
    pub institution: Option<String>,
    /// The assigned assessor.
    pub assessor_id: Option<PersonId>,
    /// The assessor's name.
    pub assessor: Option<String>,
    /// Session key of the event.
    pub session: Option<String>,
    /// Day of the session.
    pub day: Option<String>,
    /// Present, absent, or not recorded.
    pub present: Option<bool>,
    /// Where it stands.
    pub stage: Stage,
    /// Since when, microseconds UTC.
    pub stage_at: i64,
    /// `K` or `BK`.
    pub recommendation: Option<String>,
    /// Last decision.
    pub decision: Option<String>,
    /// Key of the event's funding.
    pub funding: String,
}

const COLUMNS: &str = "id, event_id, person_id, name, slug, running, kab, institution_id, assessor_id, session, day, present, \
                       stage, stage_at, recommendation, decision, funding";

const SCOPE: ScopeColumns = ScopeColumns {
    event: Some("event_id"),
    institution: Some("institution_id"),
    assessor: Some("assessor_id"),
    person: Some("person_id"),
};

/// The conditions of a filter within a scope.
fn conditions(read: &impl Read, filter: &CaseFilter, scope: &Scope) -> Conditions {
    let mut conditions = Conditions::default();
    conditions.equal_if("event_id", filter.event);
    match filter.stages.as_slice() {
        [] => {}
        [one] => conditions.equal("stage", *one),
        some => conditions.one_of("stage", some.iter().copied()),
    }
    conditions.equal_if("slug", filter.slug.as_deref());
    conditions.equal_if("kab", filter.kab.as_deref());
    conditions.equal_if("assessor_id", filter.assessor);
    conditions.equal_if("person_id", filter.person);
    conditions.equal_if("running", filter.running);
    match filter.session.as_deref() {
        Some("") => conditions.parts.push("session IS NULL".to_owned()),
        session => conditions.equal_if("session", session),
    }
    if let Some(search) = filter.search.as_deref().map(str::trim).filter(|s| !s.is_empty()) {
        if let Some(nik) = nik(search) {
            let hash = read.shared().keyset().blind("nik_blind", &nik);
            let place = conditions.bind(hash);
            conditions.parts.push(format!("person_id = (SELECT id FROM person WHERE nik_blind = {place})"));
        } else {
            conditions.words("name_folded", search);
        }
    }
    conditions.scope(scope, &SCOPE);
    conditions
}

/// How many cases the list holds at each stage; stages without a case are absent. All of them, and those of one
/// event, are kept counters; narrower lists are counted.
///
/// # Errors
/// When the database cannot be read.
pub async fn case_stages(
    read: &mut impl Read,
    filter: &CaseFilter,
    scope: &Scope,
) -> Result<BTreeMap<Stage, i64>, StoreError> {
    let kept = CaseFilter { event: filter.event, ..CaseFilter::default() };
    if *filter == kept && matches!(scope, Scope::All) {
        return stage_counts(read, filter.event).await;
    }
    let conditions = conditions(read, filter, scope);
    let sql = format!("SELECT stage, COUNT(*) AS n FROM cases{} GROUP BY stage", conditions.sql());
    let rows = read.rows(&sql, &conditions.values).await?;
    rows.iter().map(|row| Ok((stage(row)?, row.int("n")?))).collect()
}

/// A page of the list of cases: at most five queries.
///
/// # Errors
/// When the database cannot be read.
pub async fn case_list(
    read: &mut impl Read,
    filter: &CaseFilter,
    order: CaseOrder,
    scope: &Scope,
    page: &Page,
) -> Result<Listed<CaseLine>, StoreError> {
    let mut conditions = conditions(read, filter, scope);
    let column = order.column();
    if let Some(after) = &page.after {
        // The row the page goes on from may have moved; its place is where it stands now.
        let sql = format!("SELECT {column} AS place FROM cases WHERE id = $1");
        let rows = read.rows(&sql, &[after.into()]).await?;
        let Some(row) = rows.first() else { return Ok(Listed { rows: Vec::new(), next: None }) };
        let (place, id) = (conditions.bind(row.value("place")?.clone()), conditions.bind(after));
        conditions.parts.push(format!("({column}, id) > ({place}, {id})"));
    }
    let limit = conditions.bind(page.size() + 1);
    let sql = format!("SELECT {COLUMNS} FROM cases{} ORDER BY {column}, id LIMIT {limit}", conditions.sql());
    let rows = read.rows(&sql, &conditions.values).await?;
    let lines = lines(read, &rows).await?;
    Ok(Listed::cut(lines, page.size(), |line| line.id.to_string()))
}

async fn lines(read: &mut impl Read, rows: &[Row]) -> Result<Vec<CaseLine>, StoreError> {
    let mut assessors = Vec::new();
    let mut institutions: Vec<InstitutionId> = Vec::new();
    for row in rows {
        assessors.extend(row.opt_parse::<PersonId>("assessor_id")?);
        institutions.extend(row.opt_parse::<InstitutionId>("institution_id")?);
    }
    let assessors = person_names(read, &assessors).await?;
    let institutions = institution_names(read, &institutions).await?;
    let text = |row: &Row, name: &str| Ok::<_, StoreError>(row.opt_text(name)?.map(str::to_owned));
    rows.iter()
        .map(|row| {
            let assessor_id: Option<PersonId> = row.opt_parse("assessor_id")?;
            let institution_id: Option<InstitutionId> = row.opt_parse("institution_id")?;
            Ok(CaseLine {
                id: row.parse("id")?,
                event_id: row.parse("event_id")?,
                person_id: row.parse("person_id")?,
                name: text(row, "name")?,
                slug: row.text("slug")?.to_owned(),
                running: row.int("running")?,
                kab: text(row, "kab")?,
                institution: institution_id.and_then(|id| institutions.get(&id).cloned()),
                assessor_id,
                assessor: assessor_id.and_then(|id| assessors.get(&id).cloned()),
                session: text(row, "session")?,
                day: text(row, "day")?,
                present: row.opt_int("present")?.map(|present| present != 0),
                stage: stage(row)?,
                stage_at: row.int("stage_at")?,
                recommendation: text(row, "recommendation")?,
                decision: text(row, "decision")?,
                funding: row.text("funding")?.to_owned(),
            })
        })
        .collect()
}

pub(super) fn stage(row: &Row) -> Result<Stage, StoreError> {
    let text = row.text("stage")?;
    Stage::parse(text).ok_or_else(|| StoreError::Corrupt(format!("a case is {text}")))
}

/// A text that is a NIK, with spaces or dots perhaps.
pub(super) fn nik(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect();
    (digits.len() == 16 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

impl From<&Stage> for Value {
    fn from(stage: &Stage) -> Self {
        (*stage).into()
    }
}
