// Builds what `npm pack` puts in the package: the client, the bindings, the document types, the device's shelf and the HTTP client as modules, with their types.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** The client alone, as one minified file, is to stay below this: what is loaded at once, without what few need. */
const CLIENT_GZIP_LIMIT = 15_000;

/** What the client loads when it is needed. */
const ON_DEMAND = ["./event-socket.ts", "./socket-probe.ts"];

/** What can be imported from the package, as `exports` in package.json says. */
const ENTRIES = ["client", "codemirror", "http", "json", "offline", "ottypes", "quill", "textarea"];

const root = fileURLToPath(new URL("../", import.meta.url));
const out = "target/package";
const shared = { absWorkingDir: root, bundle: true, format: "esm", target: "es2022", logLevel: "warning" };

rmSync(root + out, { recursive: true, force: true });
await build({
  ...shared,
  entryPoints: ENTRIES.map((name) => `src/${name}/index.ts`),
  outdir: out,
  outbase: "src",
  splitting: true,
  packages: "external",
  sourcemap: true,
});
const types = { extends: "../tsconfig.json", compilerOptions: { noEmit: false, stripInternal: true, declaration: true, emitDeclarationOnly: true, rootDir: "../src", outDir: "package" }, include: [...ENTRIES, "binding"].map((name) => `../src/${name}`) };
writeFileSync(`${root}target/tsconfig.package.json`, JSON.stringify(types));
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, "-p", `${root}target/tsconfig.package.json`], { stdio: "inherit" });
for (const name of readdirSync(`${root}${out}`, { recursive: true }).filter((each) => each.endsWith(".d.ts"))) {
  const file = `${root}${out}/${name}`;
  writeFileSync(file, readFileSync(file, "utf8").replace(/(from "\.[^"]*)\.ts"/g, '$1.js"'));
}

const [{ contents }] = (await build({ ...shared, entryPoints: ["src/client/index.ts"], external: ON_DEMAND, minify: true, write: false })).outputFiles;
const bytes = gzipSync(contents).length;
console.log(`package built, folder=${out} clientGzipBytes=${bytes} limit=${CLIENT_GZIP_LIMIT}`);
if (bytes > CLIENT_GZIP_LIMIT) {
  console.error("the client is too large");
  process.exit(1);
}
