//! Forms of serial numbers.

/// A form of serial numbers: a prefix, then digits. Letters are compared without case.
///
/// ```
/// use checkmark_account::product::{Product, ProductForm, SerialForm};
///
/// // A host's own form beside the known ones: "X-" and six digits.
/// let own = SerialForm::with_prefix("X-", 6);
/// let product: Product = "x-004711".parse()?;
/// assert_eq!(product.form(&[own]), ProductForm::Serial(own));
/// # Ok::<(), checkmark_account::product::ParseProductError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SerialForm {
    prefix: Prefix,
    digits: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Prefix {
    Letters(u8),
    Text(&'static str),
}

impl SerialForm {
    /// The forms known by default, the vendor's: three letters and eleven digits, two letters and
    /// nine digits, `DELL` and nine digits.
    pub const KNOWN: &'static [Self] = &[
        Self::with_letters(3, 11),
        Self::with_letters(2, 9),
        Self::with_prefix("DELL", 9),
    ];

    /// So many letters A to Z, then so many digits.
    #[must_use]
    pub const fn with_letters(letters: u8, digits: u8) -> Self {
        Self {
            prefix: Prefix::Letters(letters),
            digits,
        }
    }

    /// This text, then so many digits.
    #[must_use]
    pub const fn with_prefix(prefix: &'static str, digits: u8) -> Self {
        Self {
            prefix: Prefix::Text(prefix),
            digits,
        }
    }

    /// Whether a text has this form.
    ///
    /// ```
    /// use checkmark_account::product::SerialForm;
    ///
    /// let form = SerialForm::with_letters(2, 9);
    /// assert!(form.fits("cn123456789"));
    /// assert!(!form.fits("cn12345678"), "a digit is missing");
    /// ```
    #[must_use]
    pub fn fits(&self, text: &str) -> bool {
        let text = text.as_bytes();
        let Some(split) = text.len().checked_sub(usize::from(self.digits)) else {
            return false;
        };
        let (prefix, digits) = text.split_at(split);
        let prefix_fits = match self.prefix {
            Prefix::Letters(letters) => {
                prefix.len() == usize::from(letters) && prefix.iter().all(u8::is_ascii_alphabetic)
            }
            Prefix::Text(word) => prefix.eq_ignore_ascii_case(word.as_bytes()),
        };
        prefix_fits && digits.iter().all(u8::is_ascii_digit)
    }
}
