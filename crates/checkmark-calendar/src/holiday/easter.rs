//! Easter Sunday, by the two reckonings in use.

/// The day of the year, from 1, of Easter Sunday in the western churches.
///
/// The Gregorian reckoning in the form that Butcher gave it (1876): the steps have no names of
/// their own but the golden number, the century and the epact, which is the age of the moon.
pub(super) const fn western(year: i32) -> i32 {
    let golden = year % 19;
    let (century, in_century) = (year / 100, year % 100);
    let moon_correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon_correction + 15) % 30;
    let to_sunday =
        (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4).rem_euclid(7);
    let late_moon = (golden + 11 * epact + 22 * to_sunday) / 451;
    // Days after 22 March, which no Easter precedes.
    let after = epact + to_sunday - 7 * late_moon;
    march_22(year) + after
}

/// The day of the year, from 1, of Easter Sunday in the eastern churches that keep the Julian
/// reckoning; the date itself is Gregorian. Good from 1583 on.
pub(super) const fn eastern(year: i32) -> i32 {
    let moon = (19 * (year % 19) + 15) % 30;
    let to_sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34).rem_euclid(7);
    // How far the Julian calendar is behind in spring.
    let behind = year / 100 - year / 400 - 2;
    march_22(year) + moon + to_sunday + behind
}

/// The day of the year of 22 March.
const fn march_22(year: i32) -> i32 {
    if time::util::is_leap_year(year) {
        82
    } else {
        81
    }
}
