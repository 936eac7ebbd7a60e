//! A house for a test: store, workflow and clock, and as much of a certification body as is asked for.

use std::sync::{Arc, OnceLock};

use certification::clock::FixedClock;
use documents::Press;
use rehearsal::{Rehearsal, SeededEntropy};
use store::{Clocks, Store};
use workflow::{House, Workflow};

use crate::place::Place;

/// 30 October 2025, 08:00 in Banjarbaru.
pub const START: i64 = 1_761_782_400_000_000;

/// The press of all tests of a process: it loads typefaces once.
fn press() -> Arc<Press> {
    static PRESS: OnceLock<Arc<Press>> = OnceLock::new();
    PRESS.get_or_init(|| Arc::new(Press::new())).clone()
}

/// A fresh house.
#[derive(Debug)]
pub struct TestHouse {
    /// Where it stands.
    pub place: Place,
    /// Its store.
    pub store: Store,
    /// Where cases are played; its workflow is the house's own.
    pub stage: Rehearsal,
    /// The clock of acts.
    pub wall: Arc<FixedClock>,
}

impl TestHouse {
    /// An empty, migrated house at that place, on 30 October 2025, 08:00 WITA.
    ///
    /// # Panics
    /// When the store cannot be made.
    pub async fn at(place: Place) -> Self {
        Self::since(place, START).await
    }

    /// An empty, migrated house whose clock begins at an instant, microseconds UTC.
    ///
    /// # Panics
    /// When the store cannot be made.
    pub async fn since(place: Place, instant: i64) -> Self {
        let wall = Arc::new(FixedClock::at(instant));
        let config = place.config().create(true);
        let store = Store::open(config, Clocks::with_wall(wall.clone())).await.unwrap();
        let house = House { node: "test".to_owned(), public_url: "http://127.0.0.1:8080".to_owned() };
        let workflow = Workflow::new(store.clone(), press(), Arc::new(SeededEntropy::of(7)), house);
        Self { stage: Rehearsal::new(workflow, wall.clone()), place, store, wall }
    }

    /// Its workflow.
    #[must_use]
    pub const fn workflow(&self) -> &Workflow {
        &self.stage.workflow
    }
}
