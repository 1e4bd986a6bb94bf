"""What is known of a rota that was chosen: proved, or how far from the best it may be at most."""

from __future__ import annotations

from typing import Final

from comah.model.words import count_words
from comah.oncall.build.problem import Aim, Choice, Problem, Proof

_LEDGERS: Final = (Aim.WEEKS, Aim.WEEKENDS, Aim.BANK_HOLIDAYS, Aim.CHRISTMAS)


def result_words(choice: Choice) -> str:
    """Say it in short, as the record keeps it."""
    open_ = [one for one in choice.proofs if not one.is_proved]
    if not open_:
        return "proved: no better rota by these rules"
    return f"not proved: {', '.join(f'{one.aim.shown} ({_reach(one)})' for one in open_)}"


def proof_words(problem: Problem, choice: Choice) -> tuple[str, ...]:
    """Say it aim by aim, in the order in which they count."""
    proofs = {one.aim: one for one in choice.proofs}
    lines = [f"Cover: {_cover(choice)}. {_proved(proofs[Aim.COVER], _best_cover(choice))}"]
    told = sum(bool(person) for vacancy in problem.vacancies for person in vacancy.told)
    if told:
        kept = f"{proofs[Aim.TOLD].value} of {count_words(told, 'turn')} that people had been told change hands"
        lines.append(f"Told: {kept}. {_proved(proofs[Aim.TOLD], 'no rota so well covered changes fewer')}")
    lines.append(f"Fairness: {_fairness(proofs)}")
    if problem.wishes:
        met, against = _wishes(problem, choice)
        words = f"{met} of those wanted, {against} of those to be avoided"
        lines.append(f"Wishes: {words}. {_proved(proofs[Aim.WISHES], 'no rota as fair does better')}")
    return tuple(lines)


def _cover(choice: Choice) -> str:
    places = [person for people in choice.people for person in people]
    open_ = places.count("")
    return (
        f"{open_} of {count_words(len(places), 'place')} with NOBODY" if open_ else f"all {len(places)} places filled"
    )


def _best_cover(choice: Choice) -> str:
    """Say what no rota does; where a second place is open, another may have fewer open at the cost of a first one."""
    if any("" in people[1:] for people in choice.people):
        return "no rota leaves fewer first places open, nor as few of them and fewer second ones"
    return "no rota leaves fewer places open"


def _fairness(proofs: dict[Aim, Proof]) -> str:
    open_ = [aim for aim in _LEDGERS if not proofs[aim].is_proved]
    proved = [aim.shown for aim in _LEDGERS if aim not in open_]
    parts = [f"{', then '.join(proved)}: proved, no rota is fairer"] if proved else []
    parts += [f"{aim.shown}: {_reach(proofs[aim])}, not proved" for aim in open_]
    return "; ".join(parts)


def _wishes(problem: Problem, choice: Choice) -> tuple[int, int]:
    had = [problem.wishes.get((person, number), 0) for number, people in enumerate(choice.people) for person in people]
    return had.count(1), had.count(-1)


def _proved(proof: Proof, words: str) -> str:
    return f"Proved: {words}" if proof.is_proved else f"Not proved: {_reach(proof)}"


def _reach(proof: Proof) -> str:
    percent = proof.gap_percent
    return "how near the best is not known" if percent is None else f"at most {percent:.1f}% from the best"
