// Bundles the pages into target/classes/web, the folder the server serves from its class path: one page for each folder
// of src/page with an index.html, `start` at the root. Pages share chunks of script.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** The script that a page needs before it can be used is to stay below this, compressed. */
const SCRIPT_GZIP_LIMITS = { start: 20_000, edit: 250_000 };

const root = fileURLToPath(new URL("../", import.meta.url));
const source = "src/page";
const out = "target/classes/web";
const pages = readdirSync(`${root}${source}`).filter((name) => existsSync(`${root}${source}/${name}/index.html`));

rmSync(root + out, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: [`${source}/common/early.ts`, ...pages.flatMap((page) => [`${source}/${page}/main.ts`, `${source}/${page}/main.css`])],
  outdir: `${out}/assets`,
  outbase: source,
  entryNames: "[dir]-[hash]",
  chunkNames: "chunk-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file", ".svg": "file" },
  bundle: true,
  splitting: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});

/** The bundled file of an entry point, from the folder of the pages. */
function asset(entryPoint) {
  const [path] = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === entryPoint);
  return path.slice(out.length + 1);
}

/** The chunks a script needs before it runs, in no order. */
function chunksOf(file, found = new Set()) {
  for (const { path, kind } of metafile.outputs[`${out}/${file}`].imports) {
    const chunk = path.slice(out.length + 1);
    if (kind !== "import-statement" || found.has(chunk)) continue;
    found.add(chunk);
    chunksOf(chunk, found);
  }
  return [...found];
}

/** A page's source with the fragments its comments name, each indented as its comment is. A page may lack fragments of its own. */
function withFragments(page, html) {
  return html.replace(/^( *)<!-- ((?:common|\{page\})\/[a-z-]+\.html) -->\n/gm, (_comment, indent, name) => {
    const file = `${root}${source}/${name.replace("{page}", page)}`;
    return name.startsWith("common") || existsSync(file) ? withFragments(page, readFileSync(file, "utf8")).replace(/^(?=.)/gm, indent) : "";
  });
}

const icon = readFileSync(`${root}${source}/common/icon.svg`);
const iconName = `assets/icon-${createHash("sha256").update(icon).digest("hex").slice(0, 8)}.svg`;
writeFileSync(`${root}${out}/${iconName}`, icon);

for (const page of pages) {
  const isStart = page === "start";
  const names = { root: isStart ? "./" : "../", icon: iconName, early: asset(`${source}/common/early.ts`), style: asset(`${source}/${page}/main.css`), script: asset(`${source}/${page}/main.ts`) };
  const chunks = chunksOf(names.script);
  const preloads = chunks.map((chunk) => `    <link rel="modulepreload" href="${names.root}${chunk}" />\n`).join("");
  const html = withFragments(page, readFileSync(`${root}${source}/${page}/index.html`, "utf8"))
    .replace(/\{(root|icon|early|style|script)\}/g, (_placeholder, name) => names[name])
    .replace(/(?=^ *<\/head>)/m, preloads);
  const folder = isStart ? out : `${out}/${page}`;
  mkdirSync(root + folder, { recursive: true });
  writeFileSync(`${root}${folder}/index.html`, html);
  const bytes = [names.script, ...chunks].reduce((sum, file) => sum + gzipSync(readFileSync(`${root}${out}/${file}`)).length, 0);
  if (bytes > (SCRIPT_GZIP_LIMITS[page] ?? Infinity)) {
    console.error(`the page has too much script, page=${page} scriptGzipBytes=${bytes} limit=${SCRIPT_GZIP_LIMITS[page]}`);
    process.exitCode = 1;
  }
  console.log(`page built, file=${folder}/index.html scriptGzipBytes=${bytes}`);
}

// Whatever package has a file in the bundle comes with its licence.
const packages = new Set(Object.keys(metafile.inputs).map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter(Boolean));
mkdirSync(`${root}${out}/licenses`);
for (const name of packages) writeFileSync(`${root}${out}/licenses/${name.replace("/", "-")}.txt`, licenseOf(`${root}node_modules/${name}`));

/** The licence of a package: a file of its own, or the end of what is to be read first. */
function licenseOf(folder) {
  if (existsSync(`${folder}/LICENSE`)) return readFileSync(`${folder}/LICENSE`, "utf8");
  const section = /^#+ License\n+([^]+)$/im.exec(readFileSync(`${folder}/README.md`, "utf8"));
  if (section === null) throw new Error(`a package says nothing of its licence, folder=${folder}`);
  return section[1];
}
