"""The engines that carry the parts of an archive to workers, on datatrove: it keeps which parts are done.

Its local executor waits for ever once a worker was killed, for `multiprocessing.Pool` does, and its Ray executor starts
a new process for every part, which would load the facts anew: so the processes here are those of `concurrent.futures`,
which tells that one has died, and Ray's own, which it keeps.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import shlex
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from datatrove.executor import LocalPipelineExecutor, SlurmPipelineExecutor
from loguru import logger

from sphinx_factcheck.exchange.corpus.files import get_json, put_json
from sphinx_factcheck.exchange.corpus.step import RUN, CheckPart, mark_path, skip_path

Told = Callable[[int], None]
"""Called with the number of each part that is done."""
_REACHED = 10.0
"""Seconds within which a Ray cluster must answer."""
_TRIES = 3
"""A letter that ends its worker so many times, with nothing else running, is set aside."""

_GOES_ON = "what is done is kept, and the same command goes on with it"


class EngineError(Exception):
    """An engine that cannot be had, or has failed; the words say why."""


class Local(LocalPipelineExecutor):  # type: ignore[misc]
    """Parts on processes of this machine. One that dies takes nothing with it."""

    def __init__(self, step: CheckPart, parts: int, jobs: int) -> None:
        super().__init__([step], tasks=parts, workers=jobs, logging_dir=str(_kept(step.out)))
        self._out = step.out

    def run(self, told: Told = lambda _: None) -> None:
        """Check all parts that are not done. Raises OSError, EngineError."""
        logger.disable("datatrove")
        while waiting := self.get_incomplete_ranks():
            if self._done(waiting, self.workers, told):
                return
            for rank in self.get_incomplete_ranks():
                if mark_path(self._out, rank).exists():
                    self._alone(rank, told)

    def _done(self, ranks: Iterable[int], jobs: int, told: Told) -> bool:
        """Whether these parts were done without the death of a worker."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__, "pyarrow.parquet"])  # imported once, not by each worker
        pool = ProcessPoolExecutor(jobs, context, _begin)
        try:
            waiting = {pool.submit(self._run_for_rank, rank, 1): rank for rank in ranks}
            for one in as_completed(waiting):
                one.result()
                told(waiting[one])
        except BrokenProcessPool:
            return False
        except BaseException:
            for worker in multiprocessing.active_children():
                worker.terminate()
            raise
        finally:
            pool.shutdown(cancel_futures=True)
        return True

    def _alone(self, rank: int, told: Told) -> None:
        """Do one part with nothing beside it, so that what ends its worker is known."""
        before, times = -1, 0
        while not self._done([rank], 1, told):
            at = _number(mark_path(self._out, rank))
            times = times + 1 if at == before else 1
            before = at
            if times == _TRIES:
                skip = skip_path(self._out, rank)
                skip.parent.mkdir(exist_ok=True)
                put_json(skip, [*(get_json(skip) or ()), at])
                times = 0


def _number(path: Path) -> int:
    try:
        return int(path.read_bytes() or b"0")
    except (OSError, ValueError):
        return 0


def _begin() -> None:
    """Make a process a worker: it is quiet, is stopped by the driver alone, and does not outlive it."""
    logger.disable("datatrove")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    driver = multiprocessing.parent_process()
    if driver is not None:
        threading.Thread(target=_end_with, args=(driver.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


class Ray(LocalPipelineExecutor):  # type: ignore[misc]
    """Parts on the workers of a Ray cluster: that of RAY_ADDRESS, else one of this machine's processes."""

    def __init__(self, step: CheckPart, parts: int, jobs: int) -> None:
        super().__init__([step], tasks=parts, workers=jobs, logging_dir=str(_kept(step.out)))

    def run(self, told: Told = lambda _: None) -> None:
        """Check all parts that are not done. Raises OSError, EngineError.

        Ray ends the process that has lost its cluster, without a word of ours: so that process is another one.
        """
        context = multiprocessing.get_context("fork")
        hears, tells = context.Pipe(duplex=False)
        driver = context.Process(target=self._drive, args=(tells,))
        driver.start()
        tells.close()
        try:
            while True:
                heard = hears.recv()
                if isinstance(heard, Exception):
                    driver.join()  # until it has taken leave of the cluster
                    raise heard
                told(heard)
        except EOFError:
            driver.join()
        finally:
            driver.terminate()
            driver.join()
        if driver.exitcode:
            raise EngineError(f"the Ray cluster was lost: {_GOES_ON}")

    def _drive(self, tells: Connection) -> None:
        """Tell the number of each part that is done, or what went wrong."""
        _begin()
        try:
            for rank in self._done():
                tells.send(rank)
        except (OSError, EngineError) as error:
            tells.send(error)

    def _done(self) -> Iterator[int]:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        try:
            import ray
            from ray.exceptions import RayError
        except ImportError:
            raise EngineError('this needs ray: pip install "sphinx-factcheck[corpus]" ray') from None
        local: dict[str, Any] = {"num_cpus": self.workers, "include_dashboard": False}
        address = os.environ.get("RAY_ADDRESS", "")
        here = {} if address else local
        _reach(address)
        try:
            ray.init(log_to_driver=False, logging_level=logging.ERROR, **here)
            executor = ray.put(self)
            one = ray.remote(_on_ray).options(max_retries=_TRIES)
            waiting = {one.remote(executor, rank): rank for rank in self.get_incomplete_ranks()}
            while waiting:
                (ended, *_), _ = ray.wait([*waiting], num_returns=1)
                rank = waiting.pop(ended)
                _result(ray.get, ended, rank)
                yield rank
        except RayError as error:
            raise EngineError(f"Ray: {' '.join(str(error).split())[:300]} ({_GOES_ON})") from None
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise EngineError(f"the Ray cluster cannot be reached: {error}") from None
        finally:
            ray.shutdown()


def _reach(address: str) -> None:
    """Try an address of a cluster first, for Ray itself tries for minutes. Raises EngineError."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not host or not port.isdigit():
        return
    try:
        socket.create_connection((host, int(port)), timeout=_REACHED).close()
    except OSError as error:
        raise EngineError(f"the Ray cluster at {address} cannot be reached: {error.strerror or error}") from None


def _result(get: Callable[[Any], Any], ended: Any, rank: int) -> None:
    """Raise what ended a part, as what it was."""
    from ray.exceptions import RayTaskError, WorkerCrashedError

    try:
        get(ended)
    except RayTaskError as error:
        cause = error.cause
        raise cause if isinstance(cause, OSError) else EngineError(f"part {rank}: {cause!r}") from None
    except WorkerCrashedError:
        mend = "the local engine finds the letter that does it"
        raise EngineError(f"part {rank} ended its worker {_TRIES + 1} times; {mend}") from None


def _on_ray(executor: Ray, rank: int) -> None:
    logger.disable("datatrove")
    executor._run_for_rank(rank, 1)


def submit(step: CheckPart, parts: int, jobs: int, settings: Mapping[str, str]) -> bool:
    """Hand the parts that are not done to Slurm; False where there are none. `settings` are `partition`, `time` and
    whatever else `sbatch` takes. Raises EngineError."""
    given = dict(settings)
    lacking = [name for name in ("partition", "time") if not given.get(name)]
    if lacking:
        raise EngineError(f"Slurm needs a {lacking[0]}: --slurm {lacking[0]}=…")
    logger.disable("datatrove")
    path = shlex.quote(str(Path(sys.executable).parent))
    executor = SlurmPipelineExecutor(
        [step], tasks=parts, workers=jobs, time=given.pop("time"), partition=given.pop("partition"),
        qos=given.pop("qos", ""), mem_per_cpu_gb=int(given.pop("mem_per_cpu_gb", "2")), job_name="factcheck",
        env_command=f"export PATH={path}:$PATH", sbatch_args=given, logging_dir=str(_kept(step.out)),
    )  # fmt: skip
    if not executor.get_incomplete_ranks():
        return False
    try:
        executor.run()
    except OSError as error:
        raise EngineError(f"sbatch cannot be run: {error.strerror}") from None
    except Exception as error:  # noqa: BLE001 - whatever Slurm's own programs answer, it is told in a line
        raise EngineError(f"Slurm refused the job: {error}") from None
    return True


def _kept(out: Path) -> Path:
    """Where datatrove keeps which parts are done."""
    return out.absolute() / RUN / "engine"
