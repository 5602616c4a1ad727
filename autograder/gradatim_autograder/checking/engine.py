"""The order of a check: can it be called, what does each call bring, is it right, which mistake is it."""

import inspect

import numpy as np
from gradatim.text import _

from gradatim_autograder.checking.compare import difference, shape_words
from gradatim_autograder.checking.diagnose import Evidence, constant_factor, diagnose, same_answers
from gradatim_autograder.checking.result import Part, Result
from gradatim_autograder.checking.subject import Call, identical, local

HALF = 0.5  # share of the points for right numbers in the wrong shape, or beside a broken rule of conduct
PRINTED_LINES = 12
OTHER_STATE = 20240229  # of a generator, for a call that has to give other random numbers
FORM = {"none": "returned_none", "count": "wrong_number_of_results"}  # mistakes that need no declaration


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
            return _wrong(exercise, [_stopped_text(call)], mistakes=("stopped",), printed=call.printed)
        calls.append(call)
    if all(call.raised and call.raised.not_written for call in calls):
        return _not_written(exercise)
    evidence = Evidence(exercise, [probe.args for probe in probes], calls)
    return _verdict(exercise, probes, calls, evidence, _conduct(subject, exercise, probes, calls, evidence))


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


# -- conduct: inputs untouched, the same answer twice, random numbers from the generator that is passed in ------


def _conduct(subject, exercise, probes, calls, evidence):
    """Broken rules of conduct: a list of (short name, text)."""
    faults = []
    changed = sorted({exercise.arguments[i] for call in calls for i in call.changed})
    if changed:
        text = _(
            "It changes its input: {names}. The caller still needs those values. Work on a new array: "
            "write a = a + b, not a += b, and copy before you assign to entries."
        )
        faults.append(("input_changed", text.format(names=", ".join(changed))))
    args, first = probes[0].args, calls[0]
    again = subject.call(args)
    if any(isinstance(value, np.random.Generator) for value in args):
        text = None if evidence.answers[0].kind else _random_fault(subject, exercise, args, first, again)
        faults += [("rng_not_used", text)] if text else []
    elif not first.raised and not same_answers([evidence.read(0, again)], evidence.answers[:1]):
        text = _(
            "A second call with the same arguments gives another answer. Does it keep something from call to call?"
        )
        faults.append(("not_repeatable", text))
    return faults


def _random_fault(subject, exercise, args, first, again):
    """What is wrong with where the random numbers come from, or None. Their distribution is not the question here."""
    if _repeats(first, again) is False:
        return _(
            "A second call with the generator in the same state gives other numbers. "
            "Draw them from the generator that is passed in, with its methods, not from np.random."
        )
    other = tuple(np.random.default_rng(OTHER_STATE) if isinstance(v, np.random.Generator) else v for v in args)
    right = local(exercise, exercise.solve)
    if _repeats(right.call(args), right.call(other)) is False and _repeats(first, subject.call(other)):
        return _(
            "It gives the same numbers whatever state the generator is in. "
            "Draw them from the generator that is passed in; do not make one inside the function or set a seed."
        )
    return None


def _repeats(call, other):
    """Whether two calls returned the very same values; None where that cannot be said."""
    try:
        return None if call.raised or other.raised else identical(call.returned, other.returned)
    except Exception:  # an object's own comparison may raise anything
        return None


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
        mistakes += tuple(dict.fromkeys(FORM[answer.kind] for answer in evidence.answers if answer.kind in FORM))
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
    text = f"{call.raised.kind}: {call.raised.text}." if call.raised.text else f"{call.raised.kind}."
    if call.raised.kind == "SystemExit":
        text = _("It ends the program (exit or quit) instead of returning.")
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
    if isinstance(value, np.ndarray):
        return shape_words(value.shape)
    if isinstance(value, bool):
        return f"= {value}"
    if isinstance(value, int | float | np.number):
        return f"= {value:.5g}"
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


def _stopped_text(call: Call):
    text = _("You stopped the check while your function was running. Does a loop never end?")
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
