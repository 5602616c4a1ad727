"""Names in a cell: those that it gives a meaning, and those that it looks for in the notebook."""

import symtable


def table_of(text: str) -> symtable.SymbolTable | None:
    """The scopes of a cell; None where it cannot be read (IPython may make something else of it)."""
    try:
        return symtable.symtable(text, "<a cell>", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def given(table: symtable.SymbolTable) -> set[str]:
    """The names that are given a meaning at the top of a cell: values, functions, classes, modules."""
    return {each.get_name() for each in table.get_symbols() if each.is_assigned()}


def asked(table: symtable.SymbolTable) -> set[str]:
    """The names that are looked for in the notebook: of a class too, where a name may not be set yet."""
    everywhere = table.get_type() != "function"
    found = {
        each.get_name() for each in table.get_symbols() if each.is_global() or (everywhere and each.is_referenced())
    }
    return found.union(*map(asked, table.get_children()))
