"""What each upload of a class got, what it should have got, and what the others got: a row for each."""

from dataclasses import asdict, dataclass
from functools import cache

from attacks.classes import Class, Upload
from attacks.classes.grade import run
from attacks.classes.handing import me
from attacks.classes.seen import HONEST, Seen


@dataclass
class Row:
    """One line of the table. `faults` is empty where all is as it should be."""

    family: str
    name: str
    earned: float
    honest: float
    others: bool
    named: bool
    peak: int
    seconds: float
    faults: str = ""

    def as_dict(self) -> dict:
        return asdict(self)


@cache
def _undisturbed(chapters, walls) -> dict:
    """What the honest ones get where nobody else hands in anything, however it is handed in."""
    seen = run(Class({}, chapters), walls)
    assert seen.status == 0, seen.output
    assert not seen.wrong, seen.wrong
    got = {who: seen.got(who) for who in HONEST}
    assert all(each and all(map(all, each.values())) for each in got.values()), seen.rows
    return got


def rows(family: str, about: Class, walls: str = "bubblewrap", apart: bool = True) -> list[Row]:
    """Grade a class and judge it; where the whole was disturbed, each upload alone, if wished."""
    found = _judged(family, about, walls)
    if not apart or len(about.uploads) < 2 or all(row.others and not row.faults for row in found):
        return found
    if not any(fault.startswith("all:") for row in found for fault in row.faults.split("; ")):
        return found
    alone = []
    for name, upload in about.uploads.items():
        alone += _judged(family, Class(**{**about.__dict__, "uploads": {name: upload}}), walls)
    return alone


def _judged(family, about, walls):
    wanted = _undisturbed(about.chapters, walls)
    seen = run(about, walls)
    refused = about.refusal and about.refusal in seen.output
    got = {who: seen.got(who) for who in wanted}
    others = bool(refused) or got == wanted
    mine = tuple(me(name, upload) for name, upload in about.uploads.items())
    unowned = [each for who, found in seen.theirs.items() if not any(_same(own, who) for own in mine) for each in found]
    common = [f"all: {each}" for each in dict.fromkeys([*seen.wrong, *unowned])]
    if not others:
        common.append(f"all: {_difference(wanted, got)}")
    known = {who for each in HONEST for who in seen.ids(each)}
    strangers = sorted({who for who, _chapter in seen.rows} - known)
    strangers = [who for who in strangers if not any(_same(each, who) for each in mine)]
    if strangers:
        common.append(f"all: there is a student {', '.join(map(repr, strangers))[:200]}")
    return [_row(family, name, upload, seen, others, common) for name, upload in about.uploads.items()]


def _same(mine, who):
    return mine.replace("_", "").casefold() in who.replace("_", "").casefold()


def _row(family, name, upload: Upload, seen: Seen, others, common):
    who = me(name, upload)
    earned, named, faults = seen.points(who), seen.named(who), list(common)
    if earned > upload.earns + 1e-9:
        looks = [each for student, each in seen.looks.items() if _same(who, student) and each]
        if not (upload.looked and looks):
            faults.append(f"it earned {earned:g}, an honest one {upload.earns:g}")
    if upload.all and earned != upload.earns:
        faults.append(f"it should have earned {upload.earns:g}, and earned {earned:g}")
    if upload.named and not named:
        faults.append("nobody is told of it")
    faults += [seen.checked[name]] * bool(seen.checked[name])
    faults += [each for student, found in seen.theirs.items() if _same(who, student) for each in found]
    took = sum(each for student, each in seen.took.items() if _same(who, student)) or seen.seconds
    return Row(family, name, earned, upload.earns, others, named, seen.peak, round(took, 1), "; ".join(faults))


def _difference(wanted, got):
    for who, chapters in wanted.items():
        for chapter, parts in chapters.items():
            mine = got[who].get(chapter)
            if mine is None:
                return f"{who} lost {chapter}"
            names = ("marks", "page", "notebook")
            for what, one, other in zip(names, parts, mine, strict=True):
                if one != other:
                    return f"{who} got other {what} in {chapter}" + (f": {other} for {one}" if what == "marks" else "")
        if len(chapters) != len(got[who]):
            return f"{who} has other chapters"
    return "others got something else"
