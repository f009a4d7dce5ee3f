-- One schema for both databases. Instants are nanoseconds since 1970.

-- The head of each record: its version is what a writer has to be right about. `due` is the next
-- wakeup; `state`, `owner` and `title` are a view that can be folded again from the lines.
CREATE TABLE IF NOT EXISTS head (
  kind TEXT NOT NULL, id TEXT NOT NULL, version BIGINT NOT NULL, due BIGINT,
  state TEXT NOT NULL, owner TEXT NOT NULL, clock BIGINT,
  PRIMARY KEY (kind, id)
);
CREATE INDEX IF NOT EXISTS head_due ON head (due) WHERE due IS NOT NULL;
CREATE INDEX IF NOT EXISTS head_state ON head (kind, state, clock);
CREATE INDEX IF NOT EXISTS head_owner ON head (owner, kind);

-- The record: a line a decision, never changed.
CREATE TABLE IF NOT EXISTS line (
  kind TEXT NOT NULL, id TEXT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (kind, id, version)
);

-- What is to be done. `due` is empty once it is done, and `done` says since when, until it is
-- thrown away; `attempt` tells one lease from the next.
CREATE TABLE IF NOT EXISTS outbox (
  kind TEXT NOT NULL, id TEXT NOT NULL, version BIGINT NOT NULL, nth BIGINT NOT NULL,
  lane TEXT NOT NULL, body TEXT NOT NULL, attempt BIGINT NOT NULL, due BIGINT,
  done BIGINT,
  PRIMARY KEY (kind, id, version, nth)
);
CREATE INDEX IF NOT EXISTS outbox_done ON outbox (done) WHERE done IS NOT NULL;
CREATE INDEX IF NOT EXISTS outbox_due ON outbox (due) WHERE due IS NOT NULL;
CREATE INDEX IF NOT EXISTS outbox_open ON outbox (kind, id, lane) WHERE due IS NOT NULL;

-- What is personal, apart from the record, so that it can be forgotten.
CREATE TABLE IF NOT EXISTS personal (
  owner TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (owner, name)
);

-- Whose an address is; which open invitations wait for one; which organization proved a domain.
CREATE TABLE IF NOT EXISTS directory (identity TEXT PRIMARY KEY, account TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS directory_account ON directory (account);
CREATE TABLE IF NOT EXISTS invited (
  identity TEXT NOT NULL, organization TEXT NOT NULL, invitation TEXT NOT NULL,
  PRIMARY KEY (identity, organization, invitation)
);
CREATE TABLE IF NOT EXISTS claim (
  domain TEXT NOT NULL, organization TEXT NOT NULL, until BIGINT NOT NULL,
  PRIMARY KEY (domain, organization)
);
CREATE TABLE IF NOT EXISTS customer_number (number TEXT PRIMARY KEY, account TEXT NOT NULL);

-- When a code went to a mailbox, by a digest of its name.
CREATE TABLE IF NOT EXISTS issued (mailbox TEXT NOT NULL, at BIGINT NOT NULL);
CREATE INDEX IF NOT EXISTS issued_mailbox ON issued (mailbox, at);

-- Passwords as argon2 made them; visits by a digest of their token.
CREATE TABLE IF NOT EXISTS credential (account TEXT PRIMARY KEY, hash TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS visit (
  token TEXT PRIMARY KEY, account TEXT, role TEXT, signed_in BIGINT NOT NULL,
  verified BIGINT, expires BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS visit_account ON visit (account);
CREATE INDEX IF NOT EXISTS visit_expires ON visit (expires);

-- The mailbox of the mailer that is built in: one mail for one effect, by its key.
CREATE TABLE IF NOT EXISTS mail (
  key TEXT PRIMARY KEY, at BIGINT NOT NULL, recipient TEXT NOT NULL,
  subject TEXT NOT NULL, body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS mail_at ON mail (at);

CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
INSERT INTO counter (name, value) VALUES ('request', 4711814) ON CONFLICT DO NOTHING;
