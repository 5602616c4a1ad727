"""Why a program failed: the last line of what it wrote to its standard error."""


def last_words(said: bytes, otherwise: str, limit: int = 300) -> str:
    """The last line that is there, shortened; `otherwise` where it wrote nothing."""
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:limit] if lines else otherwise
