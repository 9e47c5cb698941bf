// Bundles the page into target/classes/web, the folder the server serves from its class path.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));
const out = "target/classes/web";

rmSync(root + out, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ["src/page/main.ts", "src/page/main.css"],
  outdir: `${out}/assets`,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file", ".svg": "file" },
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});

/** The hashed name of a bundled file, as the page links it. */
function asset(entryPoint) {
  const [path] = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === entryPoint);
  return `assets/${basename(path)}`;
}

const icon = readFileSync(`${root}src/page/icon.svg`);
const iconName = `assets/icon-${createHash("sha256").update(icon).digest("hex").slice(0, 8)}.svg`;
writeFileSync(`${root}${out}/${iconName}`, icon);

const page = readFileSync(`${root}src/page/index.html`, "utf8")
  .replace("main.ts", asset("src/page/main.ts"))
  .replace("main.css", asset("src/page/main.css"))
  .replace("icon.svg", iconName);
writeFileSync(`${root}${out}/index.html`, page);

// Whatever package has a file in the bundle comes with its licence.
const packages = new Set(Object.keys(metafile.inputs).map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter(Boolean));
mkdirSync(`${root}${out}/licenses`);
for (const name of packages) cpSync(`${root}node_modules/${name}/LICENSE`, `${root}${out}/licenses/${name.replace("/", "-")}.txt`);

const script = gzipSync(readFileSync(`${root}${out}/${asset("src/page/main.ts")}`)).length;
console.log(`page built, folder=${out} scriptGzipBytes=${script}`);
