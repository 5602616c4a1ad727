"""Opening the course in JupyterLab: the student's working copy, Jupyter's settings, the server.

working_copy   the released chapters in a folder of the student's, brought up to date without losing work
server         JupyterLab as a child process
"""
