import json

import pytest

from surveyapp.analysis.estimates import run_estimates
from surveyapp.analysis.verdicts import read_verdicts
from surveyapp.analysis.waves import (
    compare_waves,
    comparison_basis,
    export_wave,
    import_wave,
    read_waves,
)
from surveyapp.errors import SurveyError


def exported(survey, path, **changes):
    """The survey's own estimates, called the wave before."""
    export_wave(survey, path)
    plain = json.loads(path.read_text(encoding="utf-8")) | {"wave": "2024"} | changes
    path.write_text(json.dumps(plain), encoding="utf-8")
    return plain


def shifted(path, indicator, by):
    plain = json.loads(path.read_text(encoding="utf-8"))
    for one in plain["estimates"]:
        if one["indicator"] == indicator and one["estimate"] is not None:
            one["estimate"] += by
    path.write_text(json.dumps(plain), encoding="utf-8")


def verdict_of(survey, indicator):
    return next(
        one
        for one in read_verdicts(survey)
        if (one.indicator, one.domain_variable) == (indicator, "city")
    )


@pytest.mark.parametrize(
    ("before", "verdict"), [(12.0, "met"), (0.0, "not_distinguishable"), (-12.0, "not_met")]
)
def test_disposables_are_judged_against_the_earlier_wave(estimated, tmp_path, before, verdict):
    exported(estimated, tmp_path / "2024.json")
    shifted(tmp_path / "2024.json", "disposables", before)
    import_wave(estimated, tmp_path / "2024.json")
    run_estimates(estimated)
    found = verdict_of(estimated, "disposables")
    assert found.verdict == verdict
    assert found.difference.difference == pytest.approx(-before)
    assert found.difference.low < -before < found.difference.high


def test_the_difference_has_the_error_of_two_independent_samples(estimated, tmp_path):
    exported(estimated, tmp_path / "2024.json")
    import_wave(estimated, tmp_path / "2024.json")
    plain = json.loads((tmp_path / "2024.json").read_text(encoding="utf-8"))
    ours = {
        (one["indicator"], one["domain_variable"], one["domain"], one["reading"]): one["se"]
        for one in plain["estimates"]
    }
    for one in compare_waves(estimated):
        if (one.indicator, one.domain_variable) == ("satisfaction", "city"):
            key = ("satisfaction", "city", "330400", "excluded")
            assert one.se == pytest.approx(ours[key] * 2**0.5)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"modes": ["telephone"]}, "analysis.modes-differ"),
        ({"season": "spring"}, "analysis.seasons-differ"),
        ({"wording": {}}, "analysis.wording-differs"),
    ],
)
def test_waves_made_differently_are_not_subtracted(estimated, tmp_path, changes, code):
    exported(estimated, tmp_path / "2024.json", **changes)
    import_wave(estimated, tmp_path / "2024.json")
    for one in compare_waves(estimated):
        assert not one.comparable
        assert one.difference is None
        assert [reason.code for reason in one.reasons] == [code]
    run_estimates(estimated)
    assert verdict_of(estimated, "disposables").verdict == "not_assessed"


def test_a_wave_is_read_as_it_was_imported(estimated, tmp_path):
    plain = exported(estimated, tmp_path / "2024.json")
    import_wave(estimated, tmp_path / "2024.json")
    (wave,) = read_waves(estimated)
    assert (wave.wave, wave.synthetic) == ("2024", True)
    assert len(wave.figures) == len(plain["estimates"])
    assert wave.basis == comparison_basis(estimated)


def test_the_survey_s_own_wave_is_not_an_earlier_one(estimated, tmp_path):
    exported(estimated, tmp_path / "2025.json", wave="2025")
    with pytest.raises(SurveyError) as caught:
        import_wave(estimated, tmp_path / "2025.json")
    assert caught.value.code == "analysis.same-wave"


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format": "other"}', "\x00", "12"])
def test_another_file_is_no_wave(estimated, tmp_path, text):
    (tmp_path / "wrong.json").write_text(text, encoding="utf-8")
    with pytest.raises(SurveyError) as caught:
        import_wave(estimated, tmp_path / "wrong.json")
    assert caught.value.code == "analysis.not-a-wave"
    assert read_waves(estimated) == ()


def test_october_interviews_are_an_autumn_wave(estimated):
    basis = comparison_basis(estimated)
    assert (basis.season, basis.modes) == ("autumn", ("face_to_face",))


def test_comparing_wants_an_earlier_wave(estimated):
    with pytest.raises(SurveyError) as caught:
        compare_waves(estimated)
    assert caught.value.code == "analysis.no-earlier-wave"
