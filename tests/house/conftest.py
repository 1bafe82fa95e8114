"""The sample centre and an empty one."""

from tests.cli.conftest import sample as sample
from tests.services.conftest import centre as centre
