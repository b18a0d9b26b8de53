import pytest

from dateline.claims import claimant_kind
from dateline.records import ActorRef


def actor(text, actor_id=None, country=None, sectors=(), role=None):
    return ActorRef(text, 0, len(text), actor_id, None, country, sectors, role)


FARC = actor("the FARC", "farc-col", "COL", ("REB",))
ARMY = actor("the Colombian army", "army-col", "COL", ("MIL",))


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        (actor("a FARC spokesman", "farc-col", "COL", ("REB",)), "party"),
        (actor("the defence ministry", "defence-col", "COL", ("GOV", "MIL")), "party"),
        (actor("a hospital official"), "medical"),
        (actor("Dr Ana Ruiz", role="surgeon at the regional clinic"), "medical"),
        (actor("residents of Tumaco"), "witness"),
        (actor("the Red Cross"), "ngo"),
        (actor("UNICEF", "unicef", None, ("IGO",)), "un"),
        (actor("Radio Caracol"), "media"),
        (actor("the provincial governor"), "official"),
        (actor("a person who asked not to be named"), "unnamed"),
        (None, "media"),
    ],
)
def test_the_kind_of_a_claimant_follows_from_side_sector_and_words(speaker, kind):
    assert claimant_kind(speaker, (FARC, ARMY)) == kind
