"""What the shipped indicators and checks say about answers that a person can judge by eye."""

import pytest

from questionnaires.expressions import (
    AnswerContext,
    Scope,
    as_number,
    compile_condition,
    compile_expression,
    parse,
)
from questionnaires.library import PUBLIC_SURVEY, SHELF_AUDIT, open_shipped

SATISFACTION = ("air", "water", "drinking", "greenery", "waste", "noise", "government", "overall")
ITEMS = ("bag", "box", "cutlery", "cup", "straw", "lodging", "delivery")
JOINED = {
    "water_grade": "select_one",
    "grade": "text",
    "threshold_grade": "integer",
    "units": "integer",
    "value": "decimal",
}


class Method:
    """Indicators and checks by key, over one flat row of answers."""

    def __init__(self, name):
        import openpyxl

        with open_shipped(name) as path:
            book = openpyxl.load_workbook(path)
        self.rows = {}
        for title in ("indicators", "checks"):
            if title in book.sheetnames:
                head, *rows = book[title].iter_rows(values_only=True)
                self.rows |= {row[0]: dict(zip(head, row, strict=True)) for row in rows}
        _, *asked = book["survey"].iter_rows(values_only=True, max_col=2)
        self.kinds = {name: kind.split()[0] for kind, name in asked if name} | JOINED

    def parsed(self, key, column):
        return parse(self.rows[key][column]), Scope.of_columns(self.kinds)

    def true(self, key, answers, column="expression"):
        return compile_condition(*self.parsed(key, column))(AnswerContext(answers))

    def number(self, key, answers, column="expression"):
        return as_number(compile_expression(*self.parsed(key, column))(AnswerContext(answers)))

    def reading(self, key, answers):
        """Counted, and in the base: as the primary reading of the row takes one interview."""
        unclear = self.true(key, answers, "unclear_when")
        left_out = unclear and self.rows[key]["unclear"] == "excluded"
        return self.true(key, answers), self.true(key, answers, "base") and not left_out


@pytest.fixture(scope="module")
def public():
    return Method(PUBLIC_SURVEY)


@pytest.fixture(scope="module")
def audit():
    return Method(SHELF_AUDIT)


def views(answer, **others):
    return {f"sat_{field}": answer for field in SATISFACTION} | others


def fields(construction, creation, living, consumption):
    return {
        "part_construction": construction,
        "part_creation": creation,
        "part_living": living,
        "part_consumption": consumption,
    }


def pieces(each, **others):
    counts = {f"disp_{item}": each for item in ITEMS} | others
    return counts | {"disp_total": sum(counts.values())}


@pytest.mark.parametrize(
    ("answer", "counted", "in_base"),
    [
        ("satisfied", True, True),
        ("fairly_satisfied", True, True),
        ("fairly_dissatisfied", False, True),
        ("dissatisfied", False, True),
        ("unclear", False, False),
        ("", False, False),
    ],
)
def test_satisfaction_counts_the_two_upper_categories_of_those_with_a_view(
    public, answer, counted, in_base
):
    got, base = public.reading("satisfaction", {"sat_overall": answer})
    assert base is in_base
    assert (got and base) is counted


@pytest.mark.parametrize(
    ("answers", "counted"),
    [
        (fields("none", "none", ["sorting", "reuse"], "none"), True),
        (fields("none", "none", "none", "none"), False),
        (fields("unsure", "none", "none", "none"), False),
        (fields("river_care", "", "", ""), True),
    ],
)
def test_participation_counts_whoever_took_part_in_one_field(public, answers, counted):
    assert public.reading("participation", answers) == (counted, True)


def test_participation_is_open_only_where_an_unsure_answer_could_change_it(public):
    unsure = fields("unsure", "none", "none", "none")
    assert public.true("participation", unsure, "unclear_when")
    assert not public.true("participation", unsure | {"part_living": "reuse"}, "unclear_when")


def test_whoever_was_not_asked_about_participation_is_outside_the_base(public):
    assert not public.true("participation", fields("", "", "", ""), "base")


def test_the_mean_of_the_fields_is_a_percentage(public):
    two = fields("river_care", "none", ["sorting", "reuse"], "unsure")
    assert public.number("participation_mean", two) == 50


def test_disposables_add_up_and_leave_out_whoever_did_not_know_one(public):
    assert public.number("disposables", pieces(2, disp_bag=10)) == 22
    assert public.true("disposables", pieces(0), "base")
    assert not public.true("disposables", pieces(2) | {"disp_cup": None}, "base")


@pytest.mark.parametrize(
    ("grade", "saving", "open_"),
    [("1", 12, False), ("2", 12, False), ("3", 0, False), ("none", 0, True)],
)
def test_appliances_of_grade_one_and_two_are_the_numerator(public, grade, saving, open_):
    sale = {"grade": grade, "threshold_grade": 2, "units": 12, "value": 30000.0}
    assert public.number("appliances", sale) == saving
    assert public.number("appliances", sale, "denominator") == 12
    assert public.true("appliances", sale, "unclear_when") is open_


def test_water_devices_follow_the_threshold_of_their_class(public):
    third = {"water_grade": "3", "threshold_grade": 3}
    assert public.reading("water_devices", third) == (True, True)
    assert public.reading("water_devices", third | {"threshold_grade": 2}) == (False, True)
    assert public.reading("water_devices", third | {"water_grade": "none"}) == (False, True)
    assert public.reading("water_devices", third | {"water_grade": "unknown"}) == (False, False)
    assert public.reading("water_devices", {"water_grade": "1"}) == (False, False)


PLAIN = (
    {"age": 45, "education": "junior_secondary", "occupation": "production"}
    | views("satisfied", sat_noise="fairly_dissatisfied")
    | fields("none", "none", "sorting", "less_disposable")
    | pieces(3, disp_bag=8)
)
CONSPICUOUS = {
    "straight_lining": views("fairly_satisfied"),
    "overall_contradiction": views("satisfied", sat_overall="dissatisfied"),
    "many_unclear": views("unclear", sat_air="satisfied"),
    "student_over_60": {"occupation": "student", "age": 63},
    "retired_under_40": {"occupation": "retired", "age": 39},
    "professional_without_school": {"occupation": "clerk", "education": "none"},
    "disposables_outlier": pieces(30),
    "disposables_all_equal": pieces(3),
    "less_disposable_contradiction": pieces(15),
    "participation_none": fields("none", "none", "none", "none"),
}


@pytest.mark.parametrize("key", CONSPICUOUS)
def test_a_check_finds_what_it_is_named_after_and_nothing_in_a_plain_interview(public, key):
    assert not public.true(key, PLAIN)
    assert public.true(key, PLAIN | CONSPICUOUS[key])


def test_every_check_has_an_example_above(public):
    checks = {key for key, row in public.rows.items() if "severity" in row}
    assert checks == set(CONSPICUOUS)


TOILET = {"device_class": "toilet", "has_label": "yes", "water_grade": "1", "label_seen": "yes"}


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("grade_beyond_class", {"water_grade": "4"}),
        ("label_without_grade", {"water_grade": "none"}),
        ("missing_label", {"has_label": "no"}),
        ("grade_not_seen", {"label_seen": "no"}),
    ],
)
def test_audit_checks_find_a_conspicuous_model(audit, key, change):
    assert not audit.true(key, TOILET)
    assert audit.true(key, TOILET | change)


def test_a_complete_audit_must_hold_as_many_models_as_are_on_sale(audit):
    outlet = {"coverage": "all", "models_on_sale": 12, "model_count": 12}
    assert not audit.true("count_mismatch", outlet)
    assert audit.true("count_mismatch", outlet | {"model_count": 11})
    assert not audit.true("count_mismatch", outlet | {"model_count": 11, "coverage": "part"})
