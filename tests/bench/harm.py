"""What sound documents lose: Han characters, whole documents, and their peace in a second run."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from itertools import product

import zlcli
from tests.bench.sound import Sound, documents, sample
from zlcli.document import Format, Target
from zlcli.model.characters import HAN_CHARACTER

_TARGETS: tuple[Target, ...] = ("keep", "hans", "hant")
_FORMATS: tuple[Format, ...] = ("text", "md")


def main(*, short: bool) -> None:
    """Print the table, a row a source; ``short`` takes a sample."""
    print("harm to sound documents, each as text and md, in its script, Simplified and Traditional")
    by_source: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sound in sample(documents(), short=short):
        for target, form in product(_TARGETS, _FORMATS):
            by_source[sound.source] += _harm(sound, target, form)
    for source, counts in (*by_source.items(), ("all", sum(by_source.values(), Counter[str]()))):
        lost = counts["lost"] / (counts["han"] or 1)
        print(
            f"  {source:28} of {counts['runs']:5} runs: Han lost {100 * lost:.4f} % of {counts['han']}, "
            f"emptied {counts['emptied']}, changed by a second run {counts['again']}"
        )


def _harm(sound: Sound, target: Target, form: Format) -> Counter[str]:
    once = zlcli.normalize(sound.text, to=target, format=form).text
    again = zlcli.normalize(once, to=target, format=form).text
    han, left = (len(HAN_CHARACTER.findall(text)) for text in (sound.text, once))
    if "-v" in sys.argv and (left < han or again != once):
        print(f"    {sound.source} {sound.name} {target} {form}: {han - left} lost, {'again' if again != once else ''}")
    return Counter(runs=1, han=han, lost=max(0, han - left), emptied=not once.strip(), again=once != again)


if __name__ == "__main__":
    main(short="--short" in sys.argv[1:])
