"""`python -m crmfs`: the same as the command crmfs. Does nothing else."""

import sys

from crmfs.cli import main

sys.exit(main())
