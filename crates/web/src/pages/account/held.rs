//! Words of the copy of one's own data: names of fields, coded values, looks and acts. What has no word here stands as
//! the house writes it.

use certification::{duty::Duty, stage::Stage};
use workflow::subject_access::Group;

use crate::{i18n::key, part};

/// Key of the name of a group.
pub(super) const fn group(group: Group) -> &'static str {
    match group {
        Group::Identity => key("held-identity"),
        Group::Account => key("held-account"),
        Group::Duties => key("held-duties"),
        Group::Workbooks => key("held-workbooks"),
        Group::Cases => key("held-cases"),
        Group::Consents => key("held-consents"),
        Group::Documents => key("held-documents"),
        Group::Forms => key("held-forms"),
        Group::Tests => key("held-tests"),
        Group::Certificates => key("held-certificates"),
    }
}

/// Key of the name of a field.
pub(super) fn field(name: &str) -> Option<&'static str> {
    Some(match name {
        "name" => key("cell-name"),
        "degree" => key("cell-degree"),
        "nik" => key("cell-nik"),
        "born" => key("cell-born"),
        "birth_place" => key("cell-birth-place"),
        "sex" => key("cell-sex"),
        "phone" => key("cell-phone"),
        "email" => key("cell-email"),
        "nip" => key("cell-nip"),
        "address" => key("cell-address"),
        "education" => key("cell-education"),
        "position" => key("cell-position"),
        "institution" => key("cell-institution"),
        "district" => key("cell-kab"),
        "assessor" => key("event-assessor"),
        "scheme" => key("outcome-scheme"),
        "case" => key("seating-case"),
        "met" => key("roster-met"),
        "trained" => key("roster-trained"),
        "account_number" => key("account-number"),
        "changed_at" => key("held-f-changed-at"),
        "state" => key("held-f-state"),
        "language" => key("held-f-language"),
        "browser" => key("held-f-browser"),
        "begun_at" => key("held-f-begun-at"),
        "seen_at" => key("held-f-seen-at"),
        "sheet" => key("held-f-sheet"),
        "row" => key("held-f-row"),
        "cells" => key("held-f-cells"),
        "understood" => key("held-f-understood"),
        "duty" => key("held-f-duty"),
        "event" => key("held-f-event"),
        "starts" => key("held-f-starts"),
        "ends" => key("held-f-ends"),
        "reason" => key("held-f-reason"),
        "licences" => key("held-f-licences"),
        "tie" => key("held-f-tie"),
        "trained_on" => key("held-f-trained-on"),
        "declared_at" => key("held-f-declared-at"),
        "certificate_number" => key("held-f-certificate-number"),
        "registration_number" => key("held-f-registration-number"),
        "holder" => key("held-f-holder"),
        "public_code" => key("held-f-public-code"),
        "decree_number" => key("held-f-decree-number"),
        "issued_on" => key("held-f-issued-on"),
        "valid_from" => key("held-f-valid-from"),
        "valid_until" => key("held-f-valid-until"),
        "at" => key("held-f-at"),
        "stage" => key("held-f-stage"),
        "opened_at" => key("held-f-opened-at"),
        "confirmed_at" => key("held-f-confirmed-at"),
        "funding" => key("held-f-funding"),
        "alternative" => key("held-f-alternative"),
        "application" => key("held-f-application"),
        "note" => key("held-f-note"),
        "review" => key("held-f-review"),
        "day" => key("held-f-day"),
        "present" => key("held-f-present"),
        "withdrawn" => key("held-f-withdrawn"),
        "recommendation" => key("held-f-recommendation"),
        "decision" => key("held-f-decision"),
        "appeal_filed_at" => key("held-f-appeal-filed-at"),
        "answer" => key("held-f-answer"),
        "answered_at" => key("held-f-answered-at"),
        "purpose" => key("held-f-purpose"),
        "given" => key("held-f-given"),
        "requirement" => key("held-f-requirement"),
        "title" => key("held-f-title"),
        "media_type" => key("held-f-media-type"),
        "bytes" => key("held-f-bytes"),
        "handed_in_at" => key("held-f-handed-in-at"),
        "replaced" => key("held-f-replaced"),
        "verdict" => key("held-f-verdict"),
        "form" => key("held-f-form"),
        "version" => key("held-f-version"),
        "submitted_at" => key("held-f-submitted-at"),
        "answers" => key("held-f-answers"),
        "signed_form" => key("held-f-signed-form"),
        "mode" => key("held-f-mode"),
        "refused" => key("held-f-refused"),
        "void" => key("held-f-void"),
        "result" => key("held-f-result"),
        _ => return None,
    })
}

/// Key of a coded value of a field.
pub(super) fn value(field: &str, value: &str) -> Option<&'static str> {
    if field == "stage" {
        return Stage::parse(value).map(|stage| part::stage::look(stage).2);
    }
    if field == "duty" {
        return value.parse::<Duty>().ok().map(part::duty_key);
    }
    Some(match value {
        "L" => key("held-v-l"),
        "P" => key("held-v-p"),
        "id" => key("held-v-lang-id"),
        "en" => key("held-v-lang-en"),
        "invited" => key("held-v-invited"),
        "active" => key("held-v-active"),
        "closed" => key("held-v-closed"),
        "waiting" => key("held-v-waiting"),
        "ready" => key("held-v-ready"),
        "imported" => key("held-v-imported"),
        "left-out" => key("held-v-left-out"),
        "unread" => key("held-v-unread"),
        "family" => key("held-v-family"),
        "superior" => key("held-v-superior"),
        "subordinate" => key("held-v-subordinate"),
        "trainer" => key("held-v-trainer"),
        "other" => key("held-v-other"),
        "issuing" => key("held-v-issuing"),
        "suspended" => key("held-v-suspended"),
        "revoked" => key("held-v-revoked"),
        "superseded" => key("held-v-superseded"),
        "accepted" => key("held-v-accepted"),
        "rejected" => key("held-v-rejected"),
        "returned" => key("held-v-returned"),
        "proceed" => key("held-v-proceed"),
        "not-proceed" => key("held-v-not-proceed"),
        "withdrawn" => key("held-v-withdrawn"),
        "K" => key("held-v-k"),
        "BK" => key("held-v-bk"),
        "granted" => key("held-v-granted"),
        "not-granted" => key("held-v-not-granted"),
        "upheld" => key("held-v-upheld"),
        "meets" => key("held-v-meets"),
        "does-not" => key("held-v-does-not"),
        "missing" => key("held-v-missing"),
        "submitted" => key("held-v-submitted"),
        "signed" => key("held-v-signed"),
        "locked" => key("held-v-locked"),
        "reopened" => key("held-v-reopened"),
        "session" => key("held-v-session"),
        "in-presence" => key("held-v-in-presence"),
        "offline" => key("held-v-offline"),
        "paper" => key("held-v-paper"),
        "register" => key("held-v-register"),
        "photo" => key("held-v-photo"),
        "research" => key("held-v-research"),
        _ => return None,
    })
}

/// Key of what a look was.
pub(super) fn look(action: &str) -> Option<&'static str> {
    Some(match action {
        "open-document" => key("look-open-document"),
        "print-identity" => key("look-print-identity"),
        "see-photo" => key("look-see-photo"),
        "open-answer" => key("look-open-answer"),
        "print-exam-questions" => key("look-print-exam-questions"),
        "export-authority" => key("look-export-authority"),
        "give-back-workbook" => key("look-give-back-workbook"),
        "give-back-masked" => key("look-give-back-masked"),
        "see-columns" => key("look-see-columns"),
        "copy-own-data" => key("look-copy-own-data"),
        _ => return None,
    })
}

/// Key of what an act did, where the history of a case has no word for it or tells more than is the person's to know.
pub(super) fn act(name: &str) -> Option<&'static str> {
    Some(match name {
        "VerifyRequirement" => key("trace-act-verified"),
        "DeclareConflict" => key("trace-act-conflict"),
        "RegisterPerson" => key("trace-act-registered"),
        "Appoint" => key("trace-act-appointed"),
        "EndAppointment" => key("trace-act-ended"),
        "RegisterAssessor" => key("trace-act-assessor"),
        "GiveAccess" => key("trace-act-access"),
        "ActivateAccount" => key("trace-act-activated"),
        "ChooseLanguage" => key("trace-act-language"),
        "ChangeContact" => key("trace-act-contact"),
        "MendRow" => key("trace-act-row"),
        "SeatCandidates" => key("trace-act-seated"),
        "AtSeat" => key("trace-act-at-seat"),
        "AdjustSeat" => key("trace-act-adjusted"),
        _ => return None,
    })
}
