// Bundles what draws charts into one file: `npm ci && npm run build`.
// The licences of all that goes in are written beside it.
import { build } from "esbuild";
import { readFile, readdir, writeFile } from "node:fs/promises";

const STATIC = new URL("../static/", import.meta.url);

const result = await build({
  entryPoints: ["charts.mjs"],
  outfile: new URL("vega.min.js", STATIC).pathname,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  banner: { js: "/* Built by pipeline/site/bundle/build.mjs. Licences: vega.licences.txt. */" },
});

const packages = new Set(
  Object.entries(Object.values(result.metafile.outputs)[0].inputs)
    .filter(([, input]) => input.bytesInOutput > 0)
    .map(([path]) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1])
    .filter(Boolean),
);

const licences = [];
for (const name of [...packages].sort()) {
  const folder = `node_modules/${name}/`;
  const about = JSON.parse(await readFile(`${folder}package.json`, "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file && !about.license) throw new Error(`${name} has no licence`);
  const text = file ? await readFile(folder + file, "utf8") : "(The package has no licence file.)";
  licences.push(`${name} ${about.version}, ${about.license}\n\n${text.trim()}\n`);
}
await writeFile(new URL("vega.licences.txt", STATIC), licences.join(`\n${"-".repeat(72)}\n\n`));
