"""What nbgrader takes away of outputs, by its settings in nbgrader_config.py."""

from traitlets.config import Config

from gradatim_autograder.grading.submission.output_limits import OutputLimits


def limits_of(config: Config) -> OutputLimits:
    """nbgrader's own limits, or those that nbgrader_config.py sets."""
    from nbgrader.preprocessors import IgnorePattern, LimitOutput

    limit, ignore = LimitOutput(config=config), IgnorePattern(config=config)
    metadata = {**config.get("ClearMetadataPreprocessor", {})}
    return OutputLimits(
        limit.max_lines if limit.enabled else -1,
        limit.max_traceback if limit.enabled else -1,
        ignore.pattern if ignore.enabled else "",
        metadata if metadata.get("enabled") else {},
    )
