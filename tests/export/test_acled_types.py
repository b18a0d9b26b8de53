"""ACLED's sub-event types, on sentences of ours from several conflicts."""

import pytest

from dateline.export import acled_sub_event


def side(text, *sectors):
    return [{"text": text, "name": text, "sectors": list(sectors)}] if text else []


def made(event_type, text, mode=None, source=(), target=(), killed=None):
    casualties = [{"harm": "killed", "high": killed}] if killed else []
    event = {"event_type": event_type, "mode": mode, "source": side(*source) if source else [], "means": None,
             "target": side(*target) if target else [], "casualties": casualties, "evidence": []}  # fmt: skip
    found = acled_sub_event(event, text)
    return found[1] if found else None


@pytest.mark.parametrize(
    ("wanted", "event_type", "text", "given"),
    [
        ("Armed clash", "ASSAULT", "Renamo fighters clashed with police in Sofala.", {"source": ("Renamo", "REB")}),
        ("Armed clash", "ASSAULT", "Rebels raided an army post in Kidal.", {"target": ("an army post", "MIL")}),
        ("Attack", "ASSAULT", "Gunmen shot dead six farmers near Mindanao.", {"killed": 6}),
        ("Air/drone strike", "ASSAULT", "Jets bombed a camp in Yemen.", {"mode": "aerial"}),
        ("Shelling/artillery/missile attack", "ASSAULT", "Mortars fell on Sarajevo market.", {}),
        ("Shelling/artillery/missile attack", "ASSAULT", "A rocket-propelled grenade hit the ferry.", {}),
        ("Grenade", "ASSAULT", "A grenade thrown into a bar in Bujumbura wounded nine.", {}),
        ("Suicide bomb", "ASSAULT", "A suicide bomber struck a mosque in Maiduguri.", {}),
        ("Remote explosive/landmine/IED", "ASSAULT", "A landmine killed two herders in Casamance.", {"killed": 2}),
        ("Chemical weapon", "ASSAULT", "Sarin was used against the village.", {}),
        ("Sexual violence", "ASSAULT", "Soldiers raped women in Tabit, witnesses said.", {}),
        ("Abduction/forced disappearance", "ASSAULT", "The rebels kidnapped 20 pupils.", {"mode": "abduct"}),
        ("Peaceful protest", "PROTEST", "Thousands marched through La Paz.", {"mode": "demo"}),
        ("Protest with intervention", "PROTEST", "Police used tear gas to disperse a march in Lome.", {}),
        (
            "Excessive force against protesters",
            "ASSAULT",
            "Troops opened fire on protesters in Conakry.",
            {"killed": 9},
        ),
        ("Violent demonstration", "PROTEST", "Demonstrators in Kathmandu threw stones at officers.", {}),
        ("Violent demonstration", "PROTEST", "Protesters threw petrol bombs in Athens.", {}),
        ("Mob violence", "ASSAULT", "A mob beat two men to death in Bangui.", {"killed": 2}),
        (
            "Government regains territory",
            "COERCE",
            "The army retook the town of Mocha.",
            {"source": ("The army", "MIL")},
        ),
        (
            "Non-state actor overtakes territory",
            "COERCE",
            "M23 captured the town of Bunagana.",
            {"source": ("M23", "REB")},
        ),
        ("Disrupted weapons use", "COERCE", "Police seized 12 rifles in Karamoja.", {"source": ("Police", "COP")}),
        (
            "Arrests",
            "COERCE",
            "Police arrested four suspects in Dhaka.",
            {"mode": "arrest", "source": ("Police", "COP")},
        ),
        ("Agreement", "AGREE", "The factions agreed on a ceasefire in Tajikistan.", {}),
        ("Agreement", "RETREAT", "The rebels freed 12 soldiers.", {"mode": "release"}),
        ("Headquarters or base established", "MOBILIZE", "The militia set up a base in the hills.", {}),
        ("Change to group/activity", "MOBILIZE", "The army sent more tanks to the border.", {"mode": "troops"}),
        ("Looting/property destruction", "ASSAULT", "Militiamen burned houses in Bor.", {}),
        ("Non-violent transfer of territory", "RETREAT", "Troops left the town of Senafe.", {"mode": "withdraw"}),
    ],
)
def test_event_gets_its_sub_event_type(wanted, event_type, text, given):
    assert made(event_type, text, **given) == wanted


def test_mere_words_are_no_acled_event():
    assert made("ACCUSE", "The minister blamed the rebels.") is None
    assert made("CONSULT", "The president met the ambassador.") is None
