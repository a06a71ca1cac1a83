"""What goes wrong in an expression, as a code with parameters; the wording lies elsewhere."""

from __future__ import annotations


class ExpressionError(Exception):
    """An expression cannot be read or evaluated.

    ``position`` is the offset in the text where the trouble begins, -1 where there is none.
    """

    def __init__(self, code: str, position: int = -1, **parameters: str | int) -> None:
        super().__init__(code, position, parameters)
        self.code = code
        self.position = position
        self.parameters = parameters

    def __str__(self) -> str:
        details = ", ".join(f"{key}={value!r}" for key, value in self.parameters.items())
        return f"{self.code} at {self.position}" + (f" ({details})" if details else "")
