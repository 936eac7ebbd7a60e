//! Rows of a sheet are invited together, many in a transaction: each finds what those before it left.

use std::collections::BTreeSet;

use certification::{
    id::EventId,
    record::{
        case::Case,
        import::ImportBatch,
        person::{Account, Institution, Person},
    },
};
use store::{Find, Read as _};
use workflow::intake::Invited;

use crate::{
    event::{event, staff},
    inside::{Browser, Inside, both},
};

both! {
    rows_of_a_sheet_share_an_institution_and_the_seats_that_are_left
    whoever_is_there_already_is_matched_and_a_refused_row_stays_ready
}

const HEAD: &str = "No;Nama Lengkap;NIK;Tanggal Lahir;Instansi;Kabupaten/Kota;Klaster\n";
const FOUR: &str = "\
1;Siti Rahmah, S.Hum.;6372045501880003;15-01-1988;Perpustakaan Umum Contoh;Banjarbaru;Layanan Dasar\n\
2;Hamdani;6371041204850011;12-04-1985;PERPUSTAKAAN UMUM CONTOH;Banjarbaru;Layanan Dasar\n\
3;Ani Maulida;6303054803830004;08-03-1983;Perpustakaan Sekolah Contoh;Banjar;Layanan Dasar\n\
4;Rusdi;6303051107900002;11-07-1990;Perpustakaan Sekolah Contoh;Banjar;Layanan Dasar\n";

/// Has a sheet of these rows read at that event, and invites those that are ready.
async fn invite(inside: &Inside, staff: &mut Browser<'_>, event: EventId, rows: &str) -> Invited {
    let sheet = format!("{HEAD}{rows}");
    let taken = staff.upload(&format!("/acara/{event}/peserta"), "peserta.csv", sheet.as_bytes()).await;
    let import = taken.header("location").to_owned();
    let batch: ImportBatch = inside.flow.reader().get(import.rsplit('/').next().unwrap()).await.unwrap().unwrap();
    let sender = inside.flow.actor(batch.sender_id).await.unwrap();
    inside.flow.invite_ready(&sender, batch.id, "").await.unwrap()
}

fn codes(invited: &Invited) -> Vec<(i64, &str)> {
    invited.refused.iter().map(|(at, refusal)| (at.row, refusal.code.as_str())).collect()
}

async fn rows_of_a_sheet_share_an_institution_and_the_seats_that_are_left(inside: Inside) {
    let event = event(&inside, "KALSEL-2026").await;
    let mut staff = staff(&inside).await;
    let invited = invite(&inside, &mut staff, event, FOUR).await;
    assert_eq!(invited.invited.iter().map(|(at, _)| at.row).collect::<Vec<_>>(), [2, 3, 4]);
    assert_eq!(codes(&invited), [(5, "event.no-free-seat")], "three seats, and the fourth row finds none");

    let mut reader = inside.flow.reader();
    let cases: Vec<Case> = reader.find(&Find::by("event_id", event)).await.unwrap();
    let running: BTreeSet<i64> = cases.iter().map(|case| case.running).collect();
    assert_eq!(running, BTreeSet::from([1, 2, 3]));
    let institutions: Vec<Institution> = reader.find(&Find::all()).await.unwrap();
    let mut names: Vec<&str> = institutions.iter().map(|i| i.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Perpustakaan Sekolah Contoh", "Perpustakaan Umum Contoh"], "one for two spellings");
    let of = |case: &Case| institutions.iter().find(|i| Some(i.id) == case.institution_id).map(|i| i.name.as_str());
    assert_eq!(cases.iter().filter(|case| of(case) == Some("Perpustakaan Umum Contoh")).count(), 2);
    let seats = reader.rows("SELECT n FROM seat_counter WHERE event_id = $1", &[event.into()]).await.unwrap();
    assert_eq!(seats.iter().map(|row| row.int("n").unwrap()).collect::<Vec<_>>(), [3]);
    let counted =
        reader.rows("SELECT registered FROM case_counter WHERE event_id = $1", &[event.into()]).await.unwrap();
    assert_eq!(counted.iter().map(|row| row.int("registered").unwrap()).sum::<i64>(), 3);
    for case in &cases {
        assert!(reader.get::<Account>(case.person_id).await.unwrap().is_some());
        let told = "SELECT COUNT(*) AS n FROM job WHERE payload LIKE $1";
        let told = reader.rows(told, &[format!("%{}%", case.person_id).into()]).await.unwrap();
        assert_eq!(told[0].int("n").unwrap(), 1, "each is told once");
        assert_eq!(reader.stream_version(&format!("case/{}", case.id)).await.unwrap(), 1);
    }
}

async fn whoever_is_there_already_is_matched_and_a_refused_row_stays_ready(inside: Inside) {
    let event = event(&inside, "KALSEL-2026").await;
    let mut staff = staff(&inside).await;
    let first: String = FOUR.lines().take(1).map(|line| format!("{line}\n")).collect();
    assert_eq!(invite(&inside, &mut staff, event, &first).await.invited.len(), 1);
    let again = invite(&inside, &mut staff, event, FOUR).await;
    assert_eq!(again.known.iter().map(|at| at.row).collect::<Vec<_>>(), [2], "who has a case already");
    assert_eq!((again.invited.len(), codes(&again)), (2, vec![(5, "event.no-free-seat")]));
    let mut reader = inside.flow.reader();
    let persons: Vec<Person> = reader.find(&Find::by("nik_blind", "6372045501880003")).await.unwrap();
    assert_eq!(persons.len(), 1, "one person for one NIK");
    let states = "SELECT state, COUNT(*) AS n FROM import_row GROUP BY state ORDER BY state";
    let states = reader.rows(states, &[]).await.unwrap();
    let states: Vec<_> = states.iter().map(|row| (row.text("state").unwrap(), row.int("n").unwrap())).collect();
    assert_eq!(states, [("imported", 3), ("ready", 2)]);
}
