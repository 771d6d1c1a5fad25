"""The community's conformance suite, jupyter_kernel_test, against our kernel; one JSON line on stdout for each test."""
import json
import sys
import unittest

import jupyter_kernel_test

SHOW = "({ [Symbol.for('Jupyter.display')]: () => ({ '%s': %s }) })"


class KernelConformance(jupyter_kernel_test.KernelTests):
    kernel_name = "connectome"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oh, no')"
    code_generate_error = "throw new RangeError('as asked')"
    code_clear_output = "display.clear()"
    code_inspect_sample = "datasets.open"

    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "'as text'", "result": "'as text'"},
        {"code": "await Promise.resolve([1n])", "result": "[ 1n ]"},
        {"code": SHOW % ("text/html", "'<b>bold</b>'"), "mime": "text/html", "result": "<b>bold</b>"},
    ]
    code_display_data = [
        {"code": "display(1)", "mime": "text/plain"},
        {"code": f"display({SHOW % ('image/svg+xml', repr('<svg/>'))})", "mime": "image/svg+xml"},
    ]

    completion_samples = [
        {"text": "Math.hyp", "matches": {"hypot"}},
        {"text": "'text'.toUpperC", "matches": {"toUpperCase"}},
        {"text": "Number.MAX_SAFE", "matches": {"MAX_SAFE_INTEGER"}},
    ]
    complete_code_samples = ["1", "const a = 5;", "for (const x of [1]) {\n  console.log(x);\n}", "await null", ""]
    incomplete_code_samples = ["function f() {", "const a = [1,", "`text", "f(", "/* a comment"]
    invalid_code_samples = ["const = 5", "1 +* 2", "}"]

    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "6 [*] ?"


class WelcomeConformance(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "connectome"
    support_iopub_welcome = True


class Report(unittest.TestResult):
    """Says of each test how it ended; of a test with parts, what went wrong in each."""

    def startTest(self, test):
        super().startTest(test)
        self.problems, self.skip = [], None

    def addError(self, test, error):
        super().addError(test, error)
        # What fails before the first test, such as a kernel that does not start, is a test's too.
        self.problems = [*getattr(self, "problems", []), self._exc_info_to_string(error, test)]
        if not isinstance(test, unittest.TestCase):
            print(json.dumps({"test": str(test), "skip": None, "problems": self.problems}), flush=True)

    addFailure = addError

    def addSubTest(self, test, part, error):
        super().addSubTest(test, part, error)
        if error is not None:
            self.problems.append(f"{part}: {self._exc_info_to_string(error, test)}")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.skip = reason

    def stopTest(self, test):
        super().stopTest(test)
        name = test.id().split(".")[-1]
        print(json.dumps({"test": name, "skip": self.skip, "problems": self.problems}), flush=True)


if __name__ == "__main__":
    suite = unittest.TestSuite(
        unittest.defaultTestLoader.loadTestsFromTestCase(case) for case in (KernelConformance, WelcomeConformance)
    )
    suite.run(Report())
    sys.exit(0)
