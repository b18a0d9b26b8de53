"""Made-up news sentences for timing coders beside one another, the same for the same seed: one JSON object with a `text` a line.

    python benchmarks/peer_sentences.py 2000 > sentences.jsonl
    python benchmarks/peer_sentences.py 2000 --plain > sentences.txt     # one sentence a line, for coders that read text

Two in three tell an event between actors, the others tell of weather, trade, sport and culture.
"""

import argparse
import json
import random
from datetime import date, timedelta

_GROUPS = (
    "M23 rebels", "Boko Haram gunmen", "Houthi fighters", "FARC dissidents", "Taliban fighters", "Al-Shabab militants",
    "separatist rebels", "gunmen on motorcycles", "armed herders", "militiamen", "Islamic State militants", "ELN guerrillas",
)  # fmt: skip
_FORCES = (
    "the Nigerian army", "Ethiopian troops", "the Colombian army", "Turkish warplanes", "Pakistani police", "Russian forces",
    "UN peacekeepers", "government soldiers", "the Syrian air force", "riot police",
)  # fmt: skip
_TOWNS = (
    "Goma", "Maiduguri", "Kandahar", "Arauca", "Sanaa", "Mogadishu", "Aleppo", "Quetta", "Kharkiv", "Bamenda", "Mekelle",
    "Gao", "Marawi", "Sittwe", "Srinagar", "Port-au-Prince",
)  # fmt: skip
_LEADERS = (
    "the foreign minister of Kenya", "Colombian President Gustavo Petro", "U.N. Secretary-General Antonio Guterres",
    "the Qatari emir", "Turkish President Recep Tayyip Erdogan", "the opposition leader", "African Union envoys",
    "the U.S. Secretary of State", "Norwegian mediators", "the prime minister",
)  # fmt: skip
_VICTIMS = "civilians villagers soldiers policemen traders worshippers teachers passengers".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_FRAMES = (
    "{group} attacked a {scene} near {town} on {day}, killing {number} {victims}, officials said.",
    "{force} shelled positions of {group} outside {town} on {day}, a spokesman said.",
    "At least {number} {victims} were killed when {group} ambushed a convoy on the road to {town}.",
    "{leader} met {leader2} in {town} on {day} to discuss a ceasefire.",
    "{leader} accused {group} of breaking the truce around {town}.",
    "{group} released {number} {victims} held near {town} since last month.",
    "{leader} called on {group} to lay down their arms and return to talks.",
    "{force} arrested {number} protesters in {town} after a march against rising prices.",
    "{leader} and {leader2} signed an agreement on prisoners in {town} on {day}.",
    "{force} will withdraw from {town} by the end of the month, {leader} said.",
    "{leader} denied that {force} had bombed a {scene} in {town}, saying the reports were invented.",
    "{group} threatened to resume attacks unless {force} leave {town}, according to a statement.",
    "Heavy rain closed the {scene} in {town} for {number} days and delayed the harvest.",
    "Shares of the largest bank in {town} rose {number} percent after it reported higher earnings.",
    "The museum of {town} opens a show of early maps on {day}, with works lent by {number} collectors.",
    "A side from {town} won the regional cup on {day} by {number} points before a large crowd.",
    "The price of maize in {town} fell for the third week, traders at the {scene} said.",
    "A festival of film in {town} showed {number} works by young directors this year.",
)
_SCENES = "market road school checkpoint hospital mosque church bridge".split()


def sentence(chance: random.Random) -> str:
    """One made-up sentence."""
    leader, leader2 = chance.sample(_LEADERS, 2)
    told = chance.choice(_FRAMES).format(
        group=chance.choice(_GROUPS), force=chance.choice(_FORCES), town=chance.choice(_TOWNS), leader=leader, leader2=leader2,
        victims=chance.choice(_VICTIMS), day=chance.choice(_DAYS), number=chance.randint(2, 60), scene=chance.choice(_SCENES),
    )  # fmt: skip
    return told[0].upper() + told[1:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain", action="store_true", help="one sentence a line instead of JSON")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    first = date(2023, 1, 1)
    for n in range(options.count):
        text = sentence(chance)
        published = (first + timedelta(days=n % 365)).isoformat()
        print(text if options.plain else json.dumps({"text": text, "published": published}))


if __name__ == "__main__":
    main()
