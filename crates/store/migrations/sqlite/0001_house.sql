-- Tables outside the journal. Why each is outside, and how long its rows are kept: docs/data.md.

CREATE TABLE instance (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    keyset TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE journal (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    stream TEXT NOT NULL,
    seq INTEGER NOT NULL,
    act_type TEXT NOT NULL,
    act_version INTEGER NOT NULL,
    actor TEXT,
    duty TEXT NOT NULL,
    node TEXT NOT NULL,
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    subject TEXT,
    act TEXT NOT NULL,
    changes TEXT NOT NULL,
    prev BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX journal__id ON journal (id);
CREATE UNIQUE INDEX journal__stream__seq ON journal (stream, seq);
CREATE INDEX journal__subject ON journal (subject);
CREATE INDEX journal__actor ON journal (actor);

CREATE TABLE stream_head (
    stream TEXT PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    hash BLOB NOT NULL
) STRICT;

CREATE TABLE sealed_entry (
    leaf INTEGER PRIMARY KEY NOT NULL,
    position INTEGER NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX sealed_entry__position ON sealed_entry (position);

CREATE TABLE checkpoint (
    size INTEGER PRIMARY KEY NOT NULL,
    root BLOB NOT NULL,
    frontier BLOB NOT NULL,
    at INTEGER NOT NULL,
    key_version INTEGER NOT NULL,
    signature BLOB NOT NULL
) STRICT;

CREATE TABLE person_key (
    person_id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    wrapped BLOB,
    key_version INTEGER,
    created_at INTEGER NOT NULL,
    destroyed_at INTEGER,
    reason TEXT,
    PRIMARY KEY (person_id, purpose)
) STRICT;
CREATE INDEX person_key__destroyed_at ON person_key (destroyed_at);
CREATE INDEX person_key__key_version ON person_key (key_version);

CREATE TABLE file_object (
    name TEXT PRIMARY KEY NOT NULL,
    subject TEXT,
    purpose TEXT,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    stored_size INTEGER NOT NULL,
    digest TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX file_object__subject__digest ON file_object (subject, digest);
CREATE INDEX file_object__digest ON file_object (digest);

CREATE TABLE job (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    key TEXT,
    priority INTEGER NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    run_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    max_attempts INTEGER NOT NULL,
    leased_by TEXT,
    lease_until INTEGER,
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    note TEXT,
    error TEXT,
    created_at INTEGER NOT NULL,
    finished_at INTEGER
) STRICT;
CREATE UNIQUE INDEX job__key ON job (key);
CREATE INDEX job__state__run_at ON job (state, run_at);
CREATE INDEX job__kind__created_at ON job (kind, created_at);

CREATE TABLE credential (
    person_id TEXT PRIMARY KEY NOT NULL,
    phc TEXT NOT NULL,
    pin TEXT,
    changed_at INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    failed_at INTEGER
) STRICT;

CREATE TABLE session (
    token_hash TEXT PRIMARY KEY NOT NULL,
    person_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    agent TEXT NOT NULL,
    ip_class TEXT NOT NULL,
    data TEXT NOT NULL
) STRICT;
CREATE INDEX session__person_id ON session (person_id);
CREATE INDEX session__expires_at ON session (expires_at);

CREATE TABLE invitation (
    code_hash TEXT PRIMARY KEY NOT NULL,
    person_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    issued_by TEXT,
    issued_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE INDEX invitation__person_id ON invitation (person_id);
CREATE INDEX invitation__expires_at ON invitation (expires_at);

CREATE TABLE throttle (
    key TEXT NOT NULL,
    window_at INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (key, window_at)
) STRICT;
CREATE INDEX throttle__window_at ON throttle (window_at);

CREATE TABLE draft (
    person_id TEXT NOT NULL,
    form_key TEXT NOT NULL,
    sealed BLOB NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, form_key)
) STRICT;
CREATE INDEX draft__updated_at ON draft (updated_at);

CREATE TABLE access_log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    person_id TEXT,
    duty TEXT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    subject TEXT
) STRICT;
CREATE INDEX access_log__subject__at ON access_log (subject, at);
CREATE INDEX access_log__at ON access_log (at);

CREATE TABLE case_counter (
    event_id TEXT NOT NULL,
    slug TEXT NOT NULL,
    kab TEXT NOT NULL,
    registered INTEGER NOT NULL,
    complete INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    present INTEGER NOT NULL,
    assessed INTEGER NOT NULL,
    recommended_k INTEGER NOT NULL,
    recommended_bk INTEGER NOT NULL,
    decided_k INTEGER NOT NULL,
    decided_bk INTEGER NOT NULL,
    issued INTEGER NOT NULL,
    PRIMARY KEY (event_id, slug, kab)
) STRICT;

CREATE TABLE stage_counter (
    event_id TEXT NOT NULL,
    slug TEXT NOT NULL,
    kab TEXT NOT NULL,
    stage TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (event_id, slug, kab, stage)
) STRICT;

CREATE TABLE seat_counter (
    event_id TEXT NOT NULL,
    funding TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (event_id, funding)
) STRICT;

CREATE TABLE mapping_memory (
    sender TEXT NOT NULL,
    layout TEXT NOT NULL,
    mapping TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (sender, layout)
) STRICT;

CREATE TABLE idempotency (
    token_hash TEXT PRIMARY KEY NOT NULL,
    person_id TEXT,
    outcome TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX idempotency__created_at ON idempotency (created_at);

CREATE TABLE exam_event (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    sitting_id TEXT NOT NULL,
    exam_id TEXT NOT NULL,
    room INTEGER NOT NULL,
    received INTEGER NOT NULL,
    epoch INTEGER,
    page INTEGER,
    sequence INTEGER,
    digest BLOB,
    sealed BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX exam_event__sitting_id__epoch__page__sequence__digest
    ON exam_event (sitting_id, epoch, page, sequence, digest);
CREATE INDEX exam_event__exam_id__room__number ON exam_event (exam_id, room, number);

CREATE TABLE exam_paper (
    sitting_id TEXT PRIMARY KEY NOT NULL,
    sealed BLOB NOT NULL,
    stored_at INTEGER NOT NULL
) STRICT;

CREATE TABLE exam_notice (
    id TEXT PRIMARY KEY NOT NULL,
    exam_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    by_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    sealed BLOB NOT NULL
) STRICT;
CREATE INDEX exam_notice__exam_id__at ON exam_notice (exam_id, at);

-- Journalled tables, as `certification::record::TABLES` describes them.

CREATE TABLE "setting" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "value" TEXT,
    "changed_at" INTEGER
) STRICT;

CREATE TABLE "code_entry" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "list" TEXT,
    "code" TEXT,
    "label" TEXT
) STRICT;
CREATE INDEX code_entry__list__code ON "code_entry" ("list", "code");

CREATE TABLE "series" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "next" INTEGER
) STRICT;

CREATE TABLE "institution" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "name" TEXT,
    "kind" TEXT,
    "kab" TEXT,
    "name_folded" TEXT
) STRICT;
CREATE INDEX institution__name_folded ON "institution" ("name_folded");

CREATE TABLE "person" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "name" TEXT,
    "degree" TEXT,
    "institution_id" TEXT,
    "kab" TEXT,
    "updated_at" INTEGER,
    "name_folded" TEXT,
    "nik_blind" TEXT,
    "phone_blind" TEXT,
    "email_blind" TEXT,
    "sealed" BLOB
) STRICT;
CREATE UNIQUE INDEX person__nik_blind ON "person" ("nik_blind");
CREATE INDEX person__name_folded__id ON "person" ("name_folded", "id");
CREATE INDEX person__phone_blind ON "person" ("phone_blind");
CREATE INDEX person__email_blind ON "person" ("email_blind");
CREATE INDEX person__institution_id ON "person" ("institution_id");

CREATE TABLE "account" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "number" TEXT,
    "state" TEXT,
    "locale" TEXT,
    "changed_at" INTEGER
) STRICT;
CREATE UNIQUE INDEX account__number ON "account" ("number");

CREATE TABLE "appointment" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "person_id" TEXT,
    "duty" TEXT,
    "event_id" TEXT,
    "institution_id" TEXT,
    "starts" TEXT,
    "ends" TEXT,
    "ended_reason" TEXT
) STRICT;
CREATE INDEX appointment__person_id ON "appointment" ("person_id");
CREATE INDEX appointment__duty ON "appointment" ("duty");
CREATE INDEX appointment__event_id ON "appointment" ("event_id");

CREATE TABLE "assessor" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "met" TEXT,
    "until" TEXT,
    "licences" TEXT,
    "trained" TEXT
) STRICT;

CREATE TABLE "tie" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "from_id" TEXT,
    "to_id" TEXT,
    "kind" TEXT,
    "trained_on" TEXT,
    "declared_by" TEXT,
    "declared_at" INTEGER
) STRICT;
CREATE INDEX tie__from_id ON "tie" ("from_id");
CREATE INDEX tie__to_id ON "tie" ("to_id");

CREATE TABLE "standard" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "title" TEXT,
    "source" TEXT,
    "status" TEXT,
    "units" TEXT,
    "example" INTEGER,
    "published_at" INTEGER
) STRICT;

CREATE TABLE "scheme_version" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "slug" TEXT,
    "abbr" TEXT,
    "number" TEXT,
    "version" TEXT,
    "name_id" TEXT,
    "name_en" TEXT,
    "packaging" TEXT,
    "validity_months" INTEGER,
    "alternatives" TEXT,
    "documents" TEXT,
    "units" TEXT,
    "status" TEXT,
    "example" INTEGER,
    "published_at" INTEGER
) STRICT;
CREATE UNIQUE INDEX scheme_version__slug__version ON "scheme_version" ("slug", "version");

CREATE TABLE "event" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "code" TEXT,
    "title" TEXT,
    "host" TEXT,
    "venue" TEXT,
    "venue_kind" TEXT,
    "venue_verified" INTEGER,
    "kab" TEXT,
    "starts" TEXT,
    "ends" TEXT,
    "zone" TEXT,
    "offers" TEXT,
    "funding" TEXT,
    "sessions" TEXT,
    "schedule" TEXT,
    "ministry" TEXT,
    "status" TEXT,
    "example" INTEGER,
    "created_at" INTEGER
) STRICT;
CREATE UNIQUE INDEX event__code ON "event" ("code");
CREATE INDEX event__starts__id ON "event" ("starts", "id");
CREATE INDEX event__status__ends ON "event" ("status", "ends");

CREATE TABLE "import_batch" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "event_id" TEXT,
    "kind" TEXT,
    "file" TEXT,
    "digest" TEXT,
    "sheet" TEXT,
    "mapping" TEXT,
    "layout" TEXT,
    "sender_id" TEXT,
    "received_at" INTEGER,
    "status" TEXT,
    "gone_at" INTEGER,
    "gone_why" TEXT
) STRICT;
CREATE INDEX import_batch__event_id__received_at ON "import_batch" ("event_id", "received_at");
CREATE INDEX import_batch__event_id__digest ON "import_batch" ("event_id", "digest");
CREATE INDEX import_batch__layout ON "import_batch" ("layout");

CREATE TABLE "import_row" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "batch_id" TEXT,
    "place" INTEGER,
    "sheet" TEXT,
    "row" INTEGER,
    "person_id" TEXT,
    "first_person_id" TEXT,
    "issues" TEXT,
    "state" TEXT,
    "case_id" TEXT,
    "sealed" BLOB
) STRICT;
CREATE INDEX import_row__batch_id__place ON "import_row" ("batch_id", "place");

CREATE TABLE "cases" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "event_id" TEXT,
    "person_id" TEXT,
    "slug" TEXT,
    "scheme_version_id" TEXT,
    "running" INTEGER,
    "name" TEXT,
    "institution_id" TEXT,
    "kab" TEXT,
    "funding" TEXT,
    "alternative" TEXT,
    "confirmed_at" INTEGER,
    "application_verdict" TEXT,
    "assessor_id" TEXT,
    "conflict_free" INTEGER,
    "review" TEXT,
    "candidate_type" INTEGER,
    "session" TEXT,
    "day" TEXT,
    "present" INTEGER,
    "withdrawn" TEXT,
    "recommendation" TEXT,
    "decision" TEXT,
    "reported_at" INTEGER,
    "round" INTEGER,
    "stage" TEXT,
    "funnel" TEXT,
    "opened_at" INTEGER,
    "stage_at" INTEGER,
    "name_folded" TEXT,
    "sealed" BLOB
) STRICT;
CREATE UNIQUE INDEX cases__person_id__event_id__slug ON "cases" ("person_id", "event_id", "slug");
CREATE UNIQUE INDEX cases__event_id__running ON "cases" ("event_id", "running");
CREATE INDEX cases__event_id__name_folded__id ON "cases" ("event_id", "name_folded", "id");
CREATE INDEX cases__event_id__stage__name_folded__id ON "cases" ("event_id", "stage", "name_folded", "id");
CREATE INDEX cases__stage__stage_at__id ON "cases" ("stage", "stage_at", "id");
CREATE INDEX cases__name_folded__id ON "cases" ("name_folded", "id");
CREATE INDEX cases__assessor_id__day ON "cases" ("assessor_id", "day");
CREATE INDEX cases__institution_id ON "cases" ("institution_id");

CREATE TABLE "consent" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "case_id" TEXT,
    "person_id" TEXT,
    "purpose" TEXT,
    "given" INTEGER,
    "wording" TEXT,
    "at" INTEGER,
    "changed_at" INTEGER
) STRICT;
CREATE INDEX consent__case_id ON "consent" ("case_id");
CREATE INDEX consent__person_id ON "consent" ("person_id");

CREATE TABLE "document" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "case_id" TEXT,
    "person_id" TEXT,
    "requirement" TEXT,
    "file" TEXT,
    "media_type" TEXT,
    "size" INTEGER,
    "uploaded_at" INTEGER,
    "superseded_by" TEXT,
    "sealed" BLOB
) STRICT;
CREATE INDEX document__case_id__requirement ON "document" ("case_id", "requirement");

CREATE TABLE "verification" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "case_id" TEXT,
    "requirement" TEXT,
    "verdict" TEXT,
    "person_id" TEXT,
    "by_id" TEXT,
    "at" INTEGER,
    "sealed" BLOB
) STRICT;
CREATE INDEX verification__case_id ON "verification" ("case_id");

CREATE TABLE "assignment" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "case_id" TEXT,
    "assessor_id" TEXT,
    "by_id" TEXT,
    "at" INTEGER,
    "state" TEXT,
    "reason" TEXT
) STRICT;
CREATE INDEX assignment__case_id ON "assignment" ("case_id");
CREATE INDEX assignment__assessor_id ON "assignment" ("assessor_id");

CREATE TABLE "recommendation" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "case_id" TEXT,
    "unit" TEXT,
    "result" TEXT,
    "by_id" TEXT,
    "at" INTEGER
) STRICT;
CREATE INDEX recommendation__case_id ON "recommendation" ("case_id");

CREATE TABLE "form" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "code" TEXT,
    "version" TEXT,
    "case_id" TEXT,
    "event_id" TEXT,
    "scheme_id" TEXT,
    "subject_id" TEXT,
    "digest" TEXT,
    "state" TEXT,
    "revision" INTEGER,
    "submitted_by" TEXT,
    "submitted_at" INTEGER,
    "sealed" BLOB
) STRICT;
CREATE INDEX form__case_id__code ON "form" ("case_id", "code");
CREATE INDEX form__event_id__code ON "form" ("event_id", "code");
CREATE INDEX form__scheme_id__code ON "form" ("scheme_id", "code");

CREATE TABLE "signature" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "form_id" TEXT,
    "slot" TEXT,
    "person_id" TEXT,
    "duty" TEXT,
    "mode" TEXT,
    "witness_id" TEXT,
    "digest" TEXT,
    "at" INTEGER,
    "refused" INTEGER,
    "void" INTEGER,
    "sealed" BLOB
) STRICT;
CREATE INDEX signature__form_id ON "signature" ("form_id");

CREATE TABLE "panel" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "event_id" TEXT,
    "held_on" TEXT,
    "members" TEXT,
    "chair_id" TEXT,
    "quorum" INTEGER,
    "status" TEXT,
    "minutes_number" TEXT,
    "decree_number" TEXT,
    "decree_on" TEXT,
    "signed_by" TEXT,
    "signed_as" TEXT,
    "opened_at" INTEGER,
    "minutes_issuer" TEXT,
    "decree_issuer" TEXT
) STRICT;
CREATE INDEX panel__event_id ON "panel" ("event_id");

CREATE TABLE "vote" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "panel_id" TEXT,
    "case_id" TEXT,
    "person_id" TEXT,
    "member_id" TEXT,
    "vote" TEXT,
    "round" INTEGER,
    "at" INTEGER,
    "sealed" BLOB
) STRICT;
CREATE INDEX vote__case_id ON "vote" ("case_id");
CREATE INDEX vote__panel_id ON "vote" ("panel_id");

CREATE TABLE "decision" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "case_id" TEXT,
    "panel_id" TEXT,
    "person_id" TEXT,
    "outcome" TEXT,
    "at" INTEGER,
    "superseded" INTEGER,
    "sealed" BLOB
) STRICT;
CREATE INDEX decision__case_id ON "decision" ("case_id");
CREATE INDEX decision__panel_id ON "decision" ("panel_id");

CREATE TABLE "appeal" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "case_id" TEXT,
    "person_id" TEXT,
    "filed_at" INTEGER,
    "outcome" TEXT,
    "answered_by" TEXT,
    "answered_at" INTEGER,
    "sealed" BLOB
) STRICT;
CREATE INDEX appeal__case_id ON "appeal" ("case_id");
CREATE INDEX appeal__outcome__filed_at__id ON "appeal" ("outcome", "filed_at", "id");

CREATE TABLE "certificate" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "case_id" TEXT,
    "person_id" TEXT,
    "number" TEXT,
    "registration" TEXT,
    "code" TEXT,
    "holder" TEXT,
    "scheme_version_id" TEXT,
    "slug" TEXT,
    "decree_number" TEXT,
    "issued_on" TEXT,
    "valid_from" TEXT,
    "valid_until" TEXT,
    "status" TEXT,
    "status_at" INTEGER,
    "file" TEXT,
    "size" INTEGER,
    "superseded_by" TEXT,
    "example" INTEGER,
    "issuer" TEXT,
    "holder_folded" TEXT
) STRICT;
CREATE UNIQUE INDEX certificate__number ON "certificate" ("number");
CREATE UNIQUE INDEX certificate__registration ON "certificate" ("registration");
CREATE UNIQUE INDEX certificate__code ON "certificate" ("code");
CREATE INDEX certificate__case_id ON "certificate" ("case_id");
CREATE INDEX certificate__person_id ON "certificate" ("person_id");
CREATE INDEX certificate__holder_folded__id ON "certificate" ("holder_folded", "id");
CREATE INDEX certificate__status__id ON "certificate" ("status", "id");

CREATE TABLE "status_change" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "certificate_id" TEXT,
    "person_id" TEXT,
    "status" TEXT,
    "by_id" TEXT,
    "at" INTEGER,
    "sealed" BLOB
) STRICT;
CREATE INDEX status_change__certificate_id ON "status_change" ("certificate_id");

CREATE TABLE "item" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "title" TEXT,
    "unit" TEXT,
    "criterion" TEXT,
    "level" TEXT,
    "kind" TEXT,
    "language" TEXT,
    "state" TEXT,
    "version" INTEGER,
    "in_use" INTEGER,
    "exposure" INTEGER,
    "days_seen" INTEGER,
    "example" INTEGER,
    "sealed_text" TEXT,
    "updated_at" INTEGER
) STRICT;
CREATE INDEX item__unit__id ON "item" ("unit", "id");
CREATE INDEX item__state__id ON "item" ("state", "id");

CREATE TABLE "item_part" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "kind" TEXT,
    "file" TEXT,
    "media_type" TEXT,
    "sealed_text" TEXT,
    "updated_at" INTEGER
) STRICT;
CREATE INDEX item_part__kind__id ON "item_part" ("kind", "id");

CREATE TABLE "blueprint" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "blueprint" TEXT,
    "version" INTEGER,
    "slug" TEXT,
    "content" TEXT,
    "made_at" INTEGER,
    "made_by" TEXT
) STRICT;
CREATE INDEX blueprint__slug__id ON "blueprint" ("slug", "id");

CREATE TABLE "exam_form" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "code" TEXT,
    "slug" TEXT,
    "blueprint_id" TEXT,
    "questions" INTEGER,
    "minutes" INTEGER,
    "digest" TEXT,
    "sealed_text" TEXT,
    "frozen_at" INTEGER,
    "frozen_by" TEXT,
    "withdrawn" TEXT
) STRICT;
CREATE UNIQUE INDEX exam_form__code ON "exam_form" ("code");
CREATE INDEX exam_form__slug__code ON "exam_form" ("slug", "code");

CREATE TABLE "exam" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "event_id" TEXT,
    "slug" TEXT,
    "name" TEXT,
    "room" TEXT,
    "forms" TEXT,
    "clock" TEXT,
    "minutes" INTEGER,
    "opens" INTEGER,
    "last_start" INTEGER,
    "calculator" INTEGER,
    "safe_browser" TEXT,
    "sealed_text" TEXT,
    "status" TEXT,
    "reason" TEXT,
    "closed_at" INTEGER,
    "created_at" INTEGER
) STRICT;
CREATE INDEX exam__event_id__opens ON "exam" ("event_id", "opens");
CREATE INDEX exam__opens__id ON "exam" ("opens", "id");

CREATE TABLE "sitting" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "exam_id" TEXT,
    "event_id" TEXT,
    "case_id" TEXT,
    "person_id" TEXT,
    "seat" INTEGER,
    "extra_minutes" INTEGER,
    "extra_percent" INTEGER,
    "form_id" TEXT,
    "sealed_text" TEXT,
    "paper" TEXT,
    "shown" TEXT,
    "questions" INTEGER,
    "deeds" INTEGER,
    "voided" INTEGER,
    "drawn_at" INTEGER,
    "taken_away" INTEGER
) STRICT;
CREATE UNIQUE INDEX sitting__exam_id__case_id ON "sitting" ("exam_id", "case_id");
CREATE UNIQUE INDEX sitting__exam_id__seat ON "sitting" ("exam_id", "seat");
CREATE INDEX sitting__person_id__id ON "sitting" ("person_id", "id");
CREATE INDEX sitting__case_id ON "sitting" ("case_id");

CREATE TABLE "sheet_keying" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "sitting_id" TEXT,
    "exam_id" TEXT,
    "event_id" TEXT,
    "person_id" TEXT,
    "round" INTEGER,
    "place" INTEGER,
    "keyed_by" TEXT,
    "keyed_at" INTEGER,
    "entered_at" INTEGER,
    "entered_by" TEXT,
    "sealed" BLOB
) STRICT;
CREATE UNIQUE INDEX sheet_keying__sitting_id__round__place ON "sheet_keying" ("sitting_id", "round", "place");
CREATE INDEX sheet_keying__exam_id__sitting_id ON "sheet_keying" ("exam_id", "sitting_id");

CREATE TABLE "exam_scoring" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "exam_id" TEXT,
    "event_id" TEXT,
    "round" INTEGER,
    "rules" TEXT,
    "sealed_text" TEXT,
    "corrected" INTEGER,
    "reason" TEXT,
    "scored" INTEGER,
    "waiting" INTEGER,
    "made_by" TEXT,
    "made_at" INTEGER,
    "released_by" TEXT,
    "released_at" INTEGER
) STRICT;
CREATE UNIQUE INDEX exam_scoring__exam_id__round ON "exam_scoring" ("exam_id", "round");

CREATE TABLE "exam_result" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "sitting_id" TEXT,
    "exam_id" TEXT,
    "event_id" TEXT,
    "case_id" TEXT,
    "person_id" TEXT,
    "form_id" TEXT,
    "round" INTEGER,
    "rules" TEXT,
    "waits" INTEGER,
    "released_at" INTEGER,
    "sealed" BLOB
) STRICT;
CREATE UNIQUE INDEX exam_result__sitting_id__round ON "exam_result" ("sitting_id", "round");
CREATE INDEX exam_result__case_id ON "exam_result" ("case_id");
CREATE INDEX exam_result__exam_id__round ON "exam_result" ("exam_id", "round");

CREATE TABLE "exam_marking" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "exam_id" TEXT,
    "event_id" TEXT,
    "answer" TEXT,
    "marker_id" TEXT,
    "place" INTEGER,
    "sealed_text" TEXT,
    "made_at" INTEGER,
    "superseded_by" TEXT,
    "superseded_at" INTEGER
) STRICT;
CREATE UNIQUE INDEX exam_marking__answer__place ON "exam_marking" ("answer", "place");
CREATE INDEX exam_marking__exam_id__answer ON "exam_marking" ("exam_id", "answer");

CREATE TABLE "standard_study" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "blueprint" TEXT,
    "blueprint_id" TEXT,
    "form_id" TEXT,
    "slug" TEXT,
    "method" TEXT,
    "with_key" INTEGER,
    "judges" TEXT,
    "released" TEXT,
    "state" TEXT,
    "withdrawn" TEXT,
    "round" INTEGER,
    "made_by" TEXT,
    "made_at" INTEGER
) STRICT;
CREATE INDEX standard_study__blueprint__id ON "standard_study" ("blueprint", "id");

CREATE TABLE "standard_round" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "study_id" TEXT,
    "round" INTEGER,
    "reason" TEXT,
    "opened_by" TEXT,
    "opened_at" INTEGER,
    "closed_by" TEXT,
    "closed_at" INTEGER,
    "cancelled" TEXT,
    "sealed_text" TEXT
) STRICT;
CREATE UNIQUE INDEX standard_round__study_id__round ON "standard_round" ("study_id", "round");

CREATE TABLE "standard_rating" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "study_id" TEXT,
    "round" INTEGER,
    "judge_id" TEXT,
    "rated" INTEGER,
    "handed_in" INTEGER,
    "sealed_text" TEXT,
    "updated_at" INTEGER
) STRICT;
CREATE UNIQUE INDEX standard_rating__study_id__round__judge_id ON "standard_rating" ("study_id", "round", "judge_id");

CREATE TABLE "standard_cut" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "study_id" TEXT,
    "round" INTEGER,
    "method" TEXT,
    "judges" INTEGER,
    "content" TEXT,
    "blueprint_id" TEXT,
    "approved_on" TEXT,
    "act" TEXT,
    "reason" TEXT,
    "approved_by" TEXT,
    "approved_at" INTEGER
) STRICT;
CREATE UNIQUE INDEX standard_cut__study_id__round ON "standard_cut" ("study_id", "round");
