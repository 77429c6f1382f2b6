"""From a frame to a `go.Figure`: pure functions that know no Streamlit, no query and no clock.

Each module draws one kind of question and has for each figure an `_alt` twin with the same
arguments: the text alternative. `language` is 'id' or 'en' everywhere.
"""
