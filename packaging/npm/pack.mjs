#!/usr/bin/env node
// Packs two npm packages into a folder: `factlint`, which finds the program and runs it, and
// `@factlint/PLATFORM-ARCH`, which holds the program of one machine. npm installs of the latter only the one that fits.
//
//     node packaging/npm/pack.mjs PROGRAM FOLDER [PLATFORM-ARCH]

import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";

const MACHINES = ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64", "win32-x64"];

const [program, folder, machine = `${process.platform}-${process.arch}`] = process.argv.slice(2);
if (!program || !folder || !MACHINES.includes(machine)) {
  console.error(`usage: pack.mjs PROGRAM FOLDER [${MACHINES.join("|")}]`);
  process.exit(2);
}
const root = resolve(import.meta.dirname, "../..");
const manifest = readFileSync(join(root, "Cargo.toml"), "utf8");
const field = (name) => manifest.match(new RegExp(`^${name} = "(.*)"$`, "m"))[1];
const shared = { version: field("version"), description: field("description"), license: field("license") };
const licences = ["LICENSE-APACHE", "LICENSE-MIT"].map((name) => join(root, name));

mkdirSync(folder, { recursive: true });
const [os, cpu] = machine.split("-");
pack({ name: `@factlint/${machine}`, ...shared, os: [os], cpu: [cpu], preferUnplugged: true }, [program, ...licences]);
pack(
  {
    name: "factlint",
    ...shared,
    bin: { factlint: "factlint.js" },
    engines: { node: ">=16" },
    optionalDependencies: Object.fromEntries(MACHINES.map((name) => [`@factlint/${name}`, shared.version])),
  },
  [join(root, "packaging/npm/factlint.js"), join(root, "README.md"), ...licences],
);

/** Packs files, all of them at the top of the package, and prints the path of the tarball. */
function pack(description, files) {
  const place = mkdtempSync(join(tmpdir(), "factlint-npm-"));
  try {
    for (const file of files) {
      copyFileSync(file, join(place, basename(file)));
    }
    chmodSync(join(place, basename(files[0])), 0o755);
    writeFileSync(join(place, "package.json"), `${JSON.stringify({ ...description, files: files.map((file) => basename(file)) }, null, 2)}\n`);
    const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", resolve(folder)], { cwd: place, encoding: "utf8" });
    console.log(join(folder, packed.trim()));
  } finally {
    rmSync(place, { recursive: true });
  }
}
