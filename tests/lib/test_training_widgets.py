"""The optimiser race, the range test, the grid search and the training monitor, without a browser."""

import asyncio
import time

import numpy as np
import pytest
from gradatim import widgets
from gradatim.nn import CrossEntropyLoss, Linear, ReLU, Sequential
from gradatim.optim import Adam
from gradatim.picture import Message
from gradatim.widgets.grid_search_widget.widget import GridSearchWidget
from gradatim.widgets.optimiser_race_widget.runs import OPTIMISERS, STEPS, run_of
from gradatim.widgets.optimiser_race_widget.surfaces import Bowl, Ravine, Saddle
from gradatim.widgets.optimiser_race_widget.widget import OptimiserRaceWidget
from gradatim.widgets.range_test_widget.widget import RangeTestWidget
from gradatim.widgets.rate_search.picture import round_number
from gradatim.widgets.rate_search.regions import even_region, falling_region
from gradatim.widgets.training_monitor_widget.trainings import ModelTraining, OwnTraining
from gradatim.widgets.training_monitor_widget.widget import TrainingMonitorWidget

# -- the race ----------------------------------------------------------------------------------------------


def sgd(params, grads, lr):
    return {key: params[key] - lr * grads[key] for key in params}


def momentum(w, dw, v, lr, beta):
    v = beta * v + (1 - beta) * dw
    return w - lr * v, v


def adagrad(w, dw, cache, lr, eps):
    cache = cache + dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


def rmsprop(w, dw, cache, lr, beta, eps):
    cache = beta * cache + (1 - beta) * dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache


def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    m, v = beta1 * m + (1 - beta1) * dw, beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


OWN = (sgd, momentum, adagrad, rmsprop, adam)


@pytest.mark.parametrize("surface", [Bowl, Ravine, Saddle])
@pytest.mark.parametrize("function", OWN)
def test_an_optimiser_of_ones_own_takes_the_same_path(surface, function):
    ours, own = (run_of(function.__name__, surface(), 0.07, each) for each in (None, function))
    assert np.allclose(ours.path, own.path, rtol=1e-6)
    assert ours.arrived == own.arrived


@pytest.mark.parametrize("surface", [Bowl, Ravine, Saddle])
def test_gradients_of_the_surfaces(surface):
    made, h = surface(), 1e-5
    for w in np.random.default_rng(0).normal(size=(5, 2)):
        slopes = [(made.loss(w + step) - made.loss(w - step)) / (2 * h) for step in h * np.eye(2)]
        assert np.allclose(made.gradient(w), slopes, atol=1e-6)
    for point in made.lowest_points:
        assert made.loss(np.array(point)) == 0 == np.abs(made.gradient(np.array(point))).max()


def test_what_the_chapter_says_about_the_race():
    arrived = {kind: [run_of(name, kind(), 0.1).arrived for name in OPTIMISERS] for kind in (Ravine, Saddle)}
    assert arrived == {Ravine: [None, 43, None, 77, 44], Saddle: [77, None, None, 18, 42]}
    rates = [0.05, 0.089, 0.112, 0.45, 2.0, 10.0]
    quick = {name: [(run_of(name, Ravine(), rate).arrived or 999) <= 40 for rate in rates] for name in OPTIMISERS}
    assert quick["sgd"] == [True, True, False, False, False, False]
    assert quick["adagrad"] == [False, False, False, True, True, True]
    assert quick["adam"] == [False, False, True, True, True, False]
    assert not any((run_of("rmsprop", Ravine(), rate).arrived or 999) <= 40 for rate in np.geomspace(0.01, 10, 61))


def test_race_says_who_is_where_and_answers_the_guess():
    widget = OptimiserRaceWidget(*OWN)
    assert widget.status.text == "Ready: all stand at the start."
    widget.guess.value = "adam"
    widget.player.step_button.click()
    assert widget.status.text.startswith("Step 1 of 100. Nobody has arrived; RMSprop is in front")
    assert "plain (SGD), rate 0.1: at (-3.6, -1), loss 16.48, under way." in widget.alt
    assert "RMSprop" in widget.table.value and "-3.6" in widget.table.value
    assert len(widget.picture.lines["sgd"][0].get_xdata()) == 2
    widget.player.play_button.click()
    assert widget.shown == STEPS
    assert "momentum (43), Adam (44), RMSprop (77)." in widget.status.text
    assert widget.status.text.endswith("Your guess was Adam; the first was momentum.")
    before = widget.picture.view.value
    widget.rates["adam"].value = 0.3
    assert "Your guess, Adam, was right." in widget.status.text and widget.picture.view.value != before
    widget.rates["sgd"].value = 5.0
    assert "plain (SGD), rate 5: at" in widget.alt and "farther up than at the start" in widget.alt
    widget.choice.value = "saddle"
    assert "All start at (-2, 0.001) on the saddle" in widget.alt
    widget.player.reset_button.click()
    assert widget.status.text == "Ready: all stand at the start."
    widget.end_button.click()
    assert widget.shown == STEPS
    with pytest.raises(ValueError, match="bowl, ravine, saddle"):
        widgets.optimiser_race(on="hill")


def in_place(w, dw, v, lr, beta):
    v *= beta
    v += (1 - beta) * dw
    w -= lr * v
    return w, v


def unwritten(w, dw, v, lr, beta):
    raise NotImplementedError()


def endless(w, dw, v, lr, beta):
    while True:
        pass


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (unwritten, "unwritten is not written yet."),
        (endless, "endless takes longer than 0.1 s"),
        (lambda w, dw, v, lr, beta: 1 / 0, "ZeroDivisionError"),
        (lambda w, dw, v, lr, beta: w, "should return 2 arrays of the shape (2,), like its w; it returned (), ()."),
        (lambda w, dw, v, lr, beta: (w, v, v), "it returned (2,), (2,), (2,)."),
        (lambda w, dw, v, lr, beta: None, "it returned NoneType."),
        (lambda w, dw, v, lr, beta: (w * np.nan, v), "not finite"),
    ],
)
def test_one_bad_optimiser_is_named_and_the_others_race(function, words, monkeypatch):
    monkeypatch.setattr("gradatim.widgets.kit.own_function.SECONDS", 0.1)
    widget = OptimiserRaceWidget(sgd, function)
    widget.end_button.click()
    assert words in widget.status.text and "Adam (44)" in widget.status.text
    assert "does not race" in widget.table.value and "momentum, rate" not in widget.alt
    widget.functions["momentum"] = in_place
    widget.rates["momentum"].value = 0.05
    assert words not in widget.status.text and "momentum (40)" in widget.status.text


def test_a_race_of_bad_optimisers_alone_is_a_message():
    def bad(*args):
        raise NotImplementedError()

    widget = OptimiserRaceWidget(bad, bad, bad, bad, bad)
    assert widget.status.text == "bad is not written yet." == widget.alt
    for each in (widget.player.step_button, widget.player.play_button, widget.end_button, widget.player.reset_button):
        each.click()
    widget._repr_mimebundle_()
    widget.functions["sgd"] = sgd
    widget.player.reset_button.click()
    assert widget.status.text.startswith("Ready")


# -- range test and grid search ----------------------------------------------------------------------------


def test_falling_region():
    rates = np.geomspace(0.001, 10, 41)
    losses = np.exp(-3 * np.clip((np.log10(rates) + 2) / 2, 0, 1))  # falls from 0.01 to 1
    low, high = falling_region(rates, losses)
    assert low == pytest.approx(10**-1.6, rel=0.3) and high == pytest.approx(10**-0.4, rel=0.3)
    assert falling_region(rates, losses, exploded=0.5)[1] == 0.5 / 4
    assert falling_region(rates, np.linspace(1.0, 0.95, 41)) is None, "it hardly falls"
    assert falling_region(rates[:3], losses[:3]) is None


def test_even_region():
    rates, losses = np.array([1e-3, 1e-2, 0.1, 1, 10]), [5, 1.2, 1.0, 1.3, np.nan]
    assert even_region(rates, losses) == (1e-2, 0.1)
    assert even_region(rates, [np.nan] * 5) is None


@pytest.mark.parametrize(("number", "above", "below"), [(1, 1, 1), (3, 5, 2), (0.07, 0.1, 0.05), (400, 500, 200)])
def test_round_number(number, above, below):
    assert (round_number(number, 1), round_number(number, -1)) == pytest.approx((above, below))


def slow_train(rate):
    time.sleep(0.03)
    return abs(np.log10(rate)) + 0.1 if rate < 5 else np.inf


def test_a_search_is_stopped_keeps_what_it_found_and_goes_on(monkeypatch):
    monkeypatch.setattr("gradatim.widgets.rate_search.search.HEAD_START", 0.0)

    async def watch():
        widget = GridSearchWidget(slow_train)
        assert len(widget.found) == 1, "not more than a beginning"
        widget.player.play_button.click()
        assert widget.player.play_button.description == "Stop"
        await asyncio.sleep(0.15)
        assert " left" in widget.progress.text and '<progress aria-label="rates tried"' in widget.progress.view.value
        widget.player.play_button.click()
        stopped = len(widget.found)
        assert 2 <= stopped < 16
        await asyncio.sleep(0.6)
        assert len(widget.found) == stopped
        assert widget.status.text.startswith("Stopped before the end: the lowest loss so far is")
        widget.player.step_button.click()
        assert len(widget.found) == stopped + 1
        widget.player.play_button.click()
        end = time.monotonic() + 30
        while widget.player.playing and time.monotonic() < end:
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.6)  # until the last picture is drawn, and told
        assert len(widget.found) == 16 and not widget.player.playing
        assert widget.progress.text == "16 of 16 rates"
        return widget

    widget = asyncio.run(watch())
    assert "diverged" in widget.alt and not widget.picture.span.get_visible()
    widget.guess.value = 1.0
    widget.mark_button.click()
    assert widget.picture.span.get_visible() and "Your rate, 1, lies in it." in widget.status.text
    widget.highest.value = 0.01
    assert not widget.marked and len(widget.found) == 16, "what was found stays"
    widget.player.play_button.click()
    assert len(widget.found) > 16
    widget.player.reset_button.click()
    assert widget.found == [] and widget.status.text == "Nothing is tried yet: press Start."


def neuron_step():
    """Half a parabola: the loss falls while the rate is below 2, and explodes above."""
    w = 5.0

    def step(rate):
        nonlocal w
        loss = 0.5 * w**2
        w = w - rate * w
        return loss

    return step


def test_range_test_ends_when_the_loss_explodes():
    widget = RangeTestWidget(neuron_step)
    assert widget.exploded and widget.exploded > 2 and not widget.todo()
    assert all(loss <= 12.5 for _rate, loss in widget.found)
    widget.mark_button.click()
    assert "Good rates: " in widget.status.text and "The loss exploded at" in widget.status.text
    first = list(widget.found)
    widget.player.play_button.click()
    assert widget.found == first and not widget.marked, "a new network"
    widget.highest.value = 0.003
    assert widget.found == []
    widget.player.play_button.click()
    widget.mark_button.click()
    assert "hardly fallen" in widget.status.text and not widget.picture.span.get_visible()


def test_one_rate_at_a_time():
    widget = RangeTestWidget(neuron_step)
    widget.player.reset_button.click()
    assert widget.found == []
    widget.player.step_button.click()
    widget.player.step_button.click()
    assert [rate for rate, _loss in widget.found] == [0.001, 0.00117]
    assert widget.progress.text.startswith("2 of 60 rates, 0 s left")


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (unwritten, "unwritten stopped with TypeError"),
        (lambda: None, "should return a function, step(rate)."),
        (lambda: lambda rate: np.ones(3), "one number, the loss; it returned the shape (3,)"),
        (lambda: lambda rate: "low", "should return numbers"),
        (lambda: lambda rate: 1 / 0, "ZeroDivisionError"),
    ],
)
def test_range_test_lives_on_with_a_bad_step(function, words):
    widget = RangeTestWidget(function)
    assert words in widget.status.text
    for each in (widget.player.play_button, widget.player.step_button, widget.mark_button):
        each.click()
        assert words in widget.status.text
    widget._repr_mimebundle_()
    widget.fresh_step = neuron_step
    widget.player.reset_button.click()
    widget.player.play_button.click()
    assert "All rates are tried" in widget.status.text


def test_grid_search_keeps_the_losses_before_a_failure_and_shows_nan(monkeypatch):
    monkeypatch.setattr("gradatim.widgets.grid_search_widget.widget.SECONDS", 0.1)

    def train(rate):
        while rate > 1:
            pass
        return np.nan if rate > 0.1 else 1 / rate

    widget = GridSearchWidget(train)
    assert "train takes longer than 0.1 s" in widget.status.text
    assert len(widget.found) == 11 and len(widget.picture.lost.get_xdata()) == 3
    widget.train = lambda rate: np.nan
    widget.player.reset_button.click()
    widget.player.play_button.click()
    assert widget.status.text == "All runs have diverged so far."
    widget.mark_button.click()
    assert "Every run has diverged" in widget.status.text


# -- the training monitor ----------------------------------------------------------------------------------


def lowered(params, lr):
    """Descent on w^2 / 2."""
    return params - lr * params


def losses(params):
    return params**2 / 2, params**2 / 2 + 0.1


def test_monitor_trains_a_few_epochs_at_once():
    widget = TrainingMonitorWidget()
    assert 1 < len(widget.history) <= 6 and widget.status.text.startswith(f"Epoch {len(widget.history) - 1}: training")
    assert "Accuracy: training" in widget.alt


def test_monitor_steps_plays_and_changes_the_rate():
    widget = TrainingMonitorWidget(OwnTraining(lowered, losses, 4.0), rate=0.1, epochs=40)
    assert len(widget.history) == 6 and len(widget.picture.lines) == 2, "no accuracy, no panel"
    widget.player.step_button.click()
    assert widget.status.text.startswith("Epoch 6: training loss 2.259, validation 2.359.")
    widget.rate.value = 0.5
    widget.player.step_button.click()
    assert widget.history[-1][0] == pytest.approx(8 * 0.9**12 * 0.25)
    assert "The learning rate is 0.5. It was: 0.1 from epoch 1 on; 0.5 from epoch 7 on." in widget.alt
    widget.player.play_button.click()
    assert len(widget.history) == 41 and "This is the last epoch." in widget.status.text
    widget.player.reset_button.click()
    assert widget.history == [(8.0, 8.1)] and widget.status.text.startswith("Epoch 0")


def test_monitor_is_paused_and_goes_on():
    def slow(params, lr):
        time.sleep(0.01)
        return lowered(params, lr)

    async def watch():
        widget = TrainingMonitorWidget(OwnTraining(slow, losses, 4.0), rate=0.001)
        widget.player.play_button.click()
        await asyncio.sleep(0.3)
        widget.player.play_button.click()
        paused = len(widget.history)
        assert 8 < paused < 2000
        await asyncio.sleep(0.3)
        assert len(widget.history) == paused
        widget.rate.value = 0.01
        widget.player.play_button.click()
        await asyncio.sleep(0.3)
        assert len(widget.history) > paused
        widget.player.pause()
        assert widget._rates[paused - 2 : paused] == [0.001, 0.01]

    asyncio.run(watch())


def test_monitor_says_what_is_read_off_the_curves():
    held = iter([1.0, 0.5, 0.4, 0.6, 0.7, 0.8, *[0.9] * 99])
    training = OwnTraining(lambda p, lr: p + 1, lambda p: (1 / (1 + p), next(held)), 0)
    widget = TrainingMonitorWidget(training)
    assert "Overfitting: since epoch 2 the validation loss has risen from 0.4" in widget.status.text
    assert widget.picture.best.get_xdata() == [2]
    widget = TrainingMonitorWidget(OwnTraining(lowered, losses, 4.0), rate=3.0)
    assert "the rate is too large" in widget.status.text
    widget = TrainingMonitorWidget(OwnTraining(lambda p, lr: p * 1e300, losses, np.float64(4)))
    assert "no longer a number" in widget.status.text and len(widget.history) == 2


def test_monitor_of_a_model_goes_back_to_its_start():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(50, 4)), np.arange(50) % 3
    model = Sequential(Linear(4, 8, rng), ReLU(), Linear(8, 3, rng))
    optimizer = Adam(model.parameters(), lr=0.5)
    before = model.parameters().values.copy()
    training = ModelTraining(model, X, y, (X[:9], y[:9]), CrossEntropyLoss(), optimizer, batch_size=16)
    widget = TrainingMonitorWidget(training, rate=0.01)
    first = list(widget.history)
    assert optimizer.lr == 0.01 and optimizer.t == 4 * (len(first) - 1) and first[-1][0] < first[0][0]
    widget.player.reset_button.click()
    assert np.array_equal(model.parameters().values, before) and optimizer.t == 0 and not optimizer.m.any()
    for _epoch in first[1:]:
        widget.player.step_button.click()
    assert np.allclose(widget.history, first)


@pytest.mark.parametrize(
    ("epoch", "measure", "words"),
    [
        (lambda p, lr: None, losses, "should return the parameters after the epoch"),
        (lambda p, lr: 1 / 0, losses, "ZeroDivisionError"),
        (lowered, lambda p: 1.0, "2 losses, or 2 losses and 2 accuracies; it returned the shape ()"),
        (lowered, lambda p: "low", "should return numbers"),
    ],
)
def test_monitor_lives_on_with_bad_functions(epoch, measure, words):
    widget = TrainingMonitorWidget(OwnTraining(epoch, measure, 4.0))
    assert words in widget.status.text
    for each in (widget.player.play_button, widget.player.step_button, widget.player.reset_button):
        each.click()
    widget._repr_mimebundle_()
    widget.training = OwnTraining(lowered, losses, 4.0)
    widget.player.reset_button.click()
    widget.player.step_button.click()
    assert widget.status.text.startswith("Epoch 1")


def test_monitor_says_what_is_missing_or_does_not_fit():
    rng = np.random.default_rng(0)
    model, X, y = Sequential(Linear(4, 3, rng)), np.ones((5, 4)), np.zeros(5, int)
    made = [
        (widgets.training_monitor(lowered, losses), "one of them is missing"),
        (widgets.training_monitor(model=model, X=X, y=y), "one of them is missing"),
        (widgets.training_monitor(model=model, X=X, y=y[:4], held_out=(X, y)), "the same number of rows"),
        (widgets.training_monitor(model=model, X=X[:, :3], y=y, held_out=(X, y)), ""),
        (widgets.training_monitor(model=model, X=X, y=y, held_out=X), ""),
    ]
    for message, words in made:
        assert isinstance(message, Message) and words in message.text


# -- speed -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [OptimiserRaceWidget, RangeTestWidget, GridSearchWidget, TrainingMonitorWidget])
def test_a_picture_is_drawn_quickly(kind):
    """At most 50 ms of computing, so that a move is a picture well before 100 ms; counted without other programs."""
    widget = kind()
    if kind is OptimiserRaceWidget:
        widget.end_button.click()
    times = []
    for _draw in range(7):
        start = time.process_time()
        widget.draw_now()
        times.append(time.process_time() - start)
    assert np.median(times) < 0.05
