"""The area of an incident whose reports put it in several: those that write the area's name know better."""

from dateline.incidents import account

from .made import event, report


def test_a_report_that_writes_the_area_s_name_outweighs_one_that_leaves_it_to_be_guessed() -> None:
    bare = report(
        "a", "Two farmers were shot dead by masked men at the Ekdahl mill in Meadowbrook on Tuesday.", "2019-09-17"
    )
    told = report(
        "b", "A quarrel over water: farmers shot dead at the Ekdahl mill in Meadowbrook, Wyoming.", "2019-09-18"
    )
    shared = {"day": "2019-09-17", "place": "Meadowbrook", "casualties": [("killed", 2)]}
    events = [
        event(bare, "shot dead", admin1="Alabama", country="USA", **shared),
        event(told, "shot dead", admin1="Wyoming", country="USA", **shared),
    ]
    for order in (events, events[::-1]):
        found = account(order, [], [bare, told]).incidents
        areas = {i.where.admin1 for i in found if i.where is not None and len(i.reports) == 2}
        assert areas == {"Wyoming"}
