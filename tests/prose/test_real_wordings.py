"""Wordings met in published reports, told here in other words: each taught the reader a rule."""

from __future__ import annotations

from tests.prose.said import bullet, heading, lines, said, scope

CHILDREN = scope("children_statutory", "children")


def test_years_that_label_numbers_in_brackets() -> None:
    found = said("Beside stage 1 complaints received in 2023-24 (142) those of the previous year (131) look few.")
    assert found == lines("2022-23 stage_1 received 131", "stage_1 received 142")


def test_a_decimal_ends_no_clause() -> None:
    found = said("We answered 61 cases. That is a 5.2% increase on the year before (58 in 2022/23).")
    assert found == lines("responded 61", "2022-23 responded 58")


def test_a_year_which_saw_a_number() -> None:
    found = said(heading("The Ombudsman"), "That improves on the previous year, which saw 11 of 16 cases upheld.")
    assert found == lines("2022-23 ombudsman upheld 11")


def test_complaints_of_a_kind_with_their_number_set_off() -> None:
    found = said("The rise is explained by green waste complaints, 31, compared with 12 last year.")
    assert found == lines("received 31 service_area=green waste", "2022-23 received 12 service_area=green waste")


def test_each_number_has_the_stage_behind_its_own_verb() -> None:
    found = said("16 (26%) were completed at stage 2 and 10 (16%) were completed at stage 3.", about=CHILDREN)
    assert "stage_2 responded 16" in " ".join(found)
    assert "stage_3 responded 10" in " ".join(found)


def test_all_three_stages_are_the_childrens_procedure() -> None:
    found = said(
        "None came at stage 3.",
        "Of the complaints from young people across all three stages:",
        bullet("60% (9) came from people aged between 19-23 and two from children under 16."),
        about=CHILDREN,
    )
    assert sorted(found[-3:]) == ["received 2 age=under 16", "received 60% age=19-23", "received 9 age=19-23"]


def test_a_bracket_splits_a_number_by_procedure() -> None:
    found = said("19 complaints (4 social care, 15 non-social care) were made by parents.", about=CHILDREN)
    assert sorted(found) == [
        "children_corporate received 15 complainant=parents",
        "received 19 complainant=parents",
        "received 4 complainant=parents",
    ]


def test_bullets_are_parts_of_the_number_in_their_lead() -> None:
    found = said(
        heading("Stage 2"),
        "This is what the 7 complaints that were partly upheld were about:",
        bullet("5 complaints raised issues about wrong facts in assessments."),
    )
    assert found == lines("stage_2 partially_upheld 5 theme=wrong facts in assessments", "stage_2 partially_upheld 7")


def test_what_is_left_out_is_not_what_is_counted() -> None:
    found = said("Only 3 of the 14 replies met the deadline which, excluding five withdrawn complaints, is 21%.")
    assert not any("withdrawn 21%" in line for line in found)


def test_people_appointed_and_child_protection_enquiries_are_no_complaints() -> None:
    assert said("For an investigation, two independent people are appointed.") == []
    assert said("Staff opened 834 Section 47 enquiries.") == []


def test_a_bracket_of_late_replies_is_not_the_rate_again() -> None:
    found = said("We achieved 93% of replies within 10 working days (11 outside target).")
    assert "on_time 93% @10" in found
    assert not any("late 93%" in line for line in found)


def test_what_an_ombudsman_received_is_not_informal() -> None:
    assert said("The Local Government Ombudsman received five representations.") == ["ombudsman received 5"]


def test_a_bullet_that_tells_an_outcome_is_a_sentence() -> None:
    found = said(
        "Of the 50 complaints that entered the process:", bullet("30 (60%) found no fault in what we had done")
    )
    assert found == lines("not_upheld 30", "not_upheld 60%", "received 50")


def test_a_list_may_give_shares_alone() -> None:
    found = said("What came of the complaints:", bullet("not upheld - 27%"), bullet("upheld - 32%"))
    assert found == lines("not_upheld 27%", "upheld 32%")


def test_non_statutory_beside_childrens_statutory_is_childrens() -> None:
    found = said(
        "Children's social care statutory complaints fell, whilst non-statutory complaints rose to a total of 434. "
        "Compliments rose from 98 to 219.",
        about=scope("corporate", "all"),
    )
    assert "children_corporate received 434" in found
    assert "children compliments 219" in found


def test_what_is_to_come_and_what_covers_several_quarters_is_unread() -> None:
    assert said("The rate on time at stage 2 will be increased to 80%.") == []
    assert said("In the last two quarters 78% of stage 2 replies were on time.") == []


def test_one_complaint_that_may_raise_several_issues_is_none() -> None:
    assert said("As one complaint may raise several issues, these add up to more.") == []


def test_a_rate_set_against_the_average_of_others() -> None:
    found = said(
        heading("The Ombudsman"), "It upheld 12 of 16 cases, a rate of 75% against an average of 70% for counties."
    )
    assert found == lines("ombudsman upheld 12", "ombudsman upheld 75%")


def test_the_next_stage_with_a_verb_alone() -> None:
    found = said("Of 80 stage 1 complaints closed, 20 (25%) were upheld. Of 12 at stage 2, 6 (50%) were.")
    assert found[-3:] == lines("stage_2 responded 12", "stage_2 upheld 6", "stage_2 upheld 50%")


def test_one_in_so_many_is_no_count() -> None:
    assert said("About one complaint in fifteen was escalated.") == []
    assert said("Three complaints in every twenty were upheld.") == []


def test_rates_for_so_many_residents_are_no_counts() -> None:
    assert said("For every 100,000 residents there were 31 complaints.") == []


def test_fault_accepted_in_some_of_those_closed() -> None:
    found = said("Fault was accepted in 12 of the 40 complaints closed (30%; last year 35%).")
    both = "upheld_or_partially_upheld"
    assert sorted(found) == sorted(lines(f"{both} 12", f"{both} 30%", "responded 40", f"2022-23 {both} 35%"))


def test_last_year_behind_a_colon() -> None:
    found = said("We accepted fault in 30 of them, or 40%: last year it was 35%.")
    assert "2022-23 upheld_or_partially_upheld 35%" in found
    assert "upheld_or_partially_upheld 40%" in found


def test_earlier_values_of_two_stages_in_turn() -> None:
    found = said("20 stage 1 complaints (40%) and 6 at stage 2 (50%) were upheld, against 45% and 55% the year before.")
    assert found == lines(
        "stage_1 upheld 20",
        "stage_1 upheld 40%",
        "stage_2 upheld 6",
        "stage_2 upheld 50%",
        "2022-23 stage_1 upheld 45%",
        "2022-23 stage_2 upheld 55%",
    )


def test_reasons_why_some_were_escalated() -> None:
    found = said("At stage 2, 21 were escalated because repairs were late and nine because the tenant wanted more.")
    assert found == lines(
        "stage_2 escalated 21 theme=repairs were late", "stage_2 escalated 9 theme=tenant wanted more"
    )


def test_people_and_the_next_people_of_a_list() -> None:
    found = said("Young people themselves made eleven complaints and parents 42.")
    assert found == lines("received 11 complainant=Young people", "received 42 complainant=parents")


def test_the_equivalent_for_two_years() -> None:
    found = said(
        "We received 50 complaints. The equivalent for the previous two years was 44 (2022/23) and 39 (2021/22)."
    )
    assert found == lines("received 50", "2022-23 received 44", "2021-22 received 39")


def test_a_third_stage_is_the_statutory_procedure_for_children() -> None:
    found = said(heading("Children's services"), "Two Stage 3 panels were held.", about=scope("all"))
    assert found == lines("children_statutory stage_3 responded 2")


def test_an_uphold_rate_beside_that_of_other_councils_is_the_ombudsmans() -> None:
    found = said("The uphold rate was 40%, against an average of 60% for district councils.")
    assert found == lines("ombudsman upheld 40%")


def test_each_stage_1_complaint_is_a_stage_and_no_number() -> None:
    assert said("The chart shows the issues of each stage 1 complaint.") == []


def test_education_in_a_childrens_report_is_the_corporate_procedure() -> None:
    found = said(heading("The Ombudsman"), "For Education, 4 of the enquiries were investigated.", about=CHILDREN)
    assert "children_corporate ombudsman investigated 4" in found


def test_months_with_a_dash_are_the_period() -> None:
    assert said("The backlog fell by the closure of 240 cases in April - September 23.") == ["2023-24 H1 responded 240"]


def test_parts_are_counted_as_their_whole_was() -> None:
    found = said("We answered 47 complaints at stage 1. Of the 47 complaints, 36 were for Planning.")
    assert found == lines("stage_1 responded 47", "stage_1 responded 36 service_area=Planning")


def test_how_complaints_ended_outweighs_who_made_them() -> None:
    found = said("There were 8 stage 2 complaints made by neighbours which were partly upheld.")
    assert found == ["stage_2 partially_upheld 8 complainant=neighbours"]


def test_a_rate_per_1000_of_each_stage() -> None:
    found = said("We logged 31 stage 1 complaints per 1,000 residents and 4.2 stage 2 complaints per 1,000 residents.")
    assert found == lines("stage_1 received 31 per 1000", "stage_2 received 4.2 per 1000")


def test_no_reply_at_all_is_no_count_of_replies() -> None:
    assert said("The teams that closed complaints late with no holding reply sent were these three.") == []


def test_resolved_in_time_is_in_time() -> None:
    found = said("The team resolved 57% of its stage 1 cases on time.")
    assert len(found) == 1
    assert found[0].startswith("stage_1 on_time 57%")


def test_what_was_not_resolved_is_not_counted_as_resolved() -> None:
    assert said("Just 13 (2%) complaints could not be resolved by the team.") == []


def test_what_is_still_being_dealt_with_is_carried_forward() -> None:
    assert said("Two stage 1 complaints were still being dealt with in April.") == lines("stage_1 carried_forward 2")


def test_what_is_aimed_for_is_a_target_and_not_compared_with() -> None:
    found = said("At stage 1, 59% had a reply in time, short of the 75% we aim for and down from 66% in 2022/23.")
    assert [line.partition(" @")[0] for line in found] == [
        "2022-23 stage_1 on_time 66%",
        "stage_1 on_time 59%",
        "stage_1 on_time_target 75%",
    ]


def test_a_result_beside_the_target_it_beat() -> None:
    found = said("At stage 1 we beat our 80% target, with 84% of complaints answered in time.")
    assert [line.partition(" @")[0] for line in found] == ["stage_1 on_time 84%", "stage_1 on_time_target 80%"]


def test_bullets_of_quarters_under_the_year() -> None:
    found = said("54 stage 1 complaints were received, by quarter:", bullet("Q1 - 15"), bullet("Quarter 2: 14"))
    assert found == lines("2023-24 Q1 stage_1 received 15", "2023-24 Q2 stage_1 received 14", "stage_1 received 54")


def test_bullets_of_limits_and_ends() -> None:
    found = said(
        heading("Stage 2"),
        "The time taken over investigations was as follows:",
        bullet("Within 20 working days: 8"),
        bullet("Withdrawn before it was completed: 2"),
    )
    assert found == lines("stage_2 on_time 8 @20", "stage_2 withdrawn 2")


def test_a_limit_that_most_kept_is_of_no_number() -> None:
    assert said("Some 95% of complaints were resolved at stage 1, most within five days.") == []


def test_a_number_aimed_at_is_not_counted() -> None:
    assert said("We exceeded the target of registering 13 complaints per 1,000 homes.") == []


def test_counts_beside_words_about_satisfaction() -> None:
    found = said(
        "The number of complaints received rose to 6,898; faster answers helped improve customer satisfaction."
    )
    assert found == lines("received 6898")


def test_a_stage_with_a_hyphen_behind_a_number() -> None:
    found = said("We received 110 stage-one complaints and responded to 15 stage-two complaints.")
    assert found == lines("stage_1 received 110", "stage_2 responded 15")


def test_so_many_more_is_a_change() -> None:
    assert said("280 more complaints were received in 2023/24, which was a rise of 25%.") == []


def test_so_many_a_week_are_no_count() -> None:
    found = said("We received 4,779 complaints, equal to 92 complaints per week or around 13 complaints a day.")
    assert found == lines("received 4779")


def test_the_verb_before_a_number_outweighs_the_complaints_made() -> None:
    found = said(
        "The Ombudsman investigated seven complaints made against the Council. Three were recorded as not upheld."
    )
    assert found == lines("ombudsman investigated 7", "ombudsman not_upheld 3")


def test_issues_within_complaints_are_no_complaints() -> None:
    found = said(heading("Stage 3"), "One complaint went to a review panel, where two of its nine points were upheld.")
    assert not [line for line in found if "upheld" in line]


def test_days_that_a_mean_improved_on() -> None:
    found = said("The average time to answer stood at 31 days, an improvement on the 35 days seen in 2022/23.")
    assert found == lines("2022-23 average_days 35 days", "average_days 31 days")


def test_where_a_fall_by_a_percentage_began() -> None:
    found = said("Complaints to the Ombudsman had fallen by 31% from 86 to 59.")
    assert [line.partition(" received")[0] for line in found] == ["2022-23 ombudsman", "ombudsman"]


def test_informal_complaints_far_from_their_number() -> None:
    found = said("The number of informal complaints had gone down by 15% since last year, from 2,756 to 2,339.")
    assert found == lines("2022-23 informal received 2756", "informal received 2339")


def test_a_number_in_brackets_behind_its_complaints() -> None:
    assert said("Stage 1 complaints (861) had risen by 3%.") == lines("stage_1 received 861")


def test_enquiries_after_compliments() -> None:
    found = said("We had 301 compliments.", "Waste Services had 66% of all members' enquiries (5,949).")
    assert "member_enquiries received 5949 service_area=Waste Services" in found


def test_lists_of_remedies_count_no_complaints() -> None:
    found = said(
        heading("The Ombudsman"),
        "Remedies were as follows for the upheld complaints, in order:",
        bullet("Apology (19)"),
        bullet("Payments (23): distress (14), loss (4)"),
    )
    assert found == []


def test_compliments_go_on_under_a_heading_that_names_enquiries_too() -> None:
    found = said(
        heading("Members' enquiries and compliments"),
        "There were 613 compliments. Libraries were praised most often, with 172.",
    )
    assert "compliments 172 service_area=Libraries" in " ".join(found)
