//! Released results of written tests: proposed where a definition asks for them, never deciding, and visible where an
//! answer is another one.

use crate::form::{
    Answer, Answers, BlockView, Definition, Engine, FieldView, FormContext, Locale, Role, catalogue, samples,
    written::{Part, Question, WrittenTest, differences},
};

const UNITS: [&str; 2] = ["CONTOH.LD.01", "CONTOH.LD.02"];

fn part(unit: &str, points: &str, reached: bool) -> Part {
    Part {
        unit: unit.to_owned(),
        points: points.to_owned(),
        of: "10".to_owned(),
        pass_line: Some("7".to_owned()),
        reached: Some(reached),
        improve: if reached { Vec::new() } else { vec!["1.2 Transaksi dicatat".to_owned()] },
    }
}

fn test() -> WrittenTest {
    let question = |no, unit: &str, open, points: &str, achieved| Question {
        no,
        unit: unit.to_owned(),
        open,
        points: points.to_owned(),
        of: "1".to_owned(),
        achieved: Some(achieved),
    };
    WrittenTest {
        name: "Tes Layanan Dasar".to_owned(),
        released_on: "2025-10-30".to_owned(),
        released_by: "Dian Prameswari, A.Md.".to_owned(),
        round: 1,
        provisional: false,
        whole: part("", "14.5", false),
        units: vec![part(UNITS[0], "9.5", true), part(UNITS[1], "5", false)],
        questions: vec![
            question(1, UNITS[1], false, "0", false),
            question(2, UNITS[0], false, "1", true),
            question(3, UNITS[0], true, "0.5", false),
        ],
    }
}

fn with(code: &str, tests: &[WrittenTest]) -> (&'static Definition, FormContext) {
    let definition = catalogue::current(code).unwrap();
    let context = FormContext { items: [].into(), written: definition.written_for(tests), ..samples::context() };
    (definition, context)
}

fn fields(code: &str, tests: &[WrittenTest], answers: &Answers) -> Vec<FieldView> {
    let (definition, context) = with(code, tests);
    let page = Engine::view(definition, &context, answers, Role::Assessor, Locale::Id, &[]);
    page.fields().cloned().collect()
}

fn value<'a>(fields: &'a [FieldView], name: &str) -> &'a str {
    &fields.iter().find(|field| field.name == name).unwrap_or_else(|| panic!("no {name}")).value
}

#[test]
fn a_released_result_is_proposed_question_by_question_and_unit_by_unit() {
    let fields = fields("FR.IA.05C", &[test()], &Answers::new());
    assert_eq!(value(&fields, "questions/1/achieved"), "no");
    assert_eq!(value(&fields, "questions/2/achieved"), "yes");
    assert!(fields.iter().all(|field| !field.name.starts_with("questions/3/")), "an essay is FR.IA.06C's");
    assert_eq!(value(&fields, "results/CONTOH.LD.01/result"), "K");
    assert_eq!(value(&fields, "results/CONTOH.LD.01/score"), "9,5/10");
    assert_eq!(value(&fields, "results/CONTOH.LD.02/result"), "BK");
    assert_eq!(value(&fields, "results/CONTOH.LD.03/result"), "", "a unit that was not examined");
    assert_eq!(value(&fields, "conclusion"), "BK");
    let origin = value(&fields, "origin");
    assert_eq!(origin, "tes tertulis Tes Layanan Dasar, dirilis 30 Oktober 2025 oleh Dian Prameswari, A.Md.");
    assert_eq!(value(&fields, "feedback"), "Perlu ditingkatkan. CONTOH.LD.02: 1.2 Transaksi dicatat");
}

#[test]
fn answers_that_people_judge_are_offered_to_the_essay_form_alone() {
    let fields = fields("FR.IA.06C", &[test()], &Answers::new());
    assert_eq!(value(&fields, "questions/3/achieved"), "no");
    assert!(fields.iter().all(|field| !field.name.starts_with("questions/1/")));
    let mut closed = test();
    closed.questions.retain(|question| !question.open);
    let (definition, context) = with("FR.IA.06C", &[closed]);
    assert!(context.written.is_empty(), "{}", definition.code);
}

#[test]
fn under_a_provisional_cut_no_outcome_is_offered() {
    let tests = [WrittenTest { provisional: true, ..test() }];
    let fields = fields("FR.IA.05C", &tests, &Answers::new());
    assert_eq!(value(&fields, "questions/2/achieved"), "yes");
    for name in ["results/CONTOH.LD.01/result", "results/CONTOH.LD.02/result", "conclusion"] {
        assert_eq!(value(&fields, name), "", "{name}");
    }
}

#[test]
fn of_two_tests_a_unit_is_reached_when_both_reached_it() {
    let mut second = test();
    second.units[0].reached = Some(false);
    let fields = fields("FR.IA.05C", &[test(), second], &Answers::new());
    assert_eq!(value(&fields, "results/CONTOH.LD.01/result"), "BK");
    assert_eq!(value(&fields, "results/CONTOH.LD.01/score"), "9,5/10; 9,5/10");
    assert_eq!(value(&fields, "questions/5/achieved"), "yes", "the second test's numbers go on");
    let mut open = test();
    open.units[0].reached = None;
    let fields = fields_of(&[test(), open]);
    assert_eq!(value(&fields, "results/CONTOH.LD.01/result"), "", "who still marks decides");
}

fn fields_of(tests: &[WrittenTest]) -> Vec<FieldView> {
    fields("FR.IA.05C", tests, &Answers::new())
}

#[test]
fn what_was_typed_before_the_release_stays_and_differences_are_named() {
    let mut typed = Answers::new();
    typed.put("questions/1/answer", "B");
    typed.put("questions/1/achieved", "yes");
    typed.put("questions/7/answer", "C");
    typed.put("results/CONTOH.LD.01/result", "BK");
    let fields = fields("FR.IA.05C", &[test()], &typed);
    assert_eq!((value(&fields, "questions/1/achieved"), value(&fields, "questions/7/answer")), ("yes", "C"));
    let first = fields.iter().find(|field| field.name == "questions/1/achieved").unwrap();
    assert_eq!((first.by_test.as_deref(), first.differs), (Some("Tidak"), true));
    let (definition, context) = with("FR.IA.05C", &[test()]);
    let said: Vec<String> =
        differences(definition, &context, &typed, Locale::Id).into_iter().map(|found| found.said).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].ends_with("Ya (tes tertulis: Tidak)"), "{said:?}");
    assert!(said[1].ends_with("Belum (tes tertulis: Tercapai)"), "{said:?}");
    let paper = Engine::paper(definition, &context, Some(&typed), &[], Locale::Id).to_string();
    assert!(paper.contains("Berbeda dari tes tertulis") && paper.contains("(tes tertulis: Tercapai)"));
    let page = Engine::view(definition, &context, &typed, Role::Reader, Locale::En, &[]);
    let named = |block: &BlockView| matches!(block, BlockView::Fact { value, .. } if value.contains("(written test: "));
    assert!(page.sections.iter().flat_map(|section| &section.blocks).any(named));
}

#[test]
fn a_result_never_decides_by_itself() {
    let (definition, context) = with("FR.IA.05C", &[test()]);
    // The assessor has another word on everything; what is submitted and signed is theirs.
    let mut own = Answers::new();
    for unit in ["CONTOH.LD.01", "CONTOH.LD.02", "CONTOH.LD.03", "CONTOH.LD.04"] {
        own.put(format!("results/{unit}/result"), "K");
    }
    own.put("conclusion", "K");
    let kept = Engine::completed(definition, &context, &own, Role::Assessor);
    assert_eq!(kept.get("results/CONTOH.LD.02/result"), Some(&Answer::One("K".to_owned())));
    assert_eq!(kept.get("conclusion"), Some(&Answer::One("K".to_owned())));
    assert_eq!(kept.get("questions/2/achieved"), Some(&Answer::One("yes".to_owned())), "what they left as offered");
    assert_eq!(Engine::missing(definition, &context, &kept, Role::Assessor), []);
}

#[test]
fn an_empty_text_of_an_earlier_draft_does_not_keep_a_later_release_away() {
    let (definition, before) = with("FR.IA.05C", &[]);
    let pairs = [("origin", ""), ("results/CONTOH.LD.01/score", ""), ("feedback", "")];
    let pairs: Vec<(String, String)> = pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    let (draft, errors) = Engine::parse(definition, &before, &Answers::new(), &pairs, Role::Assessor);
    assert_eq!((draft.is_empty(), errors), (true, Vec::new()));
    assert_eq!(value(&fields("FR.IA.05C", &[test()], &draft), "results/CONTOH.LD.01/score"), "9,5/10");
    // Once it is offered, clearing it is an answer.
    let (definition, after) = with("FR.IA.05C", &[test()]);
    let (cleared, _) = Engine::parse(definition, &after, &draft, &pairs, Role::Assessor);
    assert_eq!(value(&fields("FR.IA.05C", &[test()], &cleared), "results/CONTOH.LD.01/score"), "");
}

#[test]
fn the_record_of_the_assessment_shows_the_evidence_only_where_there_is_some() {
    let paper = |tests: &[WrittenTest]| {
        let (definition, context) = with("FR.AK.02", tests);
        Engine::paper(definition, &context, None, &[], Locale::Id).to_string()
    };
    let shown = paper(&[test()]);
    for words in ["Bukti tes tertulis", "Tes Layanan Dasar, dirilis 30 Oktober 2025", "9,5/10", "1.2 Transaksi dicatat"]
    {
        assert!(shown.contains(words), "{words}");
    }
    assert!(!paper(&[]).contains("tes tertulis"));
    let page = |tests: &[WrittenTest]| {
        let (definition, context) = with("FR.AK.02", tests);
        Engine::view(definition, &context, &Answers::new(), Role::Assessor, Locale::Id, &[])
    };
    assert!(page(&[test()]).sections.iter().any(|section| section.key == "written"));
    assert!(page(&[]).sections.iter().all(|section| section.key != "written"));
}
