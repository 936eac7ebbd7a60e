//! What the record of a house can have wrong with it: its journal, the state that must follow from it, and the keys
//! without which neither can be read.

use store::{KeptCheckpoint, Store};
use workflow::rotation::{Copy, keyset_copy};

use super::{
    Check,
    house::{READABLE, checked},
    well, wrong,
};

/// Entries after which it is told again how far the comparison has come.
const TOLD_EVERY: i64 = 30_000;
/// Somebody wrote past the program.
const COMPARE: &str = "somebody wrote past the program, or the disk did: compare with the last backup, see what differs \
                       with `kompeten replay`, and restore that backup where the entry is still whole";

/// Chains and checkpoints, and a checkpoint kept elsewhere where one was handed over.
pub async fn journal(store: &Store, kept: Option<&KeptCheckpoint>) -> Vec<Check> {
    let mut reader = store.reader();
    let fine = "every entry of the journal is as it was written";
    let chains = checked("chains", fine, COMPARE, reader.verify_chains().await, READABLE);
    let checkpoints = match (reader.verify_checkpoints().await, reader.verify_coverage().await) {
        (Ok(fit), Ok(there)) => Ok(fit.into_iter().chain(there).collect::<Vec<_>>()),
        (Err(error), _) | (_, Err(error)) => Err(error),
    };
    let covered = reader.covered().await.unwrap_or_default();
    let fine = format!(
        "every checkpoint fits its entries and is signed by this keyset; the newest covers {covered} entries (a journal \
         that was cut together with its checkpoints is seen only by one kept elsewhere: --checkpoint with the manifest \
         of a backup)"
    );
    let remedy = "where entries are only not covered yet, start `kompeten serve`, which makes a checkpoint each minute, \
                  and look again; otherwise somebody wrote past the program: compare with the last backup by \
                  `kompeten doctor --checkpoint` with its manifest.json, and restore it where entries are gone";
    let mut checks = vec![chains, checked("checkpoints", &fine, remedy, checkpoints, READABLE)];
    if let Some(kept) = kept {
        let fine = format!("the journal holds the {} entries of the checkpoint that was kept elsewhere", kept.size);
        let remedy = "the journal is not the one of that checkpoint, or was cut or rewritten since: restore the backup \
                      it belongs to, and find out who had the database in their hands";
        let found = reader.verify_against(kept).await;
        checks.push(checked("kept-checkpoint", &fine, remedy, found, READABLE));
    }
    checks
}

/// Every row is what was recorded of it last.
pub async fn state(store: &Store, quick: bool) -> Check {
    if quick {
        return well("state", "not compared with the journal, as --quick asks");
    }
    let mut told = 0;
    let mut progress = |read: i64, total: i64| {
        if total > TOLD_EVERY && read - told >= TOLD_EVERY {
            told = read;
            eprintln!("kompeten: comparing the state with the journal, {read} of {total} entries read");
        }
    };
    let found = store.verify_state(&mut progress).await;
    let remedy = "somebody wrote past the program into what pages show: trust the journal where chains and checkpoints \
                  are well, see with `kompeten replay --into` an empty database what the rows should be, and restore \
                  the last backup that passed doctor (if a person was erased meanwhile, only look again)";
    checked("state", "every row is what the journal recorded of it last", remedy, found, READABLE)
}

/// No key of a person is missing.
pub async fn keys(store: &Store) -> Check {
    let found = store.reader().verify_keys().await;
    let remedy = "without them these values stay closed, and nobody erased them: restore rows of person_key from the \
                  last backup that passed doctor";
    checked("keys", "everything that is sealed has its key, or was erased", remedy, found, READABLE)
}

/// The keyset holds the newest keys that were ever made, and how old they are.
pub async fn rotation(store: &Store) -> Check {
    let (held, behind, copy) = match (store.wrapped().await, keyset_copy(store).await) {
        (Ok((held, behind)), Ok(copy)) => (held, behind, copy),
        (Err(error), _) | (_, Err(error)) => return wrong("rotation", error, READABLE),
    };
    let keyset = store.keyset();
    let made = jiff::Timestamp::from_microsecond(keyset.made_at()).map(|at| at.strftime("%F").to_string());
    let (version, made) = (keyset.wrapping_version(), made.unwrap_or_default());
    if let Copy::Older(recorded) = copy {
        return wrong(
            "rotation",
            format!(
                "this keyset has keys of version {version} of {made}, and lacks those of version {recorded} that the journal records"
            ),
            "an older copy of the keyset lies here: put the one in its place that `kompeten keys rotate` wrote last",
        );
    }
    let waiting = if behind > 0 || copy == Copy::Newer {
        format!(", {behind} with older ones: a rotation was begun, and `kompeten keys rotate` goes on with it")
    } else {
        String::new()
    };
    well(
        "rotation",
        format!(
            "wrapping and signing keys are of version {version}, made on {made}; {held} keys of persons are wrapped with them{waiting}"
        ),
    )
}
