//! Sweden, Norway, Denmark, Finland.

use super::{HolidayRule, easter, named, on_or_after, since, until, yearly};
use time::Weekday::{Friday, Saturday};

/// Act 1989:253 on general holidays; since 2005 the National Day instead of Pentecost Monday.
/// Sundays are holidays too, which is what a week says and no holiday has to.
///
/// The last three are customary: Act 1977:480 on annual leave, section 7, equates them with Sundays.
pub(crate) static SWEDEN: &[HolidayRule] = &[
    named(yearly(1, 1), "New Year's Day", "Nyårsdagen"),
    named(yearly(1, 6), "Epiphany", "Trettondedag jul"),
    named(easter(-2), "Good Friday", "Långfredagen"),
    named(easter(0), "Easter Sunday", "Påskdagen"),
    named(easter(1), "Easter Monday", "Annandag påsk"),
    named(yearly(5, 1), "May Day", "Första maj"),
    named(easter(39), "Ascension Day", "Kristi himmelsfärdsdag"),
    named(yearly(6, 6), "National Day", "Nationaldagen").in_years(since(2005)),
    named(easter(49), "Pentecost", "Pingstdagen"),
    named(easter(50), "Pentecost Monday", "Annandag pingst").in_years(until(2004)),
    named(
        on_or_after(Saturday, 6, 20),
        "Midsummer Day",
        "Midsommardagen",
    ),
    named(
        on_or_after(Saturday, 10, 31),
        "All Saints' Day",
        "Alla helgons dag",
    ),
    named(yearly(12, 25), "Christmas Day", "Juldagen"),
    named(yearly(12, 26), "Second Day of Christmas", "Annandag jul"),
    named(
        on_or_after(Friday, 6, 19),
        "Midsummer Eve",
        "Midsommarafton",
    ),
    named(yearly(12, 24), "Christmas Eve", "Julafton"),
    named(yearly(12, 31), "New Year's Eve", "Nyårsafton"),
];

/// Act of 24 February 1995 no. 12 on holidays, and act of 26 April 1947 no. 1 on 1 and 17 May.
pub(crate) static NORWAY: &[HolidayRule] = &[
    named(yearly(1, 1), "New Year's Day", "Første nyttårsdag"),
    named(easter(-3), "Maundy Thursday", "Skjærtorsdag"),
    named(easter(-2), "Good Friday", "Langfredag"),
    named(easter(0), "Easter Sunday", "Første påskedag"),
    named(easter(1), "Easter Monday", "Andre påskedag"),
    named(yearly(5, 1), "Labor Day", "Arbeidernes dag"),
    named(yearly(5, 17), "Constitution Day", "Grunnlovsdag"),
    named(easter(39), "Ascension Day", "Kristi himmelfartsdag"),
    named(easter(49), "Pentecost", "Første pinsedag"),
    named(easter(50), "Pentecost Monday", "Andre pinsedag"),
    named(yearly(12, 25), "Christmas Day", "Første juledag"),
    named(yearly(12, 26), "Second Day of Christmas", "Andre juledag"),
];

/// The holidays of the national church; act 214 of 6 March 2023 took one away from 2024 on.
///
/// The last three are customary: banks are closed, and so are most offices.
pub(crate) static DENMARK: &[HolidayRule] = &[
    named(yearly(1, 1), "New Year's Day", "Nytårsdag"),
    named(easter(-3), "Maundy Thursday", "Skærtorsdag"),
    named(easter(-2), "Good Friday", "Langfredag"),
    named(easter(0), "Easter Sunday", "Påskedag"),
    named(easter(1), "Easter Monday", "Anden påskedag"),
    named(easter(26), "Great Prayer Day", "Store bededag").in_years(until(2023)),
    named(easter(39), "Ascension Day", "Kristi himmelfartsdag"),
    named(easter(49), "Pentecost", "Pinsedag"),
    named(easter(50), "Pentecost Monday", "Anden pinsedag"),
    named(yearly(12, 25), "Christmas Day", "Juledag"),
    named(yearly(12, 26), "Second Day of Christmas", "Anden juledag"),
    named(yearly(6, 5), "Constitution Day", "Grundlovsdag"),
    named(yearly(12, 24), "Christmas Eve", "Juleaftensdag"),
    named(yearly(12, 31), "New Year's Eve", "Nytårsaften"),
];

/// The holidays of the church and the state; the two eves are no such by name, but act 162/2005 on
/// annual holidays, section 4, counts them among the days off.
pub(crate) static FINLAND: &[HolidayRule] = &[
    named(yearly(1, 1), "New Year's Day", "Uudenvuodenpäivä"),
    named(yearly(1, 6), "Epiphany", "Loppiainen"),
    named(easter(-2), "Good Friday", "Pitkäperjantai"),
    named(easter(0), "Easter Sunday", "Pääsiäispäivä"),
    named(easter(1), "Easter Monday", "Toinen pääsiäispäivä"),
    named(yearly(5, 1), "May Day", "Vappu"),
    named(easter(39), "Ascension Day", "Helatorstai"),
    named(easter(49), "Pentecost", "Helluntaipäivä"),
    named(on_or_after(Friday, 6, 19), "Midsummer Eve", "Juhannusaatto"),
    named(
        on_or_after(Saturday, 6, 20),
        "Midsummer Day",
        "Juhannuspäivä",
    ),
    named(
        on_or_after(Saturday, 10, 31),
        "All Saints' Day",
        "Pyhäinpäivä",
    ),
    named(yearly(12, 6), "Independence Day", "Itsenäisyyspäivä"),
    named(yearly(12, 24), "Christmas Eve", "Jouluaatto"),
    named(yearly(12, 25), "Christmas Day", "Joulupäivä"),
    named(yearly(12, 26), "Second Day of Christmas", "Tapaninpäivä"),
];
