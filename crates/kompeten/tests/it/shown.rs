//! What a demonstration shows to its visitors: pages that have something on them, and days that fit.

use std::{path::Path, sync::Arc};

use certification::{
    clock::FixedClock,
    duty::Duty,
    permit::Actor,
    record::{
        case::Case,
        certificate::Certificate,
        event::Event,
        exam::{Exam, Item},
        exam_standard::{StandardCut, StandardStudy},
        form::{Form, Signature},
        person::Appointment,
        scheme::Standard,
    },
};
use documents::Press;
use rehearsal::{
    SeededEntropy,
    demo::{OPENING, ZONE},
    instant,
};
use store::{Clocks, Find, Read as _, Store, StoreConfig};
use workflow::{House, Workflow, load::case_file};

/// Kinds of questions that no test of the demonstration asks for.
const OTHER_KINDS: [&str; 5] = ["true-false", "hotspot", "short-answer", "upload", "oral"];

/// Looks at the demonstration that stands in a folder, on its first morning.
pub fn look(folder: &Path) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
        let place = (format!("sqlite:{}", path("house.db")), format!("file:{}", path("files")));
        let config = StoreConfig::new(&place.0, place.1, folder.join("keyset.json"));
        let wall = Arc::new(FixedClock::at(instant(OPENING, ZONE).unwrap()));
        let store = Store::open(config, Clocks::with_wall(wall)).await.unwrap();
        let house = House { node: "test".to_owned(), public_url: "http://127.0.0.1:8080".to_owned() };
        let workflow = Workflow::new(store.clone(), Arc::new(Press::new()), Arc::new(SeededEntropy::of(1)), house);
        let demo = Demo { workflow };
        demo.a_test_is_over_and_tells_what_its_number_allows().await;
        demo.a_cut_is_set_and_another_study_is_under_way().await;
        demo.items_of_every_kind_are_on_papers_and_some_stand_at_every_stage().await;
        demo.nobody_is_assessed_before_their_session().await;
        demo.an_example_that_is_not_in_force_says_both_on_paper().await;
        store.close().await;
    });
}

struct Demo {
    workflow: Workflow,
}

impl Demo {
    async fn all<R: certification::record::Record>(&self) -> Vec<R> {
        self.workflow.reader().find(&Find::all()).await.unwrap()
    }

    async fn actor(&self, duty: Duty) -> Actor {
        let first: Option<Appointment> = self.workflow.reader().first(Find::by("duty", duty)).await.unwrap();
        self.workflow.actor(first.unwrap().person_id).await.unwrap()
    }

    async fn a_test_is_over_and_tells_what_its_number_allows(&self) {
        let manager = self.actor(Duty::Manager).await;
        let event: Option<Event> = self.workflow.reader().first(Find::by("code", "TANBU-2025")).await.unwrap();
        let exam: Option<Exam> = self.workflow.reader().first(Find::by("event_id", event.unwrap().id)).await.unwrap();
        let exam = exam.unwrap();
        assert_eq!(exam.status, "closed");
        let results = self.workflow.exam_results();
        // Of 22 one never came. One question was credited to everybody in the second round, which is released.
        let view = results.overview(&manager, exam.id).await.unwrap();
        assert_eq!(view.rounds.iter().map(|round| round.corrected).collect::<Vec<_>>(), [0, 1]);
        assert!(view.rounds[1].released_at.is_some());
        let kept: Vec<_> = view.lines.iter().filter_map(|line| line.kept.as_ref()).collect();
        assert_eq!((view.lines.len(), kept.len()), (22, 21));
        let points = kept.iter().map(|kept| kept.result.tally.points);
        assert!(points.clone().min() < points.max(), "all did alike");
        let came = view.lines.iter().find(|line| line.kept.is_some()).unwrap();
        assert_eq!(results.of_case(&manager, came.sitting.case_id).await.unwrap().len(), 1);

        let figures = results.analysis(&manager, exam.id, None).await.unwrap();
        assert_eq!((figures.candidates, figures.items.len()), (21, 40));
        assert_eq!(figures.items.iter().filter(|item| item.credited).count(), 1);
        for item in figures.items.iter().filter(|item| !item.credited) {
            let told = &item.difficulty;
            assert!(told.estimate().is_some() && told.interval().is_some(), "{}", item.item.id);
            assert!(item.timing.median.estimate().is_some() && item.discrimination.estimate().is_none());
        }
        let shares = figures.items.iter().filter_map(|item| item.difficulty.estimate());
        let (least, most) = (shares.clone().fold(1.0, f64::min), shares.fold(0.0, f64::max));
        assert!(most - least > 0.2, "no question is harder than another: {least} to {most}");
        assert!(figures.reliability.alpha.estimate().is_none());
        assert!(figures.neighbours.unwrap().false_alarms.estimate().is_none());
    }

    async fn a_cut_is_set_and_another_study_is_under_way(&self) {
        let mut studies: Vec<StandardStudy> = self.all().await;
        studies.sort_by_key(|study| study.made_at);
        let states: Vec<_> = studies.iter().map(|study| (study.state.as_str(), study.round)).collect();
        assert_eq!(states, [("approved", 2), ("rating", 1)]);
        assert_eq!(self.all::<StandardCut>().await.len(), 1);
        let mut standards: Vec<Standard> = self.all().await;
        standards.sort_by_key(|standard| standard.units.len());
        let kept: Vec<_> = standards.iter().map(|s| (s.status.as_str(), s.units.len(), s.example)).collect();
        assert_eq!(kept, [("draft", 1, true), ("published", 3, true)]);
    }

    async fn items_of_every_kind_are_on_papers_and_some_stand_at_every_stage(&self) {
        let committee = self.actor(Duty::SchemeCommittee).await;
        let items: Vec<Item> = self.all().await;
        for kind in OTHER_KINDS {
            let active: Vec<&Item> = items.iter().filter(|i| i.kind == kind && i.state == "active").collect();
            assert!(active.len() >= 2, "{kind}: {}", active.len());
            for item in active {
                let (_, life) = self.workflow.exam_bank().life(&committee, &item.id).await.unwrap();
                let version = life.on_papers().unwrap();
                assert!(version.approved.len() >= 2 && version.approved.is_disjoint(&version.authors), "{}", item.id);
                assert_eq!(version.accepted.len(), 4, "{}: content, language, fairness and key", item.id);
            }
        }
        for state in ["draft", "review", "pilot", "active", "retired"] {
            assert!(items.iter().any(|item| item.state == state), "nothing is {state}");
        }
        assert!(items.iter().any(|item| item.state == "draft" && item.in_use == Some(1)), "no next version is written");
        let (_, life) = self.workflow.exam_bank().life(&committee, "CONTOH-BL-006").await.unwrap();
        assert!(life.steps.iter().any(|step| step.why.contains("Denah")), "nobody commented");
    }

    async fn an_example_that_is_not_in_force_says_both_on_paper(&self) {
        let certificates: Vec<Certificate> = self.all().await;
        for (status, state) in [("active", "specimen"), ("suspended", "suspended"), ("superseded", "superseded")] {
            let found = certificates.iter().find(|c| c.example && c.status == status);
            let certificate = found.unwrap_or_else(|| panic!("no example is {status}"));
            let file = case_file(&mut self.workflow.reader(), certificate.case_id).await.unwrap();
            let printed = self.workflow.certificate_paper(&file, certificate).await.unwrap().data;
            assert_eq!(printed["status"]["state"], state);
            let note = printed["status"]["note"].as_str().unwrap_or_default();
            assert_eq!(note.contains("CONTOH"), status != "active", "{status}: {note}");
        }
    }

    /// Presence and everything that an assessor signed in the assessment comes when the session has begun.
    async fn nobody_is_assessed_before_their_session(&self) {
        let (cases, events): (Vec<Case>, Vec<Event>) = (self.all().await, self.all().await);
        let (forms, signatures): (Vec<Form>, Vec<Signature>) = (self.all().await, self.all().await);
        let mut seen = 0;
        for signature in signatures.iter().filter(|signature| signature.slot == "assessor") {
            let form = forms.iter().find(|form| form.id == signature.form_id).unwrap();
            let assesses = form.code.starts_with("FR.IA.") || form.code == "FR.AK.02";
            let Some(case) = cases.iter().find(|case| assesses && Some(case.id) == form.case_id) else { continue };
            let event = events.iter().find(|event| event.id == case.event_id).unwrap();
            let session = event.sessions.iter().find(|session| Some(&session.id) == case.session.as_ref()).unwrap();
            let starts = instant(&format!("{}T{}", session.day, session.starts), &event.zone).unwrap();
            assert!(signature.at >= starts, "{} of {} in {}", form.code, case.id, session.id);
            seen += 1;
        }
        assert!(seen > 60, "only {seen} forms of assessments were looked at");
    }
}
