/** What `npm pack` makes, put in a folder of its own as a front-end developer would install it. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

const run = promisify(execFile);
const REPOSITORY = process.cwd();

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

let folder = "";
let manifest: Manifest;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "stet-package-"));
  const { stdout } = await run("npm", ["pack", "--silent", "--pack-destination", folder]);
  const tarball = String(stdout.trim().split("\n").at(-1));
  const installed = join(folder, "node_modules", "stet-client");
  await mkdir(installed, { recursive: true });
  await run("tar", ["-xzf", join(folder, tarball), "--strip-components=1", "-C", installed]);
  manifest = JSON.parse(await readFile(join(installed, "package.json"), "utf8")) as Manifest;
  for (const name of [...Object.keys(manifest.peerDependencies), "@codemirror/commands", "@types/node"]) {
    await mkdir(dirname(join(folder, "node_modules", name)), { recursive: true });
    await symlink(resolve(REPOSITORY, "node_modules", name), join(folder, "node_modules", name));
  }
  await writeFile(join(folder, "package.json"), '{"type":"module"}');
});

after(() => rm(folder, { recursive: true, force: true }));

/** The entries of the package, as they are imported. */
function entries(): string[] {
  return Object.keys(manifest.exports).map((entry) => manifest.name + entry.slice(1));
}

test("every entry of the package can be imported, and gives what it is for", async () => {
  const program = `for (const entry of ${JSON.stringify(entries())}) console.log(entry, Object.keys(await import(entry)).sort().join());`;
  await writeFile(join(folder, "import.js"), program);
  const { stdout } = await run(process.execPath, ["import.js"], { cwd: folder });
  const exported = new Map(stdout.trim().split("\n").map((line) => line.split(" ") as [string, string]));
  const expected = { "": "StetClient", "/codemirror": "stet", "/http": "StetHttp", "/json": "live", "/offline": "deviceShelf", "/ottypes": "richText", "/quill": "bindQuill", "/textarea": "bindTextarea" };
  assert.deepEqual(entries().sort(), Object.keys(expected).map((entry) => `stet-client${entry}`));
  for (const [entry, name] of Object.entries(expected)) assert.ok(exported.get(`stet-client${entry}`)?.split(",").includes(name), `entry=stet-client${entry} exports=${exported.get(`stet-client${entry}`)}`);
});

/** What the compiler has against a program in a folder, and against the types of the package. */
async function mistakes(program: string, module: string, moduleResolution: string): Promise<readonly string[]> {
  const compilerOptions = { target: "es2022", module, moduleResolution, lib: ["es2022", "dom", "dom.iterable"], types: [], strict: true, noEmit: true };
  await writeFile(join(program, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  const { stdout } = await run(process.execPath, [resolve("node_modules/typescript/bin/tsc"), "-p", program]).catch((error: { stdout: string }) => error);
  // types of other packages are their own affair
  return stdout.split("\n").filter((line) => /error TS/.test(line) && (!line.includes("node_modules/") || line.includes("node_modules/stet-client/")));
}

test("the examples of README.md compile with the package's types", async () => {
  const program = join(folder, "examples");
  await cp("test/examples", program, { recursive: true });
  await cp("test/support/untyped.d.ts", join(program, "untyped.d.ts"));
  assert.deepEqual(await mistakes(program, "esnext", "bundler"), []);
  await writeFile(join(program, "wrong.ts"), 'import { StetClient } from "stet-client";\nexport const client: number = new StetClient("ws://example.org/ws");\n');
  assert.equal((await mistakes(program, "esnext", "bundler")).length, 1);
});

test("programs that resolve modules as Node does find every entry, with types", async () => {
  const program = join(folder, "node");
  await mkdir(program);
  await writeFile(join(program, "all.ts"), entries().map((entry, index) => `export * as entry${index} from "${entry}";`).join("\n"));
  // Quill's types say less there
  await cp("test/examples/quill.ts", join(program, "quill.ts"));
  assert.deepEqual(await mistakes(program, "nodenext", "nodenext"), []);
});

test("what only the library itself calls is in no type of the package", async () => {
  const types = await readFile(join(folder, "node_modules/stet-client/target/package/client/document.d.ts"), "utf8");
  assert.match(types, /undo\(\): boolean/);
  assert.doesNotMatch(types, /keptOn|refusedElsewhere|disconnected\(/);
});
