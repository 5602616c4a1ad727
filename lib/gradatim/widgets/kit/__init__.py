"""What widgets are made of; nothing here knows of a single one of them. docs/widgets.md shows how a widget is written.

live_widget.py      `LiveWidget`, the base of all widgets: controls, picture, status line, text alternative
live_picture.py     `LivePicture`: a figure that is drawn many times a second
controls.py         sliders, choices, buttons and the status line, each with a name
player.py           `Player`: play, pause, step, reset
progress_line.py    `ProgressLine`: how far a long computation is
stale.py            `Latest`, `Settled`: moves that are out of date are not drawn
own_function.py     calls of a student's function: whatever goes wrong becomes a sentence
own_data.py         why a student's data cannot be used
round_number.py     ends of axes that change seldom
"""
