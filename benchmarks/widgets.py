"""From a move of a slider to the painted picture, in a real browser: the course's way and the plain way in one run.

Both do the same work at each move: 200 full-batch steps of a 2-16-16-1 network on 200 points, its answers on a 60 x 60
grid, and the loss curve, 900 x 400 pixels. The plain way is `interactive_output` with `plt.show()`. The two take turns.
Needs Chromium. `uv run python benchmarks/widgets.py [ROUNDS]`
"""

import contextlib
import sys
import time
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

import browser

OURS = """
from gradatim import widgets
widgets.learning_rate(on="network", rate=0.1)
"""
PLAIN = """
import ipywidgets, numpy as np, matplotlib.pyplot as plt
from gradatim.widgets.descent.landscapes import Moons
from gradatim.widgets.descent.small_network import with_ones
moons = Moons()
axis = np.linspace(-2, 3, 60)
inputs = with_ones(moons.scaled(np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)))

def show(exponent):
    path, losses = moons.network.run(10**exponent, 200)
    answers = moons.network.answers(path[-1], inputs).reshape(60, 60)
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 4), dpi=100)
    left.contourf(axis, axis, answers, levels=[0, 0.5, 1], colors=["white", "#FBE7BF"])
    left.scatter(*moons.X.T, c=moons.y)
    right.plot(losses)
    right.set_yscale("log")
    plt.show()

plain = ipywidgets.FloatSlider(value=-1, min=-3, max=2, step=0.05, description="rate")
shown = ipywidgets.interactive_output(show, {"exponent": plain})
ipywidgets.VBox([plain, shown])
"""
# What the page's pictures are: the last one in a box (a dot of one pixel names sliders; it is no picture).
PICTURE = """
() => {
    window.pictureIn = place =>
        [...place.querySelectorAll('img[src^="data:image"]')].filter(each => each.src.length > 1000).pop();
}
"""
# Ends when a new picture has been decoded and two frames have begun since: then it is painted.
PAINTED = """
({box, key}) => new Promise(done => {
    const place = document.querySelector(box), before = pictureIn(place).src;
    const start = performance.now();
    const watch = new MutationObserver(async () => {
        const now = pictureIn(place);
        if (!now || now.src === before) return;
        watch.disconnect();
        await now.decode();
        requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
    });
    watch.observe(place, {childList: true, subtree: true, attributes: true});
    place.querySelector('[role=slider]').dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
})
"""
PICTURES = """
box => {
    window.pictures = [];
    let last = null;
    const place = document.querySelector(box);
    new MutationObserver(() => {
        const found = pictureIn(place);
        if (found && found.src !== last) { last = found.src; pictures.push(performance.now()); }
    }).observe(place, {childList: true, subtree: true, attributes: true});
}
"""


def main(rounds):
    with started() as lab, lab.notebook("latency", OURS, PLAIN) as page:
        page.set_viewport_size({"width": 1300, "height": 2000})  # JupyterLab takes away what is out of sight
        page.locator(".gradatim-slider").first.wait_for()
        page.get_by_text("rate", exact=True).last.wait_for()
        page.wait_for_timeout(3000)
        page.evaluate(PICTURE)
        boxes = {"ours": mark(page, 0), "plain": mark(page, 1)}
        took = {name: [] for name in boxes}
        for turn in range(rounds + 5):
            for name, box in boxes.items():
                key = "ArrowRight" if turn // 20 % 2 == 0 else "ArrowLeft"
                page.wait_for_timeout(120)
                milliseconds = page.evaluate(PAINTED, {"box": box, "key": key})
                if turn >= 5:  # the first ones warm up
                    took[name].append(milliseconds)
                page.wait_for_timeout(550)  # until the texts of the move are told
        for name, times in took.items():
            high = quantiles(times, n=20)[-1]
            print(f"{name:6} median {median(times):4.0f} ms, 95th percentile {high:4.0f} ms, {len(times)} moves")
        print(f"plain / ours: {median(took['plain']) / median(took['ours']):.1f}")
        for name, box in boxes.items():
            print(f"{name:6} {dragged(page, box, name)}")


def dragged(page, box, name):
    """Pictures a second while a hand drags for 4 seconds, and whether the last position is drawn."""
    page.wait_for_timeout(1000)
    page.evaluate(PICTURES, box)
    handle = page.locator(f"{box} [role=slider]")
    handle.scroll_into_view_if_needed()
    place = handle.bounding_box()
    x, y = place["x"] + 8, place["y"] + 8
    page.mouse.move(x, y)
    page.mouse.down()
    start, end = page.evaluate("performance.now()"), time.monotonic() + 4
    turn = 0
    while time.monotonic() < end:
        turn += 1
        page.mouse.move(x - 60 + abs(turn % 60 - 30) * 4, y)
        page.wait_for_timeout(16)
    stop = page.evaluate("performance.now()")
    page.mouse.up()
    page.wait_for_timeout(3000)
    times = [each for each in page.evaluate("window.pictures") if start < each < stop]
    text = f"{len(times) / (stop - start) * 1000:.1f} pictures a second while dragging"
    if name == "ours":
        told = page.locator(f"{box} p", has_text="learning rate").last.inner_text()
        rate = page.get_by_role("spinbutton", name="learning rate").input_value()
        text += f"; last position {rate} drawn: {f'learning rate {float(rate):g}.' in told}"
    return text


def mark(page, number):
    """A selector for the output of one cell."""
    page.locator(".jp-CodeCell").nth(number).evaluate("(e, n) => e.setAttribute('data-bench', n)", str(number))
    return f"[data-bench='{number}'] .jp-Cell-outputArea"


@contextlib.contextmanager
def started():
    """The browser and the JupyterLab of the tests."""
    import tempfile

    class Folders:
        def mktemp(self, name):
            return Path(tempfile.mkdtemp())

    browsers = browser.chromium._get_wrapped_function()()
    labs = browser.lab._get_wrapped_function()(next(browsers), Folders())
    try:
        yield next(labs)
    finally:
        for each in (labs, browsers):
            next(each, None)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
