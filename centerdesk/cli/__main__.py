"""python -m centerdesk.cli"""

import sys

from centerdesk.cli import main

sys.exit(main())
