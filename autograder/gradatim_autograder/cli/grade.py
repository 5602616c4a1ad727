"""`gradatim grade`."""


def add_parser(commands):
    command = commands.add_parser("grade", help="Grade a folder or zip of submissions")
    command.set_defaults(run=run)


def run(args) -> int:
    raise NotImplementedError
