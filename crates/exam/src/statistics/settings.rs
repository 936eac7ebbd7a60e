//! Settings: the numbers that no formula fixes, each with its default and where that comes from.

use certification::refusal::Refusal;

/// From how many observations a figure is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minimums {
    /// Candidates for a difficulty. House: below this the interval covers half of the scale.
    pub difficulty: usize,
    /// Candidates for a correlation. House: below this the interval is wider than 0.5.
    pub discrimination: usize,
    /// Candidates for the analysis of options. House.
    pub options: usize,
    /// Answers for a time. House.
    pub timing: usize,
    /// Candidates for reliability and its error. Source: Charter (1999) asks for far more (400); the interval tells.
    pub reliability: usize,
    /// Candidates for consistency of the decision. House.
    pub consistency: usize,
    /// Candidates in the smaller group for DIF. Source: ETS practice for assembled tests (Zwick, 2012).
    pub dif_smaller: usize,
    /// Candidates in both groups together for DIF. Source: as above.
    pub dif_total: usize,
    /// Items from which a pool's own spread is taken for shrinkage. House.
    pub pool_items: usize,
    /// Answers in a period that counts for drift. House.
    pub drift_answers: usize,
    /// Periods for a trend. House: two points always lie on a line.
    pub drift_periods: usize,
    /// Candidates for agreement. Source: smallest sample studied by Sotaridona and Meijer (2002).
    pub agreement: usize,
    /// Wrong answers of the source for agreement. House: fewer cannot reach the level.
    pub agreement_wrong: usize,
    /// Judges for a cut. Source: Hurtz and Hertz (1999) advise 10 to 15; fewer than 5 show no spread to speak of.
    pub judges: usize,
    /// Candidates for a compromise of Hofstee or Beuk. House: with 30 one candidate moves the share failing by 3 points
    /// of per cent and its standard error is still 9; below, the curve is a few steps and a cut on it is chance.
    pub compromise: usize,
}

/// The settings of all figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Minimums.
    pub minimum: Minimums,
    /// Confidence of every interval, such as 0.95.
    pub confidence: f64,
    /// Difficulty below this is hard. Source: usual range 0.3 to 0.9 for criterion-referenced tests.
    pub hard_below: f64,
    /// Difficulty above this is easy.
    pub easy_above: f64,
    /// Discrimination wanted. Source: Ebel and Frisbie (1991), 0.2.
    pub discrimination_wanted: f64,
    /// A distractor chosen by less than this share is idle. Source: Haladyna and Downing (1993), 5 %.
    pub idle_share: f64,
    /// Groups of a distractor's curve.
    pub curve_groups: usize,
    /// Candidates in a group of the curve from which its share is shown. House: below this the interval covers half of
    /// the scale.
    pub curve_least: usize,
    /// An answer faster than this share of the item's mean time is rapid. Source: NT10, Wise and Ma (2012).
    pub rapid_share_of_mean: f64,
    /// Never more than so many seconds. Source: as above.
    pub rapid_most_seconds: f64,
    /// Share of rapid answers that is too many. House.
    pub rapid_limit: f64,
    /// Reliability wanted. Source: Nunnally (1978), 0.80.
    pub reliability_wanted: f64,
    /// Consistency wanted. Source: Subkoviak (1988), 0.85.
    pub consistency_wanted: f64,
    /// Change of difficulty, over all periods, that is still steady. House.
    pub drift_margin: f64,
    /// Weight, in answers, of the prior where a pool is too small to show its spread. House.
    pub prior_weight: f64,
    /// Mean of that prior. House.
    pub prior_mean: f64,
    /// Level of agreement: the chance, over all comparisons of a run, of any false alarm. House.
    pub agreement_level: f64,
    /// The cut's error may be this share of the test's. Source: Cohen, Kane and Crooks (1999), one half.
    pub cut_error_share: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            minimum: Minimums {
                difficulty: 20,
                discrimination: 50,
                options: 50,
                timing: 20,
                reliability: 50,
                consistency: 50,
                dif_smaller: 200,
                dif_total: 500,
                pool_items: 5,
                drift_answers: 20,
                drift_periods: 3,
                agreement: 100,
                agreement_wrong: 5,
                judges: 5,
                compromise: 30,
            },
            confidence: 0.95,
            hard_below: 0.3,
            easy_above: 0.9,
            discrimination_wanted: 0.2,
            idle_share: 0.05,
            curve_groups: 4,
            curve_least: 10,
            rapid_share_of_mean: 0.1,
            rapid_most_seconds: 10.0,
            rapid_limit: 0.1,
            reliability_wanted: 0.8,
            consistency_wanted: 0.85,
            drift_margin: 0.1,
            prior_weight: 10.0,
            prior_mean: 0.7,
            agreement_level: 0.01,
            cut_error_share: 0.5,
        }
    }
}

impl Settings {
    /// Refuses settings that no figure can be made with.
    ///
    /// # Errors
    /// `statistics.setting-range`, with the setting and its range.
    pub fn check(&self) -> Result<(), Refusal> {
        let ranges = [
            ("confidence", self.confidence, 0.5, 0.9999),
            ("hard_below", self.hard_below, 0.0, self.easy_above.min(1.0)),
            ("easy_above", self.easy_above, 0.0, 1.0),
            ("discrimination_wanted", self.discrimination_wanted, 0.0, 1.0),
            ("idle_share", self.idle_share, 0.0, 0.5),
            ("curve_groups", self.curve_groups as f64, 2.0, 20.0),
            ("curve_least", self.curve_least as f64, 1.0, 1000.0),
            ("rapid_share_of_mean", self.rapid_share_of_mean, 0.0, 1.0),
            ("rapid_most_seconds", self.rapid_most_seconds, 0.0, 3600.0),
            ("rapid_limit", self.rapid_limit, 0.0, 1.0),
            ("reliability_wanted", self.reliability_wanted, 0.0, 1.0),
            ("consistency_wanted", self.consistency_wanted, 0.0, 1.0),
            ("drift_margin", self.drift_margin, 0.0, 1.0),
            ("prior_weight", self.prior_weight, 0.01, 10_000.0),
            ("prior_mean", self.prior_mean, 0.001, 0.999),
            ("agreement_level", self.agreement_level, 1e-9, 0.2),
            ("cut_error_share", self.cut_error_share, 0.0, 10.0),
        ];
        for (name, value, from, to) in ranges {
            if !(from..=to).contains(&value) {
                return Err(Refusal::new("statistics.setting-range")
                    .with("setting", name)
                    .with("from", from)
                    .with("to", to));
            }
        }
        Ok(())
    }
}
