"""A program in a real (pseudo) terminal, for what only that shows."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

_ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=]*[a-zA-Z]|\x1b[()][A-Z0-9]|\x1b[=>78]")


class Terminal:
    """Runs `command` in a pty. What it writes is kept whole in `output`."""

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str] | None = None,
        size: tuple[int, int] = (24, 80),
    ) -> None:
        self.output = b""
        self._fd, child = pty.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        environment.update(env or {})
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=child, stdout=child, stderr=child, env=environment, close_fds=True
        )
        os.close(child)

    def wait_for(self, text: str, timeout: float = 30.0) -> float:
        """Read until `text` has been written; gives the seconds since the start.

        Raises:
            AssertionError: it was not, in `timeout` seconds or before the program ended.
        """
        end = time.monotonic() + timeout
        while text not in self.text:
            if not self._read(max(0.0, end - time.monotonic())):
                raise AssertionError(f"{text!r} did not appear; there is:\n{self.text[-3000:]}")
        return time.perf_counter() - self.started

    def pause(self, seconds: float) -> None:
        """Let the program go on, and read what it writes meanwhile."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and self.process.poll() is None:
            self._read(left)

    @property
    def text(self) -> str:
        """All that was written, without the escape sequences."""
        return _ESCAPES.sub(b"", self.output).decode(errors="replace")

    def send(self, keys: str) -> None:
        os.write(self._fd, keys.encode())

    def wait(self, timeout: float = 20.0) -> int:
        """Read to the end; gives the exit code."""
        end = time.monotonic() + timeout
        while self._read(max(0.0, end - time.monotonic())):
            pass
        return self.process.wait(max(0.1, end - time.monotonic()))

    @property
    def peak_memory(self) -> int:
        """Bytes; Linux only."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024  # type: ignore[index]

    @property
    def cpu(self) -> float:
        """Milliseconds that the program has used so far, in all its threads; Linux only."""
        used = 0
        for thread in Path(f"/proc/{self.process.pid}/task").iterdir():
            with contextlib.suppress(OSError):  # it has ended meanwhile
                used += int((thread / "schedstat").read_text().split()[0])
        return used / 1e6

    def _read(self, timeout: float) -> bool:
        ready, _, _ = select.select([self._fd], [], [], timeout)
        if not ready:
            return False
        try:
            new = os.read(self._fd, 65536)
        except OSError:  # how Linux says that the other end is closed
            return False
        self.output += new
        return bool(new)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        os.close(self._fd)
