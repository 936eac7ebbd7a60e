//! In which order a column writes day and month is told by the whole column and by the NIK; where nothing tells it, the row
//! waits.

use exchange::{
    participants::{self, Code, Context, Field, Reading},
    table::Corrections,
    workbook::Limits,
};
use rstest::rstest;

use crate::FIRST_DAY;

/// A sheet of people, each with a day as written and the six figures that the NIK carries.
fn read(heading: &str, people: &[(&str, &str)]) -> Reading {
    let mut text = format!("No;Nama;NIK;{heading};Instansi;Kab/Kota;HP;Klaster");
    for (at, (day, carried)) in (1..).zip(people) {
        let nik = if carried.is_empty() { "" } else { &*format!("630502{carried}{at:04}") };
        let name = ["Ani", "Budi", "Citra", "Dewi", "Euis", "Fitri"][at % 6];
        text.push_str(&format!("\n{at};{name};{nik};{day};SMP Contoh;Tapin;08125000000{at};Promosi"));
    }
    participants::read(text.as_bytes(), &Limits::default(), &Corrections::default(), &Context::on(FIRST_DAY)).unwrap()
}

/// Of each row the day, and whether something is said of it.
fn told(reading: &Reading) -> Vec<(String, Option<Code>)> {
    let one = |p: &&participants::Participant| {
        let code = p.issues.iter().find(|issue| issue.field == Field::Born).map(|issue| issue.code);
        (p.born.map(|day| day.to_string()).unwrap_or_default(), code)
    };
    reading.participants().iter().map(one).collect()
}

fn days(days: &[&str], code: Option<Code>) -> Vec<(String, Option<Code>)> {
    days.iter().map(|day| ((*day).to_owned(), code)).collect()
}

#[rstest]
#[case::with_nik("Tanggal Lahir", ["650385", "430485", "311290"])]
#[case::without_nik("Tanggal Lahir", ["", "", ""])]
fn a_column_with_days_that_can_only_be_month_first_is_read_so(#[case] heading: &str, #[case] niks: [&str; 3]) {
    let reading = read(heading, &[("3/25/1985", niks[0]), ("4/3/1985", niks[1]), ("12/31/1990", niks[2])]);
    assert_eq!(told(&reading), days(&["1985-03-25", "1985-04-03", "1990-12-31"], Some(Code::Remark)));
    assert!(reading.participants().iter().all(|p| p.as_promised().issues.iter().all(|i| i.field != Field::Born)));
}

#[test]
fn a_place_before_the_day_changes_nothing() {
    let reading = read("Tempat, Tgl Lahir", &[("Rantau, 3/25/1985", "650385"), ("Rantau, 4/3/1985", "030485")]);
    assert_eq!(told(&reading), days(&["1985-03-25", "1985-04-03"], Some(Code::Remark)));
}

#[test]
fn where_no_day_is_decisive_the_niks_of_most_rows_tell() {
    let people = [("3/5/1985", "050385"), ("4/3/1985", "030485"), ("6/5/1979", "050679"), ("1/2/1990", "")];
    assert_eq!(
        told(&read("Tgl Lahir", &people)),
        days(&["1985-03-05", "1985-04-03", "1979-06-05", "1990-01-02"], Some(Code::Remark))
    );
}

#[test]
fn days_that_may_be_both_wait_where_both_orders_occur_and_no_nik_tells() {
    let people =
        [("3/25/1985", ""), ("25/3/1985", ""), ("4/3/1985", ""), ("5/6/1985", "050685"), ("6/5/1979", "050679")];
    let told = told(&read("Tgl Lahir", &people));
    assert_eq!(told[1], ("1985-03-25".to_owned(), None));
    assert_eq!(told[2], (String::new(), Some(Code::ImpossibleDate)));
    assert_eq!(told[3], ("1985-06-05".to_owned(), None));
    assert_eq!(told[4], ("1979-06-05".to_owned(), Some(Code::Remark)));
}

#[rstest]
#[case::its_nik_says_another("03-04-1985", "030485")]
#[case::day_and_month_of_others_tell("03-04-1985", "")]
#[case::with_days_past_twelve("23-04-1985", "")]
fn one_month_that_cannot_be_does_not_turn_the_others(#[case] day: &str, #[case] nik: &str) {
    let people = [(day, nik), ("17-08-1980", "170880"), ("5-13-1985", "110185"), (day, nik), (day, nik), (day, nik)];
    let told = told(&read("Tgl Lahir", &people));
    assert!(told[0].0.ends_with(&format!("04-{}", &day[..2])), "{told:?}");
    assert_eq!((told[0].1, &*told[1].0), (None, "1980-08-17"));
    assert_eq!(told[2], (String::new(), Some(Code::ImpossibleDate)));
}

#[test]
fn days_typed_by_hand_with_another_sign_stay_as_they_are() {
    let people = [("3/25/1985", ""), ("4/3/1985", ""), ("12/31/1985", ""), ("25-3-1985", ""), ("4-3-1985", "")];
    let told = told(&read("Tgl Lahir", &people));
    assert_eq!((&*told[1].0, &*told[3].0, &*told[4].0), ("1985-04-03", "1985-03-25", "1985-03-04"));
}

/// The day of filling in, or a year with a slip, is no birth of a participant.
#[rstest]
#[case::this_year("12/03/2025", "", Some(Code::ImpossibleDate))]
#[case::nobody_is_so_old("05/01/1900", "", Some(Code::ImpossibleDate))]
#[case::a_child("12/03/2015", "2015-03-12", Some(Code::Remark))]
#[case::a_day_too_young("31/10/2010", "2010-10-31", Some(Code::Remark))]
#[case::just_old_enough("30/10/2010", "2010-10-30", None)]
#[case::very_old("12/03/1924", "1924-03-12", Some(Code::Remark))]
#[case::old("12/03/1926", "1926-03-12", None)]
fn an_age_that_cannot_be_is_told(#[case] day: &str, #[case] born: &str, #[case] code: Option<Code>) {
    let reading = read("Tanggal Lahir", &[(day, "")]);
    assert_eq!(told(&reading), [(born.to_owned(), code)]);
}
