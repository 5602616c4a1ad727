"""`gradatim` and `gradatim open`."""


def add_parser(commands):
    command = commands.add_parser("open", help="Open the course in JupyterLab (also without a command)")
    add_arguments(command)
    command.set_defaults(run=run)


def add_arguments(command):
    command.add_argument("--no-browser", action="store_true", help="do not open a browser; print the address")


def run(args) -> int:
    raise NotImplementedError
