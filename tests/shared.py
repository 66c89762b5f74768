"""Records that tests share, made once for those that follow each other.

    @shared
    def disputed():
        return make_claim(…)

    def test_it_is_told(client, disputed): …

Each test is undone by itself, and gets a copy of the value. What is made stays only while each next test
asks for it, so that no other test sees it; tests of a file that ask for the same follow each other.
"""

import copy
import inspect
from functools import partial

import pytest
from django.db import connection, transaction

# Fixtures whose records are in the database now, in the order in which they were made, with their requests.
_made: dict = {}


def shared(build):
    """A fixture whose record is made once for tests that follow each other.

    It may ask for other shared fixtures, and for none that is made for each test.
    """

    def fixture(django_db_setup, django_db_blocker, **others):
        from tests.builders import publish_waiting

        with django_db_blocker.unblock(), transaction.atomic():
            # As the tests' own do, it stands for no transaction of the code that is tested.
            connection.atomic_blocks[-1]._from_testcase = True
            value = build(**others)
            publish_waiting()
            yield value
            transaction.set_rollback(True)

    asked = ("django_db_setup", "django_db_blocker", *inspect.signature(build).parameters)
    parameters = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in asked]
    fixture.__signature__ = inspect.Signature(parameters)
    fixture.__doc__, fixture.is_shared = build.__doc__, True
    return pytest.fixture(scope="module", name=build.__name__)(fixture)


# Hooks of pytest (tests/conftest.py registers this module).


def pytest_collection_modifyitems(items):
    """Put tests of a file that ask for the same shared fixtures next to each other."""
    files = {}
    items.sort(key=lambda item: (files.setdefault(item.path, len(files)), _asked_for(item)))


def _asked_for(item) -> list[str]:
    named = item._fixtureinfo.name2fixturedefs
    return sorted(name for name, fixtures in named.items() if hasattr(fixtures[-1].func, "is_shared"))


def pytest_fixture_setup(fixturedef, request):
    if hasattr(fixturedef.func, "is_shared"):
        _made[fixturedef] = partial(fixturedef.finish, request)


def pytest_fixture_post_finalizer(fixturedef):
    _made.pop(fixturedef, None)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Undo what this test does not ask for, and what was made after that."""
    made = list(_made.items())
    while not all(_is_asked_for(fixture, item) for fixture, _ in made):
        _, finish = made.pop()
        finish()


def _is_asked_for(fixture, item) -> bool:
    return fixture.argname in item.fixturenames and item.nodeid.startswith(fixture.baseid)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    values, names = pyfuncitem.funcargs, {fixture.argname for fixture in _made}
    values |= copy.deepcopy({name: values[name] for name in names & values.keys()})
