# SPDX-License-Identifier: EUPL-1.2
"""The one function that says whether something may be done: its laws for every policy, and its answers for ours."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aikompas.guidance.deciding import (
    Known,
    NextStep,
    Outcome,
    Question,
    Standing,
    Why,
    data_limit,
    decide,
    less_sensitive,
)
from aikompas.policy.profiles import shipped_ids, shipped_profile
from aikompas.policy.sections.use import (
    DATA_CLASSES,
    LIGHTS,
    RULES,
    DataClass,
    Purpose,
    Task,
    UseRules,
    parse_use,
)

quick = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
NAMES = {"nl": "Naam", "en": "Name"}
WORDS = st.sampled_from(["a", "b", "c", "d", "other", ""])
DATA = st.sampled_from([*DATA_CLASSES, "unheard of"])


@st.composite
def policies(draw: st.DrawFn) -> UseRules:
    """Any rules: any tasks, any rule for any kind of data, in order of sensitivity, any forbidden purposes."""
    tasks = tuple(
        Task(
            name,
            draw(st.sampled_from(LIGHTS)),
            NAMES,
            draw(st.sampled_from([None, NAMES])),
            draw(DATA),
            ("1",),
        )
        for name in draw(st.sets(st.sampled_from("abc")))
    )
    known = [name for name in DATA_CLASSES if draw(st.booleans())]
    data = tuple(DataClass(name, NAMES, draw(st.sampled_from(RULES)), ()) for name in known)
    purposes = tuple(Purpose(name, NAMES, ("2",)) for name in draw(st.sets(st.sampled_from("cd"))))
    return replace(parse_use({}), tasks=tasks, data_classes=data, prohibited_purposes=purposes)


applications = st.builds(
    Known,
    standing=st.sampled_from(Standing),
    designated=st.one_of(st.none(), DATA),
    tasks=st.frozensets(WORDS),
    conditions=st.sampled_from([(), ("Vraag toestemming.",)]),
)
questions = st.builds(
    Question,
    task=WORDS,
    application=st.one_of(st.none(), applications),
    data_class=DATA,
    about_people=st.booleans(),
    goes_outside=st.booleans(),
)


def strictness(rules: UseRules, question: Question) -> int:
    """Return how strict the answer is."""
    return decide(rules, question).outcome.strictness


@quick
@given(policies(), questions)
def test_every_question_has_an_answer_with_a_reason_and_a_next_step(
    rules: UseRules, question: Question
) -> None:
    answer = decide(rules, question)
    assert answer.decisive
    assert answer.next_step in NextStep
    assert (answer.next_step == NextStep.OPEN) == answer.outcome.permits


@quick
@given(policies(), questions)
def test_more_sensitive_data_never_make_it_more_permissive(rules: UseRules, question: Question) -> None:
    from_harmless = [*(item.id for item in rules.data_classes), "unheard of"]
    found = [strictness(rules, replace(question, data_class=item)) for item in from_harmless]
    assert found == sorted(found)


@quick
@given(policies(), questions)
def test_a_redder_light_never_makes_it_more_permissive(rules: UseRules, question: Question) -> None:
    for task in rules.tasks:
        found = [
            strictness(_with_light(rules, task, light), replace(question, task=task.id)) for light in LIGHTS
        ]
        assert found == sorted(found)


def _with_light(rules: UseRules, task: Task, light: str) -> UseRules:
    changed = (replace(item, light=light) if item == task else item for item in rules.tasks)
    return replace(rules, tasks=tuple(changed))


@quick
@given(policies(), questions)
def test_about_people_or_going_outside_never_makes_it_more_permissive(
    rules: UseRules, question: Question
) -> None:
    for more in (
        {"about_people": True},
        {"goes_outside": True},
        {"about_people": True, "goes_outside": True},
    ):
        assert strictness(rules, replace(question, **more)) >= strictness(rules, question)


@quick
@given(policies(), questions, applications, st.data())
def test_a_higher_designation_never_makes_it_stricter(
    rules: UseRules, question: Question, application: Known, data: st.DataObject
) -> None:
    known = [item.id for item in rules.data_classes]
    if known:
        two = data.draw(st.lists(st.sampled_from(known), min_size=2, max_size=2))
        lower, higher = (
            strictness(rules, replace(question, application=replace(application, designated=designated)))
            for designated in sorted(two, key=rules.rank)
        )
        assert higher <= lower


@quick
@given(policies(), questions)
def test_what_is_unknown_is_never_allowed(rules: UseRules, question: Question) -> None:
    unknown = decide(rules, replace(question, application=None))
    assert unknown.outcome in {Outcome.ASK, Outcome.NOT_ALLOWED}
    if rules.task(question.task) is None:
        assert decide(rules, question).outcome in {Outcome.ASK, Outcome.NOT_ALLOWED}


@quick
@given(
    policies(),
    questions,
    st.sampled_from([Standing.STOPPED, Standing.NOT_YET, Standing.PILOT_ENDED]),
    applications,
)
def test_what_is_stopped_or_not_yet_approved_is_never_allowed(
    rules: UseRules, question: Question, standing: Standing, application: Known
) -> None:
    stopped = replace(question, application=replace(application, standing=standing))
    assert decide(rules, stopped).outcome == Outcome.NOT_ALLOWED


@quick
@given(policies(), questions)
def test_a_forbidden_purpose_is_never_allowed_whatever_its_name_also_means(
    rules: UseRules, question: Question
) -> None:
    for purpose in rules.prohibited_purposes:
        assert decide(rules, replace(question, task=purpose.id)).outcome == Outcome.NOT_ALLOWED


@quick
@given(policies(), questions)
def test_data_go_only_where_the_rules_or_a_designation_allow_them(
    rules: UseRules, question: Question
) -> None:
    limit = data_limit(rules, question.application.designated if question.application else None)
    if limit is None or rules.rank(question.data_class) > rules.rank(limit):
        assert decide(rules, question).outcome == Outcome.NOT_ALLOWED


@quick
@given(policies(), questions)
def test_the_less_sensitive_data_that_are_advised_would_be_allowed(
    rules: UseRules, question: Question
) -> None:
    milder = less_sensitive(rules, question)
    if milder:
        answer = decide(rules, replace(question, data_class=milder))
        assert answer.outcome in {Outcome.ALLOWED, Outcome.CONDITIONS}
        assert rules.rank(milder) < rules.rank(question.data_class)


# What our policies say

READY = Known(Standing.IN_USE, designated="personal", tasks=frozenset({"improve_text", "letter_to_resident"}))
HARMLESS = Question("improve_text", READY, "internal", about_people=False, goes_outside=False)
DRV = shipped_profile("de-ronde-venen-2025").use


@pytest.mark.parametrize("profile", shipped_ids())
def test_a_green_task_with_harmless_data_in_an_application_for_it_is_allowed(profile: str) -> None:
    answer = decide(shipped_profile(profile).use, HARMLESS)
    assert answer.outcome == Outcome.ALLOWED
    assert answer.next_step == NextStep.OPEN


@pytest.mark.parametrize("profile", shipped_ids())
@pytest.mark.parametrize("task", ["decide_about_people", "judge_employees"])
def test_a_red_task_is_not_allowed_and_says_by_which_clause(profile: str, task: str) -> None:
    answer = decide(shipped_profile(profile).use, replace(HARMLESS, task=task))
    assert answer.outcome == Outcome.NOT_ALLOWED
    assert answer.clauses
    assert answer.next_step == NextStep.CATALOGUE


def test_personal_data_without_designation_are_not_allowed_by_article_4() -> None:
    answer = decide(
        DRV, replace(HARMLESS, application=replace(READY, designated=None), data_class="personal")
    )
    assert [reason.why for reason in answer.decisive] == [Why.DATA_TOO_SENSITIVE]
    assert answer.clauses == ("4.1", "4.4")


def test_a_letter_with_personal_data_is_allowed_under_conditions_where_that_is_designated() -> None:
    letter = Question("letter_to_resident", READY, "personal", about_people=True, goes_outside=True)
    answer = decide(DRV, letter)
    assert answer.outcome == Outcome.CONDITIONS
    assert len(answer.conditions) == 3
    assert {"6.1", "7.1", "4.4"} <= set(answer.clauses)


def test_an_application_that_nobody_reported_is_reported_first_with_harmless_data() -> None:
    answer = decide(DRV, replace(HARMLESS, application=None))
    assert (answer.outcome, answer.next_step) == (Outcome.ASK, NextStep.REPORT)
    assert "2.1" in answer.clauses


def test_another_task_than_an_application_is_for_is_a_new_use() -> None:
    answer = decide(DRV, replace(HARMLESS, task="analyse_data"))
    assert answer.next_step == NextStep.REPORT


def test_an_application_without_designated_tasks_is_used_only_for_what_it_was_approved_for() -> None:
    answer = decide(DRV, replace(HARMLESS, application=replace(READY, tasks=frozenset())))
    assert answer.outcome == Outcome.CONDITIONS
    assert [reason.why for reason in answer.decisive] == [Why.ONLY_ITS_PURPOSE]


def test_an_application_under_review_is_asked_about_and_not_reported_again() -> None:
    under_review = replace(READY, standing=Standing.UNDER_REVIEW)
    answer = decide(DRV, replace(HARMLESS, application=under_review))
    assert (answer.outcome, answer.next_step) == (Outcome.ASK, NextStep.ASK)


def test_who_asks_with_too_sensitive_data_hears_with_which_data_it_is_allowed() -> None:
    assert less_sensitive(DRV, replace(HARMLESS, data_class="bsn")) == "personal"
