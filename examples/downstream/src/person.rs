//! What is personal.

use checkmark::account::product::Product;
use checkmark::account::{AddressNo, EmailAddress, PersonName};
use checkmark::tier::Personal;
use serde::{Deserialize, Serialize};

/// What the journal keeps of a person, apart from what was decided, so that it can be forgotten.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Person {
    addresses: Vec<(AddressNo, EmailAddress)>,
    names: Vec<PersonName>,
    products: Vec<Product>,
}

impl Person {
    /// The person as a decision has it. What later versions of the machine keep apart is left out.
    pub(crate) fn of(personal: &[Personal]) -> Self {
        let mut person = Self::default();
        for it in personal {
            match it {
                Personal::Address(number, address) => {
                    person.addresses.push((*number, (**address).clone()));
                }
                Personal::Name(name) => person.names.push(name.clone()),
                Personal::Product(product) => person.products.push(product.clone()),
                _ => {}
            }
        }
        person
    }

    /// The same, as the machine has it.
    pub(crate) fn into_personal(self) -> impl Iterator<Item = Personal> {
        let addresses = self.addresses.into_iter();
        let addresses = addresses.map(|(number, it)| Personal::Address(number, Box::new(it)));
        let names = self.names.into_iter().map(Personal::Name);
        let products = self.products.into_iter().map(Personal::Product);
        addresses.chain(names).chain(products)
    }
}
