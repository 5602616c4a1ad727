"""Widgets in a real browser: they open, move by mouse and by keyboard, answer, and say nothing on the console."""

import base64
import io
import json
import re

import numpy as np
import pytest
from browser import chromium, lab  # noqa: F401 (fixtures)
from thorough import thorough

IMPORT = "from gradatim import widgets\n"
# What all widgets share is looked at in both themes with two of them where CI is set; the others in the light one.
THEMES = ["light", *["dark"] * thorough(0, 1)]


class Widget:
    """The first widget on a page."""

    def __init__(self, page):
        self.page = page
        self.page.locator(".gradatim-slider").first.wait_for()
        self.box = page.locator(".jp-OutputArea-output .widget-hbox").first
        self.image = self.box.locator("img[src^='data:image/jpeg']")
        self.image.wait_for()

    def slider(self, name):
        return self.box.get_by_role("slider", name=name)

    def field(self, name):
        return self.box.get_by_role("spinbutton", name=name)

    def button(self, name):
        return self.box.get_by_role("button", name=name)

    def source(self):
        return self.image.get_attribute("src")

    def changes(self, action):
        """Do it; the picture has to become another one. Returns the pixels (H, W, 3) before and after."""
        before = self.source()
        pixels = self.pixels()
        action()
        self.page.wait_for_function(
            "before => document.querySelector('img[src^=\"data:image/jpeg\"]').src !== before", arg=before
        )
        return pixels, self.pixels()

    def pixels(self):
        """The picture that the browser has, (H, W, 3), from 0 to 1."""
        from PIL import Image

        jpeg = base64.b64decode(self.source().partition(",")[2])
        return np.asarray(Image.open(io.BytesIO(jpeg)).convert("RGB")) / 255

    def says(self, words):
        self.box.get_by_role("status").filter(has_text=words).wait_for()

    def tells(self, words):
        """The text alternative."""
        self.box.locator(".widget-html p").filter(has_text=words).last.wait_for()

    def shows(self, name, number, within):
        """The field beside a slider, which follows a drag that may not have come to its end."""
        self.page.wait_for_function(
            "([field, number, within]) => Math.abs(field.value - number) <= within",
            arg=[self.field(name).element_handle(), number, within],
        )

    def drag(self, name, share):
        """Drag a slider's handle by a share of the slider's length."""
        handle = self.slider(name).bounding_box()
        length = self.box.locator(".noUi-target").first.bounding_box()["width"]
        x, y = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + share * length, y, steps=12)
        self.page.mouse.up()


def every_control_has_a_name(widget):
    widget.page.wait_for_function(
        "() => [...document.querySelectorAll('.noUi-handle')].every(each => each.getAttribute('aria-label'))"
    )
    for role in ("slider", "spinbutton", "button", "combobox"):
        assert widget.box.get_by_role(role).count() == widget.box.get_by_role(role, name=re.compile(r"\w")).count()


def keyboard_reaches_every_control(widget):
    """By the tab key, from the first control on."""
    controls = widget.box.locator("select, input, button, [role=slider]")
    controls.first.focus()
    for k in range(1, controls.count()):
        widget.page.keyboard.press("Tab")
        focused = "e => e === document.activeElement"
        assert controls.nth(k).evaluate(focused), controls.nth(k).evaluate("e => e.outerHTML")


@pytest.mark.parametrize("theme", THEMES)
def test_neuron(lab, theme):  # noqa: F811
    with lab.notebook("neuron", IMPORT + "widgets.neuron()", theme=theme) as page:
        widget = Widget(page)
        every_control_has_a_name(widget)
        keyboard_reaches_every_control(widget)
        widget.says("1 of 4 samples are right.")

        before, after = widget.changes(lambda: widget.drag("bias b", -0.25))
        assert np.abs(before - after).mean() > 0.003, "the line has not moved"
        widget.shows("bias b", -1.3, within=0.3)

        widget.field("bias b").fill("-1.5")
        widget.field("bias b").press("Enter")
        widget.slider("weight w2").focus()
        for _key in range(5):
            page.keyboard.press("ArrowRight")
        page.wait_for_function("name => [...document.querySelectorAll('input')].some(e => e.value === '1')")
        widget.says("4 of 4 samples are right.")
        widget.tells("fires where 1 x1 + 1 x2 - 1.5 > 0 (shaded). All points are on their right side.")
        assert widget.pixels()[:4].min() > 0.9, "white in every theme"
        assert not page.errors


def test_a_slow_function_is_stopped_and_can_be_mended(lab):  # noqa: F811
    slow = "def neuron(x, w, b):\n    while True:\n        pass\nwidgets.neuron(function=neuron)"
    good = "def neuron(x, w, b):\n    return x @ w + b"
    with lab.notebook("slow", IMPORT + slow, "pass") as page:
        widget = Widget(page)
        widget.says("neuron takes longer than 2 s")
        cell = page.locator(".jp-CodeCell").nth(1)
        cell.locator(".cm-content").click()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.insert_text(good)
        page.keyboard.press("Shift+Enter")
        cell.get_by_text("[3]:").wait_for()
        widget.slider("bias b").focus()
        page.keyboard.press("ArrowLeft")
        widget.says("samples are right.")
        assert not page.errors


@pytest.mark.parametrize("theme", THEMES)
def test_learning_rate(lab, theme):  # noqa: F811
    with lab.notebook("learning-rate", IMPORT + "widgets.learning_rate()", theme=theme) as page:
        widget = Widget(page)
        every_control_has_a_name(widget)
        keyboard_reaches_every_control(widget)
        widget.says("Too slow: after 30 steps the loss has come from 9 to 2.678 only.")

        before, after = widget.changes(lambda: widget.drag("learning rate", 0.2))
        assert np.abs(before - after).mean() > 0.003
        widget.says("Right:")
        widget.slider("learning rate").focus()
        page.keyboard.press("End")
        widget.says("Diverging:")
        widget.button("Pin this run").click()
        widget.button("Compare").click()
        widget.says("First write your guess")
        widget.field("my guess").fill("0.7")
        widget.field("my guess").press("Enter")
        widget.button("Compare").click()
        widget.says("the limit 2/a is 1; your guess was 0.7")

        widget.field("learning rate").fill("0.9")
        widget.field("learning rate").press("Enter")
        widget.says("Oscillating:")
        widget.button("Reset").click()
        widget.says("Step 0 of 30: the loss is 9.")
        widget.button("Step").click()
        widget.says("Step 1 of 30: the loss is 5.76.")
        widget.button("Play").press("Enter")
        widget.button("Pause").wait_for()
        widget.button("Play").wait_for()
        widget.says("Oscillating:")
        widget.tells("Pinned: lr = 100. Diverging")

        before, after = widget.changes(lambda: widget.box.get_by_label("loss").select_option(label=NETWORK))
        widget.says("in 200 steps")
        widget.field("learning rate").fill("3")
        widget.field("learning rate").press("Enter")
        widget.tells("learning rate 3. ")
        assert not page.errors


NETWORK = "network (337 weights)"


@pytest.mark.thorough
@pytest.mark.parametrize("theme", ["light"])
def test_optimiser_race(lab, theme):  # noqa: F811
    with lab.notebook("optimiser-race", IMPORT + "widgets.optimiser_race()", theme=theme) as page:
        widget = Widget(page)
        every_control_has_a_name(widget)
        keyboard_reaches_every_control(widget)
        widget.says("Ready: all stand at the start.")
        widget.box.get_by_label("my guess: first").select_option(label="Adam")
        before, after = widget.changes(lambda: widget.button("Step").click())
        assert np.abs(before - after).mean() > 0.0005
        widget.says("Step 1 of 100. Nobody has arrived; RMSprop is in front")
        widget.button("Play").press("Enter")
        widget.button("Pause").click()
        widget.says(re.compile(r"Step [1-9]\d? of 100"))
        widget.button("To the end").click()
        widget.says("momentum (43), Adam (44), RMSprop (77). Your guess was Adam; the first was momentum.")

        before, after = widget.changes(lambda: widget.drag("Adam, rate", 0.12))
        assert np.abs(before - after).mean() > 0.0005
        widget.field("plain (SGD), rate").fill("0.05")
        widget.field("plain (SGD), rate").press("Enter")
        widget.says("plain (SGD) (37)")
        widget.tells("plain (SGD), rate 0.05: at")
        assert not page.errors


SLOW_TRAIN = """
import time
def train(rate):
    time.sleep(0.2)
    return abs(rate - 1) + 0.1 if rate < 5 else float("inf")
"""


@pytest.mark.thorough
@pytest.mark.parametrize("theme", ["light"])
def test_range_test(lab, theme):  # noqa: F811
    with lab.notebook("range-test", IMPORT + "widgets.range_test()", theme=theme) as page:
        widget = Widget(page)
        every_control_has_a_name(widget)
        keyboard_reaches_every_control(widget)
        widget.button("Reset").click()
        widget.says("Nothing is tried yet")
        widget.changes(lambda: widget.button("One rate").press("Enter"))
        widget.button("Start").click()
        widget.says("All rates are tried")
        assert widget.box.get_by_role("progressbar", name="rates tried").count() == 1
        widget.field("a good rate, I think").fill("0.3")
        widget.field("a good rate, I think").press("Enter")
        before, after = widget.changes(lambda: widget.button("Mark the best region").click())
        assert np.abs(before - after).mean() > 0.005, "the region is not marked"
        widget.says("The loss exploded at 2.45. Your rate, 0.3, lies in it.")
        assert not page.errors


@pytest.mark.thorough
@pytest.mark.parametrize("theme", ["light"])
def test_grid_search_is_stopped_and_goes_on(lab, theme):  # noqa: F811
    with lab.notebook("grid-search", IMPORT + SLOW_TRAIN + "widgets.grid_search(train)", theme=theme) as page:
        widget = Widget(page)
        every_control_has_a_name(widget)
        widget.button("Start").click()
        page.get_by_text(re.compile(r"of 16 rates, \d+ s left")).wait_for()
        widget.button("Stop").click()
        widget.says("Stopped before the end: the lowest loss so far is")
        widget.button("Start").press("Enter")
        page.get_by_text("16 of 16 rates").wait_for()
        widget.button("Mark the best region").press("Enter")
        widget.says("1 stands alone: its loss, 0.1, is the lowest")
        widget.changes(lambda: widget.drag("highest rate", 0.15))
        widget.tells("16 rates from 0.0001 to")
        assert not page.errors


@pytest.mark.thorough
@pytest.mark.parametrize("theme", ["light"])
def test_training_monitor(lab, theme):  # noqa: F811
    with lab.notebook("training-monitor", IMPORT + "widgets.training_monitor()", theme=theme) as page:
        widget = Widget(page)
        every_control_has_a_name(widget)
        keyboard_reaches_every_control(widget)
        widget.says(re.compile("Epoch [1-5]: training loss"))
        before, after = widget.changes(lambda: widget.button("One epoch").click())
        assert np.abs(before - after).mean() > 0.0001
        widget.button("Play").click()
        widget.button("Pause").wait_for()
        page.wait_for_timeout(1500)
        widget.slider("learning rate").focus()
        for _key in range(5):
            page.keyboard.press("ArrowLeft")  # while it trains
        page.wait_for_timeout(1500)
        widget.button("Pause").press("Enter")
        widget.says(re.compile(r"Epoch [1-9]\d+: training loss"))
        widget.tells(re.compile(r"The learning rate is 0.\d+. It was: 1 from epoch 1 on; "))
        still = widget.source()
        page.wait_for_timeout(800)
        assert widget.source() == still, "it trains on after the pause"
        widget.changes(lambda: widget.button("Play").click())
        page.wait_for_timeout(500)
        widget.button("Reset").click()
        widget.says("Epoch 0: training loss")
        widget.box.get_by_label("at once").select_option(label="100 epochs")
        widget.button("Play").click()
        widget.button("Pause").click()  # though each picture takes 100 epochs
        widget.says("Epoch")
        assert not page.errors


def test_a_saved_notebook_shows_the_picture_without_a_kernel(lab):  # noqa: F811
    from gradatim.widgets.neuron_widget.widget import NeuronWidget

    data = NeuronWidget()._repr_mimebundle_()
    output = {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1}
    with lab.notebook("saved", "widgets.neuron()", outputs=[[json.loads(json.dumps(output))]], run=False) as page:
        page.locator(".jp-OutputArea-output img[src^='data:image/png']").wait_for()
        assert page.locator(".jp-OutputArea-output .widget-hbox").count() == 0


@pytest.mark.thorough
@pytest.mark.parametrize("theme", ["light"])
def test_activations(lab, theme):  # noqa: F811
    with lab.notebook("activations", IMPORT + "widgets.activations()", theme=theme) as page:
        widget = Widget(page)
        every_control_has_a_name(widget)
        keyboard_reaches_every_control(widget)
        widget.says("At z = 1: step: 1, slope 0; sigmoid: 0.7311, slope 0.1966; ReLU: 1, slope 1.")
        before, after = widget.changes(lambda: widget.drag("input z", 0.25))
        assert np.abs(before - after).mean() > 0.003, "the points have not moved"
        widget.says(re.compile(r"At z = 3\.\d"))
        widget.shows("input z", 3.5, within=0.4)
        widget.slider("input z").focus()
        page.keyboard.press("End")
        widget.says("At z = 5: step: 1, slope 0; sigmoid: 0.9933, slope 0.006648")
        widget.button("Hide the slopes").press("Enter")
        widget.says("At z = 5: step: 1; sigmoid: 0.9933; ReLU: 5.")
        widget.button("Show the slopes").press("Enter")
        widget.changes(lambda: widget.box.get_by_label("in the middle").select_option(label="tanh"))
        widget.tells("tanh: It is flat for z below -2.2 and above 2.2. It is flat here.")
        assert widget.pixels()[:4].min() > 0.9, "white in every theme"
        assert not page.errors


@pytest.mark.thorough
@pytest.mark.parametrize("theme", ["light"])
def test_initialisation(lab, theme):  # noqa: F811
    with lab.notebook("initialisation", IMPORT + "widgets.initialisation()", theme=theme) as page:
        widget = Widget(page)
        every_control_has_a_name(widget)
        keyboard_reaches_every_control(widget)
        widget.says("9.5e-11 in layer 10: they vanish. Gradients: 1 in layer 10, 9.9e-10 in layer 1: they vanish.")
        before, after = widget.changes(lambda: widget.drag("sd of weights", 0.3))
        assert np.abs(before - after).mean() > 0.003, "the histograms have not moved"
        widget.tells("start: normal weights, standard deviation")
        assert widget.box.get_by_label("start").evaluate("e => e.selectedIndex") == 5, "the slider's own"
        widget.box.get_by_label("start").select_option(label="He")
        widget.box.get_by_label("activation").select_option(label="ReLU")
        widget.says("they keep their size. Gradients: 1 in layer 10, 0.91 in layer 1: they keep their size.")
        assert widget.field("sd of weights").input_value() == "0.141"
        widget.slider("layers").focus()
        page.keyboard.press("Home")
        widget.tells("in 2 layers of 100 neurons; start: He, standard deviation 0.14.")
        for _key in range(9):
            page.keyboard.press("ArrowRight")
        widget.tells("in 11 layers of 100 neurons")
        widget.field("neurons in each").fill("50")
        widget.field("neurons in each").press("Enter")
        widget.tells("in 11 layers of 50 neurons; start: He, standard deviation 0.2.")
        assert widget.pixels()[:4].min() > 0.9, "white in every theme"
        assert not page.errors


@pytest.mark.parametrize("theme", ["light"])
def test_backprop(lab, theme):  # noqa: F811
    with lab.notebook("backprop", IMPORT + "widgets.backprop()", theme=theme) as page:
        widget = Widget(page)
        every_control_has_a_name(widget)
        keyboard_reaches_every_control(widget)
        widget.says("Start. Only the inputs are known.")
        before, after = widget.changes(lambda: widget.button("Step").press("Enter"))
        assert np.abs(before - after).mean() > 0.0003, "no number has appeared"
        widget.says("Forward, 1 of 3.")
        for _step in range(6):
            widget.button("Step").click()
        widget.says("to a: dm · (-1) = 0.1966 · (-1) = -0.1966; to b: dm · 2 = 0.1966 · 2 = 0.3932.")
        widget.slider("b").focus()
        for _key in range(5):
            page.keyboard.press("ArrowRight")
        widget.tells("Gradients so far: dL = 1, dz = 0.105, dm = 0.105, dc = 0.105, db = 0.21, da = -0.0525.")
        widget.tells("Changed by you: b, m, z, L.")
        widget.button("One back").click()
        widget.says("Backward, 2 of 3. Plus passes on what comes back, unchanged.")
        widget.changes(lambda: widget.drag("a", -0.2))
        widget.tells("Changed by you: a, b, m, z, L.")  # a slider sends its last move late
        widget.button("Reset").click()
        widget.tells("Values so far: a = 2, b = -1, c = 3.")
        widget.button("Play").press("Enter")
        widget.says("Forward, 2 of 3.")
        widget.button("Pause").press("Enter")
        widget.box.get_by_label("graph").select_option(label="squared error: (w·x + b - y)²")
        widget.slider("w").wait_for()
        for _step in range(9):
            widget.button("Step").click()
        every_control_has_a_name(widget)
        widget.says("Backward, 4 of 4.")
        widget.slider("w").focus()
        page.keyboard.press("ArrowRight")
        widget.tells("Changed by you: w, m, z, e, L.")
        assert widget.pixels()[:4, :20].min() > 0.9, "white in every theme"
        assert not page.errors
