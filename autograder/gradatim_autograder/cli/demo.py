"""`gradatim demo`."""


def add_parser(commands):
    command = commands.add_parser("demo", help="Make a class of submissions and grade it")
    command.set_defaults(run=run)


def run(args) -> int:
    raise NotImplementedError
