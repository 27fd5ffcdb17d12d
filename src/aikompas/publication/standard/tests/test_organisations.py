# SPDX-License-Identifier: EUPL-1.2
"""Identifiers of municipalities."""

from aikompas.publication.standard.organisations import tooi_uri, tooi_uri_in_link


def test_the_link_of_a_registration_names_the_municipality():
    link = "https://register.example/nl/algoritme/gm0503/11234933"
    assert tooi_uri_in_link(link) == tooi_uri("GM0503")
    assert tooi_uri_in_link("https://register.example/nl/algoritme/pv27/11234933") == ""
