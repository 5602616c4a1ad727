"""Opening the course in JupyterLab: the student's working copy, Jupyter's settings, the server."""
