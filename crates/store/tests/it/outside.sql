-- Tables outside the journal. Why each is outside, and how long its rows are kept: docs/data.md.

CREATE TABLE instance (
    id {int} PRIMARY KEY CHECK (id = 1),
    keyset {text} NOT NULL,
    created_at {int} NOT NULL
){strict};

CREATE TABLE journal (
    position {identity},
    id {text} NOT NULL,
    stream {text} NOT NULL,
    seq {int} NOT NULL,
    act_type {text} NOT NULL,
    act_version {int} NOT NULL,
    actor {text},
    duty {text} NOT NULL,
    node {text} NOT NULL,
    occurred_at {int} NOT NULL,
    recorded_at {int} NOT NULL,
    subject {text},
    act {text} NOT NULL,
    changes {text} NOT NULL,
    prev {blob} NOT NULL,
    hash {blob} NOT NULL
){strict};
CREATE UNIQUE INDEX journal__id ON journal (id);
CREATE UNIQUE INDEX journal__stream__seq ON journal (stream, seq);
CREATE INDEX journal__subject ON journal (subject);
CREATE INDEX journal__actor ON journal (actor);

CREATE TABLE stream_head (
    stream {text} PRIMARY KEY NOT NULL,
    version {int} NOT NULL,
    hash {blob} NOT NULL
){strict};

CREATE TABLE sealed_entry (
    leaf {int} PRIMARY KEY NOT NULL,
    position {int} NOT NULL,
    hash {blob} NOT NULL
){strict};
CREATE UNIQUE INDEX sealed_entry__position ON sealed_entry (position);

CREATE TABLE checkpoint (
    size {int} PRIMARY KEY NOT NULL,
    root {blob} NOT NULL,
    frontier {blob} NOT NULL,
    at {int} NOT NULL,
    key_version {int} NOT NULL,
    signature {blob} NOT NULL
){strict};

CREATE TABLE person_key (
    person_id {text} NOT NULL,
    purpose {text} NOT NULL,
    wrapped {blob},
    key_version {int},
    created_at {int} NOT NULL,
    destroyed_at {int},
    reason {text},
    PRIMARY KEY (person_id, purpose)
){strict};
CREATE INDEX person_key__destroyed_at ON person_key (destroyed_at);
CREATE INDEX person_key__key_version ON person_key (key_version);

CREATE TABLE file_object (
    name {text} PRIMARY KEY NOT NULL,
    subject {text},
    purpose {text},
    media_type {text} NOT NULL,
    size {int} NOT NULL,
    stored_size {int} NOT NULL,
    digest {text} NOT NULL,
    created_at {int} NOT NULL
){strict};
CREATE INDEX file_object__subject__digest ON file_object (subject, digest);
CREATE INDEX file_object__digest ON file_object (digest);

CREATE TABLE job (
    id {text} PRIMARY KEY NOT NULL,
    kind {text} NOT NULL,
    key {text},
    priority {int} NOT NULL,
    payload {text} NOT NULL,
    state {text} NOT NULL,
    run_at {int} NOT NULL,
    attempts {int} NOT NULL,
    max_attempts {int} NOT NULL,
    leased_by {text},
    lease_until {int},
    done {int} NOT NULL,
    total {int} NOT NULL,
    note {text},
    error {text},
    created_at {int} NOT NULL,
    finished_at {int}
){strict};
CREATE UNIQUE INDEX job__key ON job (key);
CREATE INDEX job__state__run_at ON job (state, run_at);
CREATE INDEX job__kind__created_at ON job (kind, created_at);

CREATE TABLE credential (
    person_id {text} PRIMARY KEY NOT NULL,
    phc {text} NOT NULL,
    pin {text},
    changed_at {int} NOT NULL,
    failed {int} NOT NULL,
    failed_at {int}
){strict};

CREATE TABLE session (
    token_hash {text} PRIMARY KEY NOT NULL,
    person_id {text} NOT NULL,
    created_at {int} NOT NULL,
    seen_at {int} NOT NULL,
    expires_at {int} NOT NULL,
    agent {text} NOT NULL,
    ip_class {text} NOT NULL,
    data {text} NOT NULL
){strict};
CREATE INDEX session__person_id ON session (person_id);
CREATE INDEX session__expires_at ON session (expires_at);

CREATE TABLE invitation (
    code_hash {text} PRIMARY KEY NOT NULL,
    person_id {text} NOT NULL,
    kind {text} NOT NULL,
    issued_by {text},
    issued_at {int} NOT NULL,
    expires_at {int} NOT NULL,
    used_at {int}
){strict};
CREATE INDEX invitation__person_id ON invitation (person_id);
CREATE INDEX invitation__expires_at ON invitation (expires_at);

CREATE TABLE throttle (
    key {text} NOT NULL,
    window_at {int} NOT NULL,
    count {int} NOT NULL,
    PRIMARY KEY (key, window_at)
){strict};
CREATE INDEX throttle__window_at ON throttle (window_at);

CREATE TABLE draft (
    person_id {text} NOT NULL,
    form_key {text} NOT NULL,
    sealed {blob} NOT NULL,
    updated_at {int} NOT NULL,
    PRIMARY KEY (person_id, form_key)
){strict};
CREATE INDEX draft__updated_at ON draft (updated_at);

CREATE TABLE access_log (
    id {identity},
    at {int} NOT NULL,
    person_id {text},
    duty {text} NOT NULL,
    action {text} NOT NULL,
    object {text} NOT NULL,
    subject {text}
){strict};
CREATE INDEX access_log__subject__at ON access_log (subject, at);
CREATE INDEX access_log__at ON access_log (at);

CREATE TABLE case_counter (
    event_id {text} NOT NULL,
    slug {text} NOT NULL,
    kab {text} NOT NULL,
    registered {int} NOT NULL,
    complete {int} NOT NULL,
    accepted {int} NOT NULL,
    present {int} NOT NULL,
    assessed {int} NOT NULL,
    recommended_k {int} NOT NULL,
    recommended_bk {int} NOT NULL,
    decided_k {int} NOT NULL,
    decided_bk {int} NOT NULL,
    issued {int} NOT NULL,
    PRIMARY KEY (event_id, slug, kab)
){strict};

CREATE TABLE stage_counter (
    event_id {text} NOT NULL,
    slug {text} NOT NULL,
    kab {text} NOT NULL,
    stage {text} NOT NULL,
    n {int} NOT NULL,
    PRIMARY KEY (event_id, slug, kab, stage)
){strict};

CREATE TABLE seat_counter (
    event_id {text} NOT NULL,
    funding {text} NOT NULL,
    n {int} NOT NULL,
    PRIMARY KEY (event_id, funding)
){strict};

CREATE TABLE mapping_memory (
    sender {text} NOT NULL,
    layout {text} NOT NULL,
    mapping {text} NOT NULL,
    updated_at {int} NOT NULL,
    PRIMARY KEY (sender, layout)
){strict};

CREATE TABLE idempotency (
    token_hash {text} PRIMARY KEY NOT NULL,
    person_id {text},
    outcome {text} NOT NULL,
    created_at {int} NOT NULL
){strict};
CREATE INDEX idempotency__created_at ON idempotency (created_at);

CREATE TABLE exam_event (
    number {identity},
    sitting_id {text} NOT NULL,
    exam_id {text} NOT NULL,
    room {int} NOT NULL,
    received {int} NOT NULL,
    epoch {int},
    page {int},
    sequence {int},
    digest {blob},
    sealed {blob} NOT NULL
){strict};
CREATE UNIQUE INDEX exam_event__sitting_id__epoch__page__sequence__digest
    ON exam_event (sitting_id, epoch, page, sequence, digest);
CREATE INDEX exam_event__exam_id__room__number ON exam_event (exam_id, room, number);

CREATE TABLE exam_paper (
    sitting_id {text} PRIMARY KEY NOT NULL,
    sealed {blob} NOT NULL,
    stored_at {int} NOT NULL
){strict};

CREATE TABLE exam_notice (
    id {text} PRIMARY KEY NOT NULL,
    exam_id {text} NOT NULL,
    kind {text} NOT NULL,
    by_id {text} NOT NULL,
    at {int} NOT NULL,
    sealed {blob} NOT NULL
){strict};
CREATE INDEX exam_notice__exam_id__at ON exam_notice (exam_id, at);
