// Runs a Python program under Pyodide, whose 314.x is CPython 3.14: the file
// that is named, or standard input. Needs the npm package "pyodide";
// PYODIDE_DIR is its folder. The host's files lie under /host.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.env.PYODIDE_DIR ?? "node_modules/pyodide";
const module = pathToFileURL(path.resolve(folder, "pyodide.mjs"));
const { loadPyodide } = await import(module.href);
const python = await loadPyodide();

python.setStdout({ batched: (line) => console.log(line) });
python.setStderr({ batched: (line) => console.error(line) });
python.FS.mkdirTree("/host");
python.FS.mount(python.FS.filesystems.NODEFS, { root: "/" }, "/host");
await python.runPythonAsync(fs.readFileSync(process.argv[2] ?? 0, "utf8"));
