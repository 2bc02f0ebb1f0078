"""Runs the steps of a composite action as a runner of GitHub does, as far as action.yml needs it.

    python runner.py FOLDER NAME=VALUE...

FOLDER holds action.yml; the rest are inputs. What the steps print is passed on, the outputs follow as NAME=VALUE,
and the exit status is that of the step that failed. The files of the runner lie in RUNNER_TEMP.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import yaml


def main() -> int:
    folder, *given = sys.argv[1:]
    action = yaml.safe_load(Path(folder, "action.yml").read_text())
    inputs = {name: about.get("default", "") for name, about in action["inputs"].items()}
    for name, value in (pair.split("=", 1) for pair in given):
        if name not in inputs:
            sys.exit(f"runner.py: the action has no input `{name}`")
        inputs[name] = value

    outputs: dict[str, str] = {}
    status = 0
    for number, step in enumerate(action["runs"]["steps"]):
        status, told = run(step, inputs, folder, number)
        outputs.update({f"steps.{step.get('id')}.outputs.{name}": value for name, value in told.items()})
        if status:
            break
    for name, about in action["outputs"].items():
        print(f"{name}={filled(about['value'], outputs)}")
    return status


def run(step: dict, inputs: dict[str, str], folder: str, number: int) -> tuple[int, dict[str, str]]:
    """The exit status of a step, and what it wrote to GITHUB_OUTPUT."""
    if step["shell"] != "bash" or "${{" in step["run"]:
        sys.exit(f"runner.py: a step has to be for bash, and to take its inputs from `env`: {step}")
    temp = Path(os.environ["RUNNER_TEMP"])
    files = {name: temp / f"{name}-{number}" for name in ("GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY")}
    for file in files.values():
        file.write_text("")
    script = temp / f"step-{number}.sh"
    script.write_text(step["run"])

    context = {f"inputs.{name}": value for name, value in inputs.items()}
    env = {name: filled(value, context) for name, value in step.get("env", {}).items()}
    env |= {name: str(file) for name, file in files.items()} | {"GITHUB_ACTION_PATH": folder}
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    sys.stdout.flush()
    status = subprocess.run(shell, env=os.environ | env).returncode

    for place in files["GITHUB_PATH"].read_text().splitlines():
        os.environ["PATH"] = place + os.pathsep + os.environ["PATH"]
    return status, dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text().splitlines())


def filled(text: str, context: dict[str, str]) -> str:
    """A text with each `${{ NAME }}` replaced; an output that was not written is empty, as on a runner."""

    def value(match: re.Match) -> str:
        name = match[1]
        if name not in context and not name.startswith("steps."):
            sys.exit(f"runner.py: there is no `{name}`")
        return context.get(name, "")

    return re.sub(r"\$\{\{ *([\w.-]+) *\}\}", value, text)


if __name__ == "__main__":
    sys.exit(main())
