"""Steps of nbgrader's own commands, which nbgrader_config.py names: so `nbgrader autograde` grades as we do.

execute         runs a submission
preprocessors   steps before and after it;  feedback   those of the pages
"""
