"""Version 1: every noun of the first release, its events, the journal and the search index."""

SQL = """
CREATE TABLE change (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    title VARCHAR NOT NULL,
    at TEXT NOT NULL,
    undone BOOLEAN NOT NULL
);

CREATE TABLE person (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR NOT NULL,
    hash BLOB NOT NULL,
    private BOOLEAN,
    created_at TEXT,
    updated_at TEXT,
    removed_at TEXT,
    name VARCHAR NOT NULL,
    role VARCHAR,
    organisation VARCHAR,
    email VARCHAR,
    UNIQUE (uid)
);

CREATE TABLE setting (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR NOT NULL,
    hash BLOB NOT NULL,
    name VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    UNIQUE (uid),
    UNIQUE (name)
);

CREATE TABLE alliance (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR NOT NULL,
    hash BLOB NOT NULL,
    private BOOLEAN,
    created_at TEXT,
    updated_at TEXT,
    removed_at TEXT,
    principal VARCHAR NOT NULL,
    partner VARCHAR NOT NULL,
    cadence VARCHAR,
    timezone VARCHAR,
    started_on TEXT,
    purpose VARCHAR,
    CONSTRAINT two_people CHECK (principal <> partner),
    UNIQUE (uid),
    FOREIGN KEY(principal) REFERENCES person (uid),
    FOREIGN KEY(partner) REFERENCES person (uid)
);

CREATE TABLE changed_row (
    id INTEGER NOT NULL,
    change INTEGER NOT NULL,
    place VARCHAR NOT NULL,
    "row" INTEGER NOT NULL,
    last INTEGER,
    "before" VARCHAR,
    hash_after BLOB,
    replaced VARCHAR,
    PRIMARY KEY (id),
    FOREIGN KEY(change) REFERENCES change (id)
);

CREATE INDEX ix_changed_row_change ON changed_row (change);

CREATE TABLE criterion (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR NOT NULL,
    hash BLOB NOT NULL,
    private BOOLEAN,
    created_at TEXT,
    updated_at TEXT,
    removed_at TEXT,
    alliance VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    initiative VARCHAR,
    measure VARCHAR,
    unit VARCHAR,
    baseline NUMERIC,
    target NUMERIC,
    due_on TEXT,
    for_customer VARCHAR,
    for_principal VARCHAR,
    for_partner VARCHAR,
    check_ins TEXT,
    met_on TEXT,
    credit VARCHAR,
    UNIQUE (uid),
    FOREIGN KEY(alliance) REFERENCES alliance (uid)
);

CREATE INDEX ix_criterion_alliance ON criterion (alliance);

CREATE TABLE customer (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR NOT NULL,
    hash BLOB NOT NULL,
    private BOOLEAN,
    created_at TEXT,
    updated_at TEXT,
    removed_at TEXT,
    alliance VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    segments TEXT,
    journey TEXT,
    questions VARCHAR,
    sources VARCHAR,
    agreed TEXT,
    supersedes VARCHAR,
    UNIQUE (uid),
    FOREIGN KEY(alliance) REFERENCES alliance (uid),
    FOREIGN KEY(supersedes) REFERENCES customer (uid)
);

CREATE INDEX ix_customer_alliance ON customer (alliance);

CREATE TABLE meeting (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR NOT NULL,
    hash BLOB NOT NULL,
    private BOOLEAN,
    created_at TEXT,
    updated_at TEXT,
    removed_at TEXT,
    alliance VARCHAR NOT NULL,
    starts_at TEXT NOT NULL,
    minutes INTEGER,
    place VARCHAR,
    state VARCHAR,
    reason VARCHAR,
    notes VARCHAR,
    private_notes VARCHAR,
    help_asked TEXT,
    rating INTEGER,
    calendar_uid VARCHAR,
    calendar_sequence INTEGER,
    CONSTRAINT place_known CHECK ("place" IS NULL OR "place" IN (
        'office', 'video', 'phone', 'lunch', 'coffee', 'walk', 'other'
    )),
    CONSTRAINT state_known CHECK ("state" IS NULL OR "state" IN ('planned', 'held', 'cancelled', 'missed')),
    CONSTRAINT rating_bounds CHECK ("rating" BETWEEN 1 AND 5),
    UNIQUE (uid),
    FOREIGN KEY(alliance) REFERENCES alliance (uid)
);

CREATE INDEX ix_meeting_alliance ON meeting (alliance);

CREATE INDEX ix_meeting_starts_at ON meeting (starts_at);

CREATE TABLE note (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR NOT NULL,
    hash BLOB NOT NULL,
    private BOOLEAN,
    created_at TEXT,
    updated_at TEXT,
    removed_at TEXT,
    alliance VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    "by" VARCHAR,
    about VARCHAR,
    whom VARCHAR,
    serves VARCHAR,
    "on" TEXT,
    confirmed_on TEXT,
    rank INTEGER,
    level VARCHAR,
    answered_on TEXT,
    supersedes VARCHAR,
    CONSTRAINT kind_known CHECK ("kind" IS NULL OR "kind" IN (
        'personal', 'priority', 'success-measure', 'challenge', 'opportunity', 'domain', 'learning',
        'recognition', 'advocacy', 'introduction', 'suggestion', 'expectation'
    )),
    CONSTRAINT level_known CHECK ("level" IS NULL OR "level" IN ('use', 'explain', 'design')),
    UNIQUE (uid),
    FOREIGN KEY(alliance) REFERENCES alliance (uid),
    FOREIGN KEY("by") REFERENCES person (uid),
    FOREIGN KEY(about) REFERENCES person (uid),
    FOREIGN KEY(supersedes) REFERENCES note (uid)
);

CREATE INDEX ix_note_alliance ON note (alliance);

CREATE TABLE placement (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR NOT NULL,
    hash BLOB NOT NULL,
    private BOOLEAN,
    created_at TEXT,
    updated_at TEXT,
    removed_at TEXT,
    alliance VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    from_team VARCHAR,
    to_team VARCHAR,
    from_on TEXT,
    until_on TEXT,
    learned VARCHAR,
    UNIQUE (uid),
    FOREIGN KEY(alliance) REFERENCES alliance (uid)
);

CREATE INDEX ix_placement_alliance ON placement (alliance);

CREATE TABLE pulse (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR NOT NULL,
    hash BLOB NOT NULL,
    private BOOLEAN,
    created_at TEXT,
    updated_at TEXT,
    removed_at TEXT,
    alliance VARCHAR NOT NULL,
    opened_on TEXT NOT NULL,
    statements TEXT,
    answers TEXT,
    UNIQUE (uid),
    FOREIGN KEY(alliance) REFERENCES alliance (uid)
);

CREATE INDEX ix_pulse_alliance ON pulse (alliance);

CREATE TABLE decision (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR NOT NULL,
    hash BLOB NOT NULL,
    private BOOLEAN,
    created_at TEXT,
    updated_at TEXT,
    removed_at TEXT,
    alliance VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    kind VARCHAR,
    decided_on TEXT,
    meeting VARCHAR,
    rationale VARCHAR,
    review_on TEXT,
    supersedes VARCHAR,
    CONSTRAINT kind_known CHECK ("kind" IS NULL OR "kind" IN ('decision', 'guideline')),
    UNIQUE (uid),
    FOREIGN KEY(alliance) REFERENCES alliance (uid),
    FOREIGN KEY(meeting) REFERENCES meeting (uid),
    FOREIGN KEY(supersedes) REFERENCES decision (uid)
);

CREATE INDEX ix_decision_alliance ON decision (alliance);

CREATE TABLE disagreement (
    state VARCHAR,
    opened_on TEXT,
    closed_on TEXT,
    last_on TEXT,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR NOT NULL,
    hash BLOB NOT NULL,
    private BOOLEAN,
    created_at TEXT,
    updated_at TEXT,
    removed_at TEXT,
    alliance VARCHAR NOT NULL,
    topic VARCHAR NOT NULL,
    kind VARCHAR,
    tags TEXT,
    positions TEXT,
    restated TEXT,
    heat TEXT,
    customer VARCHAR,
    team_of VARCHAR,
    lesson VARCHAR,
    meeting VARCHAR,
    CONSTRAINT kind_known CHECK ("kind" IS NULL OR "kind" IN ('task', 'process', 'relationship', 'let-down')),
    CONSTRAINT state_known CHECK ("state" IS NULL OR "state" IN (
        'raised', 'discussing', 'parked', 'escalated', 'resolved', 'reopened', 'lapsed'
    )),
    UNIQUE (uid),
    FOREIGN KEY(alliance) REFERENCES alliance (uid),
    FOREIGN KEY(customer) REFERENCES customer (uid),
    FOREIGN KEY(team_of) REFERENCES person (uid),
    FOREIGN KEY(meeting) REFERENCES meeting (uid)
);

CREATE INDEX ix_disagreement_alliance_closed ON disagreement (alliance, closed_on);

CREATE TABLE feedback (
    state VARCHAR,
    opened_on TEXT,
    closed_on TEXT,
    last_on TEXT,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR NOT NULL,
    hash BLOB NOT NULL,
    private BOOLEAN,
    created_at TEXT,
    updated_at TEXT,
    removed_at TEXT,
    alliance VARCHAR NOT NULL,
    "from" VARCHAR NOT NULL,
    "to" VARCHAR NOT NULL,
    about VARCHAR,
    about_on TEXT,
    worked VARCHAR,
    rework VARCHAR,
    situation VARCHAR,
    behaviour VARCHAR,
    impact VARCHAR,
    meeting VARCHAR,
    CONSTRAINT two_people CHECK ("from" <> "to"),
    CONSTRAINT state_known CHECK ("state" IS NULL OR "state" IN (
        'requested', 'given', 'declined', 'lapsed', 'acknowledged', 'will-act', 'wont-act', 'followed-up'
    )),
    UNIQUE (uid),
    FOREIGN KEY(alliance) REFERENCES alliance (uid),
    FOREIGN KEY("from") REFERENCES person (uid),
    FOREIGN KEY("to") REFERENCES person (uid),
    FOREIGN KEY(meeting) REFERENCES meeting (uid)
);

CREATE INDEX ix_feedback_alliance_closed ON feedback (alliance, closed_on);

CREATE TABLE topic (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR NOT NULL,
    hash BLOB NOT NULL,
    private BOOLEAN,
    created_at TEXT,
    updated_at TEXT,
    removed_at TEXT,
    alliance VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    meeting VARCHAR,
    section VARCHAR,
    raised_by VARCHAR,
    wants VARCHAR,
    minutes INTEGER,
    position INTEGER,
    state VARCHAR,
    carried TEXT,
    CONSTRAINT wants_known CHECK ("wants" IS NULL OR "wants" IN ('decide', 'discuss', 'inform')),
    CONSTRAINT state_known CHECK ("state" IS NULL OR "state" IN ('open', 'discussed', 'dropped')),
    UNIQUE (uid),
    FOREIGN KEY(alliance) REFERENCES alliance (uid),
    FOREIGN KEY(meeting) REFERENCES meeting (uid),
    FOREIGN KEY(raised_by) REFERENCES person (uid)
);

CREATE INDEX ix_topic_alliance ON topic (alliance);

CREATE TABLE commitment (
    state VARCHAR,
    opened_on TEXT,
    closed_on TEXT,
    last_on TEXT,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR NOT NULL,
    hash BLOB NOT NULL,
    private BOOLEAN,
    created_at TEXT,
    updated_at TEXT,
    removed_at TEXT,
    alliance VARCHAR NOT NULL,
    "from" VARCHAR NOT NULL,
    "to" VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    why VARCHAR,
    done_means VARCHAR,
    handled_by VARCHAR,
    was_days INTEGER,
    should_be_days INTEGER,
    meeting VARCHAR,
    criterion VARCHAR,
    disagreement VARCHAR,
    due TEXT,
    first_due TEXT,
    pending_due TEXT,
    pending_by VARCHAR,
    CONSTRAINT two_people CHECK ("from" <> "to"),
    CONSTRAINT state_known CHECK ("state" IS NULL OR "state" IN (
        'requested', 'offered', 'promised', 'countered', 'declined', 'withdrawn', 'reported', 'satisfied',
        'revoked', 'cancelled'
    )),
    UNIQUE (uid),
    FOREIGN KEY(alliance) REFERENCES alliance (uid),
    FOREIGN KEY("from") REFERENCES person (uid),
    FOREIGN KEY("to") REFERENCES person (uid),
    FOREIGN KEY(meeting) REFERENCES meeting (uid),
    FOREIGN KEY(criterion) REFERENCES criterion (uid),
    FOREIGN KEY(disagreement) REFERENCES disagreement (uid)
);

CREATE INDEX ix_commitment_alliance_closed ON commitment (alliance, closed_on);

CREATE INDEX ix_commitment_last ON commitment (last_on);

CREATE INDEX ix_commitment_state_due ON commitment (state, due);

CREATE TABLE disagreement_event (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR NOT NULL,
    hash BLOB NOT NULL,
    act VARCHAR NOT NULL,
    "by" VARCHAR NOT NULL,
    "on" TEXT NOT NULL,
    at TEXT,
    note VARCHAR,
    attested_by VARCHAR,
    recorded_by VARCHAR,
    recorded_at TEXT,
    disagreement VARCHAR NOT NULL,
    heat INTEGER,
    revisit_on TEXT,
    reason VARCHAR,
    decider VARCHAR,
    question VARCHAR,
    by_when TEXT,
    kind VARCHAR,
    decision VARCHAR,
    dissent VARCHAR,
    review_on TEXT,
    respect INTEGER,
    new_fact VARCHAR,
    UNIQUE (disagreement, uid),
    CONSTRAINT attested_by_known CHECK ("attested_by" IS NULL OR "attested_by" IN ('self', 'other', 'both')),
    CONSTRAINT kind_known CHECK ("kind" IS NULL OR "kind" IN (
        'agreed', 'compromise', 'principal-view', 'partner-view', 'disagree-and-commit', 'decided-above',
        'test-agreed'
    )),
    CONSTRAINT heat_bounds CHECK ("heat" BETWEEN 1 AND 5),
    CONSTRAINT respect_bounds CHECK ("respect" BETWEEN 1 AND 5),
    FOREIGN KEY("by") REFERENCES person (uid),
    FOREIGN KEY(disagreement) REFERENCES disagreement (uid)
);

CREATE TABLE feedback_event (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR NOT NULL,
    hash BLOB NOT NULL,
    act VARCHAR NOT NULL,
    "by" VARCHAR NOT NULL,
    "on" TEXT NOT NULL,
    at TEXT,
    note VARCHAR,
    attested_by VARCHAR,
    recorded_by VARCHAR,
    recorded_at TEXT,
    feedback VARCHAR NOT NULL,
    reason VARCHAR,
    UNIQUE (feedback, uid),
    CONSTRAINT attested_by_known CHECK ("attested_by" IS NULL OR "attested_by" IN ('self', 'other', 'both')),
    FOREIGN KEY("by") REFERENCES person (uid),
    FOREIGN KEY(feedback) REFERENCES feedback (uid)
);

CREATE TABLE commitment_event (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR NOT NULL,
    hash BLOB NOT NULL,
    act VARCHAR NOT NULL,
    "by" VARCHAR NOT NULL,
    "on" TEXT NOT NULL,
    at TEXT,
    note VARCHAR,
    attested_by VARCHAR,
    recorded_by VARCHAR,
    recorded_at TEXT,
    commitment VARCHAR NOT NULL,
    due TEXT,
    wanted_by TEXT,
    terms VARCHAR,
    reason VARCHAR,
    reason_code VARCHAR,
    alternative VARCHAR,
    done_on TEXT,
    evidence VARCHAR,
    missing VARCHAR,
    UNIQUE (commitment, uid),
    CONSTRAINT attested_by_known CHECK ("attested_by" IS NULL OR "attested_by" IN ('self', 'other', 'both')),
    CONSTRAINT reason_code_known CHECK ("reason_code" IS NULL OR "reason_code" IN (
        'priority-changed', 'waiting-on-other-side', 'requirements', 'resources', 'underestimated',
        'technical', 'vendor', 'budget', 'forgot', 'no-longer-needed', 'other'
    )),
    FOREIGN KEY("by") REFERENCES person (uid),
    FOREIGN KEY(commitment) REFERENCES commitment (uid)
);

CREATE VIRTUAL TABLE search USING fts5(
    title, body, tokenize = 'unicode61 remove_diacritics 2'
);
"""
