//! Safe Exam Browser at the door: the configuration of a test, and whether a request comes from a browser that holds
//! its key. Checked at the door and at each page that shows questions, never where an answer comes in: what a
//! candidate has answered is kept whatever brought it.

use certification::{
    id::SittingId,
    record::exam::{Exam, SafeBrowser},
    refusal::require,
};
use exam::safe_browser::{Configuration, shows};

use super::ExamRoom;
use crate::WorkflowError;

/// What a browser shows of itself with a request.
#[derive(Debug, Clone, Copy)]
pub struct BrowserSays<'a> {
    /// The address by which people reach the house, without a trailing slash.
    pub house: &'a str,
    /// Path and query of the request.
    pub path: &'a str,
    /// Header `X-SafeExamBrowser-ConfigKeyHash`.
    pub config: Option<&'a str>,
    /// Header `X-SafeExamBrowser-RequestHash`.
    pub exam: Option<&'a str>,
}

/// The configuration of a test, where the house makes it.
#[must_use]
pub fn configuration(house: &str, exam: &Exam) -> Option<Configuration> {
    let browser = exam.safe_browser.as_ref().filter(|browser| browser.mode == "ours")?;
    Some(Configuration::new(&format!("{house}/ujian/ke/{}", exam.id), &browser.quit))
}

fn fits(exam: &Exam, browser: &SafeBrowser, says: &BrowserSays<'_>) -> bool {
    let address = format!("{}{}", says.house, says.path);
    let keys = match configuration(says.house, exam) {
        Some(ours) => vec![ours.key()],
        None => browser.keys.clone(),
    };
    [says.config, says.exam].into_iter().flatten().any(|sent| shows(&address, sent, &keys))
}

impl ExamRoom {
    /// Whether a request may see this seat's door or questions: its test asks for no browser, the browser shows its
    /// key, or the invigilator lets this seat in without it.
    ///
    /// # Errors
    /// Refused (`sitting.browser`) otherwise.
    pub async fn browser(&self, sitting: SittingId, says: BrowserSays<'_>) -> Result<(), WorkflowError> {
        let live = self.live(sitting).await?;
        let test = self.test(live.row().exam_id).await?;
        let Some(browser) = &test.exam.safe_browser else { return Ok(()) };
        let free = fits(&test.exam, browser, &says) || live.with(exam::sitting::Sitting::browser_waived);
        Ok(require(free, "sitting.browser")?)
    }
}
