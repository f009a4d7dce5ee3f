//! What is personal, and who is whose: apart from the records, and forgotten apart (ACC-7).

use checkmark::account::{AccountId, AddressNo, EmailAddress, InvitationId, OrganizationId};
use checkmark::account::{Language, PersonName, ThrottleKey};
use checkmark::domain::DomainName;
use time::{SignedDuration, UtcDateTime};

use super::{Stream, Unit};
use crate::database::{DatabaseError, values};
use crate::random::digest;

/// What is kept about a person.
#[derive(Clone, Debug, Default)]
pub(crate) struct Person {
    pub(crate) addresses: Vec<(AddressNo, EmailAddress)>,
    pub(crate) name: Option<PersonName>,
    pub(crate) products: Vec<String>,
    pub(crate) language: Language,
}

impl Person {
    /// The address with a number.
    pub(crate) fn address(&self, number: AddressNo) -> Option<&EmailAddress> {
        self.addresses
            .iter()
            .find_map(|(known, it)| (*known == number).then_some(it))
    }
}

impl Unit<'_> {
    /// Keeps something personal under a name.
    pub(crate) fn keep(
        &mut self,
        owner: Stream,
        name: &str,
        value: &str,
    ) -> Result<(), DatabaseError> {
        let sql = "INSERT INTO personal (owner, name, value) VALUES ($1, $2, $3) \
                   ON CONFLICT (owner, name) DO UPDATE SET value = excluded.value";
        self.run(sql, values![owner.to_string(), name, value])?;
        Ok(())
    }

    /// Everything personal that an owner has, by name.
    pub(crate) fn kept(&mut self, owner: Stream) -> Result<Vec<(String, String)>, DatabaseError> {
        let sql = "SELECT name, value FROM personal WHERE owner = $1 ORDER BY name";
        let rows = self.rows(sql, values![owner.to_string()])?;
        Ok(rows.iter().map(|row| (row.text(0), row.text(1))).collect())
    }

    /// Forgets one thing.
    pub(crate) fn forget(&mut self, owner: Stream, name: &str) -> Result<(), DatabaseError> {
        let sql = "DELETE FROM personal WHERE owner = $1 AND name = $2";
        self.run(sql, values![owner.to_string(), name])?;
        Ok(())
    }

    /// Forgets everything personal about an account, with what it wrote to support, its mails, its
    /// password and its visits. The record stays, and folds.
    pub(crate) fn forget_person(&mut self, account: AccountId) -> Result<(), DatabaseError> {
        let person = self.person(account)?;
        for (_, address) in &person.addresses {
            let sql = "DELETE FROM mail WHERE recipient = $1";
            self.run(sql, values![address.as_str()])?;
            self.run(
                "DELETE FROM invited WHERE identity = $1",
                values![address.identity()],
            )?;
        }
        let requests = self.requests_of(account)?;
        let streams = requests.into_iter().map(Stream::Request);
        for owner in streams.chain([Stream::Account(account)]) {
            self.run(
                "DELETE FROM personal WHERE owner = $1",
                values![owner.to_string()],
            )?;
        }
        let account = account.as_str();
        self.run("DELETE FROM directory WHERE account = $1", values![account])?;
        self.run(
            "DELETE FROM customer_number WHERE account = $1",
            values![account],
        )?;
        self.run(
            "DELETE FROM credential WHERE account = $1",
            values![account],
        )?;
        self.run("DELETE FROM visit WHERE account = $1", values![account])?;
        Ok(())
    }

    /// What is kept about a person.
    pub(crate) fn person(&mut self, account: AccountId) -> Result<Person, DatabaseError> {
        let mut person = Person::default();
        for (name, value) in self.kept(Stream::Account(account))? {
            if let Some(number) = name.strip_prefix("address:") {
                let number = number.parse().map(AddressNo::new);
                if let (Ok(number), Ok(address)) = (number, value.parse()) {
                    person.addresses.push((number, address));
                }
            } else if name == "name" {
                person.name = serde_json::from_str(&value).ok();
            } else if name == "language" {
                person.language = value.parse().unwrap_or_default();
            } else if name.starts_with("product:") {
                person.products.push(value);
            }
        }
        Ok(person)
    }

    /// Whose an address is.
    pub(crate) fn holder(
        &mut self,
        address: &EmailAddress,
    ) -> Result<Option<AccountId>, DatabaseError> {
        let sql = "SELECT account FROM directory WHERE identity = $1";
        let row = self.row(sql, values![address.identity()])?;
        Ok(row.and_then(|row| row.text(0).parse().ok()))
    }

    /// Makes an address an account's and nobody else's; it gives up the ones before. True if it had
    /// another one, or none.
    pub(crate) fn claim_address(
        &mut self,
        account: AccountId,
        address: Option<&EmailAddress>,
    ) -> Result<bool, DatabaseError> {
        let identity = address.map_or("", EmailAddress::identity);
        let sql = "DELETE FROM directory WHERE account = $1 AND identity <> $2";
        self.run(sql, values![account.as_str(), identity])?;
        let Some(address) = address else {
            return Ok(false);
        };
        let sql = "INSERT INTO directory (identity, account) VALUES ($1, $2) \
                   ON CONFLICT DO NOTHING";
        let fresh = self.run(sql, values![identity, account.as_str()])? == 1;
        if !fresh && self.holder(address)? != Some(account) {
            // Somebody else proved it in this very moment: decided again, it is taken.
            return Err(DatabaseError::Conflict);
        }
        Ok(fresh)
    }

    /// Makes a customer number an account's, or nobody's.
    pub(crate) fn claim_number(
        &mut self,
        number: &str,
        account: Option<AccountId>,
    ) -> Result<(), DatabaseError> {
        let Some(account) = account else {
            let sql = "DELETE FROM customer_number WHERE number = $1";
            return self.run(sql, values![number]).map(drop);
        };
        let sql = "INSERT INTO customer_number (number, account) VALUES ($1, $2)";
        self.run(sql, values![number, account.as_str()]).map(drop)
    }

    /// Whose a customer number is.
    pub(crate) fn number_holder(
        &mut self,
        number: &str,
    ) -> Result<Option<AccountId>, DatabaseError> {
        let sql = "SELECT account FROM customer_number WHERE number = $1";
        let row = self.row(sql, values![number])?;
        Ok(row.and_then(|row| row.text(0).parse().ok()))
    }

    /// Notes that a code goes to a mailbox (CODE-5).
    pub(crate) fn note_issued(
        &mut self,
        mailbox: &ThrottleKey,
        at: UtcDateTime,
    ) -> Result<(), DatabaseError> {
        let sql = "INSERT INTO issued (mailbox, at) VALUES ($1, $2)";
        self.run(sql, values![digest(mailbox.as_str()), at])?;
        let sql = "DELETE FROM issued WHERE mailbox = $1 AND at < $2";
        let day_ago = at - SignedDuration::DAY;
        self.run(sql, values![digest(mailbox.as_str()), day_ago])?;
        Ok(())
    }

    /// How many codes went to a mailbox since an instant.
    pub(crate) fn issued_since(
        &mut self,
        mailbox: &ThrottleKey,
        since: UtcDateTime,
    ) -> Result<u32, DatabaseError> {
        let sql = "SELECT COUNT(*) FROM issued WHERE mailbox = $1 AND at > $2";
        let row = self.row(sql, values![digest(mailbox.as_str()), since])?;
        Ok(row.map_or(0, |row| u32::try_from(row.count(0)).unwrap_or(u32::MAX)))
    }

    /// Notes who is invited, so that whoever proves the address later hears of it.
    pub(crate) fn note_invited(
        &mut self,
        address: &EmailAddress,
        organization: OrganizationId,
        invitation: InvitationId,
    ) -> Result<(), DatabaseError> {
        let sql = "INSERT INTO invited (identity, organization, invitation) VALUES ($1, $2, $3) \
                   ON CONFLICT DO NOTHING";
        let values = values![
            address.identity(),
            organization.as_str(),
            invitation.as_str()
        ];
        self.run(sql, values).map(drop)
    }

    /// The invitations to an address that were ever sent.
    pub(crate) fn invitations_for(
        &mut self,
        address: &EmailAddress,
    ) -> Result<Vec<(OrganizationId, InvitationId)>, DatabaseError> {
        let sql = "SELECT organization, invitation FROM invited WHERE identity = $1";
        let rows = self.rows(sql, values![address.identity()])?;
        let pairs = rows
            .iter()
            .filter_map(|row| Some((row.text(0).parse().ok()?, row.text(1).parse().ok()?)));
        Ok(pairs.collect())
    }

    /// Says for which domains an organization counts, and until when.
    pub(crate) fn set_claims(
        &mut self,
        organization: OrganizationId,
        claims: &[(&DomainName, UtcDateTime)],
    ) -> Result<(), DatabaseError> {
        let id = organization.as_str();
        self.run("DELETE FROM claim WHERE organization = $1", values![id])?;
        for (domain, until) in claims {
            let sql = "INSERT INTO claim (domain, organization, until) VALUES ($1, $2, $3)";
            self.run(sql, values![domain.as_str(), id, *until])?;
        }
        Ok(())
    }

    /// The organizations that count for a domain at an instant.
    pub(crate) fn claimants(
        &mut self,
        domain: &DomainName,
        now: UtcDateTime,
    ) -> Result<Vec<OrganizationId>, DatabaseError> {
        let sql = "SELECT organization FROM claim WHERE domain = $1 AND until > $2 \
                   ORDER BY organization";
        let rows = self.rows(sql, values![domain.as_str(), now])?;
        Ok(rows
            .iter()
            .filter_map(|row| row.text(0).parse().ok())
            .collect())
    }

    /// The next serial number of a request.
    pub(crate) fn next_serial(&mut self) -> Result<u64, DatabaseError> {
        let sql = "UPDATE counter SET value = value + 1 WHERE name = $1 RETURNING value";
        let row = self.row(sql, values!["request"])?;
        row.map(|row| row.count(0)).ok_or(DatabaseError::Refused(0))
    }
}
