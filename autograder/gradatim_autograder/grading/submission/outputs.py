"""Makes the outputs of a graded test safe for nbgrader to read.

nbgrader takes the first result as the score, gives full points where there is none or where it is "nan", "-1"
or "np.float64(1.0)", gives none where anything stands in stderr, and stops where it is more than the maximum.
Here a test scores what its last result says in plain digits, within the points of the cell; else nothing.
"""

import math
import re

from gradatim_autograder.grading.submission import sanitize

PLAIN_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]*)?([eE][+-]?[0-9]{1,3})?")
MOST = 20_000  # outputs of a cell
NO_SCORE = "NoScore"


def well_formed(said: list, room: int) -> list[dict]:
    """The outputs among what a student's process said, in the notebook format's words and none others; harmless; of at
    most `room` characters together.
    """
    kept = []
    for each in said[:MOST]:
        output = _output(each) if isinstance(each, dict) else None
        if output is None:
            continue
        room -= len(str(output))
        if room < 0:
            kept.append({"output_type": "stream", "name": "stdout", "text": "\n… (more output was left out)\n"})
            break
        sanitize.output(output)
        kept.append(output)
    return kept


def _output(said):
    kind = said.get("output_type")
    if kind == "stream" and isinstance(said.get("text"), str):
        return {
            "output_type": kind,
            "name": "stderr" if said.get("name") == "stderr" else "stdout",
            "text": _whole(said["text"]),
        }
    if kind == "error":
        lines = said.get("traceback")
        texts = {key: _whole(said[key]) if isinstance(said.get(key), str) else "" for key in ("ename", "evalue")}
        lines = [_whole(line) for line in lines if isinstance(line, str)] if isinstance(lines, list) else []
        return {"output_type": kind, **texts, "traceback": lines}
    if kind in ("display_data", "execute_result") and isinstance(said.get("data"), dict):
        data = {_whole(k): _whole(v) for k, v in said["data"].items() if isinstance(k, str) and isinstance(v, str)}
        count = said.get("execution_count")
        believed = count if type(count) is int and 0 <= count < MOST else None
        number = {"execution_count": believed} if kind == "execute_result" else {}
        return {"output_type": kind, "data": data, "metadata": {}, **number}
    return None


def _whole(text):
    """`text` without half characters, which cannot be written to a file."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def score_of(output: dict, points: float) -> float | None:
    """The score that a result states, or None where it states none that can be believed."""
    data = output.get("data")
    text = data.get("text/plain") if isinstance(data, dict) else None
    if not isinstance(text, str) or not PLAIN_NUMBER.fullmatch(text.strip()):
        return None
    score = float(text)
    return score if math.isfinite(score) and score <= points + 1e-9 else None


def make_safe(outputs: list[dict], points: float) -> list[dict]:
    """The same outputs in an order and form from which nbgrader reads the right score.

    With an error among them the score is 0, as nbgrader has it. What was written to stderr stays visible.
    """
    results = [each for each in outputs if each.get("output_type") == "execute_result"]
    others = [_visible(each) for each in outputs if each.get("output_type") != "execute_result"]
    errors = [each for each in others if each.get("output_type") == "error"]
    if errors:
        return errors[:1] + [each for each in others if each is not errors[0]] + results[-1:]
    score = score_of(results[-1], points) if results else None
    if score is None:
        return [no_score(_why(results, points)), *others, *results[-1:]]
    # Written out again, so that nothing but this number can be read; a hair above the maximum is the maximum.
    results[-1]["data"]["text/plain"] = repr(min(score, float(points)))
    return [results[-1], *others]


def _visible(output):
    if output.get("output_type") == "stream" and output.get("name") == "stderr":
        return {**output, "name": "stdout", "text": "(stderr) " + str(output.get("text", ""))}
    return output


def _why(results, points):
    if not results:
        return "This test gave no score, so it counts 0 points. Does a cell above replace check, or end the notebook?"
    data = results[-1].get("data")
    text = str(data.get("text/plain") if isinstance(data, dict) else "")[:80]
    return f"This test should give a number from 0 to {points:g}. It gave {text!r}, so it counts 0 points."


def no_score(text: str, name: str = NO_SCORE) -> dict:
    """An error output: nbgrader gives 0 points for it and the feedback shows it."""
    return {"output_type": "error", "ename": name, "evalue": text, "traceback": [f"{name}: {text}"]}


def merged(outputs: list[dict]) -> list[dict]:
    """The same outputs, with what was printed in one go in one piece: a kernel cuts it wherever time was up."""
    together: list[dict] = []
    for each in outputs:
        last = together[-1] if together else {}
        if each.get("output_type") == last.get("output_type") == "stream" and each.get("name") == last.get("name"):
            last["text"] += each["text"]
        else:
            together.append(each)
    return together
