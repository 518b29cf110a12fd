// Makes one file of Kaoto's own model code (its npm package is written for bundlers: imports without file endings, pictures, styles) and loads it.
import { build } from 'esbuild';
import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const lib = path.join(here, 'node_modules/@kaoto/kaoto/lib');
const pictures = Object.fromEntries(['.svg', '.png', '.gif', '.ttf', '.woff', '.woff2', '.css', '.scss'].map((ending) => [ending, 'empty']));

/** What the editor's page does when it starts, without the page: the newest catalog of Camel on Spring Boot is loaded. */
export async function editor() {
  const outfile = path.join(here, 'kaoto.cjs');
  await build({
    stdin: {
      contents: `
        export { CamelResourceFactory } from './models/camel/camel-resource-factory.js';
        export { CamelCatalogService } from './models/visualization/flows/camel-catalog.service.js';
        export { CatalogKind } from './models/catalog-kind.js';`,
      resolveDir: path.join(lib, 'esm'),
    },
    bundle: true, format: 'cjs', platform: 'node', outfile, logLevel: 'error', loader: pictures,
  });
  globalThis.window = globalThis; // where it looks for crypto
  globalThis.DOMParser = class {}; // for routes in XML, which are none of ours
  const kaoto = createRequire(import.meta.url)(outfile);
  const catalog = newestCatalog();
  const kinds = { Component: 'components', Processor: 'models', Pattern: 'patterns', Entity: 'entities', Language: 'languages', Dataformat: 'dataformats', Loadbalancer: 'loadbalancers' };
  for (const [kind, name] of Object.entries(kinds)) {
    kaoto.CamelCatalogService.setCatalogKey(kaoto.CatalogKind[kind], catalog.load(name));
  }
  const { version } = JSON.parse(fs.readFileSync(path.join(lib, '../package.json'), 'utf8'));
  return {
    open: (text, name) => kaoto.CamelResourceFactory.createCamelResource(text, { path: name }),
    component: (scheme) => kaoto.CamelCatalogService.getComponent(kaoto.CatalogKind.Component, scheme),
    name: `Kaoto ${version}, ${catalog.name}`,
  };
}

function newestCatalog() {
  const { definitions } = JSON.parse(fs.readFileSync(path.join(lib, 'camel-catalog/index.json'), 'utf8'));
  const newest = definitions.filter((each) => each.runtime === 'Spring Boot' && /^[\d.]+$/.test(each.version))
    .sort((a, b) => b.version.localeCompare(a.version, 'en', { numeric: true }))[0];
  const folder = path.dirname(path.join(lib, 'camel-catalog', newest.fileName));
  const index = JSON.parse(fs.readFileSync(path.join(lib, 'camel-catalog', newest.fileName), 'utf8'));
  return { name: newest.name, load: (name) => JSON.parse(fs.readFileSync(path.join(folder, index.catalogs[name].file), 'utf8')) };
}
