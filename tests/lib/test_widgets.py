"""Widgets without a browser: names, texts, bad functions, stale moves, playing, memory, and what a notebook keeps."""

import ast
import asyncio
import base64
import contextlib
import gc
import json
import re
import subprocess
import sys
import threading
import time
import timeit
from functools import partial
from pathlib import Path

import ipywidgets
import numpy as np
import psutil
import pytest
from gradatim import widgets
from gradatim.picture import Message
from gradatim.student import NotReady
from gradatim.widgets.activations_widget.widget import ActivationsWidget
from gradatim.widgets.backprop_widget.widget import BackpropWidget
from gradatim.widgets.descent.landscapes import Moons, Parabola, Ravine
from gradatim.widgets.grid_search_widget.widget import GridSearchWidget
from gradatim.widgets.initialisation_widget.widget import InitialisationWidget
from gradatim.widgets.kit.controls import Choice, Slider, button, log_slider, slider
from gradatim.widgets.kit.live_picture import LivePicture
from gradatim.widgets.kit.live_widget import LiveWidget
from gradatim.widgets.kit.own_function import call_own, numbers_of
from gradatim.widgets.kit.player import Player
from gradatim.widgets.kit.stale import REST, Latest, Settled
from gradatim.widgets.learning_rate_widget.widget import LearningRateWidget
from gradatim.widgets.neuron_widget.widget import NeuronWidget, half_plane
from gradatim.widgets.optimiser_race_widget.widget import OptimiserRaceWidget
from gradatim.widgets.range_test_widget.widget import RangeTestWidget
from gradatim.widgets.training_monitor_widget.widget import TrainingMonitorWidget
from places import ROOT
from thorough import thorough

WIDGETS = {  # every widget with its defaults
    "activations": ActivationsWidget,
    "backprop": BackpropWidget,
    "grid_search": GridSearchWidget,
    "initialisation": InitialisationWidget,
    "learning_rate": LearningRateWidget,
    "neuron": NeuronWidget,
    "optimiser_race": OptimiserRaceWidget,
    "range_test": RangeTestWidget,
    "training_monitor": TrainingMonitorWidget,
}
MOVED = WIDGETS if thorough(0, 1) else ["neuron", "learning_rate", "range_test"]  # so many times that a leak shows


@pytest.fixture(params=WIDGETS)
def widget(request):
    return WIDGETS[request.param]()


def inside(view):
    """A view and all views in it."""
    yield view
    for child in getattr(view, "children", ()):
        yield from inside(child)


def sliders_of(widget):
    held = [[each, *(each.values() if isinstance(each, dict) else ())] for each in vars(widget).values()]
    held.append(getattr(widget, "inputs", {}).values())  # of the graph that is shown
    return [each for group in held for each in group if isinstance(each, Slider)]


def moved(control):
    """Move a slider to another value."""
    control.value = control.field.min if control.value != control.field.min else control.field.max


def drag(moves, every):
    """Do one move after the other, `every` seconds, whether or not the last one is drawn yet."""

    async def all_moves():
        loop = asyncio.get_running_loop()
        start = loop.time()
        for k, move in enumerate(moves):
            loop.call_at(start + every * k, move)
        await asyncio.sleep(every * len(moves) + 0.2)

    asyncio.run(all_moves())


# -- the rooms ---------------------------------------------------------------------------------------------

PLACE = Path(widgets.__file__).parent
ROOMS = sorted(path.parent for path in PLACE.glob("*/__init__.py"))
SHARED = {"kit": set(), "rate_search": {"kit"}, "descent": {"kit"}}  # and the rooms that each imports from


@pytest.mark.parametrize("first", ["packages", "functions"])
def test_a_package_never_takes_the_place_of_a_function(first):
    """Whatever is imported first: `widgets.neuron` is the function, and its package is called otherwise."""
    packages = (
        "for each in pkgutil.walk_packages(widgets.__path__, 'gradatim.widgets.'): importlib.import_module(each.name)"
    )
    functions = "before = [getattr(widgets, name) for name in widgets.__all__]"
    steps = [packages, functions] if first == "packages" else [functions, packages]
    same = "[getattr(widgets, name) for name in widgets.__all__] == before"
    code = [
        "import importlib, pkgutil",
        "from gradatim import widgets",
        *steps,
        f"print([each.__name__ for each in before], {same})",
    ]
    run = subprocess.run([sys.executable, "-c", "\n".join(code)], capture_output=True, text=True, check=True)
    assert run.stdout == f"{widgets.__all__} True\n"
    assert {room.name for room in ROOMS} == {f"{name}_widget" for name in widgets.__all__} | set(SHARED)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_room_says_which_file_does_what(room):
    text = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8")))
    named = set(re.findall(r"^ *(\w+\.py) ", text, re.MULTILINE))
    assert named == {path.name for path in room.glob("*.py")} - {"__init__.py"}


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_widget_knows_of_no_other(room):
    text = "".join(path.read_text(encoding="utf-8") for path in room.glob("*.py"))
    used = set(re.findall(r"gradatim\.widgets\.(\w+)", text)) - {room.name}
    assert used <= SHARED.get(room.name, set(SHARED))


# -- every widget ------------------------------------------------------------------------------------------


def test_every_control_has_a_name(widget):
    bars = 0
    for view in inside(widget.box):
        if isinstance(view, ipywidgets.FloatSlider | ipywidgets.FloatLogSlider):
            bars += 1  # named by `NAME_HANDLE`, which the browser's tests see
            assert not view.readout
        elif isinstance(view, ipywidgets.ValueWidget) and not isinstance(view, ipywidgets.HTML):
            assert view.description.strip(), type(view)
        elif isinstance(view, ipywidgets.Button):
            assert view.description.strip()
        assert not isinstance(view, ipywidgets.Image | ipywidgets.Play), "no text alternative, no names"
    html = [view.value for view in inside(widget.box) if isinstance(view, ipywidgets.HTML)]
    assert sum("data-name=" in value for value in html) == bars
    assert all(re.search(r'<img alt="[^"]{20,}"', value) for value in html if "jpeg" in value)


def test_picture_and_texts_follow_the_sliders(widget):
    """The picture of a search holds what was found: moving a bound beyond that changes the words alone."""
    followed = []
    for control in sliders_of(widget):
        picture, text = widget.picture.view.value, widget.alt
        moved(control)
        followed.append(widget.picture.view.value != picture)
        assert widget.alt != text
        assert widget.alt in widget.text.value.replace("&gt;", ">").replace("&lt;", "<").replace("&#x27;", "'")
        assert 'role="status" aria-live="polite"' in widget.status.view.value
    assert all(followed) or isinstance(widget, GridSearchWidget)
    assert any(followed)


def test_a_saved_notebook_shows_a_picture(widget):
    bundle = widget._repr_mimebundle_()
    assert bundle["application/vnd.jupyter.widget-view+json"]["model_id"] == widget.box.model_id
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")
    assert bundle["text/plain"] == widget.alt
    json.dumps(bundle)
    before = widget.picture.view.value
    widget.draw_now()
    assert widget.picture.view.value == before, "showing it has changed the picture"


@pytest.mark.parametrize(
    "widget", WIDGETS if thorough(0, 1) else ["neuron", "learning_rate", "range_test"], indirect=True
)
def test_a_thousand_moves_do_not_grow_memory(widget):
    """As from a hand: faster than they can be drawn. One leaked picture in ten would be 8 MB. What all widgets share is
    moved a thousand times with two of them where CI is set, the others a quarter of that.
    """
    count = thorough(250, 1000) if isinstance(widget, NeuronWidget | LearningRateWidget) else thorough(100, 250)
    control = sliders_of(widget)[0]
    places = np.linspace(control.field.min, control.field.max, 50).tolist()

    def moves(count):
        drag([partial(setattr, control, "value", places[k % len(places)]) for k in range(count)], every=0.003)

    def held():
        gc.collect()
        return psutil.Process().memory_info().rss, len(gc.get_objects())

    for place in places:  # the widest axes need the most ticks: they are made once
        control.value = place
    moves(100)
    grown = []
    for _round in range(3):  # what a long process has in pieces is filled once; a leak grows each time
        before, objects = held()
        moves(count)
        after, objects_after = held()
        grown.append(after - before)
        if grown[-1] < 6e6:
            break
    assert min(grown) < 6e6, f"{grown} bytes"
    assert objects_after - objects < 500


def test_no_saved_state_in_committed_notebooks():
    for path in [*ROOT.glob("solutions/*/*.ipynb"), *ROOT.glob("course/*/*/*.ipynb")]:
        text = path.read_text(encoding="utf-8")
        assert "widgets" not in json.loads(text)["metadata"], path
        assert "widget-view+json" not in text, path


# -- moves -------------------------------------------------------------------------------------------------


def test_without_an_event_loop_all_is_done_at_once():
    done = []
    Latest(lambda: done.append("drawn"))()
    Settled(lambda: done.append("told"))()
    assert done == ["drawn", "told"]


def test_stale_moves_are_dropped_and_the_last_is_drawn():
    drawn, places = [], []

    def draw():
        time.sleep(0.03)
        drawn.append(places[-1])

    latest = Latest(draw)
    drag([lambda k=k: (places.append(k), latest()) for k in range(1, 41)], every=0.005)
    assert drawn[-1] == 40 and 3 <= len(drawn) < 20


def test_a_loop_that_was_closed_does_not_stop_the_pictures(monkeypatch):
    """JupyterLab handles moves in a loop of its own, which ends when the page is loaded again."""
    drawn = []
    latest = Latest(lambda: drawn.append(1))

    async def ask():
        latest()

    asyncio.run(ask())  # closed before the timer rang
    assert not drawn
    monkeypatch.setattr("gradatim.widgets.kit.stale.LOST", 0.0)

    async def ask_again():
        latest()
        await asyncio.sleep(0.05)

    asyncio.run(ask_again())
    assert drawn == [1]


def test_texts_wait_until_the_hand_rests():
    told = []

    async def drag():
        settled = Settled(lambda: told.append(1), rest=0.05)
        for _ in range(10):
            settled()
            await asyncio.sleep(0.01)
        assert not told
        await asyncio.sleep(0.15)

    asyncio.run(drag())
    assert told == [1]


def test_slider_and_field_hold_one_value():
    control, moves = slider("weight", 1.0, -3, 3, 0.1), []
    control.observe(lambda: moves.append(control.value))
    control.bar.value = 1.3
    assert control.field.value == 1.3
    control.field.value = -2.05  # between two steps: kept
    assert (control.value, control.bar.value) == (-2.05, -2.05)
    control.bar.value = -2.0  # a browser's handle answers with the step that it stands at
    assert control.value == -2.05
    control.bar.value = -1.9
    control.value = 9
    assert control.value == 3
    assert moves == [1.3, -2.05, -1.9, 3]


def test_logarithmic_slider():
    control = log_slider("rate", 0.01, 0.001, 100)
    control.bar.value = 10**-1.9
    assert control.value == 0.0126
    control.field.value = 0.333333
    assert control.bar.value == pytest.approx(0.333333)
    assert "rate, as a power of 10" in control.view.children[2].value


def test_a_warning_is_not_overwritten_by_what_was_moved_before():
    async def watch():
        widget = LearningRateWidget()
        widget.rate.value = 0.5
        widget.compare_button.click()
        assert "First write your guess" in widget.status.text
        await asyncio.sleep(REST + 0.2)
        assert "First write your guess" in widget.status.text
        assert "learning rate 0.5" in widget.alt

    asyncio.run(watch())


# -- playing -----------------------------------------------------------------------------------------------


class Film:
    def __init__(self, length=5):
        self.at, self.length = 0, length
        self.player = Player(self.advance, self.reset, interval=0.02)

    def advance(self):
        self.at = min(self.at + 1, self.length)
        return self.at < self.length

    def reset(self):
        self.at = 0


def test_player_plays_to_the_end_and_pauses():
    async def watch():
        film = Film(50)
        film.player.play_button.click()
        assert film.player.play_button.description == "Pause"
        await asyncio.sleep(0.15)
        film.player.play_button.click()
        stopped = film.at
        assert 2 <= stopped < 50 and film.player.play_button.description == "Play"
        await asyncio.sleep(0.1)
        assert film.at == stopped
        film.player.step_button.click()
        assert film.at == stopped + 1
        film.player.reset_button.click()
        assert film.at == 0
        film.length = 4
        film.player.play_button.click()
        await asyncio.sleep(0.4)
        assert film.at == 4 and not film.player.playing and film.player.play_button.description == "Play"

    asyncio.run(watch())


class LongStep(Film):
    """Each step takes a while, and counts how many are under way."""

    def __init__(self):
        super().__init__(length=6)
        self.under_way, self.most = 0, 0

    def advance(self):
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        time.sleep(0.06)
        more = super().advance()
        self.under_way -= 1
        return more


def test_buttons_pressed_in_another_thread_never_run_two_steps_at_a_time():
    film = LongStep()

    async def play(seconds):
        film.player.play_button.click()
        await asyncio.sleep(seconds)

    async def other_thread():
        film.player.play_button.click()  # pause, in the middle of a step
        await play(0.8)

    pressed = threading.Thread(target=lambda: (time.sleep(0.03), asyncio.run(other_thread())))
    pressed.start()
    asyncio.run(play(0.3))
    pressed.join()
    assert film.most == 1
    assert film.at == 6 and not film.player.playing

    with film.player._turn:
        pressed = threading.Thread(target=film.player.reset_button.click)
        pressed.start()
        time.sleep(0.05)
        assert film.at == 6, "the reset waits for the step"
    pressed.join()
    assert film.at == 0


def test_player_without_an_event_loop_goes_to_the_end():
    film = Film()
    film.player.play()
    assert film.at == 5


# -- a student's own functions -----------------------------------------------------------------------------


def unwritten(*args):
    raise NotImplementedError()


def endless(*args):
    while True:
        with contextlib.suppress(Exception):
            np.zeros(3)


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (unwritten, "unwritten is not written yet."),
        (lambda x, w, b: 1 / 0, "ZeroDivisionError"),
        (lambda x, w, b: np.nan, "not finite"),
        (lambda x, w, b: "three", "should return numbers"),
        (lambda x, w, b: x * w, "one number for one sample; it returned the shape (2,)"),
        (endless, "endless takes longer than 0.1 s"),
    ],
)
def test_a_bad_function_is_a_message_and_the_widget_lives_on(function, words, monkeypatch):
    monkeypatch.setattr("gradatim.widgets.kit.own_function.SECONDS", 0.1)
    widget = NeuronWidget(function=lambda x, w, b: x @ w + b)
    widget.function = function
    widget.b.value = -1.5
    assert words in widget.status.text and widget.alt == widget.status.text
    widget._repr_mimebundle_()
    widget.function = lambda x, w, b: float(x @ w + b)
    widget.w2.value = 1.0
    assert widget.status.text == "4 of 4 samples are right." and "4 of 4" not in widget.alt


def test_numbers_of():
    assert numbers_of(lambda x: x, np.ones((2, 3)), shape=(None, 3)).shape == (2, 3)
    with pytest.raises(NotReady, match=r"should return the shape \(…, 4\); it returned \(2, 3\)"):
        numbers_of(lambda x: x, np.ones((2, 3)), shape=(None, 4))
    assert np.isnan(numbers_of(lambda: np.nan, finite=False))
    x = np.zeros(2)
    numbers_of(lambda x: x.fill(1) or x, x)
    assert x.tolist() == [0, 0]


def test_a_mended_function_is_used(monkeypatch):
    main = sys.modules["__main__"]

    def version(number):
        def student():
            return number

        student.__module__, student.__qualname__ = "__main__", "student"
        monkeypatch.setattr(main, "student", student, raising=False)
        return student

    first = version(1)
    assert call_own(first) == 1
    version(2)
    assert call_own(first) == 2


# -- neuron ------------------------------------------------------------------------------------------------


def test_neuron_answers():
    widget = NeuronWidget()
    assert "1 of 4 samples are right." in widget.status.text
    widget.w1.value, widget.w2.value, widget.b.value = 1.0, 1.0, -1.5
    assert "4 of 4 samples are right." in widget.status.text
    widget.choice.value = "XOR"
    assert "1 of 4 samples are right." in widget.status.text
    widget.choice.value, widget.w1.value, widget.w2.value, widget.b.value = "NAND", 1.0, -0.5, -2.7
    assert "1 of 4 samples are right." in widget.status.text and "1·1 + 1·(-0.5) - 2.7 = " in widget.sums.value
    widget.w1.value = widget.w2.value = 0
    assert "Both weights are 0, so the neuron fires nowhere." in widget.alt


def test_neuron_takes_own_data():
    X = np.array([[5.0, 5.0], [8.0, 9.0], [6.0, 4.0]])
    widget = NeuronWidget(X, np.array([0, 1, 0]))
    assert widget.choice.value == "own" and "of 3 samples" in widget.status.text
    assert widget.axes.get_xlim() == (3.4, 9.6)


@pytest.mark.parametrize("w", [(1.0, 0.5), (-2.0, 0.1), (0.0, 3.0), (0.0, 0.0)])
def test_half_plane_is_where_the_sum_is_positive(w):
    corners = np.array([[0.0, 0], [1, 0], [1, 1], [0, 1]])
    inside, crossings = half_plane(corners, np.array(w), -0.4)
    assert all(corner @ w - 0.4 > -1e-9 for corner in inside)
    assert all(abs(point @ w - 0.4) < 1e-9 for point in crossings)
    x, y = np.array(inside).reshape(-1, 2).T
    area = abs(x @ np.roll(y, 1) - y @ np.roll(x, 1)) / 2
    grid = (np.arange(200) + 0.5) / 200
    share = (np.add.outer(w[0] * grid, w[1] * grid) > 0.4).mean()
    assert area == pytest.approx(share, abs=0.01)


def test_what_stands_still_is_drawn_once():
    picture = LivePicture(200, 100, "a line that moves up and down")
    axes = picture.figure.subplots()
    (line,) = picture.move(*axes.plot([0, 1], [0, 1]))
    picture.draw()
    still, first = picture._still, picture.view.value
    line.set_ydata([1, 0])
    picture.draw()
    assert picture._still is still and picture.view.value != first
    picture.changed()
    picture.draw()
    assert picture._still is not still
    html = picture.view.value
    assert 'alt="a line that moves up and down"' in html and "width:200px;height:100px" in html


def test_a_widget_of_a_few_lines():
    """docs/widgets.md says that this is all a widget needs."""

    class Doubled(LiveWidget):
        def __init__(self):
            self.x = slider("x", 1.0, 0, 5, 0.5)
            picture = LivePicture(200, 200, "a bar as high as twice x; described below")
            self.bar = picture.move(*picture.figure.subplots(subplot_kw={"ylim": (0, 10)}).bar([0], [0]))[0]
            self.start(picture, [self.x, button("to 5", lambda: setattr(self.x, "value", 5))])

        def draw(self):
            self.bar.set_height(2 * self.x.value)

        def describe(self):
            return f"{2 * self.x.value:g}", f"The bar is {2 * self.x.value:g} high."

    widget = Doubled()
    assert widget.alt == "The bar is 2 high."
    button_view = next(view for view in inside(widget.box) if isinstance(view, ipywidgets.Button))
    button_view.click()
    assert (widget.alt, widget.status.text) == ("The bar is 10 high.", "10")
    assert not isinstance(widget.x, Choice)


# -- learning rate -----------------------------------------------------------------------------------------


def descend(gradient, w, lr, steps):
    path = [w]
    for _step in range(steps):
        w = w - lr * gradient(w)
        path.append(w)
    return path


@pytest.mark.parametrize(
    ("landscape", "kinds"),
    [
        (
            Parabola,
            {0.01: "slow", 0.1: "right", 0.5: "right", 0.9: "oscillating", 1.0: "oscillating", 1.1: "diverging"},
        ),
        (Ravine, {0.02: "slow", 0.05: "right", 0.09: "oscillating", 0.105: "diverging", 100: "diverging"}),
        (Moons, {0.01: "slow", 0.3: "right", 0.8: "right", 2.5: "oscillating", 5: "oscillating", 50: "diverging"}),
    ],
)
def test_what_a_rate_does_is_recognised(landscape, kinds):
    made = landscape()
    assert {rate: made.run(rate).kind for rate in kinds} == kinds


@pytest.mark.parametrize("landscape", [Parabola, Ravine, Moons])
@pytest.mark.parametrize("rate", [0.03, 0.3])
def test_a_descent_of_ones_own_gives_the_same(landscape, rate):
    made = landscape()
    mine, theirs = made.run_own(descend, rate), made.run(rate)
    assert mine.kind == theirs.kind
    assert np.allclose(mine.losses, theirs.losses, rtol=1e-3)


def test_network_has_the_right_gradient_and_curvature():
    network = Moons().network
    rng = np.random.default_rng(1)
    here = network.start + 0.3 * rng.normal(size=network.start.size)
    for _draw in range(4):
        way = rng.normal(size=here.size)
        up, down = network.losses(np.array([here + 1e-3 * way, here - 1e-3 * way]))
        assert network.gradient(here) @ way == pytest.approx((up - down) / 2e-3, rel=0.01)
    path, losses = network.run(0.3, 5)
    assert np.allclose(network.losses(path), losses, rtol=1e-5)
    assert np.allclose(path[1], path[0] - 0.3 * network.gradient(path[0]), atol=1e-6)
    along_axes = [
        (network.gradient(here + 1e-2 * way) - network.gradient(here - 1e-2 * way)) @ way / 2e-2
        for way in np.eye(here.size)
    ]
    assert network.curvature(here) > max(along_axes) > 0, "no direction is more curved"


def test_two_hundred_steps_of_the_network_are_quick():
    """35 ms of processor time; other work on the machine makes that longer too."""
    network = Moons().network
    times = timeit.repeat(lambda: network.run(0.3, 200), timer=time.process_time, number=1, repeat=5)
    assert min(times) < 0.07


def test_learning_rate_answers_and_reveals_after_the_guess():
    widget = LearningRateWidget()
    assert widget.status.text.startswith("Too slow")
    for rate, words in ((0.3, "Right"), (0.9, "Oscillating"), (1.2, "Diverging")):
        widget.rate.value = rate
        assert widget.status.text.startswith(words) and words in widget.alt
    assert "too slow; 0.3: right; 0.9: oscillating; 1.2: diverging" in widget.alt
    widget.compare_button.click()
    assert "First write your guess" in widget.status.text and "2/a" not in widget.alt
    widget.guess.value = 0.8
    before = widget.picture.view.value
    widget.compare_button.click()
    assert "the limit 2/a is 1; your guess was 0.8." in widget.status.text and widget.picture.view.value != before
    widget.choice.value = "ravine"
    assert "2/a" not in widget.alt, "each loss has a limit of its own"
    widget.compare_button.click()
    assert "the limit 2/a is 0.1; your guess was 0.8." in widget.alt
    widget.choice.value = "network"
    widget.compare_button.click()
    assert "so 2/a is 0.8" in widget.alt


@pytest.mark.parametrize("on", ["parabola", "ravine", "network"])
def test_learning_rate_steps_plays_and_pins(on):
    widget = LearningRateWidget(on=on, rate=0.05)
    steps = widget.landscape.steps
    widget.player.reset_button.click()
    assert widget.status.text.startswith(f"Step 0 of {steps}")
    widget.player.step_button.click()
    widget.player.step_button.click()
    assert widget.status.text.startswith(f"Step 2 of {steps}") and len(widget.picture.path.get_xdata()) == 3
    widget.player.play_button.click()
    assert widget.shown == steps
    before = widget.picture.view.value
    widget.pin_button.click()
    assert "Pinned: lr = 0.05." in widget.alt and widget.picture.view.value != before
    for rate in (0.01, 0.2, 50, 100):
        widget.rate.value = rate
        widget.pin_button.click()
    assert widget.alt.count("Pinned") == 3 and "Pinned: lr = 0.05." not in widget.alt
    widget.clear_button.click()
    assert "Pinned" not in widget.alt and not widget.picture.standing


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (unwritten, "unwritten is not written yet."),
        (lambda gradient, w, lr, steps: [w] * steps, "should return the shape (31,); it returned (30,)"),
        (lambda gradient, w, lr, steps: None, "should return the shape"),
    ],
)
def test_learning_rate_lives_on_without_a_descent(function, words):
    widget = LearningRateWidget(function)
    assert words in widget.status.text
    for each in (widget.player.step_button, widget.player.play_button, widget.player.reset_button, widget.pin_button):
        each.click()
    assert words in widget.status.text
    widget._repr_mimebundle_()
    widget.descend = descend
    widget.rate.value = 0.1
    assert widget.status.text.startswith("Right")
    widget.descend = lambda gradient, w, lr, steps: [np.nan] * (steps + 1)
    widget.rate.value = 0.2
    assert widget.status.text.startswith("Diverging"), "nan is what a descent may end in"


def test_learning_rate_takes_own_data():
    X, y = np.random.default_rng(0).normal(5, 3, (40, 2)), np.arange(40) % 2
    widget = LearningRateWidget(X=X, y=y, on="network")
    low, high = widget.picture.inputs.min(), widget.picture.inputs.max()
    assert -5 < low < high < 5, "inputs are scaled"
    assert isinstance(widgets.learning_rate(X=X), Message)
    with pytest.raises(ValueError, match="parabola, ravine, network"):
        widgets.learning_rate(on="hill")


def test_what_is_no_number_at_all_is_not_called_a_wrong_shape():
    with pytest.raises(NotReady, match=r"^low should return numbers\.$"):
        numbers_of(low, shape=(2,))
    with pytest.raises(NotReady, match=r"should return the shape \(2,\); it returned \(3,\)"):
        numbers_of(lambda: [1, 2, 3], shape=(2,))


def low():
    return "low"
