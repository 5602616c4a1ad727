"""The order of a check: can it be called, what does each call bring, is it right, which mistake is it."""

import inspect

import numpy as np
from gradatim.text import _

from gradatim_autograder.checking.compare import difference, shape_words, show
from gradatim_autograder.checking.conduct import broken_rules
from gradatim_autograder.checking.diagnose import diagnose
from gradatim_autograder.checking.evidence import Evidence
from gradatim_autograder.checking.habits import constant_factor
from gradatim_autograder.checking.result import Part, Result
from gradatim_autograder.checking.subject import Call

HALF = 0.5  # share of the points for right numbers in the wrong shape, or beside a broken rule of conduct
PRINTED_LINES = 12
SHORT = 6  # vectors of up to so many numbers are shown, so that an example can be computed by hand


def judge(subject, exercise, seed) -> Result:
    """Check `subject` (something with `call`, `signature` and `is_empty`) on the probes of `seed`."""
    if subject.is_empty():
        return _not_written(exercise)
    fault = _wrong_parameters(subject, exercise)
    if fault:
        return _wrong(exercise, [fault], mistakes=("wrong_parameters",))
    probes = exercise.draw(seed)
    calls = []
    for probe in probes:
        call = subject.call(probe.args)
        if call.raised and call.raised.stopped:
            return _wrong(
                exercise, [_stopped_text(call, subject.on_a_clock)], mistakes=("stopped",), printed=call.printed
            )
        calls.append(call)
    if all(call.raised and call.raised.not_written for call in calls):
        return _not_written(exercise)
    evidence = Evidence(exercise, [probe.args for probe in probes], calls, [probe.part for probe in probes])
    return _verdict(exercise, probes, calls, evidence, broken_rules(subject, exercise, probes, calls, evidence))


# -- can it be called -----------------------------------------------------------------------------------------


def _wrong_parameters(subject, exercise):
    signature = subject.signature()
    if signature is None:
        return None
    try:
        signature.bind(*exercise.parameters)
        return None
    except TypeError:
        pass
    mine = [p.name for p in signature.parameters.values() if p.kind is not inspect.Parameter.KEYWORD_ONLY]
    return _("It has the parameters ({mine}); the exercise calls it with ({wanted}).").format(
        mine=", ".join(mine), wanted=", ".join(exercise.parameters)
    )


# -- is it right -------------------------------------------------------------------------------------------------


def _verdict(exercise, probes, calls, evidence, faults):
    reached, texts = _points(exercise, probes, calls, evidence)
    if faults:
        reached = {part: points * HALF for part, points in reached.items()}
    parts = tuple(Part(part, reached[part], maximum) for part, maximum in exercise.points.items())
    points = round(sum(reached.values()), 2)
    if points == exercise.max_points:
        return Result(exercise.name, points, exercise.max_points, "right", _("All right."), parts=parts)
    right_values = not texts
    found = None if right_values else diagnose(exercise, evidence)
    lines = [text for _name, text in faults] + texts
    mistakes = tuple(name for name, _text in faults)
    if found is None:
        return _wrong(exercise, lines, points, parts, mistakes, printed=_printed(calls))
    if not found.names:
        lines += _factor_lines(evidence) if exercise.reveal and not exercise.look else []
        mistakes += tuple(dict.fromkeys(answer.mistake for answer in evidence.answers if answer.mistake))
    return _wrong(
        exercise,
        lines,
        points,
        parts,
        found.names + mistakes,
        certain=found.certain,
        hints=found.hints,
        reread=found.reread or (_(exercise.section),),
        printed=_printed(calls),
    )


def _points(exercise, probes, calls, evidence):
    """The points reached by part, and for the first difference of each result a text."""
    shares = dict.fromkeys(exercise.points, 1.0)
    texts = {}
    for probe, call, answer, right in zip(probes, calls, evidence.answers, evidence.right, strict=True):
        for name, want in right.results.items():
            part = probe.part or (name if name in exercise.points else exercise.returns[0])
            if answer.kind:
                shares[part] = 0.0
                texts.setdefault("", _problem_text(exercise, probe, call, answer))
                continue
            found = difference(name, answer.results[name], want, exercise.reveal)
            if found:
                shares[part] = min(shares[part], HALF if found.only_shape else 0.0)
                texts.setdefault(name, _with_arguments(found.text, exercise, probe, call))
    return {part: exercise.points[part] * share for part, share in shares.items()}, list(texts.values())


def _problem_text(exercise, probe, call, answer):
    if not call.raised:
        return answer.text
    if call.raised.not_written:
        return _("It is not written to the end: {place}").format(place=call.raised.place)
    text = f"{call.raised.kind}: {call.raised.text.rstrip('.')}." if call.raised.text else f"{call.raised.kind}."
    if call.raised.kind == "SystemExit":
        text = _("It ends the program (exit or quit) instead of returning.")
    if call.raised.kind == "StdinNotImplementedError":
        text = _("It asks for input(), which nobody can answer here.")
    place = "\n" + _("It happened in {place}").format(place=call.raised.place) if call.raised.place else ""
    return f"{text}{place}\n{_arguments(exercise, probe)}".rstrip()


def _with_arguments(text, exercise, probe, call):
    warned = "".join("\n" + _("NumPy warned: {text}.").format(text=each) for each in call.warned[:2])
    arguments = "\n" + _arguments(exercise, probe) if probe.args and exercise.reveal else ""
    return f"{text}{arguments}{warned}"


def _arguments(exercise, probe):
    if not probe.args:
        return ""
    words = [f"{n} {_argument_words(v)}" for n, v in zip(exercise.arguments, probe.args, strict=False)]
    return _("The arguments were: {arguments}.").format(arguments="; ".join(words))


def _argument_words(value):
    if isinstance(value, bool):
        return f"= {value}"
    if isinstance(value, int | float | np.number):
        return f"= {show(value)}"
    if isinstance(value, np.ndarray) and value.ndim == 1 and value.dtype.kind in "biuf" and value.size <= SHORT:
        return f"= [{', '.join(map(show, value))}]"
    if isinstance(value, np.ndarray):
        return shape_words(value.shape)
    if isinstance(value, list | tuple):
        return _("a list of {count}").format(count=len(value))
    if isinstance(value, dict):
        return _("a dict of {keys}").format(keys=", ".join(map(str, value)))
    if isinstance(value, np.random.Generator):
        return _("a random generator")
    if callable(value):
        return _("the function {name}").format(name=getattr(value, "__name__", type(value).__name__))
    return type(value).__name__


def _factor_lines(evidence):
    lines = []
    for name in evidence.wrong_names():
        if any(answer.kind for answer in evidence.answers):
            break
        factor = constant_factor(evidence.column(evidence.answers, name), evidence.column(evidence.right, name))
        if factor is not None and abs(factor - 1) > 0.001:
            lines.append(_("{name} is always {factor:.4g} times the right value.").format(name=name, factor=factor))
    return lines


# -- the results ---------------------------------------------------------------------------------------------------


def _not_written(exercise):
    text = _("Write your lines in place of raise NotImplementedError(), run that cell, then run this one again.")
    heading = _("Not written yet.")
    return Result(exercise.name, 0.0, exercise.max_points, "not written", heading, (text,))


def _stopped_text(call: Call, on_a_clock):
    text = _("You stopped the check while your function was running. Does a loop never end?")
    if on_a_clock:
        text = _("Your function took too long and was stopped. Does a loop never end?")
    return f"{text} {_('It was in {place}').format(place=call.raised.place)}" if call.raised.place else text


def _wrong(exercise, lines, points=0.0, parts=(), mistakes=(), certain=True, hints=(), reread=(), printed=""):
    heading = _("Partly right.") if points else _("Not right yet.")
    return Result(
        exercise.name,
        points,
        exercise.max_points,
        "wrong",
        heading,
        tuple(lines),
        tuple(parts),
        tuple(mistakes),
        certain,
        tuple(hints),
        tuple(reread),
        printed,
    )


def _printed(calls):
    text = next((call.printed for call in calls if call.printed.strip()), "")
    lines = text.rstrip().splitlines()
    return "\n".join(lines[:PRINTED_LINES] + (["…"] if len(lines) > PRINTED_LINES else []))
