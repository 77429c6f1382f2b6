"""Workbooks that go out filled and come back: the evidence register and the action plan."""
