# SPDX-License-Identifier: EUPL-1.2
"""Small instruments for the tests."""

from aikompas.instruments.problems import InvalidInstrument, Problem
from aikompas.instruments.trees import load_tree

TREE = """\
version: 1.0.0
name: Pets
questions:
  - questionId: "1"
    question: Which animal?
    answers:
      - answer: Cat
        labels: [furry, cat]
        nextQuestionId: "2"
      - answer: Dog
        labels: [dog, furry]
        subresult: Unless it is a wolf
        nextQuestionId: "2"
      - answer: No animal
        nextConclusionId: none
  - questionId: "2"
    question: Does it bark?
    answers:
      - answer: Yes
        labels: [furry, loud]
        redirects:
          - nextConclusionId: strange
            if: '"cat" in labels'
          - nextConclusionId: loud
            if: '"loud" in labels'
      - answer: No
        redirects:
          - nextConclusionId: strange
            if: '"dog" in labels'
        nextConclusionId: quiet
conclusions:
  - conclusionId: none
    conclusion: No animal at all.
    obligation: ""
  - conclusionId: strange
    conclusion: A strange animal.
    obligation: See a vet.
  - conclusionId: loud
    conclusion: A loud animal.
    obligation: Close the window.
  - conclusionId: quiet
    conclusion: A quiet animal.
    obligation: ""
"""

FORM = """\
name: Visit
urn: urn:nl:visit
version: "1.0"
tasks:
  - task: Visitor
    id: "1"
    type: [task_group]
    tasks:
      - task: Name
        id: "1.1"
        type: [text_input]
        required: true
      - task: Is there a car?
        id: "1.2"
        type: [radio_option]
        valueType: boolean
        options:
          - {value: true, label: Yes}
          - {value: false, label: No}
  - task: Car
    id: "2"
    type: [task_group]
    dependencies:
      - {type: conditional, condition: {id: "1.2", operator: equals, value: true}, action: show}
    tasks:
      - task: Colours
        id: "2.1"
        type: [checkbox_option]
        required: true
        options: [{value: Red}, {value: Blue}]
      - task: Which red?
        id: "2.2"
        type: [open_text]
        dependencies:
          - {type: conditional, condition: {id: "2.1", operator: contains, value: Red}, action: show}
      - task: Bought on
        id: "2.3"
        type: [date]
      - task: Make
        id: "2.4"
        type: [select_option]
        options: [{value: A}, {value: B}]
"""


def problems_of(text: str) -> list[Problem]:
    """Return the problems that loading this tree reports, whether it succeeds or not."""
    try:
        return list(load_tree(text).problems)
    except InvalidInstrument as error:
        return list(error.problems)
