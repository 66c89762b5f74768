from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued


def job(name: str, *, attempts: int = 5):
    """Decorator: register a function as a kind of job.

    The name is stored with each job, and stays when the function moves. A job that raises is
    tried again after 3, 9, 27 … seconds. The module must be imported in its app's ``ready``.
    """
    return app.task(name=name, retry=RetryStrategy(max_attempts=attempts, exponential_wait=3))


def enqueue(kind, *, key: str = "", **arguments) -> bool:
    """Have a job run once this transaction is committed.

    False if one with the same key waits already. Only what waits counts: for something that
    must happen once ever, keep a unique row of your own and look at it in the job.
    """
    try:
        with transaction.atomic():
            kind.configure(queueing_lock=key or None).defer(**arguments)
    except AlreadyEnqueued:
        return False
    return True
