"""zlcli from Python, cell by cell (`# %%` is a cell for editors that know notebooks). Run: ``python examples/python.py``."""

# %% What is wrong with a file? Bytes in, a diagnosis out; nothing is changed.
from pathlib import Path

import zlcli

folder = Path(__file__).parent
data = (folder / "news.gb18030.txt").read_bytes()
found = zlcli.detect(data)
print(found.encoding, f"{found.confidence:.0%}", found.script)
for damage in found.damage:
    print(f"  {damage.count} {damage.kind}, for example {damage.example}")

# %% The whole way to clean Markdown in Simplified characters.
result = zlcli.normalize((folder / "notice.txt").read_bytes(), to="hans", format="md")
print(result.text)

# %% What was done, with a few examples of each treatment.
for step in result.steps:
    change = step.examples[0]
    print(f"{step.count:4} {step.kind:12} {change.before} -> {change.after or '(removed)'}")

# %% Text that is in Python already: repair alone, or a change of script alone.
print(zlcli.repair("鐢ㄦ埛鐧诲綍").text)
print(zlcli.convert_script("软件和网络", to="tw", regional_words=True))

# %% Bad input is an exception with one line that says what to do next.
try:
    zlcli.normalize(bytes(range(256)) * 8)
except zlcli.ZlcliError as problem:
    print(f"refused: {problem}")
