//! Incomplete or impossible ratings are refused with judge and item.

use certification::refusal::Refusal;
use exam::{
    standard_setting::{
        angoff::angoff,
        compromise::{Bounds, Wish, beuk, hofstee},
        ebel::{Difficulty, Expected, Judgement, Relevance, ebel},
        panel::{MOST_JUDGES, Ratings},
    },
    statistics::{Code, Settings, Verdict},
};
use rstest::rstest;

#[track_caller]
fn refused<T: std::fmt::Debug>(result: Result<T, Refusal>, text: &str) {
    assert_eq!(result.unwrap_err().to_string(), text);
}

fn panel(rows: &[(&str, Vec<Option<f64>>)]) -> Vec<(String, Vec<Option<f64>>)> {
    rows.iter().map(|(judge, row)| ((*judge).to_owned(), row.clone())).collect()
}

#[rstest]
#[case(vec![("J1", vec![Some(0.5), Some(0.5)]), ("J2", vec![Some(0.5), None])], "standard.rating-missing judge=J2 item=2 missing=1")]
#[case(vec![("J1", vec![Some(0.5), Some(0.5)]), ("J2", vec![None, None])], "standard.rating-missing judge=J2 item=1 missing=2")]
#[case(vec![("J1", vec![Some(0.5), Some(0.5)]), ("J2", vec![Some(0.5)])], "standard.row-length judge=J2 ratings=1 items=2")]
#[case(vec![("J1", vec![Some(0.5), Some(1.1)]), ("J2", vec![Some(0.5), Some(0.5)])], "standard.rating-range judge=J1 item=2")]
#[case(vec![("J1", vec![Some(f64::NAN), Some(1.0)]), ("J2", vec![Some(0.5), Some(0.5)])], "standard.rating-range judge=J1 item=1")]
#[case(vec![("J1", vec![Some(0.5), Some(0.5)]), ("J1", vec![Some(0.5), Some(0.5)])], "standard.judge-twice judge=J1")]
#[case(vec![("J1", vec![Some(0.5), Some(0.5)])], "standard.too-few-judges least=2")]
#[case(vec![(" ", vec![Some(0.5), Some(0.5)]), ("J1", vec![Some(0.5), Some(0.5)])], "standard.judge-code judge=1 most=40")]
fn ratings(#[case] rows: Vec<(&str, Vec<Option<f64>>)>, #[case] text: &str) {
    refused(Ratings::new(2, &panel(&rows)), text);
}

#[test]
fn panels_and_papers_without_bound() {
    refused(Ratings::new(0, &[]), "standard.no-items");
    refused(Ratings::new(1001, &[]), "standard.too-many-items most=1000");
    let many: Vec<_> = (0..=MOST_JUDGES).map(|at| (format!("J{at}"), vec![Some(true)])).collect();
    refused(Ratings::yes_no(1, &many), "standard.too-many-judges most=50");
}

fn round(codes: [&str; 2], items: usize) -> Ratings {
    let row = vec![Some(0.5); items];
    Ratings::new(items, &panel(&codes.map(|code| (code, row.clone())))).unwrap()
}

#[test]
fn rounds_are_of_one_panel() {
    let settings = Settings::default();
    refused(angoff(&[], &[], None, &settings), "standard.no-round");
    let others = [round(["J1", "J2"], 2), round(["J1", "J3"], 2)];
    refused(angoff(&others, &[1.0; 2], None, &settings), "standard.round-differs round=2");
    let longer = [round(["J1", "J2"], 2), round(["J1", "J2"], 3)];
    refused(angoff(&longer, &[1.0; 2], None, &settings), "standard.round-differs round=2");
    let same = [round(["J1", "J2"], 2)];
    refused(angoff(&same, &[1.0], None, &settings), "standard.points points=1 items=2");
    refused(angoff(&same, &[1.0, f64::NAN], None, &settings), "standard.points points=2 items=2");
    let many = vec![round(["J1", "J2"], 2); 11];
    refused(angoff(&many, &[1.0; 2], None, &settings), "standard.too-many-rounds most=10");
}

#[test]
fn two_judges_give_no_cut() {
    let said = angoff(&[round(["J1", "J2"], 2)], &[1.0; 2], None, &Settings::default()).unwrap();
    assert_eq!((said.rounds[0].points.estimate(), said.rounds[0].points.code()), (None, Code::WithheldTooFew));
}

#[test]
fn ebel_wants_every_item_sorted_and_every_kind_that_occurs() {
    let settings = Settings::default();
    let kind = Some((Relevance::Important, Difficulty::Hard));
    let mut expected: Expected = [[None; 3]; 4];
    let said = |judge: &str, items: Vec<_>, expected| Judgement { judge: judge.to_owned(), items, expected };
    let missing = [said("J1", vec![kind, None], expected), said("J2", vec![kind; 2], expected)];
    refused(ebel(&missing, &[1.0; 2], None, &settings), "standard.rating-missing judge=J1 item=2 missing=1");
    let unsaid = [said("J1", vec![kind; 2], expected), said("J2", vec![kind; 2], expected)];
    refused(
        ebel(&unsaid, &[1.0; 2], None, &settings),
        "standard.expectation-missing judge=J1 relevance=2 difficulty=3",
    );
    expected[1][2] = Some(60.0);
    let percent = [said("J1", vec![kind; 2], expected), said("J2", vec![kind; 2], expected)];
    refused(ebel(&percent, &[1.0; 2], None, &settings), "standard.expectation-range judge=J1 relevance=2 difficulty=3");
    refused(ebel(&percent, &[1.0], None, &settings), "standard.row-length judge=J1 ratings=2 items=1");
}

const BOUNDS: Bounds = Bounds { lowest_cut: 10.0, highest_cut: 14.0, fewest_failing: 0.1, most_failing: 0.4 };

#[test]
fn bounds_and_wishes_off_the_scale() {
    let settings = Settings::default();
    let totals = [5.0, 12.0, 18.0];
    let turned = Bounds { lowest_cut: 15.0, ..BOUNDS };
    refused(hofstee(&[BOUNDS, turned], &totals, 20.0, &settings), "standard.bounds judge=2");
    let percent = Bounds { most_failing: 40.0, ..BOUNDS };
    refused(hofstee(&[percent, BOUNDS], &totals, 20.0, &settings), "standard.bounds judge=1");
    refused(hofstee(&[BOUNDS], &totals, 20.0, &settings), "standard.too-few-judges least=2");
    refused(hofstee(&[BOUNDS; 2], &[], 20.0, &settings), "standard.totals count=0 most=100000");
    refused(hofstee(&[BOUNDS; 2], &[21.0], 20.0, &settings), "standard.total-range row=1 most=20");
    refused(hofstee(&[BOUNDS; 2], &totals, f64::NAN, &settings), "standard.full-marks most=10000");
    let wish = Wish { cut: 12.0, passing: 70.0 };
    refused(beuk(&[wish; 3], &totals, 20.0, &settings), "standard.wish judge=1");
}

#[test]
fn where_bounds_and_scores_do_not_meet_nothing_is_proposed() {
    // Everyone is far above the highest cut: nobody fails within the bounds.
    let said = hofstee(&[BOUNDS; 6], &[19.0; 50], 20.0, &Settings::default()).unwrap();
    assert_eq!((said.cut.estimate(), said.cut.code()), (None, Code::WithheldNoCrossing));
    let few = hofstee(&[BOUNDS; 4], &[12.0; 50], 20.0, &Settings::default()).unwrap();
    assert_eq!(few.cut.verdict(), Verdict { code: Code::WithheldTooFew, minimum: Some(5) });
}

#[test]
fn a_compromise_that_hangs_on_one_judge_is_withheld() {
    // 17 points for everyone; one judge's highest cut lifts the mean just above.
    let high = Bounds { lowest_cut: 16.0, highest_cut: 20.0, ..BOUNDS };
    let low = Bounds { lowest_cut: 12.0, highest_cut: 16.5, ..BOUNDS };
    let said = hofstee(&[high, low, low, low, low], &[17.0; 50], 20.0, &Settings::default()).unwrap();
    assert_eq!((said.cut.code(), said.failing, said.error), (Code::WithheldOneJudge, None, None));
}

#[test]
fn a_compromise_with_few_candidates_is_withheld_and_has_no_interval() {
    let settings = Settings::default();
    let few = Verdict { code: Code::WithheldTooFew, minimum: Some(30) };
    let wishes = [10.0, 11.0, 12.0, 13.0, 14.0].map(|cut| Wish { cut, passing: 0.6 + cut / 100.0 });
    for totals in [vec![5.0, 12.0, 14.0, 18.0], vec![12.0; 29]] {
        let said = [
            hofstee(&[BOUNDS; 5], &totals, 20.0, &settings).unwrap(),
            beuk(&wishes, &totals, 20.0, &settings).unwrap(),
        ];
        for said in said {
            assert_eq!((said.cut.verdict(), said.cut.n()), (few, totals.len()));
            assert_eq!((said.cut.estimate(), said.cut.interval().is_none(), said.failing), (None, true, None));
        }
    }
    let enough: Vec<f64> = (0..30).map(|n| f64::from(n) * 0.6).collect();
    assert!(beuk(&wishes, &enough, 20.0, &settings).unwrap().cut.estimate().is_some());
}
