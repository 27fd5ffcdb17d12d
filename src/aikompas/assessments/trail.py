# SPDX-License-Identifier: EUPL-1.2
"""What people call the actions of this app in the trail."""

from django.utils.translation import gettext_lazy as _

from aikompas.audit import labels

ACTIONS = {
    "started": _("Assessment started"),
    "answered": _("Questions of the assessment answered"),
    "instance_added": _("Part of the assessment added"),
    "instance_removed": _("Part of the assessment removed"),
    "instance_put_back": _("Part of the assessment put back"),
    "instance_moved": _("Part of the assessment moved"),
    "instance_named": _("Part of the assessment named"),
    "taken_over": _("Answers of other assessments taken over"),
    "section_done": _("Section of the assessment called done"),
    "section_reopened": _("Section of the assessment opened again"),
    "submitted": _("Assessment submitted"),
    "taken_back": _("Assessment taken back"),
    "returned": _("Assessment returned with comments"),
    "advised": _("Advice on the assessment given"),
    "approved": _("Assessment approved"),
    "moved_to_version": _("Assessment moved to another version of its questionnaire"),
    "version_kept": _("Version of the assessment kept"),
    "invited": _("Invited to work on the assessment"),
    "role_changed": _("Role in the team changed"),
    "removed_from_team": _("Taken out of the team of the assessment"),
    "thread_opened": _("Comment on the assessment"),
    "replied": _("Answer to a comment on the assessment"),
    "thread_resolved": _("Comments resolved"),
    "thread_reopened": _("Comments opened again"),
    "action_point_added": _("Action point added"),
    "action_point_edited": _("Action point changed"),
    "action_point_done": _("Action point done"),
    "action_point_reopened": _("Action point opened again"),
    "need_changed": _("What the policy asks changed"),
    "planned": _("Owner and date of a needed assessment set"),
    "done_without": _("Decided to do without an assessment"),
    "waiver_revoked": _("Decision to do without an assessment revoked"),
}

FIELDS = {
    "sha256": _("hash of the version"),
    "questionnaire_sha256": _("hash of the questionnaire"),
    "set_aside": _("answers set aside"),
    "team_role": _("role in the team"),
    "person_id": _("person"),
    "department_id": _("department"),
    "level": _("how much it is needed"),
    "settled": _("settled"),
    "position": _("advice"),
    "question": _("question"),
    "source": _("source"),
    "questions": _("questions"),
    "section": _("section"),
    "filled_in_beforehand": _("answers filled in beforehand"),
}

for name, label in ACTIONS.items():
    labels.register(f"assessments.{name}", label)
for name, label in FIELDS.items():
    labels.register(f"field.{name}", label)
