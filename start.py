"""The first command on any machine; needs Python alone, and makes the rest beside it in `.venv`.

    python3 start.py demo          set up, then audit the demo county
    python3 start.py test          set up with what the tests need, then every check; `test tests/rules -k stale`: those tests
    python3 start.py run …         any other command goes to audit.py as it is

Exit status: that of the command; 2 when the machine lacks what is needed, with one sentence that says what to do.
"""

import configparser
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036
    newer = [[shutil.which(f"python3.{minor}")] for minor in range(20, 10, -1)]
    newer += [[shutil.which("uv"), "run", "--no-project", "--python", ">=3.11", "python"]]
    for python in newer:
        if python[0] and subprocess.call([*python, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            sys.exit(subprocess.call([*python, *sys.argv]))
    have = ".".join(map(str, sys.version_info[:2]))
    print(
        f"错误：本机的 python3 是 {have} 版，需要 3.11 或更高。请先安装新版 Python（Debian 12、Ubuntu 24.04 自带），再运行一次。"
    )
    sys.exit(2)

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
CHECKS = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
    "lint-imports": ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
    "pytest": ["-m", "pytest", "-n", "2"],
}
"""Name → arguments for Python; pytest stays last, so that its closing line is the last one seen."""


class CannotSetUp(Exception):
    """One Chinese sentence: what is missing, what to do."""


def main(argv: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a console without Chinese
    testing = argv[:1] == ["test"]
    try:
        set_up("dev" if testing else "")
    except CannotSetUp as problem:
        print(f"错误：{problem}", file=sys.stderr)
        return 2
    if not testing:
        return run([str(HERE / "audit.py"), *argv], Path.cwd())
    if argv[1:]:
        return run(["-m", "pytest", *argv[1:]], HERE)
    return run_checks()


def run_checks() -> int:
    """All of them, whatever the first ones say: one run shows everything there is to mend."""
    failed = []
    for name, arguments in CHECKS.items():
        print(f"== {name}", flush=True)
        if run(arguments, HERE):
            failed.append(name)
    if failed:
        print(f"未通过：{'、'.join(failed)}。", file=sys.stderr)
    return 1 if failed else 0


def run(arguments: list[str], folder: Path) -> int:
    """Python of `.venv` with these arguments, in this folder."""
    process = subprocess.Popen([str(PYTHON), *arguments], cwd=folder, env={**os.environ, "PYTHONUTF8": "1"})
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            pass  # the command was interrupted too, and ends in its own way


def set_up(extra: str) -> None:
    """`.venv` with the requirements of `setup.cfg` and of one extra; at once when it is there already."""
    stamp, digest = VENV / f"ready-{extra or 'run'}", hashlib.sha256((HERE / "setup.cfg").read_bytes()).hexdigest()
    if PYTHON.exists() and any(text_of(one) == digest for one in (stamp, VENV / "ready-dev")):
        return
    print("首次运行或依赖有变，正在准备运行环境（.venv，约 300 MB），需要几分钟……", file=sys.stderr, flush=True)
    if subprocess.call([*installer(), *requirements(extra)], stdout=sys.stderr):
        raise CannotSetUp(
            "依赖没有装上，原因见上。请检查网络或软件源（可用 pip config set global.index-url 换源），再运行一次。"
        )
    stamp.write_text(digest)


def text_of(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def requirements(extra: str) -> list[str]:
    setup = configparser.ConfigParser()
    setup.read(HERE / "setup.cfg", encoding="utf-8")
    listed = setup["options"]["install_requires"]
    listed += setup["options.extras_require"][extra] if extra else ""
    return listed.split()


def installer() -> list[str]:
    """The start of a command that installs into `.venv`, made if need be: by its own pip, by the system's, or by uv."""
    own, outer = [str(PYTHON), "-m", "pip"], [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    make = [sys.executable, "-m", "venv", "--clear"]
    fit = PYTHON.exists() and succeeds([str(PYTHON)], "-c", "import sys; sys.exit(sys.version_info < (3, 11))")
    made = fit or succeeds(make, str(VENV)) or succeeds(make, "--without-pip", str(VENV))
    for pip in (own, outer):
        if made and succeeds(pip, "--version"):
            return [*pip, "install", "--quiet", "--disable-pip-version-check"]
    uv = shutil.which("uv")
    if uv and (made or succeeds([uv, "venv"], "--clear", "--python", sys.executable, str(VENV))):
        return [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
    if not fit:
        shutil.rmtree(VENV, ignore_errors=True)
    raise CannotSetUp(
        "本机的 Python 不带 venv 和 pip。请先执行 apt install python3-venv（Debian、Ubuntu），再运行一次。"
    )


def succeeds(command: list[str], *arguments: str) -> bool:
    return subprocess.run([*command, *arguments], capture_output=True).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
