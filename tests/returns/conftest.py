"""The same small centre as for the services."""

from tests.services.conftest import centre as centre
