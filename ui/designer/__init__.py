"""The questionnaire designer: tree, properties, choices, languages, preview, problems, bank."""
