//! The store on real databases: SQLite always, PostgreSQL when `KOMPETEN_TEST_POSTGRES` names a server.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod acts;
mod bless;
mod people;
mod place;
