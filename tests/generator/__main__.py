"""``python -m tests.generator --seeds 0:200 [--keep DIR]``: how many of the facts come back, and which do not.

Prints recall and precision over all, by phrasing family and by layout, worst first, each with places that failed.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from multiprocessing import Pool
from pathlib import Path

from tests.generator.report import made
from tests.generator.score import Result, read_back
from tests.generator.truth import Tally, told


def total(results: Iterable[Result]) -> Tally:
    """The tallies of many places as one."""
    sum_ = Tally()
    for each in results:
        sum_.add(each.tally)
    return sum_


def line(name: str, tally: Tally) -> str:
    """One line of the account."""
    recall = f"recall {tally.recall:6.1%} of {tally.expected:5}"
    precision = f"precision {tally.precision:6.1%} of {tally.read:5}"
    return f"{name:44} {tally.places:5} places {tally.exact:5} exact  {recall}  {precision}"


def faults(tally: Tally) -> int:
    """What went wrong."""
    return len(tally.missed) + len(tally.wrong)


def account(results: list[Result], examples: int) -> None:
    """Print all that was measured."""
    print(line("all", total(results)))
    for group in ("phrase", "layout", "elsewhere"):
        print(line(group, total(each for each in results if each.group == group)))
    for look in sorted({each.look for each in results if each.look}):
        print(line(f"look: {look}", total(each for each in results if each.look == look)))
    print(
        "causes: "
        + "; ".join(
            f"{cause}: {count}"
            for cause, count in sum((one.tally.causes() for one in results), Counter[str]()).most_common()
        )
    )
    seeds = {each.seed for each in results}
    whole = seeds - {each.seed for each in results if faults(each.tally)}
    print(f"reports that came back exactly: {len(whole)} of {len(seeds)}: {' '.join(map(str, sorted(whole)))}")
    by_name: dict[str, list[Result]] = defaultdict(list)
    for each in results:
        by_name[f"{each.group}: {each.name}"].append(each)
    for name, found in sorted(by_name.items(), key=lambda pair: -sum(faults(one.tally) for one in pair[1])):
        print("\n" + line(name, total(found)))
        causes = sum((one.tally.causes() for one in found), Counter[str]())
        print("    " + "; ".join(f"{cause}: {count}" for cause, count in causes.most_common()))
        for each in [one for one in found if faults(one.tally)][:examples]:
            print(f"    seed {each.seed} {each.look}")
            if each.told:
                print("    | " + each.told.words.replace("\n", "\n    | "))
            for missed in each.tally.missed[:6]:
                print(f"        missed {missed}")
            for wrong in each.tally.wrong[:6]:
                print(f"        wrong  {told(wrong)}")


def sort_out(results: list[Result], folder: Path) -> None:
    """Write down which short reports come back exactly and which do not, with what is wrong: the fixtures."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for each in results:
        tallies[each.seed].add(each.tally)
        tallies[each.seed].missed += each.tally.missed
        tallies[each.seed].wrong += each.tally.wrong
    reasons = {
        seed: "; ".join(f"{cause}: {count}" for cause, count in tally.causes().most_common())
        for seed, tally in sorted(tallies.items())
    }
    (folder / "exact.txt").write_text("".join(f"{seed}\n" for seed, why in reasons.items() if not why))
    (folder / "failed.txt").write_text("".join(f"{seed} | {why}\n" for seed, why in reasons.items() if why))


def _read(job: tuple[str, Path | None]) -> list[Result]:
    return read_back(*job)


def main() -> None:
    """Read the reports of a range of seeds back."""
    parser = argparse.ArgumentParser(prog="python -m tests.generator", description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", default="0:100", help="first:last (the last one not included), or one seed")
    parser.add_argument("--short", action="store_true", help="reports with one place: each family and layout by itself")
    parser.add_argument("--only", default="", help="with --short: families and layouts whose name contains this")
    parser.add_argument("--keep", type=Path, help="keep the PDFs in this folder")
    parser.add_argument("--examples", type=int, default=3, help="places that failed to show for each family")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--sort-out", action="store_true", help="with --short: write exact.txt and failed.txt anew")
    given = parser.parse_args()
    first, _, last = given.seeds.partition(":")
    numbers = range(int(first), int(last or int(first) + 1))
    seeds = [str(number) for number in numbers]
    if given.short:
        seeds = [f"{name}#{number}" for name in made() if given.only in name for number in numbers]
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
    with Pool(given.workers) as pool:
        results = [each for found in pool.imap(_read, [(seed, given.keep) for seed in seeds]) for each in found]
    if given.sort_out:
        sort_out(results, Path(__file__).parent)
    account(results, given.examples)


if __name__ == "__main__":
    main()
