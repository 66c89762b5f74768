import asyncio

from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params

# So that mail need not wait for a long document.
AT_ONCE = 2
# A worker says that it lives every 10 seconds.
SILENT_FOR = 45


@app.periodic(cron="* * * * *")
@app.task(name="retry_abandoned", queueing_lock="retry_abandoned", pass_context=True)
async def retry_abandoned(context, timestamp):
    """Queue again what a worker was doing when it died."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_FOR):
        await manager.retry_job(job)


def work(*, wait: bool = True) -> None:
    """Run jobs until a signal asks to stop or, without waiting, until none is left."""
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=AT_ONCE + 2)
    with app.replace_connector(connector) as worker_app:
        asyncio.run(_run(worker_app, wait))


async def _run(worker_app, wait):
    async with worker_app.open_async():
        await worker_app.run_worker_async(
            concurrency=AT_ONCE,
            wait=wait,
            fetch_job_polling_interval=2,
            delete_jobs="successful",
            # What takes longer is given up, and run again by the next worker.
            shutdown_graceful_timeout=10,
        )
