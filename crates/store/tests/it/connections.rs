//! Connections that are handed out: those that broke are not handed out again.

use std::time::Duration;

use futures::FutureExt as _;
use ground::Engine;
use store::{Lane, Read as _, StoreError};

use crate::{
    acts::append,
    people::{person, register},
    place::{self, Place, both},
};

both! {
    a_caller_that_goes_away_in_the_midst_of_a_question_spoils_nobodys_answer
    more_callers_than_connections_all_get_their_answer
}

async fn a_caller_that_goes_away_in_the_midst_of_a_question_spoils_nobodys_answer(place: Place) {
    let store = place.store().await;
    for n in 0..200_i64 {
        let mut gone = store.reader();
        // Asked once and then dropped: the answer is on its way.
        drop(gone.rows("SELECT 1 AS n UNION ALL SELECT 2 AS n", &[]).now_or_never());
        let rows = store.reader().rows("SELECT CAST($1 AS BIGINT) AS n", &[n.into()]).await.unwrap();
        assert_eq!((rows.len(), rows[0].int("n").unwrap()), (1, n));
    }
}

async fn more_callers_than_connections_all_get_their_answer(place: Place) {
    let store = place.store().await;
    let asked = (0..300_i64).map(|n| {
        let mut reader = store.reader();
        async move {
            let rows = reader.rows("SELECT CAST($1 AS BIGINT) AS n", &[n.into()]).await.unwrap();
            rows[0].int("n").unwrap()
        }
    });
    assert_eq!(futures::future::join_all(asked).await, (0..300).collect::<Vec<_>>());
}

#[test]
fn a_server_that_ended_its_connections_is_met_again() {
    place::on(Engine::Postgres, async |place: Place| {
        let store = place.store().await;
        let siti = person("Siti", "6372016802900001");
        append(&store, register(&siti)).await.unwrap();
        place
            .tamper(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                 WHERE datname = current_database() AND pid <> pg_backend_pid()",
            )
            .await;
        tokio::time::sleep(Duration::from_millis(1_200)).await;
        assert_eq!(store.reader().get::<certification::record::person::Person>(siti.id).await.unwrap(), Some(siti));
        append(&store, register(&person("Sari", "6372016802900002"))).await.unwrap();
    });
}

/// The server, or the role, may let a commit return before it is on the disk; a house on it does not.
#[test]
fn a_commit_is_on_the_disk_whatever_the_habit_of_the_server() {
    place::on(Engine::Postgres, async |place: Place| {
        place.tamper("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$").await;
        let store = place.store().await;
        for _ in 0..3 {
            let asked =
                store.reader().rows("SELECT current_setting('synchronous_commit') AS habit", &[]).await.unwrap();
            assert_eq!(asked[0].text("habit").unwrap(), "on");
        }
    });
}

#[test]
fn tables_that_grew_are_counted_for_the_planner_and_no_others() {
    place::on(Engine::Postgres, async |place: Place| {
        let store = place.store().await;
        // PostgreSQL counts by itself once a minute; here it is not to come in between.
        place.tamper("ALTER TABLE person SET (autovacuum_enabled = false)").await;
        let put = async |from: u32, to: u32| {
            store
                .transact::<_, StoreError>(Lane::Bulk, move |tx| {
                    Box::pin(async move {
                        for n in from..to {
                            tx.append(register(&person("Siti", &format!("{n:016}")))).await?;
                        }
                        Ok(())
                    })
                })
                .await
                .unwrap();
        };
        // As many as the planner believes there are; -1 before it was ever told.
        let believed = async |table: &str| {
            let asked = "SELECT reltuples::bigint AS n FROM pg_class WHERE oid = to_regclass($1)";
            store.reader().rows(asked, &[table.into()]).await.unwrap()[0].int("n").unwrap()
        };
        put(0, 200).await;
        assert_eq!((believed("person").await, believed("cases").await), (-1, -1));
        store.count_grown_tables().await.unwrap();
        assert_eq!((believed("person").await, believed("cases").await), (200, -1));
        put(200, 220).await;
        store.count_grown_tables().await.unwrap();
        assert_eq!(believed("person").await, 200, "a tenth more is no reason to count again");
        put(220, 500).await;
        store.count_grown_tables().await.unwrap();
        assert_eq!(believed("person").await, 500);
    });
}
