"""Settings of all tests."""

from hypothesis import settings

# A machine under load is no defect: how long things take is the benchmarks' to say.
settings.register_profile("zlcli", deadline=None)
settings.load_profile("zlcli")
