"""A place outside of all machines that holds the archives while many work on them: any url that fsspec can open.

STORE/run.json      the round
STORE/<id>.tar      a site's archive, whole: one object replaces another, so it is never half of two
"""

from __future__ import annotations

import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

from crawler.archive import INDEX, SUMMARY, WARC
from crawler.cluster import ClusterError
from crawler.rounds import ARCHIVES, RUN

FILES = (SUMMARY, INDEX, WARC)
"""In the order that they are read in, the reverse of that they are written in: none tells of what a later one lacks."""


class Store:
    def __init__(self, url: str) -> None:
        """Raises ClusterError when there is no way to open such a url."""
        self.url = url.rstrip("/")
        try:
            from fsspec.core import url_to_fs
        except ImportError as absent:
            raise ClusterError("--store 需要 [cluster] 组件：请运行 pip install 'gongkai-audit[cluster]'。") from absent
        try:
            # What was listed a while ago others have replaced since.
            self._files, self._root = url_to_fs(self.url, use_listings_cache=False)
        except (ImportError, ValueError) as unknown:
            raise ClusterError(
                f"打不开存储 {url}：{unknown}。对象存储另需其组件，如 s3:// 需 pip install s3fs。"
            ) from unknown

    def try_out(self) -> None:
        """Raises ClusterError when nothing can be written there."""
        try:
            self._write("probe", b"")
            self._files.rm_file(self._path("probe"))
        except Exception as refused:  # every kind of store has its own
            raise ClusterError(f"存储 {self.url} 不能写入：{refused}。请检查地址、权限和密钥。") from refused

    def keep_round(self, folder: Path) -> None:
        self._write(RUN, (folder / RUN).read_bytes())

    def bring_round(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / RUN).write_bytes(self._files.cat_file(self._path(RUN)))

    def keep(self, folder: Path, target: str) -> None:
        """The site's archive as it lies in the round's folder, though it may be growing."""
        place, form = self._path(f"{target}.tar"), tarfile.USTAR_FORMAT
        with (
            self._files.open(place, "wb", autocommit=False) as out,
            tarfile.open(fileobj=out, mode="w|", format=form) as tar,
        ):
            for path in _files(folder, target):
                tar.add(path, path.name, filter=_plain)
        out.commit()

    def bring(self, folder: Path, target: str) -> None:
        """Put the site's archive into the round's folder, in place of what is there."""
        place = folder / ARCHIVES / target
        fresh = place.with_name(f"{target}.{uuid4().hex}.part")
        with self._files.open(self._path(f"{target}.tar"), "rb") as data, tarfile.open(fileobj=data, mode="r|") as tar:
            tar.extractall(fresh, filter="data")
        if place.exists():
            shutil.rmtree(place)
        fresh.rename(place)

    def sizes(self) -> dict[str, int]:
        """Target → bytes of its archive here."""
        self._files.invalidate_cache()
        found: list[dict[str, Any]] = self._files.ls(self._root, detail=True) if self._files.exists(self._root) else []
        named = {Path(one["name"]).name: one["size"] for one in found}
        return {name.removesuffix(".tar"): size for name, size in named.items() if name.endswith(".tar")}

    def _write(self, name: str, data: bytes) -> None:
        self._files.makedirs(self._root, exist_ok=True)
        self._files.pipe_file(self._path(name), data)

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"


def measured(folder: Path, target: str) -> tuple[int, ...]:
    """Bytes of each file of the site's archive; they change with every visit."""
    return tuple(path.stat().st_size for path in _files(folder, target))


def packed(folder: Path, target: str) -> int:
    """Bytes that the site's archive has as one object, which is filled up to ten thousand or so."""
    block, record = tarfile.BLOCKSIZE, tarfile.RECORDSIZE
    content = sum(block - -size // block * block for size in measured(folder, target))
    return -(-(content + 2 * block) // record) * record


def _files(folder: Path, target: str) -> Iterator[Path]:
    return (path for name in FILES if (path := folder / ARCHIVES / target / name).exists())


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Who packed it is no part of it."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member
