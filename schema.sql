-- The store of Cobijo, from top to bottom: what happened, what it adds up to, and what stands beside it.
--
-- Everything that is known about a child came in by an operation. The tables under "What is known" hold nothing that
-- the log does not say: they are its fold, can be dropped and rebuilt, and are the same afterwards.
--
-- How values are written:
--   a moment   one integer: (minutes of the civil clock since 1970) * 2048 + (minutes from UTC) + 1024.
--              It orders by civil time, and holds the date as it was written at the office.
--   an instant milliseconds UTC since 1970.
--   a code     the text of the exchange files ('unaccompanied', 'HND', 'spa').
--   a record   the integer of its row in `entity`.
--   unknown    NULL.
-- `voided` is NULL, or the reason why a record no longer counts. Nothing is ever deleted.
-- IF NOT EXISTS stands where a table outlives the version that made it.

------------------------------------------------------------------------------------------------ What happened: the log

-- One row for each thing somebody did. The chain: commitment = BLAKE3(payload), hash = BLAKE3(prev, the columns up to
-- base, commitment). A payload may be purged (NULL) and the chain still holds.
CREATE TABLE IF NOT EXISTS operation (
  position       INTEGER PRIMARY KEY,        -- order in this store, from 1
  device         BLOB    NOT NULL,           -- 16 bytes: the machine that wrote it
  seq            INTEGER NOT NULL,           -- the machine's own count, without gaps
  at             INTEGER NOT NULL,           -- instant, never before the one before it
  offset_minutes INTEGER NOT NULL,           -- what the office's clock added to UTC
  officer        TEXT    NOT NULL,
  office         TEXT    NOT NULL,
  session        BLOB    NOT NULL,           -- 16 bytes: unlock to lock, or the batch of an import
  act            TEXT    NOT NULL,           -- setup, save, import, void, link, undo
  schema         INTEGER NOT NULL,           -- version of the field numbers
  base           INTEGER NOT NULL,           -- last seq that the author could have seen
  payload        BLOB,                       -- 16 random bytes, then JSON: [[entity, id, {field: value or null}], ...]
  commitment     BLOB    NOT NULL,
  prev           BLOB    NOT NULL,
  hash           BLOB    NOT NULL,
  UNIQUE (device, seq)
) STRICT;

-- Every record that any operation ever touched; the integer stands for the UUID inside this file.
CREATE TABLE entity (
  id   INTEGER PRIMARY KEY,
  uuid BLOB    NOT NULL UNIQUE,
  kind INTEGER NOT NULL                      -- 1 person, 2 case, 3 service, 4 contact, 5 call, 6 step, 7 link, 8 office,
                                             -- 9 holiday
) STRICT;

-- Which operations touched a record: its history, and what an undo looks at.
CREATE TABLE touched (
  entity   INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (entity, position)
) STRICT, WITHOUT ROWID;

------------------------------------------------------------------------------------------- What is known: the fold of it

-- A child (NNA). What one record knows holds for all its cases.
CREATE TABLE person (
  id          INTEGER PRIMARY KEY,
  ref         TEXT,                          -- person_ref of exchange files
  given_names TEXT,
  surname1    TEXT,
  surname2    TEXT,                          -- '-' has none
  used_name   TEXT,                          -- what the child wants to be called
  sex         TEXT,
  birth_date  TEXT,                          -- YYYY-MM-DD, YYYY-MM or YYYY
  nationality TEXT,
  language    TEXT,
  voided      TEXT
) STRICT;
CREATE UNIQUE INDEX person_by_ref ON person (ref) WHERE ref IS NOT NULL AND voided IS NULL;
-- All that figures and lists need of a child.
CREATE INDEX person_facts ON person (id, sex, birth_date, nationality, language);

-- A case: one event of assistance to one child (expediente).
CREATE TABLE case_file (
  id              INTEGER PRIMARY KEY,
  person          INTEGER,
  case_ref        TEXT,                      -- the folio, or the reference it was imported with
  office          TEXT,
  kind            TEXT,
  opened_at       INTEGER,                   -- moment: presentation, reception
  left_at         INTEGER,
  age_years       TEXT,                      -- at this event: '14', '12-14', '~7'
  age_source      TEXT,
  accompaniment   TEXT,
  group_ref       TEXT,
  reception_point TEXT,
  outcome         TEXT,
  outcome_at      INTEGER,
  notes           TEXT,
  health_urgent   TEXT,
  review          TEXT,                      -- folios of cases that may be of the same child, until somebody knows
  history         TEXT,                      -- 'yes': imported as history, never present
  voided          TEXT,
  -- The numbers of the kind, the accompaniment and the outcome, 4 bits each; 15 is not known.
  figures         INTEGER AS (256 * CASE kind WHEN 'foreign' THEN 0 WHEN 'repatriated' THEN 1 WHEN 'received' THEN 2 ELSE 15 END
    + 16 * CASE accompaniment WHEN 'accompanied' THEN 0 WHEN 'unaccompanied' THEN 1 WHEN 'separated' THEN 2 ELSE 15 END
    + CASE outcome WHEN 'assisted_return' THEN 0 WHEN 'deportation' THEN 1 WHEN 'regularised' THEN 2
      WHEN 'humanitarian_card' THEN 3 WHEN 'refugee_status' THEN 4 WHEN 'complementary_protection' THEN 5
      WHEN 'reunified_mexico' THEN 6 WHEN 'reunified_abroad' THEN 7 WHEN 'handed_to_dif' THEN 8
      WHEN 'handed_to_family' THEN 9 WHEN 'left_shelter' THEN 10 WHEN 'turned_18' THEN 11 WHEN 'died' THEN 12
      WHEN 'other' THEN 13 ELSE 15 END) VIRTUAL
) STRICT;
-- All that figures need of a case.
CREATE INDEX case_facts ON case_file (opened_at, person, office, figures, age_years, reception_point, outcome_at)
  WHERE voided IS NULL;
-- One live case for each folio; and the last serial of an office and year, voided ones too.
CREATE UNIQUE INDEX case_by_ref ON case_file (case_ref) WHERE voided IS NULL;
CREATE INDEX case_by_folio ON case_file (case_ref);
-- All cases, the newest or the oldest first.
CREATE INDEX case_by_opening ON case_file (opened_at, id) WHERE voided IS NULL;
-- The list of who is here.
CREATE INDEX case_present ON case_file (opened_at, id)
  WHERE voided IS NULL AND left_at IS NULL AND outcome IS NULL AND history IS NULL;
-- Who left on a day.
CREATE INDEX case_by_leaving ON case_file (coalesce(left_at, outcome_at))
  WHERE voided IS NULL AND history IS NULL AND coalesce(left_at, outcome_at) IS NOT NULL;
-- Who was handed to DIF, which signs for it; of a Mexican child the handover is the step that ends the case.
CREATE INDEX case_handed ON case_file (id)
  WHERE voided IS NULL AND history IS NULL AND outcome = 'handed_to_dif' AND kind <> 'repatriated';
-- What was imported as history, so that nothing in it is taken for due.
CREATE INDEX case_history ON case_file (id) WHERE history IS NOT NULL;
-- The other cases of a child.
CREATE INDEX case_by_person ON case_file (person);
-- Everyone who travels together.
CREATE INDEX case_by_group ON case_file (group_ref) WHERE group_ref IS NOT NULL;

-- Help given, refused or not to be had.
CREATE TABLE service (
  id       INTEGER PRIMARY KEY,
  case_id  INTEGER,
  ref      TEXT,
  office   TEXT,                             -- that gave it; NULL: the case's
  category TEXT,
  detail   TEXT,
  at       INTEGER,
  quantity INTEGER,                          -- NULL: 1
  status   TEXT,                             -- NULL: given
  note     TEXT,
  voided   TEXT,
  -- The moment, the quantity (16 bits; 0 where it is more than these hold) and the number of the category (4 bits) in one
  -- integer, so that a page holds many.
  figures  INTEGER AS (at * 1048576 + iif(quantity > 65535, 0, coalesce(quantity, 1)) * 16 + CASE category
    WHEN 'health' THEN 0 WHEN 'food' THEN 1 WHEN 'clothing' THEN 2 WHEN 'rest' THEN 3 WHEN 'hygiene' THEN 4
    WHEN 'psychosocial' THEN 5 WHEN 'information' THEN 6 WHEN 'legal' THEN 7 WHEN 'interpreter' THEN 8
    WHEN 'transport' THEN 9 WHEN 'other' THEN 10 END) VIRTUAL
) STRICT;
-- All that figures need of a service, so that they are counted without reading the table.
CREATE INDEX service_facts ON service (case_id, figures, office)
  WHERE voided IS NULL AND (status IS NULL OR status = 'given');
CREATE INDEX service_by_case ON service (case_id);

-- A relative, or another person to call.
CREATE TABLE contact (
  id           INTEGER PRIMARY KEY,
  case_id      INTEGER,
  contact_ref  TEXT,                         -- unique within the case
  name         TEXT,
  relationship TEXT,
  country      TEXT,
  phone        TEXT,
  safe         TEXT,
  note         TEXT,
  voided       TEXT
) STRICT;
CREATE INDEX contact_by_case ON contact (case_id, contact_ref, voided);

-- A call, or the offer of one.
CREATE TABLE call (
  id          INTEGER PRIMARY KEY,
  case_id     INTEGER,
  ref         TEXT,
  office      TEXT,                          -- that made it; NULL: the case's
  contact     INTEGER,
  at          INTEGER,
  outcome     TEXT,
  minutes     INTEGER,
  child_spoke TEXT,
  note        TEXT,
  retry_at    INTEGER,                       -- when to call again, until somebody does
  voided      TEXT,
  -- The moment, the number of the outcome (4 bits) and whether the child spoke, in one integer.
  figures     INTEGER AS (at * 32 + 2 * CASE outcome
    WHEN 'reached' THEN 0 WHEN 'no_answer' THEN 1 WHEN 'busy' THEN 2 WHEN 'voicemail' THEN 3 WHEN 'wrong_number' THEN 4
    WHEN 'out_of_service' THEN 5 WHEN 'message_sent' THEN 6 WHEN 'received' THEN 7 WHEN 'refused_by_minor' THEN 8
    WHEN 'not_allowed' THEN 9 END + (child_spoke IS 'yes')) VIRTUAL
) STRICT;
-- All that figures need of a call.
CREATE INDEX call_facts ON call (case_id, figures, office, voided);
-- The calls of a day.
CREATE INDEX call_by_time ON call (at, case_id) WHERE voided IS NULL;

-- A step of the process, with who received it.
CREATE TABLE step (
  id          INTEGER PRIMARY KEY,
  case_id     INTEGER,
  step        TEXT,
  done_at     INTEGER,
  document    TEXT,
  received_by TEXT,
  note        TEXT,
  answer      TEXT,                          -- of a step that asks: does the child need asylum?
  override_reason TEXT,                      -- why a locked step was done all the same
  voided      TEXT
) STRICT;
CREATE INDEX step_by_case ON step (case_id);
-- Who was put into the hands of DIF, and whom DIF has signed for.
CREATE INDEX step_referral ON step (case_id, done_at) WHERE voided IS NULL AND step = 'referral_record';
CREATE INDEX step_signed ON step (case_id) WHERE voided IS NULL AND step = 'dif_acknowledgement';

-- An officer's word that two records are one child. It copies nothing: linked children count once, that is all.
CREATE TABLE link (
  id     INTEGER PRIMARY KEY,
  person INTEGER,
  other  INTEGER,
  voided TEXT
) STRICT;
CREATE INDEX link_by_person ON link (person);
CREATE INDEX link_by_other ON link (other);

-- The offices, with their own zones: a state may have three.
CREATE TABLE office (
  id     INTEGER PRIMARY KEY,
  code   TEXT,
  state  TEXT,
  name   TEXT,
  zone   TEXT,
  voided TEXT
) STRICT;

-- The days, beside Saturdays and Sundays, that limits in business days leave out.
CREATE TABLE holiday (
  id     INTEGER PRIMARY KEY,
  date   TEXT,
  name   TEXT,
  voided TEXT
) STRICT;

-- What a case is found by: names, folio, contacts, telephones; numbers also backwards, for their ends. Holds no text, only the words' index; rowid = case.
CREATE VIRTUAL TABLE case_words USING fts5 (
  given_names, surname1, surname2, folio, contacts, phones,
  content = '', contentless_delete = 1, prefix = '1 2 3 4 5 6', tokenize = 'unicode61 remove_diacritics 2'
);

------------------------------------------------------------------------------------------------------ What stands beside

-- This store and this machine: device, letter of its folios, default office, training; and what was set: office/KEY,
-- person/NAME/KEY.
CREATE TABLE IF NOT EXISTS setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Who opened, printed, exported or unlocked what: one row per officer, record and ten minutes, in a chain of its own.
CREATE TABLE IF NOT EXISTS access (
  position INTEGER PRIMARY KEY,
  at       INTEGER NOT NULL,                 -- instant
  officer  TEXT    NOT NULL,
  session  BLOB    NOT NULL,
  what     TEXT    NOT NULL,                 -- unlock, open, search, print, export, report, seal, backup, restore
  subject  TEXT    NOT NULL,                 -- UUID of a case; of figures period, format, hash; of a seal its hashes; no name
  hash     BLOB    NOT NULL                  -- BLAKE3(hash before, the columns before)
) STRICT;
CREATE INDEX IF NOT EXISTS access_recent ON access (officer, what, subject, at);

-- The report of a period as it was given out. Its look in `access` names its hashes, so that no change here goes
-- unseen; only that the last looks are gone together with their seals does.
CREATE TABLE IF NOT EXISTS seal (
  number   INTEGER PRIMARY KEY,              -- from 1
  at       INTEGER NOT NULL,                 -- instant
  officer  TEXT    NOT NULL,
  position INTEGER NOT NULL,                 -- last operation that it knows
  report   TEXT    NOT NULL,                 -- JSON: period, places, cut-off, head, figures
  months   TEXT    NOT NULL,                 -- JSON: the measures of each month
  hash     BLOB    NOT NULL                  -- BLAKE3 of the report
) STRICT;

-- The version of all the above. A store of a newer version is refused and not touched. One of an older version is
-- copied; then all that is known is dropped, made by this file, and folded anew. What happened, and what stands beside, stays.
PRAGMA user_version = 5;
