"""The queue of jobs: transactions, keys, retries, and what a dead worker leaves."""

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from record.jobs import enqueue, job
from tests.jobs import run_jobs, waiting_jobs, work_once

NOTES = []


@job("tests.note")
def note(word):
    NOTES.append(word)


@job("tests.fail", attempts=2)
def fail():
    raise RuntimeError("as asked")


@pytest.fixture(autouse=True)
def no_notes():
    NOTES.clear()


def test_a_job_runs_with_its_arguments(db):
    assert enqueue(note, word="minutes")
    assert run_jobs() == 1
    assert NOTES == ["minutes"]


def test_what_is_rolled_back_was_never_asked(db):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue(note, word="minutes")
        raise ZeroDivisionError
    assert run_jobs() == 0


def test_of_one_key_one_job_waits(db):
    assert enqueue(note, key="a", word="first")
    assert not enqueue(note, key="a", word="second")
    assert enqueue(note, key="b", word="third")
    run_jobs()
    assert NOTES == ["first", "third"]
    assert enqueue(note, key="a", word="again")


@pytest.mark.django_db(transaction=True)
def test_the_worker_runs_and_forgets_what_succeeds():
    enqueue(note, word="minutes")
    work_once()
    assert NOTES == ["minutes"]
    assert not ProcrastinateJob.objects.filter(task_name="tests.note").exists()


@pytest.mark.django_db(transaction=True)
def test_what_fails_waits_for_another_try_and_is_then_kept():
    enqueue(fail)
    work_once()
    waiting = waiting_jobs().get(task_name="tests.fail")
    assert waiting.attempts == 1 and waiting.scheduled_at
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET attempts = 2, scheduled_at = NULL WHERE id = %s", [waiting.pk])
    work_once()
    assert ProcrastinateJob.objects.get(task_name="tests.fail").status == "failed"


@pytest.mark.django_db(transaction=True)
def test_what_a_dead_worker_was_doing_is_run_by_the_next():
    enqueue(note, word="minutes")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour')")
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT max(id) FROM procrastinate_workers)"
        )
        cursor.execute(
            "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('default', 'retry_abandoned', 0, NULL, NULL,"
            " '{\"timestamp\": 0}', NULL)::procrastinate_job_to_defer_v1])"
        )
    work_once()
    work_once()
    assert NOTES == ["minutes"]
