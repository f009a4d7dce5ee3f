//! The regions that have presets.

use super::preset::{british, german, nordic, other};
use super::set::Preset;
use super::{HolidayRule, HolidaySet};
use core::fmt;
use core::str::FromStr;

/// Declares the regions: name, code (ISO 3166), where its rules are, and how many of these are
/// public holidays; those after them are customary.
macro_rules! regions {
    ($($(#[$doc:meta])* $name:ident $code:literal $rules:path, $public:expr;)*) => {
        /// A country, or a part of one, whose holidays come with the crate.
        ///
        /// A country is what all its parts have in common, a part is the whole of what holds there:
        /// Great Britain has four parts with common days, but a desk in London wants England, with
        /// its Easter Monday and summer bank holiday.
        ///
        /// Open: later versions bring more.
        ///
        /// ```
        /// use checkmark_calendar::Region;
        ///
        /// let region: Region = "GB-ENG".parse()?;
        /// assert_eq!(region, Region::England);
        /// assert_eq!(region.public_holidays().year(2026)?.count(), 9);
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(feature = "serde", serde(try_from = "alloc::string::String", into = "&'static str"))]
        #[non_exhaustive]
        pub enum Region {
            $($(#[$doc])* $name,)*
        }

        impl Region {
            /// Every region.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its code: ISO 3166-1 for a country, 3166-2 for a part.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// The rules of its public holidays, and how many of them all there are.
            const fn table(self) -> (&'static [HolidayRule], usize) {
                match self {
                    $(Self::$name => ($rules, $public),)*
                }
            }

            const fn versions(self) -> (&'static str, &'static str) {
                match self {
                    $(Self::$name => (
                        concat!($code, " ", edition!()),
                        concat!($code, " customary ", edition!()),
                    ),)*
                }
            }
        }
    };
}

/// When the rules were last looked through, against the table in the tests.
macro_rules! edition {
    () => {
        "2026-11"
    };
}

regions! {
    /// Sweden. Customary: the eves of Midsummer, Christmas and New Year, which the law on annual
    /// leave treats like Sundays.
    Sweden "SE" nordic::SWEDEN, nordic::SWEDEN.len() - 3;
    /// Norway.
    Norway "NO" nordic::NORWAY, nordic::NORWAY.len();
    /// Denmark. Customary: Constitution Day and the eves of Christmas and New Year, on which banks
    /// and most offices are closed.
    Denmark "DK" nordic::DENMARK, nordic::DENMARK.len() - 3;
    /// Finland, with the eves of Midsummer and Christmas, which the law on annual holidays treats
    /// like Sundays.
    Finland "FI" nordic::FINLAND, nordic::FINLAND.len();
    /// Germany: what all its states have in common.
    Germany "DE" german::GERMANY, german::GERMANY.len();
    /// Baden-Württemberg.
    BadenWuerttemberg "DE-BW" german::BADEN_WUERTTEMBERG, german::BADEN_WUERTTEMBERG.len();
    /// Bavaria, without Assumption Day, which holds where most people are Catholic.
    Bavaria "DE-BY" german::BAVARIA, german::BAVARIA.len();
    /// Berlin.
    Berlin "DE-BE" german::BERLIN, german::BERLIN.len();
    /// Brandenburg.
    Brandenburg "DE-BB" german::BRANDENBURG, german::BRANDENBURG.len();
    /// Bremen.
    Bremen "DE-HB" german::REFORMED_IN_2018, german::REFORMED_IN_2018.len();
    /// Hamburg.
    Hamburg "DE-HH" german::REFORMED_IN_2018, german::REFORMED_IN_2018.len();
    /// Hesse.
    Hesse "DE-HE" german::HESSE, german::HESSE.len();
    /// Lower Saxony.
    LowerSaxony "DE-NI" german::REFORMED_IN_2018, german::REFORMED_IN_2018.len();
    /// Mecklenburg-Vorpommern.
    MecklenburgVorpommern "DE-MV" german::MECKLENBURG_VORPOMMERN,
        german::MECKLENBURG_VORPOMMERN.len();
    /// North Rhine-Westphalia.
    NorthRhineWestphalia "DE-NW" german::RHINELAND, german::RHINELAND.len();
    /// Rhineland-Palatinate.
    RhinelandPalatinate "DE-RP" german::RHINELAND, german::RHINELAND.len();
    /// Saarland.
    Saarland "DE-SL" german::SAARLAND, german::SAARLAND.len();
    /// Saxony, without Corpus Christi, which holds in some Catholic places.
    Saxony "DE-SN" german::SAXONY, german::SAXONY.len();
    /// Saxony-Anhalt.
    SaxonyAnhalt "DE-ST" german::SAXONY_ANHALT, german::SAXONY_ANHALT.len();
    /// Schleswig-Holstein.
    SchleswigHolstein "DE-SH" german::REFORMED_IN_2018, german::REFORMED_IN_2018.len();
    /// Thuringia, without Corpus Christi, which holds in some Catholic places.
    Thuringia "DE-TH" german::THURINGIA, german::THURINGIA.len();
    /// The United Kingdom: what its four parts have in common.
    UnitedKingdom "GB" british::UNITED_KINGDOM, british::UNITED_KINGDOM.len();
    /// England.
    England "GB-ENG" british::ENGLAND_AND_WALES, british::ENGLAND_AND_WALES.len();
    /// Wales.
    Wales "GB-WLS" british::ENGLAND_AND_WALES, british::ENGLAND_AND_WALES.len();
    /// Scotland: its bank holidays; places have days of their own.
    Scotland "GB-SCT" british::SCOTLAND, british::SCOTLAND.len();
    /// Northern Ireland.
    NorthernIreland "GB-NIR" british::NORTHERN_IRELAND, british::NORTHERN_IRELAND.len();
    /// Ireland. The law gives no substitute for a weekend. Customary: Good Friday, on which banks
    /// and most offices are closed.
    Ireland "IE" british::IRELAND, british::IRELAND.len() - 1;
    /// The United States: the holidays of the federal law, observed as by offices that are open
    /// Monday to Friday.
    UnitedStates "US" other::UNITED_STATES, other::UNITED_STATES.len();
    /// India: the three national days, whose dates are fixed.
    India "IN" other::INDIA, other::INDIA.len();
}

impl Region {
    /// Its public holidays, 2000 to 2050.
    #[must_use]
    pub const fn public_holidays(self) -> HolidaySet {
        let (rules, public) = self.table();
        let preset = Preset {
            region: self,
            customary: false,
        };
        HolidaySet::preset(self.versions().0, rules.split_at(public).0, preset)
    }

    /// Its public holidays and the other days on which offices are closed by custom, 2000 to 2050.
    /// In most regions there are no others.
    #[must_use]
    pub const fn with_customary_days(self) -> HolidaySet {
        let preset = Preset {
            region: self,
            customary: true,
        };
        HolidaySet::preset(self.versions().1, self.table().0, preset)
    }

    /// The rules of its public holidays, to make a set of one's own from.
    #[must_use]
    pub const fn rules(self) -> &'static [HolidayRule] {
        let (rules, public) = self.table();
        rules.split_at(public).0
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Region {
    type Err = UnknownRegion;

    fn from_str(text: &str) -> Result<Self, UnknownRegion> {
        let mut all = Self::ALL.iter().copied();
        all.find(|region| region.as_str() == text)
            .ok_or(UnknownRegion)
    }
}

#[cfg(feature = "serde")]
impl TryFrom<alloc::string::String> for Region {
    type Error = UnknownRegion;

    fn try_from(text: alloc::string::String) -> Result<Self, UnknownRegion> {
        text.parse()
    }
}

impl From<Region> for &'static str {
    fn from(region: Region) -> Self {
        region.as_str()
    }
}

/// A code of a region without a preset.
///
/// ```
/// use checkmark_calendar::{Region, UnknownRegion};
///
/// let unknown: UnknownRegion = "se".parse::<Region>().unwrap_err();
/// assert_eq!(unknown.to_string(), "unknown region", "codes are upper-case");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown region")]
#[non_exhaustive]
pub struct UnknownRegion;
