"""The child that takes the text out of a PDF: bytes in at standard input, text out at standard output.

Run as a file of its own, so that nothing else of Dateline is loaded. Arguments: seconds, bytes of memory, pages, characters.
Exit status 3: broken; 4: locked with a password.
"""

import resource
import sys
from pathlib import Path

import pypdfium2


def main() -> int:
    """The exit status: 0, or 3 or 4 for a PDF that cannot be opened. Limits end the process by a signal or MemoryError."""
    seconds, memory, pages, chars = map(int, sys.argv[1:])
    raw = sys.stdin.buffer.read()
    limit_to(seconds, memory)
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        print(error, file=sys.stderr)
        return 4 if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD else 3
    total = 0
    for number in range(min(len(document), pages)):
        text = document[number].get_textpage().get_text_bounded().replace("\r\n", "\n").replace("\r", "\n")
        total += len(text)
        sys.stdout.buffer.write((text + "\n\n").encode("utf-8", "replace"))
        if total > chars:
            break
    return 0


def limit_to(seconds: int, memory: int) -> None:
    """Bound this process: processor seconds, and address space above what it has now (where the system tells that)."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    used = Path("/proc/self/statm")
    if used.exists():
        now = int(used.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + memory, now + memory))


if __name__ == "__main__":
    sys.exit(main())
