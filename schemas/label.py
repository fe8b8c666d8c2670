"""Labels: an observation in a few words that a person can read."""

from __future__ import annotations

from schemas.codes import Dimension, Measure, Stage, Stream, Unit
from schemas.observation import Observation

#: Words for codes that do not read well with their underscores taken out.
_WORDS: dict[str, str] = {
    Stream.CHILDREN_STATUTORY: "children's statutory",
    Stream.CHILDREN_CORPORATE: "children's corporate",
    Stream.CHILDREN: "children's",
    Stream.ALL: "all procedures",
    Stage.STAGE_2_ESCALATED: "stage 2 after stage 1",
    Stage.DFE: "Department for Education",
    Measure.ON_TIME: "on time",
    Measure.ON_TIME_TARGET: "target for on time",
    Measure.UPHELD: "fully upheld",
    Measure.PARTIALLY_UPHELD: "partly upheld",
    Measure.UPHELD_OR_PARTIALLY_UPHELD: "upheld or partly upheld",
    Measure.AVERAGE_DAYS: "on average",
}


def words(code: str) -> str:
    """A code as words: ``adult_social_care`` gives ``adult social care``."""
    return _WORDS.get(code, code.replace("_", " "))


def number(value: float) -> str:
    """A number as a person writes it: 1379.0 gives ``1,379``, 13.80 gives ``13.8``."""
    return f"{value:,.10f}".rstrip("0").rstrip(".")


def amount(value: float, unit: str) -> str:
    """A number with its unit: ``26%``, ``13.8 days``, ``£1,200``, ``2.5 per 1,000``."""
    text = number(value)
    match unit:
        case Unit.PERCENT:
            return f"{text}%"
        case Unit.DAYS:
            return f"{text} day" if value == 1 else f"{text} days"
        case Unit.GBP:
            return f"£{value:,.2f}".removesuffix(".00")
        case Unit.PER_1000:
            return f"{text} per 1,000"
        case _:
            return text


def label(observation: Observation, council: str) -> str:
    """An observation as words: ``Stockport, corporate stage 1, 2023-24: 179 received``.

    Args:
        observation: what to put into words.
        council: the council's name.
    """
    procedure = words(observation.stream)
    stage = "" if observation.stage is Stage.ALL else f" {words(observation.stage)}"
    limit = f" (limit {observation.target_days} days)" if observation.target_days else ""
    group = ""
    if observation.dimension and observation.category:
        kind = "" if observation.dimension is Dimension.OTHER else f"{words(observation.dimension)} "
        group = f" – {kind}“{observation.category}”"
    what = f"{amount(observation.value, observation.unit)} {words(observation.measure)}"
    return f"{council}, {procedure}{stage}, {observation.period}: {what}{limit}{group}"
