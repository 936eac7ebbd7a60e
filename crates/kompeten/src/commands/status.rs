//! `kompeten status`: the one count by status, of one event or all.

use std::process::ExitCode;

use certification::{record::event::Event, stage::Funnel};
use clap::Args;
use store::{Find, Read};
use workflow::outcome::{Standing, standing, standings};

use crate::{failure::Failure, output, settings::Place};

/// Count cases by how far they have come: registered, complete, accepted … issued
#[derive(Debug, Args)]
pub struct Status {
    /// Code of one event; all events when absent
    #[arg(long)]
    event: Option<String>,
    /// Print JSON: {code, title, starts, ends, zone, counts, by_scheme, by_district} for each event
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    place: Place,
}

impl Status {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        let store = self.place.open().await?;
        let mut reader = store.reader();
        let all = match &self.event {
            None => standings(&mut reader).await?,
            Some(code) => {
                let event: Option<Event> = reader.first(Find::by("code", code.as_str())).await?;
                let event = event.ok_or_else(|| Failure::no_event(code))?;
                vec![standing(&mut reader, &event).await?]
            }
        };
        store.close().await;
        if self.json {
            output::json(&all)?
        } else {
            tell(&all)?
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn tell(all: &[Standing]) -> Result<(), Failure> {
    for event in all {
        output::line(format!("{}  {} ({} – {})", event.code, event.title, event.starts, event.ends))?;
        for (name, n) in Funnel::NAMES.iter().zip(event.counts.all()) {
            output::line(format!("  {name:<15}{n:>7}"))?;
        }
    }
    Ok(())
}
