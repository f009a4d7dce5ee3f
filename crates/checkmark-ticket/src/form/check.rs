//! Checking a draft as a whole.

use alloc::vec::Vec;
use checkmark_account::product::ParseProductErrorKind;
use checkmark_account::{
    EmailAddress, ParsePhoneErrorKind, PersonName, PersonNameErrorKind, PhoneNumber,
};
use core::str::FromStr;

use super::{Draft, Fault, FaultKind, Faults, Field, Fields, Form, Need, Nominee, TextError};
use crate::topic::{ContactMethod, Topic};

impl Form {
    /// Reads a draft for a topic.
    ///
    /// # Errors
    ///
    /// Every fault at once, in the order of the form (TKT-3).
    pub fn check(topic: Topic, draft: &Draft) -> Result<Self, Faults> {
        let mut reader = Reader {
            topic,
            draft,
            faults: Faults::default(),
        };
        let form = reader.form();
        if reader.faults.is_empty() {
            Ok(form)
        } else {
            Err(reader.faults)
        }
    }

    /// Reads the fields that a question asked for, whether or not the topic does.
    ///
    /// # Errors
    ///
    /// Every fault at once: what was asked for and is missing, and what is malformed.
    ///
    /// ```
    /// use checkmark_ticket::{Draft, Field, Fields, Form, NomineeDraft, Topic};
    ///
    /// let asked: Fields =
    ///     [Field::CompanyAddress, Field::Country, Field::Nominees, Field::Message].into_iter().collect();
    /// let nominee = NomineeDraft {
    ///     first: "Åsa".into(),
    ///     last: "Berg".into(),
    ///     email: "asa@acme.example".into(),
    /// };
    /// let draft = Draft {
    ///     company_address: Some("Storgatan 1, Stockholm".into()),
    ///     country: Some("SE".into()),
    ///     nominees: vec![nominee],
    ///     message: Some("She starts in May.".into()),
    ///     ..Draft::default()
    /// };
    /// let answer = Form::check_answer(Topic::AccountAccess, asked, &draft)?;
    /// assert_eq!(answer.company_address().map(|it| it.as_str()), Some("Storgatan 1, Stockholm"));
    /// assert_eq!(answer.country(), Some("SE".parse()?));
    /// assert_eq!((answer.nominees().len(), answer.message().is_some()), (1, true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn check_answer(topic: Topic, fields: Fields, draft: &Draft) -> Result<Self, Faults> {
        let mut reader = Reader {
            topic,
            draft,
            faults: Faults::default(),
        };
        let mut form = reader.blank();
        for field in fields.iter() {
            reader.field(&mut form, field, Need::Required);
        }
        if reader.faults.is_empty() {
            Ok(form)
        } else {
            Err(reader.faults)
        }
    }
}

struct Reader<'a> {
    topic: Topic,
    draft: &'a Draft,
    faults: Faults,
}

impl Reader<'_> {
    fn form(&mut self) -> Form {
        let mut form = self.blank();
        for field in Field::ALL.iter().copied() {
            self.field(&mut form, field, field.need(self.topic));
        }
        form
    }

    const fn blank(&self) -> Form {
        Form {
            topic: self.topic,
            phone: None,
            preferred_contact: None,
            email: None,
            site: None,
            intent: None,
            product: None,
            company: None,
            equipment_address: None,
            company_address: None,
            country: None,
            nominees: Vec::new(),
            message: None,
        }
    }

    fn field(&mut self, form: &mut Form, field: Field, need: Need) {
        let need = match need {
            Need::NotAsked => return,
            Need::ForTelephone if self.wants_telephone() => Need::Required,
            Need::ForTelephone => Need::Optional,
            Need::Required | Need::Optional => need,
        };
        match field {
            Field::Phone => form.phone = self.read(field, need, phone),
            Field::PreferredContact => form.preferred_contact = self.read(field, need, choice),
            Field::Email => form.email = self.read(field, need, email),
            Field::Site => form.site = self.read(field, need, text),
            Field::Intent => form.intent = self.read(field, need, choice),
            Field::Product => form.product = self.read(field, need, product),
            Field::Company => form.company = self.read(field, need, text),
            Field::EquipmentAddress => form.equipment_address = self.read(field, need, text),
            Field::CompanyAddress => form.company_address = self.read(field, need, text),
            Field::Country => form.country = self.read(field, need, choice),
            Field::Message => form.message = self.read(field, need, text),
            Field::Nominees => form.nominees = self.nominees(need),
        }
    }

    fn wants_telephone(&self) -> bool {
        self.draft.text(Field::PreferredContact).parse() == Ok(ContactMethod::Telephone)
    }

    fn read<T>(
        &mut self,
        field: Field,
        need: Need,
        read: impl FnOnce(&str) -> Result<T, FaultKind>,
    ) -> Option<T> {
        let text = self.draft.text(field);
        if text.is_empty() {
            if need == Need::Required {
                self.faults.push(Fault::new(field, FaultKind::Missing));
            }
            return None;
        }
        match read(text) {
            Ok(value) => Some(value),
            Err(kind) => {
                self.faults.push(Fault::new(field, kind));
                None
            }
        }
    }

    fn nominees(&mut self, need: Need) -> Vec<Nominee> {
        let drafts = &self.draft.nominees;
        if drafts.is_empty() && need == Need::Required {
            self.faults
                .push(Fault::new(Field::Nominees, FaultKind::Missing));
        }
        if drafts.len() > Form::MAX_NOMINEES {
            self.faults
                .push(Fault::new(Field::Nominees, FaultKind::TooMany));
        }
        let mut nominees: Vec<Nominee> = Vec::new();
        for (entry, draft) in (0..).zip(drafts.iter().take(Form::MAX_NOMINEES)) {
            let name =
                PersonName::new(&draft.first, &draft.last).map_err(|fault| match fault.kind() {
                    PersonNameErrorKind::Empty => FaultKind::Missing,
                    PersonNameErrorKind::TooLong => FaultKind::TooLong,
                    _ => FaultKind::NotAName,
                });
            let email = match draft.email.trim() {
                "" => Err(FaultKind::Missing),
                address => email(address),
            };
            let mut fault = |kind| {
                self.faults
                    .push(Fault::in_entry(Field::Nominees, entry, kind));
            };
            match (name, email) {
                (Ok(name), Ok(email)) if nominees.iter().all(|it| *it.email() != email) => {
                    nominees.push(Nominee::new(name, email));
                }
                (Ok(_), Ok(_)) => fault(FaultKind::Repeated),
                (Err(name), Err(email)) if name != email => {
                    fault(name);
                    fault(email);
                }
                (Err(kind), _) | (_, Err(kind)) => fault(kind),
            }
        }
        nominees
    }
}

fn choice<T: FromStr>(text: &str) -> Result<T, FaultKind> {
    text.parse().map_err(|_| FaultKind::NotAChoice)
}

fn text<T: FromStr<Err = TextError>>(text: &str) -> Result<T, FaultKind> {
    text.parse().map_err(|fault: TextError| fault.kind().into())
}

fn email(text: &str) -> Result<EmailAddress, FaultKind> {
    text.parse().map_err(|_| FaultKind::NotAnEmailAddress)
}

fn product(text: &str) -> Result<checkmark_account::product::Product, FaultKind> {
    text.parse()
        .map_err(
            |fault: checkmark_account::product::ParseProductError| match fault.kind() {
                ParseProductErrorKind::Empty => FaultKind::Missing,
                ParseProductErrorKind::TooLong => FaultKind::TooLong,
                _ => FaultKind::Character,
            },
        )
}

fn phone(text: &str) -> Result<PhoneNumber, FaultKind> {
    text.parse().map_err(
        |fault: checkmark_account::ParsePhoneError| match fault.kind() {
            ParsePhoneErrorKind::Empty => FaultKind::Missing,
            ParsePhoneErrorKind::NoPlus | ParsePhoneErrorKind::CountryCode => {
                FaultKind::NoCountryCode
            }
            ParsePhoneErrorKind::TrunkZero => FaultKind::TrunkZero,
            ParsePhoneErrorKind::TooShort => FaultKind::TooShort,
            ParsePhoneErrorKind::TooLong => FaultKind::TooLong,
            _ => FaultKind::Character,
        },
    )
}

#[cfg(feature = "serde")]
pub(super) use wire::Wire;

/// A form on the wire: its topic, and its fields as a draft has them. Read by checking again.
#[cfg(feature = "serde")]
mod wire {
    use super::{Draft, Faults, Fields, Form};
    use crate::topic::Topic;

    #[derive(serde::Serialize, serde::Deserialize)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub(in crate::form) struct Wire {
        topic: Topic,
        fields: Draft,
    }

    impl TryFrom<Wire> for Form {
        type Error = Faults;

        /// What is filled in must be sound. Whether anything is missing was asked when the form
        /// was taken, and a later version may ask for more.
        fn try_from(wire: Wire) -> Result<Self, Faults> {
            let filled: Fields = wire.fields.filled();
            Self::check_answer(wire.topic, filled, &wire.fields)
        }
    }

    impl From<Form> for Wire {
        fn from(form: Form) -> Self {
            Self {
                topic: form.topic,
                fields: form.into(),
            }
        }
    }

    #[cfg(feature = "schema")]
    impl schemars::JsonSchema for Form {
        fn schema_name() -> alloc::borrow::Cow<'static, str> {
            "Form".into()
        }

        fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
            Wire::json_schema(generator)
        }
    }
}

#[cfg(feature = "proptest")]
mod strategy {
    use super::{Form, Nominee};
    use crate::form::{FreeText, Line, SiteAddress};
    use crate::topic::{ContactMethod, Intent, Topic};
    use alloc::vec::Vec;
    use checkmark_account::product::Product;
    use checkmark_account::{Country, EmailAddress, PersonName, PhoneNumber};
    use proptest::arbitrary::{Arbitrary, any};
    use proptest::collection::vec;
    use proptest::option;
    use proptest::strategy::{BoxedStrategy, Just, Strategy};

    impl Form {
        /// Complete forms for a topic.
        pub fn strategy(topic: Topic) -> BoxedStrategy<Self> {
            let person = (
                any::<PhoneNumber>(),
                any::<ContactMethod>(),
                any::<EmailAddress>(),
                option::of(any::<FreeText>()),
            );
            let company = (
                any::<Line>(),
                any::<FreeText>(),
                any::<Country>(),
                any::<Product>(),
            );
            let wish = (any::<SiteAddress>(), any::<Intent>());
            let nominees = vec((any::<PersonName>(), any::<EmailAddress>()), 1..4);
            (Just(topic), person, company, wish, nominees)
                .prop_map(|(topic, person, company, wish, nominees)| {
                    let (phone, preferred_contact, email, message) = person;
                    let (name, address, country, product) = company;
                    let (site, intent) = wish;
                    let access = topic == Topic::AccountAccess;
                    let profile = topic == Topic::CompanyProfile;
                    let first = topic == Topic::FirstAdministrator;
                    let trouble = topic == Topic::TroubleWithValidation;
                    let mut unique: Vec<Nominee> = Vec::new();
                    for (name, email) in nominees.into_iter().filter(|_| first) {
                        if unique.iter().all(|it| *it.email() != email) {
                            unique.push(Nominee::new(name, email));
                        }
                    }
                    Self {
                        topic,
                        phone: Some(phone),
                        preferred_contact: Some(preferred_contact),
                        email: trouble.then_some(email),
                        site: access.then_some(site),
                        intent: access.then_some(intent),
                        product: (access || profile).then_some(product),
                        company: (!trouble).then_some(name),
                        equipment_address: access.then(|| address.clone()),
                        company_address: profile.then_some(address),
                        country: profile.then_some(country),
                        nominees: unique,
                        message,
                    }
                })
                .boxed()
        }
    }

    impl Arbitrary for Form {
        type Parameters = ();
        type Strategy = BoxedStrategy<Self>;

        fn arbitrary_with((): ()) -> Self::Strategy {
            any::<Topic>().prop_flat_map(Self::strategy).boxed()
        }
    }

    impl Arbitrary for Nominee {
        type Parameters = ();
        type Strategy = BoxedStrategy<Self>;

        fn arbitrary_with((): ()) -> Self::Strategy {
            (any::<PersonName>(), any::<EmailAddress>())
                .prop_map(|(name, email)| Self::new(name, email))
                .boxed()
        }
    }
}
