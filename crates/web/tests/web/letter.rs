//! Letters of assignment and the minutes of an assessment: what they say, and who may have them.

use axum::http::StatusCode;
use certification::{
    duty::Duty,
    id::PersonId,
    person::RegisterAssessor,
    record::person::{Assessor, Person},
};
use rehearsal::{Finding, Troupe};
use store::Read as _;
use workflow::{
    load::PersonKey,
    paper::{Attended, Barred, assessment, assigned},
};

use crate::inside::{Browser, Inside, both};

both! {
    each_assessor_has_a_letter_and_sees_no_other
    who_is_not_registered_until_the_day_is_named_instead_of_sent
    minutes_count_who_came_and_say_when_the_assessment_is_not_over
}

async fn browser_of(inside: &Inside, person: PersonId) -> Browser<'_> {
    let known: Person = inside.flow.reader().get(person).await.unwrap().unwrap();
    inside.signed_in_as(person, known.email.as_deref().unwrap()).await
}

async fn of_duty<'i>(inside: &'i Inside, troupe: &Troupe, duty: Duty) -> Browser<'i> {
    let member = troupe.cast.members.iter().find(|member| member.duty == duty).unwrap();
    inside.signed_in_as(member.id, member.email).await
}

async fn each_assessor_has_a_letter_and_sees_no_other(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 2).await.unwrap();
    troupe.schedule(&stage, 0).await.unwrap();
    let all = assigned(&mut inside.flow.reader(), &troupe.event).await.unwrap();
    assert_eq!(all.len(), 3);
    let (mine, other) = (troupe.assessors[0], troupe.assessors[1]);
    let own = all.iter().find(|one| one.person == mine).unwrap();
    assert_eq!((own.cases(), own.sessions.len(), &own.barred), (1, 1, &None));
    let paper = inside.flow.assignment_paper(&troupe.event, &all).await.unwrap();
    let letters = paper.data["letters"].as_array().unwrap();
    assert_eq!(letters.len(), 3);
    let met = &own.registration.as_ref().unwrap().met;
    let letter = letters.iter().map(ToString::to_string).find(|letter| letter.contains(met)).unwrap();
    for said in [own.name.as_str(), "Kamis, 30 Oktober 2025", "pukul 08.00–12.00 WITA", "Aula", "1 orang", "UJI-2025"]
    {
        assert!(letter.contains(said), "{said}: {letter}");
    }

    let page = format!("/acara/{}/surat-tugas", troupe.event.id);
    for duty in [Duty::Staff, Duty::Manager] {
        let mut planner = of_duty(&inside, &troupe, duty).await;
        let shown = planner.get(&page).await.text;
        assert!(all.iter().all(|one| shown.contains(&one.name)) && shown.contains("Cetak 3 surat"), "{shown}");
        assert!(planner.get(&format!("/acara/{}", troupe.event.id)).await.text.contains(&page));
        for address in [format!("{page}.pdf"), format!("{page}/{mine}")] {
            let file = planner.get(&address).await;
            assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, "application/pdf"), "{address}");
        }
        let nobody = format!("{page}/{}", troupe.cases[0].person_id);
        assert_eq!(planner.get(&nobody).await.status, StatusCode::NOT_FOUND);
    }
    let mut assessor = browser_of(&inside, mine).await;
    let shown = assessor.get(&page).await.text;
    let others = all.iter().filter(|one| one.person != mine);
    assert!(shown.contains(&own.name) && others.clone().all(|one| !shown.contains(&one.name)), "{shown}");
    assert_eq!(assessor.get(&format!("{page}/{mine}")).await.status, StatusCode::OK);
    assert_eq!(assessor.get(&format!("{page}/{other}")).await.status, StatusCode::NOT_FOUND);
    for duty in [Duty::Facilitator, Duty::PanelMember, Duty::Head] {
        let mut reader = of_duty(&inside, &troupe, duty).await;
        for address in [page.clone(), format!("{page}.pdf"), format!("{page}/{mine}")] {
            assert_eq!(reader.get(&address).await.status, StatusCode::NOT_FOUND, "{duty}: {address}");
        }
    }
}

async fn who_is_not_registered_until_the_day_is_named_instead_of_sent(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 2).await.unwrap();
    troupe.schedule(&stage, 0).await.unwrap();
    let renew = async |person: PersonId, until: &str| {
        let known: Assessor = inside.flow.reader().get(person).await.unwrap().unwrap();
        let assessor = Assessor { until: until.to_owned(), ..known };
        inside.flow.perform_as_house(PersonKey::from(person), RegisterAssessor { assessor }).await.unwrap();
    };
    let barred = async |person: PersonId| {
        let all = assigned(&mut inside.flow.reader(), &troupe.event).await.unwrap();
        all.into_iter().find(|one| one.person == person).unwrap().barred
    };
    let (seated, free) = (troupe.assessors[0], troupe.assessors[1]);
    // The last session of the one is on the 30th; the other has none yet, so that the whole event counts.
    renew(seated, "2025-10-30").await;
    renew(free, "2025-10-30").await;
    assert_eq!(barred(seated).await, None);
    let reaches = |until: &str, day: &str| Some(Barred::RunsOut { until: until.to_owned(), day: day.to_owned() });
    assert_eq!(barred(free).await, reaches("2025-10-30", "2025-10-31"));
    renew(seated, "2025-10-29").await;
    assert_eq!(barred(seated).await, reaches("2025-10-29", "2025-10-30"));

    let mut staff = of_duty(&inside, &troupe, Duty::Staff).await;
    let page = format!("/acara/{}/surat-tugas", troupe.event.id);
    let shown = staff.get(&page).await.text;
    assert!(shown.contains("Cetak 1 surat") && shown.contains("Registrasi habis"), "{shown}");
    assert_eq!(shown.matches("Tanpa surat").count(), 2, "{shown}");
    let none = staff.get(&format!("{page}/{free}")).await;
    assert_eq!((none.status, none.header("location")), (StatusCode::SEE_OTHER, page.as_str()));
    let all = assigned(&mut inside.flow.reader(), &troupe.event).await.unwrap();
    let paper = inside.flow.assignment_paper(&troupe.event, &all).await.unwrap();
    assert_eq!(paper.data["letters"].as_array().unwrap().len(), 1);
    let mut assessor = browser_of(&inside, free).await;
    assert!(assessor.get(&page).await.text.contains("Perbarui registrasinya"));
}

async fn minutes_count_who_came_and_say_when_the_assessment_is_not_over(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 6).await.unwrap();
    let page = format!("/acara/{}/berita-acara", troupe.event.id);
    let mut staff = of_duty(&inside, &troupe, Duty::Staff).await;
    let empty = staff.get(&page).await.text;
    assert!(empty.contains("Asesmen belum selesai") && empty.contains("Belum ada asesi yang diterima"), "{empty}");
    troupe.assess(&stage, 0, Finding::K).await.unwrap();
    troupe.assess(&stage, 1, Finding::Bk).await.unwrap();
    let absent = troupe.schedule(&stage, 2).await.unwrap();
    absent.attend(false).await.unwrap();
    let withdrawn = troupe.schedule(&stage, 3).await.unwrap();
    withdrawn.withdraw("Sakit.").await.unwrap();
    let late = troupe.schedule(&stage, 4).await.unwrap();
    late.propose().await.unwrap();
    late.accept().await.unwrap();

    let held = async || assessment(&mut inside.flow.reader(), &troupe.event, inside.flow.now()).await.unwrap();
    let now = held().await;
    let t = now.tally;
    assert_eq!((t.listed, t.present, t.absent, t.withdrawn, t.unrecorded), (5, 2, 1, 1, 1), "{t:?}");
    assert_eq!((t.competent, t.not_yet, t.unjudged), (1, 1, 0), "absent and withdrawn are not BK");
    assert!(!now.is_over());
    let lines: Vec<_> = now.schemes.iter().flat_map(|of| &of.lines).collect();
    let not_yet: Vec<_> = lines.iter().filter(|line| line.attended == Attended::NotYet).collect();
    assert!(not_yet.len() == 1 && !not_yet[0].lacking.is_empty(), "the units that lack are named: {not_yet:?}");
    let paper = inside.flow.assessment_paper(&troupe.event).await.unwrap().data.to_string();
    assert!(paper.contains("ASESMEN BELUM SELESAI") && paper.contains("kehadiran 1 asesi belum dicatat"), "{paper}");
    let shown = staff.get(&page).await.text;
    assert!(shown.contains("Kehadiran 1 asesi belum dicatat") && shown.contains("Cetak yang sementara"), "{shown}");

    late.attend(true).await.unwrap();
    assert_eq!(held().await.tally.unjudged, 1);
    late.examine(Finding::K).await.unwrap();
    late.recommend(Finding::K).await.unwrap();
    // The event lasts until the next day.
    let early = staff.get(&page).await.text;
    assert!(early.contains("belum tiba"), "{early}");
    inside.minutes_pass(24 * 60);
    assert!(held().await.is_over());
    let mut manager = of_duty(&inside, &troupe, Duty::Manager).await;
    let shown = manager.get(&page).await.text;
    assert!(!shown.contains("Asesmen belum selesai") && shown.contains("Cetak berita acara"), "{shown}");
    let file = manager.get(&format!("{page}.pdf")).await;
    assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, "application/pdf"));
    let paper = inside.flow.assessment_paper(&troupe.event).await.unwrap().data;
    let said = paper.to_string();
    assert_eq!(paper["title"], "Berita Acara Asesmen");
    assert!(said.contains("kompeten 2 orang, belum kompeten 1 orang") && !said.contains("BELUM SELESAI"), "{said}");
    assert_eq!(paper["signers"].as_array().unwrap().len(), 3, "two assessors and the venue's own: {said}");
    for duty in [Duty::Facilitator, Duty::PanelMember] {
        let mut reader = of_duty(&inside, &troupe, duty).await;
        assert_eq!(reader.get(&page).await.status, StatusCode::NOT_FOUND, "{duty}");
    }
    let mut assessor = browser_of(&inside, troupe.assessors[0]).await;
    assert_eq!(assessor.get(&format!("{page}.pdf")).await.status, StatusCode::NOT_FOUND);
}
