"""A queue, in PostgreSQL itself, of work that no request waits for.

A function becomes a kind of job by the decorator ``job``; ``enqueue`` has it run by the worker
(`manage.py work`, which `make run` starts) once the transaction that asked is committed. If that
is rolled back, there is no job. A worker may die half-way, and the job then runs again: so
each must be safe to repeat.
"""

from record.jobs.queue import enqueue, job

__all__ = ["enqueue", "job"]
