"""Whoever is killed, and when: started again, a run gives letter for letter the output of one that nobody disturbed."""

from __future__ import annotations

import fcntl
import os
import random
import signal
import subprocess
import time
from functools import partial
from pathlib import Path

import pytest
from corpus.archive import COMMAND, aside, letter, letters, lines, output, run, write_facts
from corpus.deadly import Deadly

from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.exchange.corpus.engines import Local
from sphinx_factcheck.exchange.corpus.whole import finish, opened
from sphinx_factcheck.facts.load import load_facts

MANY = [letter(number, 8) for number in range(300)]
WORDS = ("in", "--out", "out", "--facts", "facts", "--part", "0.004", "--jobs", "2")
KILLS = int(os.environ.get("FACTCHECK_KILLS", "2"))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    root = tmp_path_factory.mktemp("archive")
    write_facts(root)
    (root / "in").mkdir()
    (root / "in/a.jsonl").write_text(lines(MANY[:200]) + "{broken\n", "utf-8")
    (root / "in/b.jsonl").write_text(lines(MANY[200:]), "utf-8")
    run(root, *WORDS[:2], "whole", *WORDS[5:], code=2)
    assert len(letters(root / "whole")) == len(MANY)
    return root, output(root / "whole")


def started(root: Path, out: str, *words: str) -> subprocess.Popen[str]:
    command = [*COMMAND, "in", "--out", out, *WORDS[3:], *words]
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # what runs in the background may not hear it
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=root, stdout=pipe, stderr=pipe, text=True, preexec_fn=heard)


def done(out: Path) -> int:
    return len([*out.glob(".run/engine/completions/*")])


def wait_until_under_way(running: subprocess.Popen[str], out: Path, parts: int) -> None:
    """Until so many parts are done, or the run has ended."""
    while running.poll() is None and done(out) < parts:
        time.sleep(0.01)


def descendants(process: int) -> list[int]:
    """The processes that a process has started, and those that these have."""
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *descendants(child)]
    return found


def workers(driver: int, out: Path) -> list[int]:
    """The processes below the driver that have a letter's mark open."""
    found = []
    for process in descendants(driver):
        try:
            links = [str(link.readlink()) for link in Path(f"/proc/{process}/fd").iterdir()]
        except OSError:
            continue
        if any(f"{out}/.run/at/" in link for link in links):
            found.append(process)
    return found


def test_the_driver_is_killed_several_times(undisturbed: tuple[Path, dict[str, bytes]]) -> None:
    root, whole = undisturbed
    at = random.Random(17)
    for kill in range(KILLS):
        running = started(root, "driver")
        wait_until_under_way(running, root / "driver", (kill + 1) * 5)
        time.sleep(at.uniform(0, 0.1))
        running.send_signal(signal.SIGKILL)
        running.communicate(timeout=180)
    assert done(root / "driver") < 45, "nothing was left to do: kill earlier"
    running = started(root, "driver")
    _, told = running.communicate(timeout=200)
    assert running.returncode == 2
    assert "parts are done already" in told
    assert output(root / "driver") == whole


def test_workers_are_killed_several_times_while_the_driver_lives(undisturbed: tuple[Path, dict[str, bytes]]) -> None:
    root, whole = undisturbed
    running = started(root, "workers")
    killed = 0
    for kill in range(KILLS):
        wait_until_under_way(running, root / "workers", (kill + 1) * 4)
        end = time.monotonic() + 60
        while running.poll() is None and time.monotonic() < end:
            if found := workers(running.pid, root / "workers"):
                os.kill(found[0], signal.SIGKILL)
                killed += 1
                break
            time.sleep(0.005)
    _, told = running.communicate(timeout=200)
    assert killed == KILLS
    assert running.returncode == 2, told
    assert "Traceback" not in told
    assert output(root / "workers") == whole


def test_an_interrupted_run_says_so_and_goes_on(undisturbed: tuple[Path, dict[str, bytes]]) -> None:
    root, whole = undisturbed
    running = started(root, "interrupted")
    wait_until_under_way(running, root / "interrupted", 6)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=180)
    assert running.returncode == 130, told
    assert "Traceback" not in told
    run(root, "in", "--out", "interrupted", *WORDS[5:], code=2)
    assert output(root / "interrupted") == whole


def test_a_folder_in_which_a_run_works_is_left_to_it(undisturbed: tuple[Path, dict[str, bytes]]) -> None:
    root, _ = undisturbed
    (root / "taken/.run").mkdir(parents=True)
    with (root / "taken/.run/lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        second = run(root, "in", "--out", "taken", code=2)
    assert "another run works in" in second.stderr
    assert output(root / "taken") == {}


def test_no_worker_outlives_its_driver(undisturbed: tuple[Path, dict[str, bytes]]) -> None:
    root, _ = undisturbed
    running = started(root, "orphans")
    wait_until_under_way(running, root / "orphans", 2)
    below = descendants(running.pid)
    assert below
    running.send_signal(signal.SIGKILL)
    running.communicate(timeout=180)
    end = time.monotonic() + 20
    while any(Path(f"/proc/{one}").exists() for one in below) and time.monotonic() < end:
        time.sleep(0.05)
    assert [one for one in below if Path(f"/proc/{one}").exists()] == []


def test_a_worker_of_ray_is_killed(undisturbed: tuple[Path, dict[str, bytes]]) -> None:
    root, whole = undisturbed
    running = started(root, "ray", "--engine", "ray")
    wait_until_under_way(running, root / "ray", 5)
    end = time.monotonic() + 60
    while not (found := workers(running.pid, root / "ray")) and time.monotonic() < end:
        time.sleep(0.005)
    os.kill(found[0], signal.SIGKILL)
    _, told = running.communicate(timeout=200)
    assert running.returncode == 2, told
    assert output(root / "ray") == whole


def test_a_cluster_that_goes_in_mid_run_is_told_in_a_line(undisturbed: tuple[Path, dict[str, bytes]]) -> None:
    root, whole = undisturbed
    running = started(root, "gone", "--engine", "ray")
    wait_until_under_way(running, root / "gone", 5)
    commands = {one: Path(f"/proc/{one}/cmdline") for one in descendants(running.pid)}
    nodes = [one for one, path in commands.items() if path.read_bytes().split(b"\0")[0].endswith(b"/raylet")]
    assert nodes
    for node in nodes:
        os.kill(node, signal.SIGKILL)
    _, told = running.communicate(timeout=200)
    assert running.returncode == 2, told
    assert "what is done is kept" in told
    assert "Traceback" not in told
    assert done(root / "gone") >= 5
    run(root, "in", "--out", "gone", *WORDS[5:], code=2)
    assert output(root / "gone") == whole


def test_slurm_gets_the_parts_and_the_command_again_the_summary(
    undisturbed: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    """`sbatch` and `srun` stand in for those of a cluster: they run the job's script at once, a number after the other."""
    root, _ = undisturbed
    submitted = tmp_path / "submitted"
    (tmp_path / "sbatch").write_text(
        f"""#!/bin/bash
script="${{@: -1}}"
cp "$script" {submitted}.$(ls {tmp_path} | wc -l)
last=$(sed -n 's/^#SBATCH --array=0-\\([0-9]*\\).*/\\1/p' "$script")
[ -n "$last" ] && for n in $(seq 0 "$last"); do SLURM_ARRAY_TASK_ID=$n SLURM_NODELIST=here bash "$script" >>{tmp_path}/log 2>&1; done
echo "Submitted batch job 1"
"""
    )
    (tmp_path / "srun").write_text(
        '#!/bin/bash\nwhile [[ "$1" == -* ]]; do [ "$1" = -n ] && shift; shift; done\nexec "$@"\n'
    )
    (tmp_path / "scontrol").write_text("#!/bin/bash\necho here\n")
    for name in ("sbatch", "srun", "scontrol"):
        (tmp_path / name).chmod(0o755)
    env = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    words = (
        *WORDS[:2],
        "slurm",
        "--part",
        "2",
        "--engine",
        "slurm",
        "--slurm",
        "partition=cpu",
        "--slurm",
        "time=01:00:00",
    )
    assert "Slurm needs a time" in run(root, *words[:-2], code=2, env=env).stderr
    first = run(root, *words, env=env)
    assert "handed to Slurm" in first.stderr, first.stderr
    run(root, *words, code=2, env=env)
    run(root, "in", "--out", "local", "--part", "2", code=2)
    assert output(root / "slurm") == output(root / "local")


def test_letters_on_which_the_check_fails_or_that_end_their_worker_are_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_facts(tmp_path)
    told = [letter(n) for n in range(12)]
    told[4]["text"] = "DEADLY"
    told[5]["text"] = "FAILING"
    told[9]["text"] = "DEADLY, too"
    (tmp_path / "a.jsonl").write_text(lines(told), "utf-8")
    facts = load_facts(Path("facts"), root=tmp_path)
    step = Deadly(tmp_path / "out", "parquet", tmp_path, Project(tmp_path), None, 10**6, 500, facts.digest)
    with opened([Path("a.jsonl")], step, facts, {}) as planned:
        assert len(planned.plan.parts) > 1
        Local(step, len(planned.plan.parts), 2).run()
        assert finish(planned).unchecked == 3
    assert [(one["row"], one["id"]) for one in aside(tmp_path / "out")] == [
        (5, "letter-4"), (6, "letter-5"), (10, "letter-9")
    ]  # fmt: skip
    reasons = [str(one["why"]) for one in aside(tmp_path / "out")]
    assert "ended each time" in reasons[0]
    assert "RecursionError" in reasons[1]
    assert str(aside(tmp_path / "out")[0]["given"]).endswith('"text": "DEADLY"}')
    assert [one[2] for one in letters(tmp_path / "out")] == [
        one["id"] for n, one in enumerate(told) if n not in {4, 5, 9}
    ]
