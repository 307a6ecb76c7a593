"""`python -m benchmarks.all_pairs COUNT`: prints the wall and CPU seconds of comparing so many names, all with all."""

import sys
import time

from rapidfuzz import fuzz, process

from benchmarks.records import company_name

_ALIKE = 85  # of 100


def main(count: str) -> None:
    """Compares each name with those after it, as a script would do it that knows nothing of companies' names."""
    names = [company_name(number) for number in range(int(count))]
    wall, cpu = time.perf_counter(), time.process_time()
    for number, name in enumerate(names, 1):
        process.extract(name, names[number:], scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
    print(time.perf_counter() - wall, time.process_time() - cpu)


if __name__ == "__main__":
    main(*sys.argv[1:])
