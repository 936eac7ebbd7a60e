//! Houses for tests. [`TestHouse`] is a fresh, migrated store with a workflow on a clock that stands
//! still, on SQLite or, where `KOMPETEN_TEST_POSTGRES` names a server, on PostgreSQL. People of each
//! duty, the example schemes and a case on its way come from [`rehearsal`]; tests ask for as much of
//! it as they need. For tests alone: no part of the product depends on it.
#![expect(clippy::unwrap_used, reason = "a test house that cannot be built has failed its test")]
#![expect(
    clippy::disallowed_methods,
    reason = "tests make names of their own and are told of servers by the environment"
)]

mod crowd;
mod house;
mod place;

pub use crowd::{multiplied, multiplied_at, put};
pub use house::{START, TestHouse};
pub use place::{Place, in_house, on};

/// Makes one test for each database out of `async fn(TestHouse)`.
#[macro_export]
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            #[test]
            fn on_sqlite() {
                $crate::in_house(store::Db::Sqlite, super::$name);
            }
            #[test]
            fn on_postgres() {
                $crate::in_house(store::Db::Postgres, super::$name);
            }
        }
    )+};
}
