"""The small centre of the services."""

from tests.services.conftest import centre as centre
