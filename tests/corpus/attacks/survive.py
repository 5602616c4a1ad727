# ruff: noqa: E501 (code in strings)
"""They want to outlive their grading."""

from attacks import Attack

DAEMON = """
import os, signal, time
if os.fork() == 0:
    os.setsid()
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    if os.fork() == 0:
        os.closerange(3, 100)
        time.sleep(3)
        open("/tmp/touched-later", "w").write("x")
        time.sleep(1000)
    os._exit(0)
os.wait()
"""

ATTACKS = {
    "daemon": Attack("a process of its own session, forked twice", DAEMON),
    "daemon of a check": Attack(
        "the same, started by a function",
        "",
        {"neuron_backward": "def neuron_backward(dout, x, w):\n" + "\n".join("    " + each for each in DAEMON.splitlines())},
    ),
    "programs": Attack(
        "programs in sessions of their own",
        "import subprocess\nfor _ in range(5):\n    subprocess.Popen(['setsid', 'nohup', 'sleep', '1000'], start_new_session=True)",
    ),
    "thread": Attack(
        "a thread that goes on after the cell",
        "import threading, time\nthreading.Thread(target=lambda: [time.sleep(0.01) for _ in range(10**6)]).start()",
    ),
    "stopped children": Attack(
        "children that are stopped",
        "import os, signal\nfor _ in range(5):\n    if os.fork() == 0:\n        os.kill(os.getpid(), signal.SIGSTOP)\n        os._exit(0)",
    ),
}  # fmt: skip
