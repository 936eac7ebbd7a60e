//! `kompeten demo`: an invented certification body to look at and to try things on.

use std::{process::ExitCode, sync::Arc};

use certification::clock::FixedClock;
use clap::{Args, ValueEnum};
use rehearsal::{
    Rehearsal, SeededEntropy,
    demo::{self, Account, Ending},
    instant,
};
use store::{Clocks, Read, Store, entropy::SystemEntropy};

use crate::{
    failure::Failure,
    output,
    played::{self, NODE},
    serving::Reach,
    settings::Place,
};

/// Build an invented certification body with the Kalsel event of October 2025, and serve it
///
/// The demonstration plays on a clock of its own, which starts on 30 October 2025, 08:00 WITA, or when
/// its last act was done. It sends no mail. A place that holds a demonstration already is emptied and built anew, unless
/// --keep is given; one that holds anything else is refused.
#[derive(Debug, Args)]
pub struct Demo {
    /// How far it is played
    #[arg(long, value_enum, default_value_t = Stage::UnderWay)]
    stage: Stage,
    /// The same seed gives the same demonstration
    #[arg(long, default_value_t = 2025)]
    seed: u64,
    /// Stop after building
    #[arg(long)]
    no_serve: bool,
    /// Go on with the demonstration that stands there, as it was left; build one where there is none
    #[arg(long)]
    keep: bool,
    #[command(flatten)]
    reach: Reach,
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
        self.reach.check()?;
        if self.reach.smtp().is_some() {
            output::line("The demonstration sends no mail: its people are invented, their addresses may not be")?;
        }
        let reach = self.reach.without_mail();
        Self { reach, ..self }.build_or_go_on().await
    }

    async fn build_or_go_on(self) -> Result<ExitCode, Failure> {
        if self.stands().await? {
            return if self.no_serve { Ok(ExitCode::SUCCESS) } else { self.play_on().await };
        }
        self.make_room().await?;
        // Far enough back for the first day of the body; the demonstration goes on from there.
        let wall = Arc::new(FixedClock::at(instant("2024-01-01T08:00", demo::ZONE)?));
        let store = Store::open(self.place.config().create(true), Clocks::with_wall(wall.clone())).await?;
        let entropy = Arc::new(SeededEntropy::of(self.seed));
        let workflow = self.reach.workflow(store.clone(), entropy, NODE)?;
        let stage = Rehearsal::new(workflow, wall.clone());
        let ending = if self.stage == Stage::Finished { Ending::Finished } else { Ending::UnderWay };
        let built = demo::build(&stage, self.seed, ending).await?;
        // Where the clock goes on from.
        store.seal().await?;
        store.close().await;
        tell(&built.accounts)?;
        if self.no_serve { Ok(ExitCode::SUCCESS) } else { self.play_on().await }
    }

    /// Serves it. From here on it runs by itself, and draws its ids from the machine: a seed begun anew would give old
    /// ones.
    async fn play_on(self) -> Result<ExitCode, Failure> {
        let store = played::open(self.place.config()).await?.store;
        let workflow = self.reach.workflow(store, Arc::new(SystemEntropy), NODE)?;
        output::line(format!("Open {}", self.reach.url()))?;
        self.reach.serve(workflow, true).await?;
        Ok(ExitCode::SUCCESS)
    }

    /// Whether a demonstration stands there that is to be kept: not one whose building was broken off, which lacks the
    /// seal at its end.
    async fn stands(&self) -> Result<bool, Failure> {
        if !self.keep {
            return Ok(false);
        }
        let Ok(store) = Store::open(self.place.config(), Clocks::system()).await else { return Ok(false) };
        let stands = played::begins_as_demonstration(&store).await? && played::sealed_at(&store).await? > 0;
        if stands {
            tell(&demo::standing(&mut store.reader()).await?)?;
        }
        store.close().await;
        Ok(stands)
    }

    /// Empties a place that holds a demonstration, whole or broken off; refuses one that holds anything else.
    async fn make_room(&self) -> Result<(), Failure> {
        let Ok(store) = Store::open(self.place.config(), Clocks::system()).await else { return Ok(()) };
        let acts = store.reader().rows("SELECT position FROM journal LIMIT 1", &[]).await?;
        if acts.is_empty() || played::begins_as_demonstration(&store).await? {
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
