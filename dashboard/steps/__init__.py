"""The steps of loading a file on screen: what a person is asked, and what was answered so far.

A step draws its widgets and returns a value; the pipeline's answers are kept for the session by
the content of the upload, so a rerun reads nothing again.
"""
