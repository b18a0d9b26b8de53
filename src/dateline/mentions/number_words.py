"""Numbers in words."""

NUMBER_WORDS: dict[str, int] = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
} | {
    w: n
    for n, w in zip(range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True)
}
MULTIPLIERS: dict[str, int] = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
DOZEN_WORDS: dict[str, int] = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "dozen": 12,
    "millions": 2_000_000,
}
"""Open plurals and the least that they mean."""
VAGUE_WORDS: dict[str, int] = {"several": 3, "few": 2, "many": 3, "numerous": 3, "multiple": 2}
GROUP_WORDS: dict[str, int] = {"number": 2, "group": 2, "handful": 3, "bunch": 2, "band": 2, "trio": 3}
"""Nouns that count what stands after `of` (`a number of men`), and the least that they mean."""
