"""Questionnaires: model, workbooks, the expression language, and the state of an interview."""
