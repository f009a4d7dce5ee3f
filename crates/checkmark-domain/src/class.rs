//! The closed class, and the axes it is projected from.

use crate::words::words;

words! {
    /// What a mail domain is, as far as the access of a company is concerned (DOM-1 to DOM-3).
    ///
    /// Closed: whoever decides about access answers for each of the seven.
    ///
    /// ```
    /// use checkmark_domain::Class;
    ///
    /// assert_eq!(Class::GmailHosted.as_str(), "gmail_hosted");
    /// assert_eq!("no_mail".parse(), Ok(Class::NoMail));
    /// ```
    #[expect(clippy::exhaustive_enums, reason = "closed: access is decided by matching on it")]
    Class, UnknownClass, "no such class";
    /// A domain of one's own, whose mail goes to its own servers or to a host other than Google.
    Corporate "corporate",
    /// A domain of one's own, whose mail goes to Google.
    GmailHosted "gmail_hosted",
    /// A mailbox that anybody can open: at a provider, or behind an alias service.
    ConsumerMailbox "consumer_mailbox",
    /// A mailbox made to be thrown away.
    Disposable "disposable",
    /// The domain takes no mail.
    NoMail "no_mail",
    /// A public suffix, a reserved name, an address literal, or a name that the host denies.
    NotACompanyDomain "not_a_company_domain",
    /// Not decided: a question is open, or nothing can be concluded.
    Undetermined "undetermined",
}

words! {
    /// Who stands behind a mail domain, as far as lists and evidence say.
    ///
    /// Open: the lists learn new kinds; [`Class`] is the closed projection.
    #[non_exhaustive]
    Owner, UnknownOwner, "no such owner";
    /// A company or another organization that a list or the host names.
    Organization "organization",
    /// A provider of mailboxes for anybody.
    Consumer "consumer",
    /// A relay or alias service: the mail goes on to a mailbox elsewhere.
    Relay "relay",
    /// A provider of mailboxes made to be thrown away, on the curated list.
    Disposable "disposable",
    /// Said to be disposable by lists that are often wrong; decides nothing.
    SuspectedDisposable "suspected_disposable",
    /// A school, a university, a research network.
    Education "education",
    /// A public body.
    Government "government",
    /// A name under which others register, such as `co.uk`.
    PublicSuffix "public_suffix",
    /// A name for documentation, tests or local use (RFC 2606, RFC 6761).
    Reserved "reserved",
    /// On no list.
    Unlisted "unlisted",
}

words! {
    /// What a verdict rests on, at its strongest.
    ///
    /// Open: other proofs may come. MX records are unauthenticated unless DNSSEC says so.
    #[non_exhaustive]
    Assurance, UnknownAssurance, "no such assurance";
    /// A list settled it.
    List "list",
    /// DNS answers settled it, and nothing vouches for them.
    Dns "dns",
    /// DNS answers settled it, all of them validated by DNSSEC.
    Dnssec "dnssec",
    /// The signed claim of an identity provider settled it.
    Claim "claim",
    /// Nothing settled it.
    None "none",
}
