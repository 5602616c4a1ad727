"""The order of a check: can it be called, what does each call bring, is it right, which mistake is it."""

import inspect
from functools import partial

import numpy as np
from gradatim.text import _

from gradatim_autograder.checking.behaviour import behaviour
from gradatim_autograder.checking.compare import difference, shape_words, show
from gradatim_autograder.checking.conduct import NOT_REPEATED, broken_rules
from gradatim_autograder.checking.course_functions import quiet
from gradatim_autograder.checking.evidence import Evidence, same_answers
from gradatim_autograder.checking.not_by_hand import BORROWED, NUMERICAL, borrowed, differentiated
from gradatim_autograder.checking.subject import Call, Lost, Subject
from gradatim_autograder.diagnosis.code import permuted
from gradatim_autograder.diagnosis.diagnose import diagnose
from gradatim_autograder.diagnosis.finding import CODE, CONDUCT, FORM, MISTAKE, MOST, PATTERN, Diagnosis, Finding
from gradatim_autograder.exercise import Exercise
from gradatim_autograder.verdict.result import Part, Result

HALF = 0.5  # share of the points for right numbers in the wrong shape, or beside a broken rule of conduct
PRINTED_LINES = 12
PATIENCE = 1.0  # seconds of processor time that the first calls may have taken where further ones are made
FURTHER = 4  # seeds whose arguments are tried where all that is wrong seems to be one class of arguments
SHORT = 6  # vectors of up to so many numbers are shown, so that an example can be computed by hand


def is_right(subject: Subject, exercise: Exercise, seed: int) -> bool:
    """Whether the answers are right on the probes of `seed`, wherever they come from."""
    probes = exercise.draw(seed)
    calls = [subject.call(probe.args) for probe in probes]
    with quiet():
        evidence = Evidence(exercise, [probe.args for probe in probes], calls)
    return same_answers(evidence.answers, evidence.right)


def judge(subject: Subject, exercise: Exercise, seed: int) -> Result:
    """Check `subject` on the probes of `seed`."""
    if subject.is_empty():
        return _not_written(exercise)
    text = borrowed(subject, exercise)
    if text:
        return _shortcut(exercise, text, BORROWED)
    fault = _wrong_parameters(subject, exercise)
    if fault:
        return _wrong(exercise, [fault], [Finding("wrong_parameters", "", FORM)])
    probes = exercise.draw(seed)
    calls, began = [], subject.processor_time()
    for probe in probes:
        call = subject.call(probe.args)
        if call.raised and call.raised.stopped:
            lines, findings = [_stopped_text(call, subject.on_a_clock)], [Finding("stopped", "", CONDUCT)]
            return _wrong(exercise, lines, findings, printed=call.printed)
        calls.append(call)
    if all(call.raised and call.raised.not_written for call in calls):
        return _not_written(exercise)
    quick = subject.processor_time() - began < PATIENCE
    text = borrowed(subject, exercise, calls)
    if text:
        return _shortcut(exercise, text, BORROWED)
    with quiet():
        evidence = Evidence(exercise, [probe.args for probe in probes], calls, [probe.part for probe in probes])
    text = differentiated(subject, exercise, evidence)
    if text:
        return _shortcut(exercise, text, NUMERICAL)
    more = partial(_further, subject, exercise, seed) if quick else None
    return _verdict(subject, exercise, probes, calls, evidence, more)


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


def _verdict(subject, exercise, probes, calls, evidence, more):
    faults = broken_rules(subject, exercise, probes, calls, evidence)
    reached, differences = _points(exercise, probes, evidence)
    if faults:
        reached = {part: points * HALF for part, points in reached.items()}
    parts = tuple(Part(part, reached[part], maximum) for part, maximum in exercise.points.items())
    points = round(sum(reached.values()), 2)
    if points == exercise.max_points:
        return Result(exercise.name, points, exercise.max_points, "right", _("All right."), parts=parts)
    broken = [Finding(name, text, CONDUCT) for name, text in faults]
    with quiet():  # what differs from call to call is the same as nothing
        repeats = not {name for name, _text in faults} & NOT_REPEATED
        behaves = behaviour(evidence.answers, evidence.right) if repeats else ""
    if not differences:
        return _wrong(exercise, [], broken, points, parts, printed=_printed(calls), behaviour=behaves)
    order = permuted(exercise, subject.signature())
    found = Diagnosis((order,)) if order else diagnose(exercise, evidence, subject.facts(exercise), more)
    if broken:  # what a function keeps or changes makes wrong numbers of right ones: patterns in them mislead
        found = found.without(PATTERN)
    forms = dict.fromkeys(answer.mistake for answer in evidence.answers if answer.mistake)
    known = [each for each in found.findings if each.kind == MISTAKE]
    code = [each for each in found.findings if each.kind == CODE]
    others = [each for each in found.findings if each.kind not in (CODE, MISTAKE)]
    names = {each.name for each in found.findings}
    form = [Finding(name, "", FORM) for name in forms if name not in names]
    reread = dict.fromkeys(heading for each in found.findings for heading in each.reread)
    wrong_args = [args for args, wrong in zip(evidence.args, evidence.wrong(), strict=True) if wrong]
    failed = dict.fromkeys(each.name for args in wrong_args for each in exercise.classes_of(args))
    return _wrong(
        exercise,
        _difference_lines(exercise, probes, calls, evidence, differences),
        [*_at_most(MOST, known, broken, [*code, *others]), *form],
        points,
        parts,
        one_of=found.one_of,
        reread=tuple(reread) or (_(exercise.section),),
        printed=_printed(calls),
        classes=tuple(failed),
        behaviour=behaves,
    )


def _further(subject, exercise, seed):
    """Evidence of further arguments, drawn from other seeds; None where a call was stopped. What is lost with one of
    these calls costs no points: it is noted in the subject.
    """
    probes = [probe for other in range(seed + 1, seed + 1 + FURTHER) for probe in exercise.draw(other)]
    calls = []
    try:
        for probe in probes:
            calls.append(subject.call(probe.args))
            if calls[-1].raised and calls[-1].raised.stopped:
                return None
    except Lost as lost:
        subject.lost = lost
        return None
    return Evidence(exercise, [probe.args for probe in probes], calls)


def _at_most(count, known, broken, others):
    """So many findings, the surest first; a broken rule is always told, for it costs points."""
    known = known[: max(0, count - len(broken))]
    return [*known, *broken, *others[: max(0, count - len(known) - len(broken))]]


def _points(exercise, probes, evidence):
    """The points reached by part, and of each result the first difference: a text, with the number of its probe."""
    shares = dict.fromkeys(exercise.points, 1.0)
    differences = {}
    for i, (probe, answer, right) in enumerate(zip(probes, evidence.answers, evidence.right, strict=True)):
        for name, want in right.results.items():
            part = probe.part or (name if name in exercise.points else exercise.returns[0])
            if answer.kind:
                shares[part] = 0.0
                differences.setdefault("", (i, None))
                continue
            found = difference(name, answer.results[name], want, exercise.reveal)
            if found:
                shares[part] = min(shares[part], HALF if found.only_shape else 0.0)
                differences.setdefault(name, (i, found.text))
    return {part: exercise.points[part] * share for part, share in shares.items()}, differences


def _difference_lines(exercise, probes, calls, evidence, differences):
    """A text for each example that is told of: what is wrong in it, and once its arguments."""
    told = {}
    for i, text in differences.values():
        told.setdefault(i, []).append(_problem_text(calls[i], evidence.answers[i]) if text is None else text)
    lines = []
    for i, texts in told.items():
        arguments = (
            _arguments(exercise, probes[i])
            if exercise.reveal and _says_more(calls[i], evidence.answers[i], evidence.answers)
            else ""
        )
        warned = [_("NumPy warned: {text}.").format(text=each.rstrip(".")) for each in calls[i].warned[:2]]
        lines.append("\n".join([*texts, *([arguments] if arguments else []), *warned]))
    return lines


def _says_more(call, answer, answers):
    """Whether the arguments say more about what went wrong: not where it has one form whatever they are."""
    return call.raised is not None or not answer.kind or any(each.kind != answer.kind for each in answers)


def _problem_text(call, answer):
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
    return f"{text}{place}"


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
    if isinstance(value, dict) and not value:
        return _("an empty dict")
    if isinstance(value, dict):
        return _("a dict of {keys}").format(keys=", ".join(map(str, value)))
    if isinstance(value, np.random.Generator):
        return _("a random generator")
    if callable(value):
        return _("the function {name}").format(name=getattr(value, "__name__", type(value).__name__))
    return type(value).__name__


# -- the results ---------------------------------------------------------------------------------------------------


def _not_written(exercise):
    text = _("Write your lines in place of raise NotImplementedError(), run that cell, then run this one again.")
    heading = _("Not written yet.")
    return Result(exercise.name, 0.0, exercise.max_points, "not written", heading, (text,))


def _shortcut(exercise, text, name):
    heading = _("This way does not count here.")
    zero = tuple(Part(part, 0.0, maximum) for part, maximum in exercise.points.items())
    finding = Finding(name, "", CONDUCT)
    return Result(
        exercise.name,
        0.0,
        exercise.max_points,
        "wrong",
        heading,
        (text,),
        zero,
        (finding,),
        reread=(_(exercise.section),),
    )


def _stopped_text(call: Call, on_a_clock):
    text = _("You stopped the check while your function was running. Does a loop never end?")
    if on_a_clock:
        text = _("Your function took too long and was stopped. Does a loop never end?")
    place = call.raised.place if call.raised else ""
    return f"{text} {_('It was in {place}').format(place=place)}" if place else text


def _wrong(exercise, lines, findings, points=0.0, parts=(), **about):
    heading = _("Partly right.") if points else _("Not right yet.")
    lines, findings = tuple(lines), tuple(findings)
    return Result(exercise.name, points, exercise.max_points, "wrong", heading, lines, tuple(parts), findings, **about)


def _printed(calls):
    text = next((call.printed for call in calls if call.printed.strip()), "")
    lines = text.rstrip().splitlines()
    return "\n".join(lines[:PRINTED_LINES] + (["…"] if len(lines) > PRINTED_LINES else []))
