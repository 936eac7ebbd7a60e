//! The options of a question: how often each was chosen and by whom, and their curves, which share of the weak and of the
//! strong chose each. A picture, and the same numbers as a table for who does not see it. They tell the key: whoever
//! shows them has noted that it was looked at.

use exam::{
    item::Language,
    statistics::{Figure, distractors::OptionAnalysis, timing::Timing},
};

use crate::{
    Page,
    pages::{
        figure::{Said, coefficient, percent, seconds},
        sitting::draw::{self, Html},
    },
};

/// The options of an item with the words of each, as the results have them.
pub(in crate::pages) type Analysed = [(Option<String>, OptionAnalysis)];

/// An option of a question.
#[derive(Debug, Clone)]
pub(in crate::pages) struct OptionRow {
    /// Letter, or nothing for the blank.
    pub letter: String,
    pub words: String,
    /// Attribute of words of the item, where their language is not the page's.
    pub lang: Html,
    pub key: bool,
    pub share: Said,
    pub strength: Said,
    /// Time of those who chose it, where anybody did.
    pub time: Option<Said>,
}

/// A row for each option.
pub(in crate::pages) fn rows(p: &Page, options: &Analysed, timing: &Timing, language: Language) -> Vec<OptionRow> {
    let time = |option: Option<u8>| timing.by_option.iter().find(|(of, _)| *of == option).map(|(_, t)| seconds(p, t));
    let row = |(words, option): &(Option<String>, OptionAnalysis)| OptionRow {
        letter: option.option.map(|n| char::from(b'A' + n.min(25)).to_string()).unwrap_or_default(),
        words: match words.as_deref() {
            Some("true") => p.t("result-true").into_owned(),
            Some("false") => p.t("result-false").into_owned(),
            Some(words) => words.to_owned(),
            None => p.t("result-blank").into_owned(),
        },
        lang: match words.as_deref() {
            Some("true" | "false") | None => Html::default(),
            Some(_) => draw::lang(p, language),
        },
        key: option.key,
        share: percent(p, &option.share),
        strength: coefficient(p, &option.strength),
        time: time(option.option),
    };
    options.iter().map(row).collect()
}

/// Dashes by which lines are told apart without colour.
const DASHES: [&str; 6] = ["", "4 2", "1 2", "6 2 1 2", "2 1", "8 3"];

/// A line of the picture, 100 wide and 60 high.
#[derive(Debug, Clone)]
pub(in crate::pages) struct Line {
    pub letter: String,
    pub key: bool,
    pub dash: &'static str,
    /// Corners, as SVG wants them.
    pub corners: String,
    /// Where its letter stands.
    pub end: (String, String),
}

/// The picture and its table.
#[derive(Debug, Clone)]
pub(in crate::pages) struct Curves {
    pub lines: Vec<Line>,
    /// Of each option, from the weakest group to the strongest.
    pub rows: Vec<(String, Vec<Said>)>,
    /// How many groups.
    pub groups: usize,
}

/// The curves of a question; none where no share of it is shown.
pub(in crate::pages) fn curves(p: &Page, options: &Analysed) -> Option<Curves> {
    let options = options.iter().filter(|(_, option)| !option.curve.is_empty());
    let named = options.map(|(_, option)| {
        let letter = match option.option {
            Some(n) => char::from(b'A' + n.min(25)).to_string(),
            None => p.t("result-blank").into_owned(),
        };
        (letter, option.key, option.curve.iter().map(|point| &point.share).collect())
    });
    drawn(p, &named.collect::<Vec<(String, bool, Vec<&Figure>)>>())
}

fn drawn(p: &Page, options: &[(String, bool, Vec<&Figure>)]) -> Option<Curves> {
    let groups = options.iter().map(|(_, _, shares)| shares.len()).max().filter(|groups| *groups > 1)?;
    let step = 100.0 / (groups - 1) as f64;
    let line = |(at, (letter, key, shares)): (usize, &(String, bool, Vec<&Figure>))| {
        let corners: Vec<(f64, f64)> = shares
            .iter()
            .enumerate()
            .filter_map(|(group, share)| Some((group as f64 * step, 60.0 - share.estimate()? * 60.0)))
            .collect();
        let (x, y) = *corners.last()?;
        Some(Line {
            letter: letter.clone(),
            key: *key,
            dash: DASHES.get(at % DASHES.len()).copied().unwrap_or_default(),
            corners: corners.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" "),
            end: (format!("{:.1}", x + 1.5), format!("{:.1}", y + 1.2)),
        })
    };
    let row = |(letter, _, shares): &(String, bool, Vec<&Figure>)| {
        (letter.clone(), shares.iter().map(|share| percent(p, share)).collect())
    };
    let lines: Vec<Line> = options.iter().enumerate().filter_map(line).collect();
    (!lines.is_empty()).then(|| Curves { lines, rows: options.iter().map(row).collect(), groups })
}

/// Invented curves.
pub(in crate::pages) fn sample(p: &Page) -> Option<Curves> {
    let share = |at: f64| {
        let interval = exam::statistics::Interval { low: at - 0.1, high: at + 0.1 };
        Figure::given(at, interval, 160, exam::statistics::Code::OptionShare)
    };
    let (key, other) = ([0.3, 0.5, 0.7, 0.9].map(share), [0.5, 0.3, 0.2, 0.05].map(share));
    let options = [("A".to_owned(), true, key.iter().collect()), ("B".to_owned(), false, other.iter().collect())];
    drawn(p, &options)
}
