# SPDX-License-Identifier: EUPL-1.2
"""Open data: what is published, as JSON in the keys of the publication standard. Read-only, without a key."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from aikompas.organisations.models import Organisation
from aikompas.organisations.selectors import get_organisation
from aikompas.publication import selectors
from aikompas.publication.choices import TextLanguage
from aikompas.publication.filters import MOST_WORDS, ORDERS
from aikompas.publication.models import RegisterText
from aikompas.publication.records import registration_of, searchable
from aikompas.publication.standard import html
from aikompas.publication.standard.fields import standard
from aikompas.publication.standard.formats import as_object

FRESH_FOR = 300
LARGEST_PAGE = 100


def _codes(key: str) -> list[str]:
    return [choice.code for choice in standard().fields[key].choices if choice.permitted]


class ListParameters(serializers.Serializer[Any]):
    """What a list can be asked for."""

    search = serializers.CharField(
        required=False, max_length=200, help_text="Words that all occur in the text."
    )
    status = serializers.ChoiceField(_codes("status"), required=False)
    theme = serializers.ChoiceField(_codes("category"), required=False)
    publication_category = serializers.ChoiceField(_codes("publication_category"), required=False)
    language = serializers.ChoiceField(
        TextLanguage.values,
        required=False,
        help_text="Texts in this language where there are, else in the other.",
    )
    ordering = serializers.ChoiceField(list(ORDERS), required=False, default="name")
    page = serializers.IntegerField(required=False, min_value=1, max_value=100_000, default=1)
    page_size = serializers.IntegerField(required=False, min_value=1, max_value=LARGEST_PAGE, default=25)


class AlgorithmSerializer(serializers.Serializer[RegisterText]):
    """One registration: the fields of publication standard 1.0 that are filled in, and where it is found."""

    id = serializers.UUIDField(help_text="Stays the same through all versions.")
    page = serializers.URLField(help_text="The page for residents.")
    version = serializers.IntegerField()
    name = serializers.CharField()
    organization = serializers.CharField()
    description_short = serializers.CharField(required=False)
    category = serializers.ListField(child=serializers.CharField(), required=False)
    status = serializers.CharField()
    publication_category = serializers.CharField(required=False)
    lang = serializers.CharField(required=False)
    standard_version = serializers.CharField()

    def to_representation(self, instance: RegisterText) -> dict[str, Any]:
        """Return the registration as the national delivery API has it, with our addresses beside it."""
        request = self.context["request"]
        page = reverse(
            "publication:public_detail", args=(instance.organisation.slug, instance.application_id)
        )
        return {
            "id": str(instance.application_id),
            "page": request.build_absolute_uri(page),
            "version": instance.number,
            **_sanitised(as_object(registration_of(instance))),
        }


def _sanitised(registration: dict[str, Any]) -> dict[str, Any]:
    """Return a registration whose texts hold simple HTML only, whatever came in."""
    fields = standard().fields
    return {
        key: html.sanitise(value) if key in fields and fields[key].html and isinstance(value, str) else value
        for key, value in registration.items()
    }


PAGE = inline_serializer(
    "AlgorithmPage",
    {
        "count": serializers.IntegerField(),
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
        "results": AlgorithmSerializer(many=True),
    },
)
PROBLEM = OpenApiResponse(
    OpenApiTypes.OBJECT, description="A problem, as application/problem+json (RFC 9457)."
)
SLUG = OpenApiParameter("slug", str, OpenApiParameter.PATH, description="Short name of the organisation.")


class OpenData(APIView):
    """What all open data have in common: an organisation, a mark of the edition, and a short life in caches."""

    def organisation(self, slug: str) -> Organisation:
        """Return the organisation, or a problem of 404."""
        try:
            return get_organisation(slug)
        except Organisation.DoesNotExist:
            raise NotFound("There is no such organisation.") from None

    def unless_unchanged(self, request: Request, organisation: Organisation) -> tuple[str, Any]:
        """Return the mark of what is asked for, and the answer 304 when the caller has it already."""
        edition = selectors.edition_of(organisation)
        mark = repr([edition, organisation.name, organisation.tooi_uri, request.build_absolute_uri()])
        etag = f'W/"{hashlib.sha256(mark.encode()).hexdigest()[:32]}"'
        return etag, get_conditional_response(request._request, etag=etag)

    def fresh(self, response: Any, etag: str) -> Any:
        """Let caches keep the answer for some minutes."""
        response["ETag"] = etag
        patch_cache_control(response, public=True, max_age=FRESH_FOR)
        return response


class AlgorithmList(OpenData):
    """The published registrations of an organisation."""

    @extend_schema(
        operation_id="algorithms_list",
        parameters=[SLUG, ListParameters],
        responses={200: PAGE, 400: PROBLEM, 404: PROBLEM},
    )
    def get(self, request: Request, slug: str) -> Any:
        """List the published registrations, with search, filters and pages."""
        parameters = ListParameters(data=request.query_params)
        parameters.is_valid(raise_exception=True)
        organisation = self.organisation(slug)
        etag, unchanged = self.unless_unchanged(request, organisation)
        if unchanged is not None:
            return self.fresh(unchanged, etag)
        asked = parameters.validated_data
        texts = _filtered(organisation, asked)
        count, size, page = texts.count(), asked["page_size"], asked["page"]
        if page > max(1, -(-count // size)):
            raise NotFound("There is no such page.")
        found = texts[(page - 1) * size : page * size]
        body = {
            "count": count,
            "next": _page_url(request, page + 1) if page * size < count else None,
            "previous": _page_url(request, page - 1) if page > 1 else None,
            "results": [AlgorithmSerializer(text, context={"request": request}).data for text in found],
        }
        return self.fresh(Response(body), etag)


class AlgorithmDetail(OpenData):
    """One published registration."""

    @extend_schema(
        operation_id="algorithms_retrieve",
        parameters=[
            SLUG,
            OpenApiParameter("algorithm", OpenApiTypes.UUID, OpenApiParameter.PATH),
            OpenApiParameter("language", str, enum=TextLanguage.values),
        ],
        responses={200: AlgorithmSerializer, 400: PROBLEM, 404: PROBLEM},
    )
    def get(self, request: Request, slug: str, algorithm: UUID) -> Any:
        """Return one registration."""
        language = request.query_params.get("language", TextLanguage.DUTCH)
        if language not in TextLanguage.values:
            raise serializers.ValidationError(
                {"language": [f"Choose from: {', '.join(TextLanguage.values)}."]}
            )
        organisation = self.organisation(slug)
        etag, unchanged = self.unless_unchanged(request, organisation)
        if unchanged is not None:
            return self.fresh(unchanged, etag)
        try:
            text = selectors.public_text(organisation, algorithm, language)
        except RegisterText.DoesNotExist:
            raise Http404 from None
        return self.fresh(Response(AlgorithmSerializer(text, context={"request": request}).data), etag)


class OrganisationList(APIView):
    """The organisations with a public register."""

    @extend_schema(
        operation_id="organisations_list",
        responses=inline_serializer(
            "OrganisationWithRegister",
            {
                "slug": serializers.CharField(),
                "name": serializers.CharField(),
                "tooi_uri": serializers.CharField(),
                "page": serializers.URLField(),
                "algorithms": serializers.URLField(),
            },
            many=True,
        ),
    )
    def get(self, request: Request) -> Any:
        """List the organisations that published something."""
        found = [
            {
                "slug": organisation.slug,
                "name": organisation.name,
                "tooi_uri": organisation.tooi_uri,
                "page": request.build_absolute_uri(
                    reverse("publication:public_list", args=(organisation.slug,))
                ),
                "algorithms": request.build_absolute_uri(
                    reverse("open_data:algorithm_list", args=(organisation.slug,))
                ),
            }
            for organisation in selectors.organisations_with_register()
        ]
        response = Response(found)
        patch_cache_control(response, public=True, max_age=FRESH_FOR)
        return response


def _filtered(organisation: Organisation, asked: dict[str, Any]) -> QuerySet[RegisterText]:
    texts = selectors.public_texts(organisation, asked.get("language", TextLanguage.DUTCH))
    for word in searchable(asked.get("search", "")).split()[:MOST_WORDS]:
        texts = texts.filter(search__contains=word)
    if "theme" in asked:
        texts = texts.filter(themes__contains=f"|{asked['theme']}|")
    for name, column in (("status", "status"), ("publication_category", "category")):
        if name in asked:
            texts = texts.filter(**{column: asked[name]})
    return texts.order_by(*ORDERS[asked["ordering"]])


def _page_url(request: Request, page: int) -> str:
    query = request.query_params.copy()
    query["page"] = str(page)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
