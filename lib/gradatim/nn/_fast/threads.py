"""One thread for matrix products: for small ones a second thread costs more than it saves."""

import contextlib
import os
from functools import lru_cache

VARIABLES = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")


def one_thread() -> contextlib.AbstractContextManager[object]:
    """A `with` block in which NumPy's products use one thread. A browser has no threadpoolctl and only one thread."""
    controller = None if any(os.environ.get(name) == "1" for name in VARIABLES) else _controller()
    return controller.limit(limits=1, user_api="blas") if controller else contextlib.nullcontext()


@lru_cache(maxsize=1)
def _controller():
    try:
        from threadpoolctl import ThreadpoolController
    except ImportError:
        return None
    return ThreadpoolController()
