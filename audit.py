"""The auditor of government openness, from the command line: `python audit.py --help`.

Exit status: 0 the report was made · 1 made, but --fail-under was missed · 2 wrong usage or input, nothing written ·
3 made, but incomplete (a rule broke, a crawl stopped early, too much could not be measured).
"""

from __future__ import annotations

import sys

from commands.inputs import Refused, Stopped, disk_is_full
from commands.parser import parser


def main(argv: list[str] | None = None) -> int:
    args = parser().parse_args(argv)
    try:
        return int(args.does(args))
    except Refused as refused:
        for problem in refused.problems:
            print(f"错误：{problem}", file=sys.stderr)
        print(f"共 {len(refused.problems)} 处问题，未写入任何文件。请按提示修改后重试。", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\n已中断。已采集的内容完好，加 --resume 可从中断处继续。", file=sys.stderr)
        return 3
    except Stopped as stopped:
        print(f"错误：{stopped}", file=sys.stderr)
        return 3
    except BrokenPipeError:  # the reader of a pipe had seen enough
        sys.stderr.close()
        return 0
    except OSError as problem:
        if not disk_is_full(problem):
            raise
        print(
            "错误：磁盘空间不足，已停止。此前采集的内容完好；腾出空间后加 --resume 续采，或重新运行该阶段。",
            file=sys.stderr,
        )
        return 3


if __name__ == "__main__":
    sys.exit(main())
