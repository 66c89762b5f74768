"""The queue as tests run it: at once, in their own process and transaction."""

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob


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
