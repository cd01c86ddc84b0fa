import time

import pytest


@pytest.fixture
def processor_time():
    """How many seconds the processor has worked since the test began."""
    begun = time.process_time()
    return lambda: time.process_time() - begun
