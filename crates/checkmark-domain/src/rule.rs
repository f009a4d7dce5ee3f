//! The rules that settle a verdict.

crate::words::words! {
    /// A rule of the classifier that fired.
    ///
    /// The code is stable, prose is not. Open: the classifier learns new rules.
    ///
    /// ```
    /// use checkmark_domain::Rule;
    ///
    /// assert_eq!(Rule::MxAtGoogle.as_str(), "mx_at_google");
    /// ```
    #[non_exhaustive]
    Rule, UnknownRule, "no such rule";
    /// An overlay of the host says what the name is.
    Overlay "overlay",
    /// The name is on the list of consumer mailbox providers.
    ListedConsumer "listed_consumer",
    /// The name is on the list of relays.
    ListedRelay "listed_relay",
    /// The name is on the curated list of disposable mailboxes.
    ListedDisposable "listed_disposable",
    /// The name is on a list of suspected disposable mailboxes.
    ListedSuspected "listed_suspected",
    /// The name is on the list of schools and universities, or below a suffix kept for them.
    ListedEducation "listed_education",
    /// The name is on the list of public bodies, or below a suffix kept for them.
    ListedGovernment "listed_government",
    /// The name is on the list of organizations.
    ListedOrganization "listed_organization",
    /// The name is itself a public suffix.
    PublicSuffix "public_suffix",
    /// The name is itself one under which a platform puts its tenants.
    TenantSuffix "tenant_suffix",
    /// The name is reserved for documentation, tests or local use.
    ReservedName "reserved_name",
    /// An address of a machine stands where a domain should.
    AddressLiteral "address_literal",
    /// The local part stands for a function, not for a person (REG-8).
    RoleMailbox "role_mailbox",
    /// The exchange is Google's.
    MxAtGoogle "mx_at_google",
    /// The exchange is Microsoft 365's.
    MxAtMicrosoft "mx_at_microsoft",
    /// The exchange is another mailbox provider's.
    MxAtProvider "mx_at_provider",
    /// The exchange carries consumer mailboxes.
    MxAtConsumerProvider "mx_at_consumer_provider",
    /// The exchange takes mail for mailboxes made to be thrown away.
    MxAtDisposable "mx_at_disposable",
    /// The exchange is a security gateway's.
    MxAtGateway "mx_at_gateway",
    /// The exchange is a forwarder's.
    MxAtForwarder "mx_at_forwarder",
    /// The exchange lies in the domain itself.
    MxAtOwnHost "mx_at_own_host",
    /// The exchange is on no table, and lies in another domain.
    MxAtUnlistedHost "mx_at_unlisted_host",
    /// Two platforms stand at the lowest preference.
    MxMixed "mx_mixed",
    /// A record of a higher preference names another platform.
    LaterMx "later_mx",
    /// There is no MX record; the address record stands in for it (RFC 5321, 5.1).
    ImplicitMx "implicit_mx",
    /// The domain says that it takes no mail (RFC 7505).
    NullMx "null_mx",
    /// The domain does not exist.
    NoSuchDomain "no_such_domain",
    /// The domain has no MX record, and no address record was stated.
    NoRecords "no_records",
    /// Every exchange is a token or a name that cannot exist.
    NoUsableExchange "no_usable_exchange",
    /// The exchange is a token of a verification and takes no mail.
    ExchangeIsToken "exchange_is_token",
    /// The exchange is a host that is no exchange.
    ExchangeMisdirected "exchange_misdirected",
    /// The exchange is no host name.
    ExchangeMalformed "exchange_malformed",
    /// SPF names Google as a sender.
    SpfNamesGoogle "spf_names_google",
    /// SPF names Microsoft 365 as a sender.
    SpfNamesMicrosoft "spf_names_microsoft",
    /// A DKIM selector leads to Google.
    DkimAtGoogle "dkim_at_google",
    /// A DKIM selector leads to Microsoft 365.
    DkimAtMicrosoft "dkim_at_microsoft",
    /// Autodiscovery leads to Microsoft 365.
    AutodiscoverAtMicrosoft "autodiscover_at_microsoft",
    /// Google signed that the domain is an organization's at Google.
    ClaimOfGoogle "claim_of_google",
    /// The claim is about another domain, or is no evidence of mail.
    ClaimIgnored "claim_ignored",
    /// Every question was answered and nothing is visible behind: the policy concludes.
    ByElimination "by_elimination",
    /// The question for MX records is open.
    MxNotAsked "mx_not_asked",
    /// The look-up of MX records failed.
    MxFailed "mx_failed",
    /// The answer is older than the policy allows, or from the future, and was left out.
    StaleEvidence "stale_evidence",
    /// The mailboxes lie behind a gateway or forwarder, out of sight so far.
    MailboxHidden "mailbox_hidden",
    /// No exchange can be told from the answer.
    ExchangeUnknown "exchange_unknown",
}

impl Rule {
    /// Whether the rule says something about the mail, and not about the name or the conclusion.
    pub(crate) const fn is_about_mail(self) -> bool {
        match self {
            Self::Overlay
            | Self::ListedConsumer
            | Self::ListedRelay
            | Self::ListedDisposable
            | Self::ListedSuspected
            | Self::ListedEducation
            | Self::ListedGovernment
            | Self::ListedOrganization
            | Self::PublicSuffix
            | Self::TenantSuffix
            | Self::ReservedName
            | Self::AddressLiteral
            | Self::RoleMailbox
            | Self::ByElimination
            | Self::MxNotAsked
            | Self::MailboxHidden
            | Self::ExchangeUnknown => false,
            Self::LaterMx
            | Self::MxFailed
            | Self::ExchangeIsToken
            | Self::ExchangeMisdirected
            | Self::ExchangeMalformed
            | Self::SpfNamesGoogle
            | Self::SpfNamesMicrosoft
            | Self::DkimAtGoogle
            | Self::DkimAtMicrosoft
            | Self::AutodiscoverAtMicrosoft
            | Self::ClaimIgnored
            | Self::StaleEvidence => true,
            rule => rule.names_carrier(),
        }
    }

    /// Whether the rule by itself says who carries the mail.
    pub(crate) const fn names_carrier(self) -> bool {
        matches!(
            self,
            Self::MxAtGoogle
                | Self::MxAtMicrosoft
                | Self::MxAtProvider
                | Self::MxAtConsumerProvider
                | Self::MxAtDisposable
                | Self::MxAtGateway
                | Self::MxAtForwarder
                | Self::MxAtOwnHost
                | Self::MxAtUnlistedHost
                | Self::MxMixed
                | Self::ImplicitMx
                | Self::NullMx
                | Self::NoSuchDomain
                | Self::NoRecords
                | Self::NoUsableExchange
                | Self::ClaimOfGoogle
        )
    }
}
