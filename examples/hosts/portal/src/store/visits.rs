//! Passwords, visits, and the mails of the mailer that is built in.

use checkmark::account::AccountId;
use time::UtcDateTime;

use super::Unit;
use crate::database::{DatabaseError, Row, values};

/// A visit, as it is kept: its token only as a digest.
#[derive(Clone, Debug)]
pub(crate) struct VisitRow {
    pub(crate) token: String,
    pub(crate) account: Option<AccountId>,
    pub(crate) role: Option<Role>,
    pub(crate) signed_in: bool,
    /// When the password was last verified in this visit.
    pub(crate) verified: Option<UtcDateTime>,
    pub(crate) expires: UtcDateTime,
}

/// Who of the staff it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Support,
    PartnerProgramme,
}

impl Role {
    /// The name of the role, as staff types it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::PartnerProgramme => "partner_programme",
        }
    }

    /// The role with a name.
    pub(crate) fn read(name: &str) -> Option<Self> {
        [Self::Support, Self::PartnerProgramme]
            .into_iter()
            .find(|it| it.as_str() == name)
    }
}

/// A mail as it went out.
#[derive(Clone, Debug)]
pub(crate) struct Mail {
    pub(crate) key: String,
    pub(crate) at: UtcDateTime,
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) body: String,
}

impl Unit<'_> {
    /// The hash of an account's password.
    pub(crate) fn password(&mut self, account: AccountId) -> Result<Option<String>, DatabaseError> {
        let sql = "SELECT hash FROM credential WHERE account = $1";
        let row = self.row(sql, values![account.as_str()])?;
        Ok(row.map(|row| row.text(0)))
    }

    /// Keeps the hash of an account's password.
    pub(crate) fn set_password(
        &mut self,
        account: AccountId,
        hash: &str,
    ) -> Result<(), DatabaseError> {
        let sql = "INSERT INTO credential (account, hash) VALUES ($1, $2) \
                   ON CONFLICT (account) DO UPDATE SET hash = excluded.hash";
        self.run(sql, values![account.as_str(), hash]).map(drop)
    }

    /// The visit with a token, if it has not expired.
    pub(crate) fn visit(
        &mut self,
        token: &str,
        now: UtcDateTime,
    ) -> Result<Option<VisitRow>, DatabaseError> {
        let sql = "SELECT token, account, role, signed_in, verified, expires FROM visit \
                   WHERE token = $1 AND expires > $2";
        let row = self.row(sql, values![token, now])?;
        Ok(row.map(|row| VisitRow {
            token: row.text(0),
            account: row.optional(1).and_then(|it| it.parse().ok()),
            role: row.optional(2).and_then(|it| Role::read(&it)),
            signed_in: row.int(3) != 0,
            verified: row.instant(4),
            expires: row.instant(5).unwrap_or(now),
        }))
    }

    /// Keeps a visit, and throws away those that have expired.
    pub(crate) fn open_visit(
        &mut self,
        visit: &VisitRow,
        now: UtcDateTime,
    ) -> Result<(), DatabaseError> {
        self.run("DELETE FROM visit WHERE expires <= $1", values![now])?;
        let sql = "INSERT INTO visit (token, account, role, signed_in, verified, expires) \
                   VALUES ($1, $2, $3, $4, $5, $6)";
        let account = visit.account.map(|it| it.as_str().to_owned());
        let role = visit.role.map(Role::as_str);
        let signed_in = i64::from(visit.signed_in);
        let token = visit.token.as_str();
        self.run(
            sql,
            values![
                token,
                account,
                role,
                signed_in,
                visit.verified,
                visit.expires
            ],
        )?;
        Ok(())
    }

    /// Ends a visit.
    pub(crate) fn close_visit(&mut self, token: &str) -> Result<(), DatabaseError> {
        self.run("DELETE FROM visit WHERE token = $1", values![token])
            .map(drop)
    }

    /// Ends every visit of an account but one.
    pub(crate) fn close_visits(
        &mut self,
        account: AccountId,
        but: Option<&str>,
    ) -> Result<(), DatabaseError> {
        let sql = "DELETE FROM visit WHERE account = $1 AND token <> $2";
        self.run(sql, values![account.as_str(), but.unwrap_or_default()])
            .map(drop)
    }

    /// Puts a mail into the mailbox: once for its key.
    pub(crate) fn put_mail(&mut self, mail: &Mail) -> Result<(), DatabaseError> {
        let sql =
            "INSERT INTO mail (key, at, recipient, subject, body) VALUES ($1, $2, $3, $4, $5)";
        let Mail {
            key,
            at,
            to,
            subject,
            body,
        } = mail;
        let values = values![
            key.as_str(),
            *at,
            to.as_str(),
            subject.as_str(),
            body.as_str()
        ];
        self.run(sql, values).map(drop)
    }

    /// The mails that went out last, the newest first.
    pub(crate) fn mails(&mut self, most: u64) -> Result<Vec<Mail>, DatabaseError> {
        let sql = "SELECT key, at, recipient, subject, body FROM mail ORDER BY at DESC, key DESC \
                   LIMIT $1";
        let mail = |row: &Row| Mail {
            key: row.text(0),
            at: row.instant(1).unwrap_or(UtcDateTime::UNIX_EPOCH),
            to: row.text(2),
            subject: row.text(3),
            body: row.text(4),
        };
        Ok(self.rows(sql, values![most])?.iter().map(mail).collect())
    }
}
