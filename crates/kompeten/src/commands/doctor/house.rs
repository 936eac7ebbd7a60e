//! What a house itself can have wrong with it: database, journal, files, clock, jobs.

use std::fmt::Display;

use store::{Read, Store, StoreError, files::FileFault, jobs};

use super::{Check, Depth, of_faults, record, well, wrong};
use crate::settings::Place;

/// Faults that are named; more are counted.
const NAMED: usize = 20;
/// Looks at a database that does not answer.
pub(super) const READABLE: &str = "see that the database can be read";
/// Looks at a place for files that does not answer.
const FILES_READABLE: &str = "see --files, and that it can be read";

/// Everything that can be checked of a house that opened.
pub async fn examine(store: &Store, place: &Place, depth: &Depth) -> Vec<Check> {
    let mut checks = vec![well("database", "it opens, and the keyset is its own"), keyset_is_private(place)];
    checks.push(record::rotation(store).await);
    checks.push(schema(store).await);
    checks.push(structure(store).await);
    checks.extend(record::journal(store, depth.kept.as_ref()).await);
    checks.push(record::state(store, depth.quick).await);
    checks.push(record::keys(store).await);
    checks.push(files(store).await);
    checks.push(references(store).await);
    checks.push(clock(store).await);
    checks.push(waiting_jobs(store).await);
    checks
}

/// The first faults by name, and how many more there are.
fn named<F: Display>(faults: &[F]) -> Vec<String> {
    let mut named: Vec<String> = faults.iter().take(NAMED).map(ToString::to_string).collect();
    if faults.len() > NAMED {
        named.push(format!("and {} more", faults.len() - NAMED));
    }
    named
}

pub(super) fn checked<F: Display>(
    name: &'static str,
    fine: &str,
    remedy: &str,
    found: Result<Vec<F>, StoreError>,
    unreadable: &str,
) -> Check {
    match found {
        Ok(faults) => of_faults(name, fine, &named(&faults), remedy),
        Err(error) => wrong(name, error, unreadable),
    }
}

#[cfg(unix)]
fn keyset_is_private(place: &Place) -> Check {
    use std::os::unix::fs::PermissionsExt as _;
    match std::fs::metadata(&place.keyset) {
        Ok(meta) if meta.permissions().mode() & 0o077 == 0 => well("keyset", "only its owner may read it"),
        Ok(_) => wrong("keyset", "others may read it", "chmod 600 on the keyset's file"),
        Err(error) => wrong("keyset", error, "see --keyset"),
    }
}

#[cfg(not(unix))]
fn keyset_is_private(place: &Place) -> Check {
    match std::fs::metadata(&place.keyset) {
        Ok(_) => well("keyset", "it is there"),
        Err(error) => wrong("keyset", error, "see --keyset"),
    }
}

async fn structure(store: &Store) -> Check {
    let found = store.reader().verify_structure().await;
    let remedy = "the disk or a copy damaged it: restore the last backup, and look at the disk";
    checked("structure", "the engine finds its own structures whole", remedy, found, READABLE)
}

/// What the migrations made is there.
async fn schema(store: &Store) -> Check {
    let found = store.reader().verify_schema().await;
    let remedy = "for an index, run the sentence that is shown (where it says that values occur twice, rows were \
                  written past the program); for a table or column, restore the last backup that passed doctor";
    checked("schema", "every table, column, key and index is there", remedy, found, READABLE)
}

/// What records name is there, and what lies there is named.
async fn references(store: &Store) -> Check {
    let named = store.reader().verify_references().await;
    let strays = match store.files() {
        Ok(files) => files.verify_strays().await,
        Err(error) => Err(error),
    };
    let unreadable = if named.is_ok() { FILES_READABLE } else { READABLE };
    let found = named.and_then(|named| Ok(named.into_iter().chain(strays?).collect::<Vec<_>>()));
    let remedy = "where a record names a file that is not known, rows of file_object were removed: compare with the last \
                  backup, and restore it. An object that the database does not know was left by an upload that broke \
                  off, unless the last backup knows it: then its row was removed; otherwise delete it";
    checked("references", "every file that a record names is known, and no other lies there", remedy, found, unreadable)
}

async fn files(store: &Store) -> Check {
    let found = match store.files() {
        Ok(files) => files.check_all().await,
        Err(error) => Err(error),
    };
    let said = |fault: &FileFault| match fault {
        FileFault::Missing => "is missing",
        FileFault::Changed => "is not what was stored",
    };
    let faults = found.map(|all| all.iter().map(|(name, fault)| format!("{name} {}", said(fault))).collect::<Vec<_>>());
    let remedy = "copy the file of that name from a backup into the place for files";
    checked("files", "every file is there and is what it was", remedy, faults, FILES_READABLE)
}

/// The last entry of the journal must not lie in the future.
async fn clock(store: &Store) -> Check {
    let last = store.reader().rows("SELECT MAX(recorded_at) AS at FROM journal", &[]).await;
    let last = last.and_then(|rows| rows.first().map_or(Ok(None), |row| row.opt_int("at")));
    match last {
        Ok(Some(last)) if last > store.clocks().machine.now() => {
            let at = jiff::Timestamp::from_microsecond(last).map(|t| t.to_string()).unwrap_or_default();
            wrong(
                "clock",
                format!(
                    "the last entry of the journal was recorded at {at}, which is yet to come: the clock was set back, or ran ahead"
                ),
                "set the machine's clock by a time server (such as chrony); what was recorded stays as it is",
            )
        }
        Ok(_) => match misdated(store).await {
            Ok(0) => well("clock", "it does not lie before the last entry of the journal"),
            // What was recorded stays as it is, so this is told and never wrong.
            Ok(n) => well(
                "clock",
                format!(
                    "it does not lie before the last entry of the journal; {n} entries were recorded by a clock that had been set back"
                ),
            ),
            Err(error) => wrong("clock", error, READABLE),
        },
        Err(error) => wrong("clock", error, READABLE),
    }
}

/// How many entries say an earlier time than one before them, by more than clocks of two machines differ.
async fn misdated(store: &Store) -> Result<i64, StoreError> {
    let sql = "SELECT COUNT(*) AS n FROM (SELECT recorded_at, \
               MAX(recorded_at) OVER (ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS newest \
               FROM journal) AS dated WHERE recorded_at < newest - $1";
    let rows = store.reader().rows(sql, &[store::SKEW.into()]).await?;
    rows.first().map_or(Ok(0), |row| row.int("n"))
}

async fn waiting_jobs(store: &Store) -> Check {
    let failed = jobs::jobs(&mut store.reader(), store::JobState::Failed, 20).await;
    let failed = failed.map(|jobs| {
        let said = |job: &store::JobView| {
            format!("{} {} ({})", job.kind, job.id, job.error.as_deref().unwrap_or("no reason given"))
        };
        jobs.iter().map(said).collect::<Vec<_>>()
    });
    checked("jobs", "none was given up", "mend what they say was wrong, and order the work again", failed, READABLE)
}
