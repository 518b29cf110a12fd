// node round-trip.mjs <routes folder> <folder for the results>: opens each route file in Kaoto, saves it (saved/), writes every step's form back as it is and saves
// again (forms/).
// A line for each thing that is lost or changed, and then exit code 1.
import fs from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import YAML from 'yaml';
import { editor } from './editor.mjs';

const [folder, results] = process.argv.slice(2);
const kaoto = await editor();
const problems = [];
let shown = 0;

fs.rmSync(results, { recursive: true, force: true });
const files = fs.readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.camel.yaml')).sort();
for (const file of files) {
  const text = fs.readFileSync(path.join(folder, file), 'utf8');
  const resource = kaoto.open(text, file);
  const saved = resource.toString();
  compare(file, 'a save', text, saved);
  write('saved', file, saved);
  if (kaoto.open(saved, file).toString() !== saved) {
    problems.push(`${file}: a second save changes it again`);
  }
  const seen = new Set();
  for (const entity of resource.getVisualEntities()) {
    seen.add(entity.getId());
    writeBack(entity, entity.toVizNode(), seen);
  }
  compare(file, 'writing the forms back', text, resource.toString());
  write('forms', file, resource.toString());
  ids(YAML.parse(text)).filter((id) => !seen.has(id)).forEach((id) => problems.push(`${file}: ${id} is not on the canvas`));
  shown += seen.size;
}

problems.forEach((problem) => console.log(problem));
console.log(`${kaoto.name}: ${files.length} files, ${shown} boxes, ${problems.length} problems`);
process.exitCode = problems.length > 0 || files.length === 0 ? 1 : 0;

function write(under, file, text) {
  const target = path.join(results, under, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, text);
}

function writeBack(entity, node, seen) {
  const definition = node.getComponentSchema()?.definition;
  if (definition?.id) {
    seen.add(definition.id);
    entity.updateModel(node.data.path, definition);
  }
  (node.getChildren() ?? []).forEach((child) => writeBack(entity, child, seen));
}

function compare(file, what, before, after) {
  if (head(before) !== head(after)) {
    problems.push(`${file}: ${what} changes the comment at its head`);
  }
  differences(asCamelReads(before), asCamelReads(after), '').slice(0, 3).forEach((difference) => problems.push(`${file}: ${what} changes ${difference}`));
}

/** By the texts: Camel reads 1.10 and "010" as they stand. */
function asCamelReads(text) {
  return withWholeUris(YAML.parse(text, { schema: 'failsafe' }));
}

/** A form that was written back has the parts of an address apart: uri direct with the parameter name. To Camel that is the same as direct:name. */
function withWholeUris(value) {
  if (Array.isArray(value)) {
    return value.map(withWholeUris);
  }
  if (!value || typeof value !== 'object') {
    return value;
  }
  const copy = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withWholeUris(child)]));
  const component = typeof copy.uri === 'string' && /^[a-z][a-z0-9+-]*$/.test(copy.uri) && kaoto.component(copy.uri);
  if (component && copy.parameters) {
    // Inside an error policy Kaoto 2.7.1 leaves what the form has empty for lists of options (schedulerProperties: {}).
    const parameters = Object.fromEntries(Object.entries(copy.parameters).filter(([, option]) => !isDeepStrictEqual(option, {})));
    copy.parameters = parameters;
    copy.uri = component.component.syntax.replace(/^[^:]+/, copy.uri);
    for (const [name, { kind }] of Object.entries(component.properties)) {
      if (kind === 'path') {
        copy.uri = parameters[name] === undefined ? copy.uri.replace(new RegExp(`\\W?\\b${name}\\b`), '') : copy.uri.replace(new RegExp(`\\b${name}\\b`), () => parameters[name]);
        delete parameters[name];
      }
    }
    if (Object.keys(parameters).length === 0) {
      delete copy.parameters;
    }
  }
  return copy;
}

function head(text) {
  const lines = text.split('\n');
  return lines.slice(0, lines.findIndex((line) => !line.startsWith('#'))).join('\n');
}

/** The order of list items counts, that of keys does not. */
function differences(before, after, place) {
  if (isDeepStrictEqual(before, after)) {
    return [];
  }
  if (before && after && typeof before === 'object' && typeof after === 'object' && Array.isArray(before) === Array.isArray(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => differences(before[key], after[key], `${place}/${key}`));
  }
  return [`${place} from ${JSON.stringify(before)?.slice(0, 80)} to ${JSON.stringify(after)?.slice(0, 80)}`];
}

function ids(value) {
  if (Array.isArray(value)) {
    return value.flatMap(ids);
  }
  if (!value || typeof value !== 'object') {
    return [];
  }
  return Object.entries(value).flatMap(([key, child]) => (key === 'id' && typeof child === 'string' ? [child] : ['parameters', 'expression'].includes(key) ? [] : ids(child)));
}
