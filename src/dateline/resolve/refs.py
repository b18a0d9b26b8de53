"""Actor references of records, from mentions and what they were resolved to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.records import ActorMention, ActorRef, ReportMentions, Sentence

from .coreference import ResolvedActor


def ref_of_mention(mention: ActorMention) -> ActorRef:
    """The reference that a mention gives by itself, before the report is looked at."""
    return ActorRef(
        mention.text,
        mention.start,
        mention.end,
        mention.actor_id,
        " ".join((mention.name or mention.text).split()),
        mention.country,
        mention.sectors,
        mention.role,
        mention.is_anonymous,
    )


@dataclass(frozen=True, slots=True)
class Cast:
    """The report's actor mentions with what each resolves to."""

    mentions: ReportMentions
    resolved: Mapping[tuple[int, int], ResolvedActor]

    def refs(self, sentence: int, indexes: Sequence[int]) -> tuple[ActorRef, ...]:
        """The references of some mentions of a sentence, groups opened to their members, each actor once."""
        found: list[ActorRef] = []
        for index in indexes:
            known = self.resolved.get((sentence, index))
            refs = known.refs if known else (ref_of_mention(self.mentions.sentences[sentence].actors[index]),)
            for ref in refs:
                if all((ref.start, ref.name) != (f.start, f.name) for f in found):
                    found.append(ref)
        return tuple(found)

    def at_token(self, sentence: int, token: int) -> ActorRef | None:
        """The reference of the mention headed by `token`, or of the smallest that covers it."""
        actors = self.mentions.sentences[sentence].actors
        covering = [i for i, a in enumerate(actors) if a.head == token] or sorted(
            (i for i, a in enumerate(actors) if a.lo <= token < a.hi), key=lambda i: (actors[i].hi - actors[i].lo, i)
        )
        refs = self.refs(sentence, covering[:1])
        return refs[0] if refs else None

    def in_span(self, sentence: int, lo: int, hi: int, head: int) -> ActorRef | None:
        """The reference headed by `head`, else of the mention in the range that lies nearest to it."""
        exact = self.at_token(sentence, head) if head >= 0 else None
        if exact:
            return exact
        actors = self.mentions.sentences[sentence].actors
        inside = [i for i, a in enumerate(actors) if lo <= a.head < hi]
        inside.sort(key=lambda i: (abs(actors[i].head - head), i))
        refs = self.refs(sentence, inside[:1])
        return refs[0] if refs else None


def ref_of_words(s: Sentence, report_text: str, lo: int, hi: int) -> ActorRef:
    """A bare reference to a phrase that no actor mention covers."""
    start, end = s.starts[lo], s.ends[hi - 1]
    text = report_text[start:end]
    return ActorRef(text, start, end, None, " ".join(text.split()), None, (), None)
