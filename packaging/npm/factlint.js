#!/usr/bin/env node
"use strict";

// Runs the program that was installed for this machine. It lies in a package of its own, so that nothing has to be
// fetched or run when packages are installed.

const { spawnSync } = require("node:child_process");

const machine = `${process.platform}-${process.arch}`;
const file = process.platform === "win32" ? "factlint.exe" : "factlint";

let program;
try {
  program = require.resolve(`@factlint/${machine}/${file}`);
} catch {
  const known = Object.keys(require("./package.json").optionalDependencies);
  const reason = known.includes(`@factlint/${machine}`)
    ? `the package @factlint/${machine} is missing; install again, with optional dependencies`
    : `there is no program for ${machine}; build it from source with cargo`;
  console.error(`factlint: ${reason}`);
  process.exit(2);
}

const run = spawnSync(program, process.argv.slice(2), { stdio: "inherit", windowsHide: true });
if (run.error) {
  console.error(`factlint: cannot run ${program}: ${run.error.message}`);
  process.exit(2);
}
if (run.signal) {
  process.kill(process.pid, run.signal);
}
process.exitCode = run.status ?? 2;
