"""How this very installation gets an extra, or a later version: the commands, to be told."""

import json
import shlex
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname


@dataclass(frozen=True, slots=True)
class Installation:
    """Where this quizapp is, and what it was installed from."""

    python: str
    """The path of its interpreter."""
    environment: Path
    """The folder of the environment that it is in, as `sys.prefix`."""
    origin: str = ""
    """`direct_url.json` of its package (PEP 610); empty for one from the package index."""
    clone: Path | None = None
    """Its clone, where it runs from there and is not installed at all."""
    has_pip: bool = True

    @classmethod
    def of_this_process(cls) -> "Installation":
        root, origin, clone = Path(__file__).parents[2], "", None
        try:
            origin = distribution("quizapp").read_text("direct_url.json") or ""
        except PackageNotFoundError:
            clone = root if (root / "pyproject.toml").is_file() else None
        has_pip = find_spec("pip") is not None
        return cls(sys.executable or "python", Path(sys.prefix), origin, clone, has_pip)

    def command(self, extra: str) -> str:
        """The command, to be typed as it is, with the tool that made the environment."""
        folder, is_editable, url = self._origin
        name = f"quizapp[{extra}]"
        if (self.environment / "uv-receipt.toml").exists():
            where = folder.as_uri() if folder else url
            return _line("uv tool install --force", f"{name} @ {where}" if where else name)
        what = f"{folder}[{extra}]" if folder else f"{name} @ {url}" if url else name
        if (self.environment / "pipx_metadata.json").exists():
            return _line("pipx install --force", what)
        install = [self.python, "-m", "pip", "install"]
        if not self.has_pip:  # an environment of uv, which needs none
            install = ["uv", "pip", "install", "--python", self.python]
        return _line(shlex.join(install), *(["-e"] if is_editable else []), what)

    @property
    def upgrade(self) -> str:
        """The command that gets a later version."""
        folder, is_editable, _ = self._origin
        if (self.environment / "uv-receipt.toml").exists():
            return "uv tool upgrade quizapp"
        if (self.environment / "pipx_metadata.json").exists():
            return "pipx upgrade quizapp"
        if folder and is_editable:
            return _line("git -C", str(folder), "pull")
        return "python -m pip install --upgrade quizapp"

    @property
    def _origin(self) -> tuple[Path | None, bool, str]:
        """A folder, and whether the package is worked on there; or else an address."""
        if self.clone:
            return self.clone, True, ""
        try:
            told = json.loads(self.origin or "{}")
            url, details = str(told.get("url", "")), told.get("dir_info")
            if details is None:
                kind = told.get("vcs_info", {}).get("vcs")
                url = url if "://" in url else ""
                return None, False, f"{kind}+{url}" if kind and url else url
            folder = Path(url2pathname(urlsplit(url).path))
            is_editable = bool(details.get("editable"))
        except (ValueError, AttributeError):
            return None, False, ""
        return (folder, is_editable, "") if folder.is_dir() else (None, False, "")


def _line(command: str, *words: str) -> str:
    return " ".join((command, *map(shlex.quote, words)))


def missing(extra: str, what: str) -> str:
    """That `what` needs an extra that is not there, and what to do."""
    command = Installation.of_this_process().command(extra)
    return f"{what} needs the extra `{extra}`; install it with: {command}"


def upgrade() -> str:
    """The command that gets a later version of this quizapp."""
    return Installation.of_this_process().upgrade
