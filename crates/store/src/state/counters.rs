//! Kept counters of cases: by event, scheme and district, for the funnel and for each stage; and the seats taken at an
//! event by funding source. They follow every change of a case, so that nothing has to count: neither a list, nor an
//! invitation that asks how many seats are left.

use certification::{
    record::{Record as _, Table, case::Case},
    stage::{Funnel, Stage},
};
use serde_json::{Map, Value as Json};

use crate::{
    db::{Conn, Value},
    error::StoreError,
};

/// What a case counts under.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Counted {
    event: String,
    slug: String,
    kab: String,
    stage: String,
    funnel: [bool; 10],
    /// The funding source of the seat that it takes; none once withdrawn.
    seat: Option<String>,
}

impl Counted {
    fn place(&self) -> [Value; 3] {
        [(&self.event).into(), (&self.slug).into(), (&self.kab).into()]
    }
}

/// Rows of this table are counted.
pub(super) fn counts(table: &Table) -> bool {
    table.name == Case::TABLE.name
}

/// Takes the case out of where it was counted and puts it where it now counts.
pub(super) async fn keep(conn: &mut Conn, key: &str, row: &Map<String, Json>) -> Result<(), StoreError> {
    let old = conn
        .rows("SELECT event_id, slug, kab, stage, funnel, funding, withdrawn FROM cases WHERE id = $1", &[key.into()])
        .await?
        .first()
        .map(|row| {
            Ok::<_, StoreError>(Counted {
                event: row.text("event_id")?.to_owned(),
                slug: row.text("slug")?.to_owned(),
                kab: row.opt_text("kab")?.unwrap_or_default().to_owned(),
                stage: row.text("stage")?.to_owned(),
                funnel: serde_json::from_str::<Funnel>(row.text("funnel")?)?.flags(),
                seat: if row.opt_text("withdrawn")?.is_none() { Some(row.text("funding")?.to_owned()) } else { None },
            })
        })
        .transpose()?;
    let text = |name: &str| row.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
    let new = Counted {
        event: text("event_id"),
        slug: text("slug"),
        kab: text("kab"),
        stage: text("stage"),
        funnel: serde_json::from_value::<Funnel>(row.get("funnel").cloned().unwrap_or_default())?.flags(),
        seat: row.get("withdrawn").is_none_or(Json::is_null).then(|| text("funding")),
    };
    if Stage::parse(&new.stage).is_none() {
        return Err(StoreError::Invalid("cases.stage: no such stage".into()));
    }
    let before = old.as_ref().and_then(|old| Some((&old.event, old.seat.as_ref()?)));
    let after = new.seat.as_ref().map(|seat| (&new.event, seat));
    if before != after {
        for ((event, seat), by) in before.into_iter().map(|at| (at, -1)).chain(after.map(|at| (at, 1))) {
            add_seat(conn, event, seat, by).await?;
        }
    }
    match old {
        Some(old) if old == new => {}
        Some(old) if old.place() == new.place() => {
            let mut by = [0; 10];
            for (n, by) in by.iter_mut().enumerate() {
                *by = i64::from(new.funnel[n]) - i64::from(old.funnel[n]);
            }
            add_funnel(conn, &new, by).await?;
            if old.stage != new.stage {
                add_stage(conn, &old, -1).await?;
                add_stage(conn, &new, 1).await?;
            }
        }
        old => {
            if let Some(old) = old {
                add_funnel(conn, &old, old.funnel.map(|f| -i64::from(f))).await?;
                add_stage(conn, &old, -1).await?;
            }
            add_funnel(conn, &new, new.funnel.map(i64::from)).await?;
            add_stage(conn, &new, 1).await?;
        }
    }
    Ok(())
}

async fn add_funnel(conn: &mut Conn, at: &Counted, by: [i64; 10]) -> Result<(), StoreError> {
    if by == [0; 10] {
        return Ok(());
    }
    let mut values: Vec<Value> = at.place().into();
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

async fn add_stage(conn: &mut Conn, at: &Counted, by: i64) -> Result<(), StoreError> {
    let [event, slug, kab] = at.place();
    conn.execute(
        "INSERT INTO stage_counter (event_id, slug, kab, stage, n) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (event_id, slug, kab, stage) DO UPDATE SET n = stage_counter.n + excluded.n",
        &[event, slug, kab, (&at.stage).into(), by.into()],
    )
    .await?;
    Ok(())
}

async fn add_seat(conn: &mut Conn, event: &str, funding: &str, by: i64) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO seat_counter (event_id, funding, n) VALUES ($1, $2, $3) \
         ON CONFLICT (event_id, funding) DO UPDATE SET n = seat_counter.n + excluded.n",
        &[event.into(), funding.into(), by.into()],
    )
    .await?;
    Ok(())
}
