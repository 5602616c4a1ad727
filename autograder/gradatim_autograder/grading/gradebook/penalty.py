"""What a late submission costs: nbgrader's own plugin, or the one that nbgrader_config.py names."""

import logging
from typing import Any

from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config


class Penalties:
    """Asks the plugin, as nbgrader's AssignLatePenalties does."""

    def __init__(self, config: Config, log: logging.Logger):
        self._config, self._log = config, log
        self._plugin: Any = None

    def of(self, student: str, points: float, seconds_late: float) -> float | None:
        """The points to take off, between 0 and those there are, or None where the plugin gives no penalty."""
        if seconds_late <= 0:
            return None
        if self._plugin is None:  # only now: most classes have no due dates, and a plugin's module may be missing
            step = AssignLatePenalties(config=self._config, log=self._log)
            step.init_plugin()
            self._plugin = step.plugin_inst
        penalty = self._plugin.late_submission_penalty(student, points, seconds_late)
        return None if penalty is None else float(min(max(penalty, 0), points))
