//! A house to measure with: one real case, and as many like it as are asked for, written past the journal; beside it
//! an open event `BENCH` to import participants into. It is made in an empty place only and is good for nothing but
//! measuring: where cases were written past the journal, `doctor` and `replay` say so.

use std::{process::ExitCode, sync::Arc};

use certification::{
    clock::{Clock as _, FixedClock},
    duty::Duty,
    issuer::Issuer,
    record::{case::Case, event::Funding},
    setting::Settings,
    text::fold,
};
use clap::Args;
use documents::Press;
use rehearsal::{Rehearsal, SeededEntropy, Troupe, demo::PASSWORD};
use serde_json::json;
use store::{Clocks, Find, Lane, Read, Store, StoreError, SystemClock, Value};
use uuid::Uuid;
use workflow::{
    House as Instance, Workflow,
    access::{Accepting, By, Origin},
};

use crate::{failure::Failure, output, settings::Place};

/// Rows of one transaction.
const AT_ONCE: u32 = 5_000;
/// Seats of the event for participants: a workbook of the bench has 10,000.
const SEATS: i64 = 20_000;
/// Codes of certificates that are printed, spread over all.
const CODES: u32 = 1_000;
/// Signs of public codes: those that nobody misreads.
const SIGNS: &[u8] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

#[derive(Debug, Args)]
pub struct House {
    /// How many cases
    #[arg(long, default_value_t = 100_000)]
    cases: u32,
    /// How many certificates
    #[arg(long, default_value_t = 1_000_000)]
    certificates: u32,
    #[command(flatten)]
    place: Place,
}

impl House {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        if !store::backup::database_is_empty(&self.place.database).await? {
            return Err(Failure::Unusable("the database is not empty; name a new one with --database".to_owned()));
        }
        let wall = Arc::new(FixedClock::at(SystemClock.now()));
        let store = Store::open(self.place.config().create(true), Clocks::with_wall(wall.clone())).await?;
        let instance = Instance { node: "bench".to_owned(), public_url: String::new() };
        let workflow = Workflow::new(store.clone(), Arc::new(Press::new()), Arc::new(SeededEntropy::of(7)), instance);
        let stage = Rehearsal::new(workflow.clone(), wall);
        let troupe = Troupe::gather(&stage, 1).await?;
        let staff = troupe.cast.members.iter().find(|m| m.duty == Duty::Staff);
        let staff = staff.ok_or_else(|| Failure::fault("the house has no staff"))?;
        let funding = vec![Funding { id: "apbn".to_owned(), source: "APBN".to_owned(), seats: SEATS }];
        troupe.plan_another(&stage, "BENCH", funding).await?;
        let access = workflow.access();
        let code = access.give_as_house(staff.id, By::Slip).await?.code.unwrap_or_default();
        let accepting = Accepting { code, password: PASSWORD.to_owned(), ..Accepting::default() };
        access.accept(&accepting, &Origin::default()).await?;
        let case: Option<Case> = store.reader().first(Find::all()).await?;
        let case = case.ok_or_else(|| Failure::fault("the house has no case"))?;
        many_cases(&store, &case, self.cases).await?;
        let codes = many_certificates(&store, &case, self.certificates).await?;
        store.close().await;
        output::json(&json!({ "account": staff.email, "password": PASSWORD, "codes": codes }))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Runs a statement once for each number, many to a transaction.
pub(super) async fn for_each(
    store: &Store,
    rows: u32,
    sql: String,
    values: impl Fn(u32) -> Vec<Value> + Send + Sync + Clone + 'static,
) -> Result<(), Failure> {
    for from in (0..rows).step_by(AT_ONCE as usize) {
        let (sql, values) = (sql.clone(), values.clone());
        store
            .transact::<_, StoreError>(Lane::Bulk, move |tx| {
                let (sql, values) = (sql.clone(), values.clone());
                Box::pin(async move {
                    for n in from..rows.min(from + AT_ONCE) {
                        tx.execute(&sql, &values(n)).await?;
                    }
                    Ok(())
                })
            })
            .await?;
    }
    Ok(())
}

/// An id that counts.
pub(super) fn id(kind: u128, n: u32) -> String {
    Uuid::from_u128((kind << 64) | (7 << 76) | (2 << 62) | u128::from(n)).to_string()
}

/// So many cases like one, and its counters.
pub(super) async fn many_cases(store: &Store, case: &Case, cases: u32) -> Result<(), Failure> {
    const SAME: &str = "event_id, slug, scheme_version_id, institution_id, kab, funding, alternative, confirmed_at, \
                        application_verdict, assessor_id, conflict_free, review, candidate_type, session, day, present, \
                        withdrawn, recommendation, decision, reported_at, round, stage, funnel, opened_at, stage_at";
    let sql = format!(
        "INSERT INTO cases (id, person_id, running, name, name_folded, {SAME}) \
         SELECT $1, $2, $3, $4, $5, {SAME} FROM cases WHERE id = $6"
    );
    let base = case.id;
    let values = move |n: u32| {
        let name = format!("Peserta Contoh {:06}", (u64::from(n) * 7_919) % 1_000_003);
        let folded = fold(&name);
        let values: [Value; 6] =
            [id(1, n).into(), id(2, n).into(), i64::from(n + 2).into(), name.into(), folded.into(), base.into()];
        values.to_vec()
    };
    for_each(store, cases, sql, values).await?;
    let all = i64::from(cases) + 1;
    for table in ["case_counter SET registered", "stage_counter SET n", "seat_counter SET n"] {
        for_each(store, 1, format!("UPDATE {table} = $1"), move |_| vec![all.into()]).await?;
    }
    Ok(())
}

async fn many_certificates(store: &Store, case: &Case, certificates: u32) -> Result<Vec<String>, Failure> {
    let sql = "INSERT INTO certificate (id, case_id, person_id, number, registration, code, holder, scheme_version_id, \
               slug, decree_number, issued_on, valid_from, valid_until, status, status_at, example, holder_folded, \
               issuer) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '001/SK/LSP/XI/2025', '2025-11-10', '2025-11-10', \
               '2035-11-09', 'active', 0, 1, $10, $11)";
    let issuer = json!(Issuer::of(&Settings::default())).to_string();
    let (scheme, slug) = (case.scheme_version_id, case.slug.clone());
    let values = move |n: u32| {
        let holder = format!("Pemegang Contoh {n:07}");
        let folded = fold(&holder);
        let values: [Value; 11] = [
            id(3, n).into(),
            id(1, n).into(),
            id(2, n).into(),
            format!("91012 2631 4 {n:07} 2025").into(),
            format!("PUS 000 {n:07} 2025").into(),
            code(n).into(),
            holder.into(),
            scheme.into(),
            (&slug).into(),
            folded.into(),
            (&issuer).into(),
        ];
        values.to_vec()
    };
    for_each(store, certificates, sql.to_owned(), values).await?;
    let step = (certificates / CODES).max(1);
    Ok((0..certificates).step_by(step as usize).map(code).collect())
}

/// A public code; no two numbers below a thousand million give the same.
fn code(n: u32) -> String {
    let mut rest = u64::from(n) * 1_000_003 % (1 << 40);
    let sign = |_| {
        let sign = SIGNS[usize::try_from(rest % 32).unwrap_or_default()];
        rest /= 32;
        char::from(sign)
    };
    (0..10).map(sign).collect()
}
