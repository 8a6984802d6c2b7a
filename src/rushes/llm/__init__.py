"""The reader that asks a language model, where one is configured. Nothing here is imported where none is.

options.py   what can be set                         vendor.py  the one door to pydantic-ai: who is asked, and how
told.py      what the model is told of a project     reader.py  when it is asked, and what becomes of its answer
tools.py     operations as tools, and back           draft.py   its plan, carried out on a copy and checked
limits.py    what the operations bear                guard.py   whether a plan takes away more than was asked for
"""
