/** After a build: writes .gz and .br beside each text asset and tells when a size limit is passed (fails with --strict). */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const DIST = fileURLToPath(new URL("../dist/", import.meta.url));
const LIMITS_KB = { entry: 150, route: 60, lazy: 150 };

function filesUnder(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

const gzipped = new Map();
for (const path of filesUnder(DIST).filter((name) => /\.(js|css|html|svg|json)$/.test(name))) {
  const content = readFileSync(path);
  const gzip = gzipSync(content, { level: 9 });
  gzipped.set(path.slice(DIST.length), gzip.length);
  if (content.length < 1024) continue;
  writeFileSync(`${path}.gz`, gzip);
  writeFileSync(
    `${path}.br`,
    brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  );
}

const manifest = JSON.parse(readFileSync(join(DIST, ".vite/manifest.json"), "utf8"));

/** Every chunk a manifest entry loads at once: itself and its static imports. */
function closure(key, seen = new Set()) {
  if (!seen.has(key)) {
    seen.add(key);
    for (const next of manifest[key].imports ?? []) closure(next, seen);
  }
  return seen;
}

/** What the chunks that ask for a lazy part, other than a route, have loaded before it. */
function alreadyLoaded(key) {
  if (key.includes("routes/")) return [];
  const askers = Object.keys(manifest).filter((name) => manifest[name].dynamicImports?.includes(key));
  return askers.flatMap((name) => [...closure(name)]);
}

const kilobytes = (keys) =>
  [...keys].reduce((sum, key) => sum + (gzipped.get(manifest[key].file) ?? 0), 0) / 1000;
const entryKey = Object.keys(manifest).find((key) => manifest[key].isEntry);
const entry = closure(entryKey);
const report = [["entry", kilobytes(entry), LIMITS_KB.entry]];
const shellKey = Object.keys(manifest).find((key) => key.includes("routes/o/$org/route.tsx"));
const shell = shellKey ? closure(shellKey) : new Set();
for (const [key, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry) continue;
  const isRoom =
    key !== shellKey &&
    (key.includes("routes/o/$org/") || key.includes("components/page/") || key.includes("features/"));
  const loaded = new Set([...entry, ...(isRoom ? shell : []), ...alreadyLoaded(key)]);
  const own = [...closure(key)].filter((name) => !loaded.has(name));
  report.push([key, kilobytes(own), key.includes("routes/") ? LIMITS_KB.route : LIMITS_KB.lazy]);
}
const over = report.filter(([, size, limit]) => size > limit);
for (const [name, size] of report.toSorted((a, b) => b[1] - a[1]).slice(0, 6)) {
  console.log(`${size.toFixed(1).padStart(7)} kB gzipped  ${name}`);
}
if (over.length > 0) {
  console.error(
    `Over the limit: ${over.map(([name, size, limit]) => `${name} ${size.toFixed(1)} of ${limit} kB`).join(", ")}`,
  );
  if (process.argv.includes("--strict")) process.exit(1);
}
