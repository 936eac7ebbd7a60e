//! Filling a form: what a browser sends, what is kept, and what is still missing.

use proptest::prelude::*;

use crate::form::{
    Answer, Answers, Binding, BlockView, Engine, FormContext, FormFacts, Locale, Progress, Role, catalogue,
    definition::Definition, samples,
};

const ROLES: [Role; 3] = [Role::Candidate, Role::Assessor, Role::Staff];

fn apl02() -> (&'static Definition, FormContext) {
    (catalogue::current("FR.APL.02").unwrap(), samples::context())
}

fn sent(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

#[test]
fn sending_a_page_back_as_it_stands_keeps_every_answer() {
    for sample in samples::all() {
        for role in ROLES {
            for locale in Locale::ALL {
                let page = Engine::view(sample.definition, &sample.context, &sample.answers, role, locale, &[]);
                let (answers, errors) =
                    Engine::parse(sample.definition, &sample.context, &sample.answers, &page.pairs(), role);
                assert_eq!(errors, [], "{}", sample.definition.code);
                let (a, b) = (&answers, &sample.answers);
                assert_eq!(
                    Engine::diff(
                        sample.definition,
                        &sample.context,
                        b,
                        &Engine::completed(sample.definition, &sample.context, a, role),
                        Locale::Id
                    ),
                    Engine::diff(
                        sample.definition,
                        &sample.context,
                        b,
                        &Engine::completed(sample.definition, &sample.context, b, role),
                        Locale::Id
                    ),
                    "{}",
                    sample.definition.code
                );
            }
        }
    }
}

#[test]
fn a_filled_sample_misses_nothing_and_an_empty_form_says_what_by_name() {
    for sample in samples::all() {
        for role in ROLES {
            let missing = Engine::missing(sample.definition, &sample.context, &sample.answers, role);
            assert_eq!(missing, [], "{} {role:?}", sample.definition.code);
            let empty = Engine::missing(sample.definition, &sample.context, &Answers::new(), role);
            assert!(empty.iter().all(|m| !m.label.is_empty() && m.anchor.starts_with("f-")), "{empty:?}");
        }
        let asked = ROLES
            .iter()
            .any(|r| !Engine::missing(sample.definition, &samples::blank(), &Answers::new(), *r).is_empty());
        assert!(asked, "{} asks for nothing", sample.definition.code);
    }
}

#[test]
fn fields_of_other_roles_never_change() {
    let (definition, context) = apl02();
    let pairs = sent(&[("review", "proceed"), ("candidate-type", "2"), ("unknown", "x"), ("rating", "K")]);
    let (answers, errors) = Engine::parse(definition, &context, &Answers::new(), &pairs, Role::Candidate);
    assert_eq!((answers, errors), (Answers::new(), Vec::new()));
    let (answers, _) = Engine::parse(definition, &context, &Answers::new(), &pairs, Role::Assessor);
    assert_eq!(answers.get("review"), Some(&Answer::One("proceed".to_owned())));
}

#[test]
fn what_is_not_sent_stays_and_boxes_can_all_be_cleared() {
    let (definition, context) = apl02();
    let name = "rating/CONTOH.LD.01:1/evidence";
    let mut before = Answers::new();
    before.set(name, Answer::Many(vec!["b-01".to_owned()]));
    before.put("rating/CONTOH.LD.01:1/self", "K");
    let part = sent(&[("rating/CONTOH.LD.01:2/self", "BK")]);
    let (answers, _) = Engine::parse(definition, &context, &before, &part, Role::Candidate);
    assert!(answers.get(name).unwrap().has("b-01"));
    let (answers, _) = Engine::parse(definition, &context, &before, &sent(&[(name, "")]), Role::Candidate);
    assert_eq!(answers.get(name), None);
    let both = sent(&[(name, ""), (name, "b-03"), (name, "b-01")]);
    let (answers, _) = Engine::parse(definition, &context, &before, &both, Role::Candidate);
    assert_eq!(answers.get(name).unwrap().text(), "b-01, b-03");
    let foreign = sent(&[(name, "somebody-elses")]);
    let (answers, errors) = Engine::parse(definition, &context, &before, &foreign, Role::Candidate);
    assert_eq!((answers.get(name), errors[0].code.as_str()), (None, "not-offered"));
}

#[test]
fn what_was_typed_is_kept_even_when_wrong() {
    let definition = catalogue::current("FR.APL.01").unwrap();
    let context = samples::context();
    let pairs = sent(&[("nik", "637201030288000"), ("born", "3 Pebruari 1988"), ("email", "siti di rumah")]);
    let (answers, errors) = Engine::parse(definition, &context, &Answers::new(), &pairs, Role::Candidate);
    assert_eq!(answers.get("nik").unwrap().text(), "637201030288000");
    assert_eq!(answers.get("born").unwrap().text(), "3 Pebruari 1988");
    let codes: Vec<&str> = errors.iter().map(|e| e.code.as_str()).collect();
    assert_eq!(codes, ["malformed", "not-a-date", "malformed"]);
    assert_eq!(errors[0].message.id, "NIK harus 16 angka; Anda menulis 15. Nomor paspor ditulis seperti X1234567.");
    let page = Engine::view(definition, &context, &answers, Role::Candidate, Locale::Id, &errors);
    let nik = page.fields().find(|f| f.name == "nik").unwrap();
    assert_eq!((nik.value.as_str(), nik.error.is_some()), ("637201030288000", true));
    assert_eq!(Engine::errors(definition, &context, &answers, Role::Candidate).len(), 3);
}

#[test]
fn whoever_has_no_nik_writes_the_number_of_a_passport() {
    let definition = catalogue::current("FR.APL.01").unwrap();
    let context = samples::context();
    let malformed = |nik: &str| {
        let (_, errors) = Engine::parse(definition, &context, &Answers::new(), &sent(&[("nik", nik)]), Role::Candidate);
        errors.iter().any(|e| e.code == "malformed")
    };
    for passport in ["X1234567", "AB1234567", "C12345"] {
        assert!(!malformed(passport), "{passport}");
    }
    for other in ["12345678", "x1234567", "ABCDEFGH", "A1234", "A123456789", "A12 34567"] {
        assert!(malformed(other), "{other}");
    }
}

#[test]
fn text_is_bounded() {
    let definition = catalogue::current("FR.APL.01").unwrap();
    let context = samples::context();
    let long = "a".repeat(100_000);
    let pairs = sent(&[("address", &long)]);
    let (answers, errors) = Engine::parse(definition, &context, &Answers::new(), &pairs, Role::Candidate);
    assert_eq!(errors[0].code, "too-long");
    assert_eq!(answers.get("address").unwrap().text().len(), 800);
}

#[test]
fn proposed_values_can_be_overwritten_and_cleared() {
    let definition = catalogue::current("FR.APL.01").unwrap();
    let context = samples::context();
    let page = Engine::view(definition, &context, &Answers::new(), Role::Candidate, Locale::Id, &[]);
    assert_eq!(page.fields().find(|f| f.name == "birth-place").unwrap().value, "Martapura");
    let cleared = sent(&[("birth-place", "")]);
    let (answers, _) = Engine::parse(definition, &context, &Answers::new(), &cleared, Role::Candidate);
    let page = Engine::view(definition, &context, &answers, Role::Candidate, Locale::Id, &[]);
    assert_eq!(page.fields().find(|f| f.name == "birth-place").unwrap().value, "");
    assert!(Engine::missing(definition, &context, &answers, Role::Candidate).iter().any(|m| m.field == "birth-place"));
}

#[test]
fn nobody_presets_a_consent_and_the_nik_is_masked_for_others() {
    let definition = catalogue::current("FR.APL.01").unwrap();
    let context = samples::context();
    let page = Engine::view(definition, &context, &Answers::new(), Role::Candidate, Locale::En, &[]);
    let consents: Vec<_> = page.fields().filter(|f| f.consent.is_some()).collect();
    assert_eq!(consents.len(), 3);
    assert!(consents.iter().all(|f| f.options.iter().all(|o| !o.checked)));
    let page = Engine::view(definition, &context, &Answers::new(), Role::Staff, Locale::Id, &[]);
    let nik = page.fields().find(|f| f.name == "nik").unwrap();
    assert_eq!((nik.value.as_str(), nik.editable), ("6372 •••• •••• 0003", false));
}

#[test]
fn documents_asked_for_follow_the_entry_alternative() {
    let definition = catalogue::current("FR.APL.01").unwrap();
    let mut context = samples::context();
    context.documents.clear();
    let mut answers = Answers::new();
    let asked = |answers: &Answers| {
        let missing = Engine::missing(definition, &context, answers, Role::Candidate);
        missing.into_iter().map(|m| m.field).filter(|f| f.starts_with("requirements/")).collect::<Vec<_>>()
    };
    answers.put("alternative", "d2-perpustakaan");
    assert!(asked(&answers).contains(&"requirements/ijazah/document".to_owned()));
    assert!(!asked(&answers).contains(&"requirements/surat-pengalaman/document".to_owned()));
    answers.put("alternative", "slta-dan-pengalaman");
    assert!(asked(&answers).contains(&"requirements/surat-pengalaman/document".to_owned()));
}

#[test]
fn an_application_is_accepted_only_when_every_required_document_meets() {
    let sample = samples::all().into_iter().find(|s| s.definition.code == "FR.APL.01").unwrap();
    let mut answers = sample.answers.clone();
    answers.put("requirements/ktp/verdict", "does-not");
    answers.put("requirements/ktp/reason", "Nomor tidak terbaca.");
    let missing = Engine::missing(sample.definition, &sample.context, &answers, Role::Staff);
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0].field, "verdict");
    answers.put("verdict", "returned");
    assert_eq!(Engine::missing(sample.definition, &sample.context, &answers, Role::Staff), []);
    answers.remove("note");
    let missing = Engine::missing(sample.definition, &sample.context, &answers, Role::Staff);
    assert_eq!(missing[0].field, "note");
}

#[test]
fn competence_without_evidence_is_said_but_does_not_block() {
    let (definition, context) = apl02();
    let mut answers = Answers::new();
    for element in ["CONTOH.LD.01:1", "CONTOH.LD.01:2"] {
        answers.put(format!("rating/{element}/self"), "K");
    }
    let advised = Engine::advised(definition, &context, &answers, Role::Candidate);
    assert_eq!(advised.len(), 2);
    assert!(advised[0].label.contains("CONTOH.LD.01 1"), "{}", advised[0].label);
    assert!(!advised[0].what_is_accepted.is_empty());
}

#[test]
fn bound_answers_name_row_and_value() {
    let sample = samples::all().into_iter().find(|s| s.definition.code == "FR.APL.01").unwrap();
    let bound = Engine::bound(sample.definition, &sample.context, &sample.answers);
    let of = |binding| bound.iter().filter(move |b| b.binding == binding).collect::<Vec<_>>();
    assert!(of(Binding::RequirementVerdict).iter().any(|b| b.key == "ktp" && b.value == "meets"));
    assert_eq!(
        of(Binding::Consent).iter().map(|b| b.key.as_str()).collect::<Vec<_>>(),
        ["photo", "register", "research"]
    );
    assert_eq!(of(Binding::EntryAlternative)[0].value, "d2-perpustakaan");
    assert!(of(Binding::PersonField).iter().any(|b| b.field == "birth-place" && b.value == "Martapura"));
}

#[test]
fn a_form_waits_and_locks_with_reasons() {
    let (definition, mut context) = apl02();
    context.case.review = None;
    assert!(Engine::opening(definition, &context, Locale::Id).open);
    context.case.application_verdict = None;
    context.forms.clear();
    let opening = Engine::opening(definition, &context, Locale::Id);
    assert_eq!(opening.waits_for, ["permohonan diterima LSP", "FR.APL.01 dikirim"]);
    context.case.review = Some("proceed".to_owned());
    let opening = Engine::opening(definition, &context, Locale::En);
    assert_eq!(opening.locked_by.as_deref(), Some("the self-assessment is reviewed"));
}

#[test]
fn a_recommendation_waits_for_an_instrument_that_was_sent() {
    let samples::Sample { definition, mut context, .. } = filled("FR.AK.02");
    (context.case.recommendation, context.case.decision) = (None, None);
    let waits = |context: &FormContext| Engine::opening(definition, context, Locale::Id).waits_for;
    assert_eq!(waits(&context), Vec::<String>::new());
    for (_, form) in context.forms.iter_mut().filter(|(code, _)| code.starts_with("FR.IA.")) {
        form.progress = None;
    }
    assert_eq!(waits(&context), ["sedikitnya satu FR.IA.* dikirim"]);
    context.forms.retain(|code, _| !code.starts_with("FR.IA."));
    assert_eq!(waits(&context), ["sedikitnya satu FR.IA.* dikirim"]);
    let sent = FormFacts { progress: Some(Progress::Submitted), answers: serde_json::Map::new() };
    context.forms.insert("FR.IA.07".to_owned(), sent);
    assert_eq!(waits(&context), Vec::<String>::new());
}

fn filled(code: &str) -> samples::Sample {
    samples::all().into_iter().find(|s| s.definition.code == code).unwrap()
}

fn gaps(sample: &samples::Sample, change: &[(&str, &str)]) -> Vec<String> {
    let mut answers = sample.answers.clone();
    for (name, value) in change {
        answers.put(*name, *value);
    }
    let missing = Engine::missing(sample.definition, &sample.context, &answers, Role::Assessor);
    missing.into_iter().map(|m| m.field).collect()
}

#[test]
fn competent_overall_is_refused_while_a_unit_is_not() {
    let ak02 = filled("FR.AK.02");
    assert_eq!(gaps(&ak02, &[("units/CONTOH.LD.02/result", "BK")]), ["overall"]);
    assert_eq!(gaps(&ak02, &[("overall", "BK")]), ["overall"]);
    let both = [("overall", "BK"), ("units/CONTOH.LD.02/result", "BK")];
    assert_eq!(gaps(&ak02, &both), Vec::<String>::new());
    assert_eq!(gaps(&ak02, &[both[0], both[1], ("follow-up", "")]), ["follow-up"]);
}

#[test]
fn an_assessment_does_not_end_before_it_starts() {
    assert_eq!(gaps(&filled("FR.AK.02"), &[("end", "2025-10-29")]), ["end"]);
}

#[test]
fn not_yet_competent_names_its_criteria() {
    let ia01 = filled("FR.IA.01");
    let none = ("criteria/CONTOH.LD.01:1.2/achieved", "yes");
    assert_eq!(gaps(&ia01, &[("conclusion", "BK"), none]), ["conclusion"]);
    assert_eq!(gaps(&ia01, &[("conclusion", "BK")]), Vec::<String>::new());
    assert_eq!(gaps(&ia01, &[("criteria/CONTOH.LD.01:1.2/further", "")]), ["criteria/CONTOH.LD.01:1.2/further"]);
}

#[test]
fn special_data_is_not_shown_to_a_mere_reader() {
    let ak07 = filled("FR.AK.07");
    let page =
        |role| format!("{:?}", Engine::view(ak07.definition, &ak07.context, &ak07.answers, role, Locale::Id, &[]));
    assert!(page(Role::Assessor).contains("jeda 15 menit") && page(Role::Candidate).contains("jeda 15 menit"));
    assert!(!page(Role::Reader).contains("jeda 15 menit"));
    let whole = Engine::whole(ak07.definition, &ak07.context, &ak07.answers, Locale::Id);
    assert!(!format!("{whole:?}").contains("(tidak ditampilkan)"), "whoever signs sees all of it");
    assert!(whole.fields().all(|field| !field.editable), "and fills nothing in there");
    let reader = Engine::view(ak07.definition, &ak07.context, &ak07.answers, Role::Reader, Locale::Id, &[]);
    assert!(reader.fields().filter(|f| f.key == "flexible").all(|f| f.options.iter().all(|o| !o.checked)));
}

#[test]
fn the_record_of_assessment_names_the_criteria_that_observation_left_open() {
    let ak02 = filled("FR.AK.02");
    let page = Engine::view(ak02.definition, &ak02.context, &ak02.answers, Role::Candidate, Locale::Id, &[]);
    let facts: Vec<&BlockView> =
        page.sections.iter().flat_map(|s| &s.blocks).filter(|b| matches!(b, BlockView::Fact { .. })).collect();
    let [BlockView::Fact { value, .. }] = facts.as_slice() else { panic!("one fact: {facts:?}") };
    assert_eq!(value, "CONTOH.LD.01 · 1.2");
}

#[test]
fn a_report_signs_the_recommendations_it_lists() {
    let report = filled("FR.AK.05");
    let bound = |context: &FormContext| Engine::attachments(report.definition, context, &report.answers);
    let mut changed = report.context.clone();
    changed.cases[0].recommendation = "BK".to_owned();
    assert_ne!(bound(&report.context), bound(&changed));
}

fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ \t]{0,3}[A-Za-zÀ-ž' .,0-9/-]{0,60}[ \n\r]{0,3}",
        Just("2025-10-31".to_owned()),
        Just("yes".to_owned()),
        Just("K".to_owned()),
        Just("b-01".to_owned()),
    ]
}

/// Whole forms are costly to parse and show: a tenth of the cases asked for.
fn fewer() -> ProptestConfig {
    let asked = ProptestConfig::default();
    ProptestConfig { cases: (asked.cases / 10).max(8), ..asked }
}

proptest! {
    #![proptest_config(fewer())]

    /// What parse makes of anything sent, page and parse together keep.
    #[test]
    fn parse_of_view_is_the_same_again(seed in proptest::collection::vec((any::<prop::sample::Index>(), typed()), 0..40), which in any::<prop::sample::Index>(), role in 0usize..3) {
        let all = catalogue::all();
        let (definition, role) = (&all[which.index(all.len())], ROLES[role]);
        let context = samples::context();
        let blank = Engine::view(definition, &context, &Answers::new(), role, Locale::Id, &[]);
        let names: Vec<String> = blank.fields().map(|f| f.name.clone()).collect();
        prop_assume!(!names.is_empty());
        let pairs: Vec<(String, String)> = seed.into_iter().map(|(i, v)| (names[i.index(names.len())].clone(), v)).collect();
        let (first, errors) = Engine::parse(definition, &context, &Answers::new(), &pairs, role);
        let page = Engine::view(definition, &context, &first, role, Locale::En, &errors);
        let (second, again) = Engine::parse(definition, &context, &first, &page.pairs(), role);
        let done = |a: &Answers| Engine::digest(definition, &Engine::completed(definition, &context, a, role), &[]);
        prop_assert_eq!(done(&first), done(&second));
        let kept = |e: &[crate::form::FieldError]| e.iter().filter(|e| e.code != "not-offered").map(|e| e.name.clone()).collect::<std::collections::BTreeSet<_>>();
        prop_assert_eq!(kept(&errors), kept(&again));
    }

    /// Nothing missing means it can be submitted; taking away any required answer is noticed by name.
    #[test]
    fn taking_a_required_answer_away_is_noticed(which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), role in 0usize..3) {
        let all = samples::all();
        let (sample, role) = (&all[which.index(all.len())], ROLES[role]);
        let page = Engine::view(sample.definition, &sample.context, &sample.answers, role, Locale::Id, &[]);
        let required: Vec<String> = page.fields().filter(|f| f.required && f.editable).map(|f| f.name.clone()).collect();
        prop_assume!(!required.is_empty());
        let name = &required[at.index(required.len())];
        let mut answers = sample.answers.clone();
        answers.put(name.clone(), "");
        let missing = Engine::missing(sample.definition, &sample.context, &answers, role);
        prop_assert!(missing.iter().any(|m| &m.field == name), "{} {name}", sample.definition.code);
    }
}
