//! Kept counters of cases: by event, scheme and district, for the funnel and for each stage; and the seats taken at an
//! event by funding source. They follow every change of a case, so that nothing has to count: neither a list, nor an
//! invitation that asks how many seats are left.

use std::collections::{BTreeMap, HashMap};

use certification::{
    record::{Record as _, Table, case::Case},
    stage::{Funnel, Stage},
};
use serde_json::{Map, Value as Json};

use crate::{
    db::{Conn, Row, Value},
    error::StoreError,
};

/// Event, scheme and district.
type Place = (String, String, String);

/// What a case counts under.
#[derive(Debug, Clone)]
struct Counted {
    place: Place,
    stage: String,
    funnel: [bool; 10],
    /// The funding source of the seat that it takes; none once withdrawn.
    seat: Option<String>,
}

impl Counted {
    fn of_row(row: &Row) -> Result<Self, StoreError> {
        let kab = row.opt_text("kab")?.unwrap_or_default();
        Ok(Self {
            place: (row.text("event_id")?.to_owned(), row.text("slug")?.to_owned(), kab.to_owned()),
            stage: row.text("stage")?.to_owned(),
            funnel: serde_json::from_str::<Funnel>(row.text("funnel")?)?.flags(),
            seat: if row.opt_text("withdrawn")?.is_none() { Some(row.text("funding")?.to_owned()) } else { None },
        })
    }

    fn of_record(row: &Map<String, Json>) -> Result<Self, StoreError> {
        let text = |name: &str| row.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
        let stage = text("stage");
        if Stage::parse(&stage).is_none() {
            return Err(StoreError::Invalid("cases.stage: no such stage".into()));
        }
        Ok(Self {
            place: (text("event_id"), text("slug"), text("kab")),
            stage,
            funnel: serde_json::from_value::<Funnel>(row.get("funnel").cloned().unwrap_or_default())?.flags(),
            seat: row.get("withdrawn").is_none_or(Json::is_null).then(|| text("funding")),
        })
    }
}

/// Rows of this table are counted.
pub(super) fn counts(table: &Table) -> bool {
    table.name == Case::TABLE.name
}

/// Takes the cases out of where they were counted and puts them where they now count; of one that changes several times,
/// change after change.
pub(super) async fn keep(conn: &mut Conn, cases: &[(&str, &Map<String, Json>)]) -> Result<(), StoreError> {
    let keys: Vec<Value> = cases.iter().map(|(key, _)| (*key).into()).collect();
    let sql = "SELECT id, event_id, slug, kab, stage, funnel, funding, withdrawn FROM cases WHERE id IN";
    let mut standing = HashMap::with_capacity(cases.len());
    for row in conn.rows_among(sql, &keys).await? {
        standing.insert(row.text("id")?.to_owned(), Counted::of_row(&row)?);
    }
    let mut by = Moved::default();
    for (key, row) in cases {
        let new = Counted::of_record(row)?;
        by.add(&new, 1);
        if let Some(old) = standing.insert((*key).to_owned(), new) {
            by.add(&old, -1);
        }
    }
    by.write(conn).await
}

/// By how much counters move.
#[derive(Debug, Default)]
struct Moved {
    funnel: BTreeMap<Place, [i64; 10]>,
    stages: BTreeMap<(Place, String), i64>,
    seats: BTreeMap<(String, String), i64>,
}

impl Moved {
    fn add(&mut self, case: &Counted, by: i64) {
        let funnel = self.funnel.entry(case.place.clone()).or_default();
        for (sum, flag) in funnel.iter_mut().zip(case.funnel) {
            *sum += by * i64::from(flag);
        }
        *self.stages.entry((case.place.clone(), case.stage.clone())).or_default() += by;
        if let Some(seat) = &case.seat {
            *self.seats.entry((case.place.0.clone(), seat.clone())).or_default() += by;
        }
    }

    async fn write(self, conn: &mut Conn) -> Result<(), StoreError> {
        for ((event, funding), by) in self.seats.into_iter().filter(|(_, by)| *by != 0) {
            conn.execute(
                "INSERT INTO seat_counter (event_id, funding, n) VALUES ($1, $2, $3) \
                 ON CONFLICT (event_id, funding) DO UPDATE SET n = seat_counter.n + excluded.n",
                &[event.into(), funding.into(), by.into()],
            )
            .await?;
        }
        for (place, by) in self.funnel.into_iter().filter(|(_, by)| *by != [0; 10]) {
            add_funnel(conn, place, by).await?;
        }
        for (((event, slug, kab), stage), by) in self.stages.into_iter().filter(|(_, by)| *by != 0) {
            conn.execute(
                "INSERT INTO stage_counter (event_id, slug, kab, stage, n) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (event_id, slug, kab, stage) DO UPDATE SET n = stage_counter.n + excluded.n",
                &[event.into(), slug.into(), kab.into(), stage.into(), by.into()],
            )
            .await?;
        }
        Ok(())
    }
}

async fn add_funnel(conn: &mut Conn, (event, slug, kab): Place, by: [i64; 10]) -> Result<(), StoreError> {
    let mut values: Vec<Value> = vec![event.into(), slug.into(), kab.into()];
    values.extend(by.map(Value::from));
    conn.execute(
        "INSERT INTO case_counter (event_id, slug, kab, registered, complete, accepted, present, assessed, \
           recommended_k, recommended_bk, decided_k, decided_bk, issued) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
         ON CONFLICT (event_id, slug, kab) DO UPDATE SET \
           registered = case_counter.registered + excluded.registered, \
           complete = case_counter.complete + excluded.complete, \
           accepted = case_counter.accepted + excluded.accepted, \
           present = case_counter.present + excluded.present, \
           assessed = case_counter.assessed + excluded.assessed, \
           recommended_k = case_counter.recommended_k + excluded.recommended_k, \
           recommended_bk = case_counter.recommended_bk + excluded.recommended_bk, \
           decided_k = case_counter.decided_k + excluded.decided_k, \
           decided_bk = case_counter.decided_bk + excluded.decided_bk, \
           issued = case_counter.issued + excluded.issued",
        &values,
    )
    .await?;
    Ok(())
}
