"""`gradatim build`."""


def add_parser(commands):
    command = commands.add_parser("build", help="Rebuild the notebooks from their sources")
    command.set_defaults(run=run)


def run(args) -> int:
    raise NotImplementedError
