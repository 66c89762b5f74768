"""The queue as tests run it: at once, in their own process and transaction."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from record.jobs.worker import work


def waiting_jobs():
    return ProcrastinateJob.objects.filter(status="todo").order_by("id")


def run_jobs() -> int:
    """Run what waits, and what that enqueues; the number of jobs that were run.

    What a job raises is raised here."""
    count = 0
    while job := waiting_jobs().first():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job.pk])
        app.tasks[job.task_name].func(**job.args)
        count += 1
    return count


def work_once() -> None:
    """Let the worker itself run what waits.

    In a thread of its own: a browser of another test may have left an event loop in this one.
    """
    with ThreadPoolExecutor(1) as threads:
        threads.submit(work, wait=False).result()
