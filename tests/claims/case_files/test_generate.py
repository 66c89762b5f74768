"""Invented cases of any size, the same for the same seed."""

import pytest
import yaml
from django.core.management import call_command

from claims.case_files import dump, load
from claims.case_files.generate import generate
from claims.models import Claim, ClaimCouncil, Response
from councils.models import Case
from record.content.schema import kinds


def text(claims=40, seed=1) -> str:
    return "".join(generate(claims, seed))


def test_the_same_seed_gives_the_same_bytes():
    assert text() == text()


def test_another_seed_gives_another_case():
    assert text(seed=1) != text(seed=2)


@pytest.mark.parametrize("claims", [1, 7, 200])
def test_it_has_as_many_claims_as_asked_for(claims):
    assert len(yaml.load(text(claims), yaml.CBaseLoader)["claims"]) == claims


def test_it_says_that_it_is_invented():
    case = yaml.load(text(), yaml.CBaseLoader)["case"]
    assert case["invented"] == "yes" and "invented" in case["title"]


def test_every_record_has_the_form_of_its_kind():
    tree = yaml.load(text(100), yaml.CBaseLoader)
    for kind in kinds():
        value = tree.get(kind.plural, [])
        for record in [value] if isinstance(value, dict) else value:
            kind.schema.model_validate(record)


@pytest.mark.parametrize("claims", [1, 60])
def test_it_loads(db, tmp_path, claims):
    path = tmp_path / "case.yaml"
    path.write_text(text(claims))
    load(path)
    assert Claim.objects.published().count() == claims


@pytest.mark.audit
def test_two_of_them_load_beside_each_other(db, tmp_path):
    for seed in (1, 2):
        path = tmp_path / f"{seed}.yaml"
        path.write_text(text(20, seed))
        load(path)
    assert Case.objects.count() == 2


@pytest.mark.audit
def test_something_of_everything_comes_of_it(db, tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(text(200))
    load(path)
    assert Response.objects.count() > 50
    assert set(ClaimCouncil.objects.values_list("role", flat=True)) == {
        *("made-by", "about", "disputes", "accepts", "disputed-by", "no-reply")
    }


@pytest.mark.audit
def test_it_is_dumped_and_loaded_again(db, tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(text(30))
    load(path)
    once = "".join(dump(Case.objects.get()))
    path.write_text(once)
    assert load(path).changed == 0
    assert "".join(dump(Case.objects.get())) == once


def test_the_command_writes_it_to_standard_output(capsys):
    call_command("generate", claims=5, seed=3)
    assert capsys.readouterr().out == text(5, 3)
