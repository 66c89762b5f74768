"""The desk's first page: lists of work, and steps taken with many at once.

- ``lists``: what a list of work is, and the narrowing of its rows;
- ``belonging``: what belongs together, and the filter by case;
- ``own``: the lists of drafts and reviews, which every kind of record has;
- ``views``: the page of a list;
- ``together``: the page that takes a step with everything ticked.

Lists that know a noun of the field are declared by their app, in its ``work.py``.
"""
