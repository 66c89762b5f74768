"""Links from one record to another, as far as readers may follow them."""


def if_published(record, case):
    """Return a record that another one names, or None where it is not published."""
    if record is None or not record.is_published:
        return None
    record.case = case
    return record
