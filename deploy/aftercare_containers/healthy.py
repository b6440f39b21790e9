"""A health check for images without curl: status 0 when the address answers 200."""

import sys
import urllib.error
import urllib.request
from typing import Final

SECONDS: Final = 4.0


def main(address: str) -> int:
    try:
        # The address comes from the image, not from a caller.
        with urllib.request.urlopen(address, timeout=SECONDS) as answer:  # noqa: S310
            answer.read()
    except urllib.error.HTTPError as error:
        # What is not ready yet stands in `docker inspect`, where a person looks first.
        sys.stdout.write(error.read(2000).decode(errors="replace"))
        return 1
    except OSError as error:
        sys.stdout.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
