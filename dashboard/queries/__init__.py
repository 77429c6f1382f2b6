"""Every question put to the warehouse: constant SQL with `?`, answered with a frame.

A query takes `run` (an open edition) first. Its columns keep the names and types of
`indicators.tables`; columns made here are named in the docstring.
"""
