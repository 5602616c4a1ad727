"""The chapters of the course, in order. This is the one place where a chapter has a number: to insert one, insert a
line. `gradatim build` then gives the folders of the notebooks their new names, and the notebooks their headings.
"""

from gradatim.text import N_

TITLES = {  # the folder of its exercises, and the title of its notebook
    "start_here": N_("Start here"),
    "neuron": N_("One neuron"),
    "layers": N_("Layers"),
    "activations": N_("Activations"),
    "weights_and_biases": N_("Weights and biases"),
    "backpropagation": N_("Backpropagation"),
    "gradient_descent": N_("Gradient descent"),
    "training": N_("Training"),
    "deep_networks": N_("Deep networks"),
    "images": N_("Images"),
    "text": N_("Text"),
    "attention": N_("Attention"),
    "time_series": N_("Time series"),
    "libraries": N_("The libraries"),
    "capstone": N_("A project of your own"),
    "questions_and_answers": N_("Questions and answers"),
}
CHAPTERS = {folder: f"{number:02}-{folder.replace('_', '-')}" for number, folder in enumerate(TITLES)}  # their names


def folder_of(chapter: str) -> str:
    """The folder of a chapter's exercises, whatever number its name begins with: "images" for "07-images"."""
    return chapter.partition("-")[2].replace("-", "_")


def title_of(chapter: str) -> str | None:
    """The title of a chapter, "Images"; None of a chapter that is not the course's own."""
    folder = folder_of(chapter)
    return TITLES[folder] if CHAPTERS.get(folder) == chapter else None
