//! Letters of assignment: what they say, and who may have them.

use axum::http::StatusCode;
use certification::{
    duty::Duty,
    id::PersonId,
    person::RegisterAssessor,
    record::person::{Assessor, Person},
};
use rehearsal::Troupe;
use store::Read as _;
use workflow::{
    load::PersonKey,
    paper::{Barred, assigned},
};

use crate::inside::{Browser, Inside, both};

both! {
    each_assessor_has_a_letter_and_sees_no_other
    who_is_not_registered_until_the_day_is_named_instead_of_sent
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
