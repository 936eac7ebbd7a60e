//! The load against a server of these tests: what an honest one, a killed one and a cheating one look like to it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod hall;
mod honesty;
mod measuring;
mod mishaps;
