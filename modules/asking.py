"""What must be equal in a block in all languages, so that an answer means the same in each. Pure."""

from __future__ import annotations

from modules.blocks import Answered, Checklist, EnergyLog, ManyQuiz, Quiz, Scale, TrainingLog
from modules.quizzes import MatchQuiz, NumberQuiz, OrderQuiz, TrueFalseQuiz


def asked(block: Answered) -> tuple[object, ...]:
    """Two blocks with equal ones take the same answers. Words in which one answers may differ."""
    return block.kind, block.block, *_more(block)


def _more(block: Answered) -> tuple[object, ...]:
    match block:
        case Quiz() | ManyQuiz():
            return tuple(choice.is_right for choice in block.choices)
        case TrueFalseQuiz():
            return tuple(statement.is_true for statement in block.statements)
        case OrderQuiz():
            return (len(block.things),)
        case MatchQuiz():
            return tuple(block.answers)
        case NumberQuiz():
            return tuple((amount.number, amount.within, amount.is_right) for amount in block.amounts)
        case Checklist():
            return (len(block.things),)
        case Scale():
            return block.lowest, block.highest
        case EnergyLog():
            return (block.days,)
        case TrainingLog():
            return block.weeks, block.aim
        case _:
            return ()
