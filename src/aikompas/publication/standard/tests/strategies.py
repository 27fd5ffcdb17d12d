# SPDX-License-Identifier: EUPL-1.2
"""Registrations as the product stores them, for property-based tests."""

from hypothesis import strategies as st

from aikompas.publication.standard import lars
from aikompas.publication.standard.cleaning import clean
from aikompas.publication.standard.fields import standard
from aikompas.publication.standard.registration import Registration

FIELDS = standard().fields

fragments = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(
            ["<p>", "</p>", "<br>", "<div>", "</div>", "<ul>", "<li>", "</li>", "</ul>", "<b>", "<script>", "&amp;",
             "&", "<", ">", "<a href='x'>", "<!--", "-->", "\n", "&lt;p&gt;", "\xa0", "<table><td>", "<h2>x</h2>"]
        ),
    ),
    max_size=6,
).map("".join)  # fmt: skip
months = st.builds("{:04}-{:02}".format, st.integers(1990, 2040), st.integers(1, 12))
words = st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=12).map(
    "w{}".format
)  # no word such as "null"
urls = st.builds("https://{}.nl/{}".format, words, words)
emails = st.builds("{}@{}.nl".format, words, words)
items = st.fixed_dictionaries({"title": words}, optional={"link": urls})
lars_codes = st.integers(1111111, 9999999).map(str).filter(lambda digits: "0" not in digits)
lars_codes = lars_codes.map(lambda digits: digits + lars.check_digit(digits))
moments = st.datetimes().map(lambda moment: moment.isoformat() + "Z")

_BY_TYPE = {
    "month": months,
    "url": urls,
    "email_or_url": emails | urls,
    "grouping": st.lists(items, max_size=4),
    "html": fragments,
    "text": st.text(max_size=20) | fragments,
}


def _values(key):
    field = FIELDS[key]
    if field.type == "enum":
        return st.sampled_from(field.values)
    if field.type == "list":
        return st.lists(st.sampled_from(field.values), unique=True, max_size=3)
    return _BY_TYPE[field.type]


raw_records = st.fixed_dictionaries(
    {"name": words, "organization": words},
    optional={key: _values(key) for key in FIELDS if key not in {"name", "organization", "standard_version"}},
)
records = raw_records.map(lambda raw: clean(raw)[0])
registrations = st.builds(
    Registration,
    record=records,
    uuid=st.uuids().map(str),
    lars=lars_codes | st.just(""),
    organisation_uri=urls | st.just(""),
    registration_url=urls | st.just(""),
    created_at=moments,
    modified_at=moments | st.just(""),
    published_at=moments | st.just(""),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
dirty_records = st.dictionaries(
    st.sampled_from([*FIELDS, "id", "lars", "title", "source_data_link", "create_dt", "uuid"]),
    anything | fragments,
)
