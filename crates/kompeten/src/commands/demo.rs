//! `kompeten demo`: an invented certification body to look at and to try things on.

use std::{process::ExitCode, sync::Arc};

use certification::clock::FixedClock;
use clap::{Args, ValueEnum};
use documents::Press;
use rehearsal::{
    Rehearsal, SeededEntropy,
    demo::{self, Account, Ending},
    instant,
};
use store::{Clocks, Read, Store};
use workflow::{House, Workflow};

use crate::{failure::Failure, output, settings::Place};

/// By what the journal of a demonstration is known.
const NODE: &str = "demo";

/// Build an invented certification body with the Kalsel event of October 2025
///
/// A place that holds a demonstration already is emptied and built anew; one that holds anything else
/// is refused.
#[derive(Debug, Args)]
pub struct Demo {
    /// How far it is played
    #[arg(long, value_enum, default_value_t = Stage::UnderWay)]
    stage: Stage,
    /// The same seed gives the same demonstration
    #[arg(long, default_value_t = 2025)]
    seed: u64,
    #[command(flatten)]
    place: Place,
}

/// How far a demonstration is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Stage {
    /// The first morning of the event: cases at every stage
    UnderWay,
    /// After the event: 43 certificates
    Finished,
}

impl Demo {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        self.make_room().await?;
        // Far enough back for the first day of the body; the demonstration goes on from there.
        let wall = Arc::new(FixedClock::at(instant("2024-01-01T08:00", demo::ZONE)?));
        let store = Store::open(self.place.config().create(true), Clocks::with_wall(wall.clone())).await?;
        let entropy = Arc::new(SeededEntropy::of(self.seed));
        let house = House { node: NODE.to_owned(), public_url: "http://127.0.0.1:8080".to_owned() };
        let workflow = Workflow::new(store.clone(), Arc::new(Press::new()), entropy, house);
        let stage = Rehearsal::new(workflow, wall);
        let ending = if self.stage == Stage::Finished { Ending::Finished } else { Ending::UnderWay };
        let built = demo::build(&stage, self.seed, ending).await?;
        store.close().await;
        tell(&built.accounts)?;
        Ok(ExitCode::SUCCESS)
    }

    /// Empties a place that holds a demonstration, whole or broken off; refuses one that holds anything else.
    async fn make_room(&self) -> Result<(), Failure> {
        let Ok(store) = Store::open(self.place.config(), Clocks::system()).await else { return Ok(()) };
        let others = store.reader().rows("SELECT COUNT(*) AS n FROM journal WHERE node <> $1", &[NODE.into()]).await?;
        if others.first().map_or(Ok(0), |row| row.int("n"))? == 0 {
            store.raze().await?;
            return Ok(());
        }
        store.close().await;
        Err(Failure::Unusable(
            "the database holds something else than a demonstration; name an empty one with --database".to_owned(),
        ))
    }
}

fn tell(accounts: &[Account]) -> Result<(), Failure> {
    output::line(format!("Accounts of the demonstration; the password of each is {}", demo::PASSWORD))?;
    for account in accounts {
        output::line(format!("  {:<17} {:<38} {}", account.duty.to_string(), account.email, account.name))?;
    }
    Ok(())
}
