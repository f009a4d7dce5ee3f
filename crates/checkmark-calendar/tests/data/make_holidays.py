#!/usr/bin/env python3
"""Makes `holidays.tsv`, the table that the presets of the crate are held against.

    python3 crates/checkmark-calendar/tests/data/make_holidays.py            writes it
    python3 crates/checkmark-calendar/tests/data/make_holidays.py --check    fails if it would differ

The dates are those of the PyPI package `holidays` in the version below, which is installed into an
environment that is gone afterwards. A line is a name in one region, its kind (the day itself or a
substitute for it), and all its dates from 2000 to 2050.
"""

import os
import subprocess
import sys
import tempfile
import venv

VERSION = "0.109"
YEARS = range(2000, 2051)
TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "holidays.tsv")

LAENDER = "BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH".split()

# Region, category of the package, what that is called here, only these names (all if empty).
SETS = [
    ("SE", "public", "public", ()),
    ("SE", "de_facto", "customary", ()),
    ("NO", "public", "public", ()),
    ("DK", "public", "public", ()),
    ("DK", "optional", "customary", ()),
    ("FI", "public", "public", ()),
    ("DE", "public", "public", ()),
    *((f"DE-{land}", "public", "public", ()) for land in LAENDER),
    ("GB", "public", "public", ()),
    ("GB-ENG", "public", "public", ()),
    ("GB-WLS", "public", "public", ()),
    ("GB-SCT", "public", "public", ()),
    ("GB-NIR", "public", "public", ()),
    ("IE", "public", "public", ()),
    ("IE", "optional", "customary", ()),
    ("US", "public", "public", ()),
    ("US", "government", "government", ()),
    # The rest follows the moon, and is estimated there.
    ("IN", "public", "public", ("Republic Day", "Independence Day", "Mahatma Gandhi's Birthday")),
]

HEADER = """\
# PyPI `holidays` {version}, years {first} to {last}; made by make_holidays.py, not by hand.
# region, extent, kind, name, local name, dates
"""


def names(region, category, language):
    """The names of each date, in the language."""
    import holidays

    country, _, part = region.partition("-")
    found = holidays.country_holidays(
        country,
        subdiv=part or None,
        years=YEARS,
        categories=(category,),
        language=language,
    )
    # Some holidays are observed in the year before or after; those dates are not wanted.
    return {date: found.get_list(date) for date in sorted(found) if date.year in YEARS}


def rows(region, category, extent, wanted):
    """The lines of one region, in the order in which the names first occur."""
    import holidays

    own = getattr(holidays, region[:2])().default_language
    english, local = names(region, category, "en_US"), names(region, category, own)
    # Where a date has several names each language sorts its own; the dates with one pair them.
    pairs = {
        english[date][0]: local[date][0]
        for date in english
        if len(english[date]) == len(local[date]) == 1
    }
    dates = {}
    for date in english:
        for name in english[date]:
            if not wanted or name in wanted:
                dates.setdefault(name, []).append(date.isoformat())
    for name, days in dates.items():
        bare = name.removesuffix(" (observed)")
        kind = "itself" if bare == name else "substitute"
        translated = "" if own.startswith("en") else pairs[name]
        yield "\t".join((region, extent, kind, bare, translated, " ".join(days)))


def table():
    lines = [line for each in SETS for line in rows(*each)]
    header = HEADER.format(version=VERSION, first=YEARS[0], last=YEARS[-1])
    return header + "\n".join(lines) + "\n"


def inside():
    """Runs in the environment that has the package."""
    import warnings

    # It says that it estimates the feasts of the moon for few years only; none is wanted.
    warnings.simplefilter("ignore")
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(table())


def outside():
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = os.path.join(folder, "Scripts" if os.name == "nt" else "bin", "python")
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, f"holidays=={VERSION}"], check=True)
        made = subprocess.run(
            [python, os.path.abspath(__file__), "--inside"],
            check=True,
            capture_output=True,
            encoding="utf-8",
        ).stdout
    if "--check" in sys.argv[1:]:
        with open(TABLE, encoding="utf-8") as file:
            if file.read() != made:
                sys.exit("holidays.tsv is not what the package makes")
        return
    with open(TABLE, "w", encoding="utf-8", newline="\n") as file:
        file.write(made)


if __name__ == "__main__":
    inside() if "--inside" in sys.argv[1:] else outside()
