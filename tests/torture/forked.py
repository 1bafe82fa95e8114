"""A process of its own that tells through a pipe, and may be killed."""

import os
from collections.abc import Callable


def forked(live: Callable[[int], None]) -> tuple[int, int]:
    """Let `live` run in a forked process; its id, and the end of the pipe at which it is heard.

    What goes wrong there is told as a line that begins with an exclamation mark.
    """
    out, into = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(out)
        try:
            live(into)
        except BaseException as error:
            os.write(into, f"!{type(error).__name__} {error}\n".encode())
        finally:
            os._exit(1)
    os.close(into)
    return process, out
