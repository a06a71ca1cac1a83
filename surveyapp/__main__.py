"""``python -m surveyapp``: the command line."""

from surveyapp.cli.main import main

if __name__ == "__main__":
    main()
