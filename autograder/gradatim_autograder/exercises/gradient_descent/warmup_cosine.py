"""A learning rate for each step: it rises in a warm-up, then falls along half a wave of the cosine."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare

exercise = declare("warmup_cosine", returns=("lr",), points={"lr": 2}, section=N_("Warm-up and cosine"))


@exercise.reference
def warmup_cosine(lr0, step, warmup, total):
    if step < warmup:
        rising = (step + 1) / warmup
        return lr0 * rising
    share = (step - warmup) / (total - warmup)
    falling = (1 + np.cos(np.pi * share)) / 2
    return lr0 * falling


def _drawn(rng, step, warmup=None):
    """lr0, a step that hangs on the other numbers, the length of the warm-up, and of the training."""
    warmup = int(rng.integers(5, 12)) if warmup is None else warmup
    total = warmup + int(rng.integers(15, 30))
    return float(rng.uniform(0.2, 0.9)), step(warmup, total), warmup, total


exercise.probes(
    in_the_warm_up=lambda rng: _drawn(rng, lambda warmup, total: int(rng.integers(1, warmup - 1))),
    first_step=lambda rng: _drawn(rng, lambda warmup, total: 0),
    last_of_the_warm_up=lambda rng: _drawn(rng, lambda warmup, total: warmup - 1),
    first_after_the_warm_up=lambda rng: _drawn(rng, lambda warmup, total: warmup),
    # On both sides of the middle, where a straight line and the wave are equal.
    early_in_the_fall=lambda rng: _drawn(rng, lambda warmup, total: warmup + int(rng.integers(2, 6))),
    late_in_the_fall=lambda rng: _drawn(rng, lambda warmup, total: total - int(rng.integers(2, 6))),
    last_step=lambda rng: _drawn(rng, lambda warmup, total: total - 1),
    no_warm_up=lambda rng: _drawn(rng, lambda warmup, total: int(rng.integers(2, 6)), 0),
    no_warm_up_first_step=lambda rng: _drawn(rng, lambda warmup, total: 0, 0),
    warm_up_of_one_step=lambda rng: _drawn(rng, lambda warmup, total: 0, 1),
)


@exercise.probe()
def a_long_training(rng):
    """Thousands of steps, as in a real training."""
    warmup = int(rng.integers(100, 200))
    total = int(rng.integers(3000, 5000))
    return float(rng.uniform(0.2, 0.9)), int(rng.integers(1000, 1300)), warmup, total


exercise.classes("""
in_the_warm_up: in the warm-up  if step < warmup
after_the_warm_up: after the warm-up  if step >= warmup
zero step
last_of_the_warm_up: in the last step of the warm-up  if 1 < warmup and step == warmup - 1
first_after_the_warm_up: in the first step after the warm-up  if step == warmup > 0
last_step: in the last step  if step == total - 1
zero warmup
warmup_1: where warmup is 1  if warmup == 1
long_training: where total is large  if total > 1000
""")

exercise.wrong_lines("""
starts_at_zero: The warm-up is one step behind: it begins with a rate of 0, and that step is lost. Step 0 should already
have one share of lr0.
    rising = step / warmup
warm_up_missing: The warm-up has the full rate already. It should rise to it, by the same amount in each step.
    return lr0 * rising -> return lr0
warm_up_from_zero: The warm-up goes from 0 to lr0, so its first step is lost. It should go from lr0 / warmup to lr0.
    rising = np.linspace(0, 1, warmup)[step]
warm_up_without_effect: In the warm-up the rate is that of the formula for the fall. There it should rise.
    return lr0 * rising -> pass
warm_up_without_parentheses: In the warm-up, lr0 multiplies step alone. Put step + 1 in parentheses.
    return lr0 * rising -> return lr0 * step + 1 / warmup
smaller_of_both: In the warm-up the rate is the smaller one of what the two formulas give. There it should be that of the
rise, always.
    rising = min((step + 1) / warmup, (1 + np.cos(np.pi * (step - warmup) / (total - warmup))) / 2)
no_fall_without_warm_up: Where warmup is 0, the rate stays at lr0. It should fall from the first step on.
    falling = (1 + np.cos(np.pi * share)) / 2 if warmup > 0 else 1.0
warm_up_falls: The rate falls in the warm-up. It should rise from lr0 / warmup to lr0.
    rising = (warmup - step) / warmup
warm_up_by_total: The warm-up divides by total. It should reach lr0 in its own last step: divide by warmup.
    rising = (step + 1) / total
warm_up_not_full: The warm-up divides by warmup + 1, so its last step does not reach lr0. Divide by warmup.
    rising = (step + 1) / (warmup + 1)
warm_up_cut: The warm-up is cut to whole numbers: the share of lr0 is 0 up to its last step. Divide by /, not by //.
    rising = (step + 1) // warmup
warm_up_too_long: The warm-up has one step too many, and in it the rate is above lr0. Step number warmup is the first
after it.
    if step <= warmup:
warm_up_by_cosine: The rate rises along a wave in the warm-up. There it should rise along a straight line.
    rising = (1 - np.cos(np.pi * (step + 1) / warmup)) / 2
warm_up_not_taken_off: The fall is counted from step 0. It should begin after the warm-up: subtract warmup from step and
from total.
    share = step / total
fall_counted_from_zero: The way through the fall begins at step 0. Subtract warmup from step too.
    share = step / (total - warmup)
share_without_parentheses: The division comes before the subtractions. Put both differences of the share in parentheses.
    share = step - warmup / total - warmup
fall_too_slow: The fall does not get to its end. It lasts total - warmup steps, so divide by that.
    share = (step - warmup) / total
one_step_ahead: The fall is one step ahead. The first step after the warm-up should have the full lr0.
    share = (step - warmup + 1) / (total - warmup)
one_step_behind: The fall is one step behind. It begins in the first step after the warm-up, where the share is 0.
    share = (step - warmup - 1) / (total - warmup)
falls_to_zero: The last step has a rate of 0, and is lost. The fall lasts total - warmup steps: divide by that.
    share = (step - warmup) / (total - warmup - 1)
half_missing: The fall begins at twice lr0. 1 + cos goes from 2 to 0, so halve it.
    falling = 1 + np.cos(np.pi * share)
one_missing: Late in the fall the rate is below 0, which is a step uphill. Add 1 to the cosine before you halve it.
    falling = np.cos(np.pi * share) / 2
    falling = np.cos(np.pi * share)
cosine_alone_halved: Only the cosine is halved, so the fall begins at 1.5 times lr0. Halve the whole sum 1 + cos.
    falling = 1 + np.cos(np.pi * share) / 2
lr0_times_one_alone: lr0 is multiplied by 1 alone, and the cosine is added to it. Multiply the whole sum 1 + cos by lr0.
    return lr0 * falling -> return lr0 * 1 + np.cos(np.pi * share) / 2
    return lr0 * falling -> return (lr0 + np.cos(np.pi * share)) / 2
rises: After the warm-up the rate rises from 0 on. Add the cosine to 1; do not subtract it.
    falling = (1 - np.cos(np.pi * share)) / 2
quarter_wave: The fall is a quarter of a wave: slow at first, fast at the end. It should be half a wave, which is slow
at both ends.
    falling = np.cos(np.pi * share / 2)
half_the_way: The fall ends at half of lr0. The cosine should go through half a wave: np.pi times the share.
    falling = (1 + np.cos(np.pi * share / 2)) / 2
whole_wave: The rate falls and rises again. It should end low: np.pi times the share, not twice that.
    falling = (1 + np.cos(2 * np.pi * share)) / 2
pi_forgotten: np.pi is missing: the wave is cut off long before its lowest point.
    falling = (1 + np.cos(share)) / 2
degrees: The angle is in degrees. np.cos wants it in radians: half a wave is np.pi.
    falling = (1 + np.cos(180 * share)) / 2
sine: This is the sine, which starts at 0. Take the cosine, which starts at 1.
    falling = (1 + np.sin(np.pi * share)) / 2
straight_line: After the warm-up the rate falls along a straight line. It should follow the cosine.
    falling = 1 - share
no_fall: After the warm-up the rate stays at lr0. It should fall.
    return lr0 * falling -> return lr0
factor_alone: This is the factor alone. Multiply it by lr0.
    return lr0 * rising -> return rising ;; return lr0 * falling -> return falling
fall_without_lr0: After the warm-up it is the factor alone. Multiply it by lr0, as in the warm-up.
    return lr0 * falling -> return falling
warm_up_without_lr0: In the warm-up it is the factor alone. Multiply it by lr0, as in the fall.
    return lr0 * rising -> return rising
warm_up_in_the_fall: The fall goes on in the warm-up, where both factors are multiplied. The warm-up should rise to lr0
itself.
    rising = (step + 1) / warmup * (1 + np.cos(np.pi * step / total)) / 2
        ;; share = step / total
""")

exercise.alternatives("""
one factor, then lr0:
    if step >= warmup:
        angle = np.pi * (step - warmup) / (total - warmup)
        factor = 0.5 + 0.5 * np.cos(angle)
    else:
        factor = (1 + step) / warmup
    return factor * lr0
the square of a cosine:
    if warmup > step:
        return lr0 / warmup * (step + 1)
    half_angle = np.pi / 2 * (step - warmup) / (total - warmup)
    return lr0 * np.cos(half_angle) ** 2
a sum of equal parts:
    lr = 0.0
    for t in range(min(step + 1, warmup)):
        lr += lr0 / warmup
    if step < warmup:
        return lr
    left = (total - step) / (total - warmup)
    return np.float32(lr0 * (1 - np.cos(np.pi * left)) / 2)
a list of all rates:
    rates = [lr0 * (t + 1) / warmup for t in range(warmup)]
    rest = total - warmup
    for t in range(rest):
        rates.append(0.5 * lr0 * (1.0 + np.cos(np.pi * t / rest)))
    return rates[step]
with where:
    wave = np.cos(np.pi * (step - warmup) / (total - warmup))
    factor = np.where(step < warmup, (step + 1) / max(warmup, 1), (1 + wave) / 2)
    return np.array([lr0 * factor])[0]
""")
