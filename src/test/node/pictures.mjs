// node pictures.mjs <folder>: reads each *.mmd file with Mermaid's own parser. A line for each that it does not understand, and then exit code 1.
import fs from 'node:fs';
import path from 'node:path';
import { JSDOM } from 'jsdom';

// Where Mermaid cleans its labels; no page is drawn.
const { window } = new JSDOM('');
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import('mermaid');

const folder = process.argv[2];
const files = fs.readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.mmd')).sort();
const problems = [];
for (const file of files) {
  try {
    const { diagramType } = await mermaid.parse(fs.readFileSync(path.join(folder, file), 'utf8'));
    if (!diagramType.startsWith('flowchart')) {
      problems.push(`${file}: ${diagramType}`);
    }
  } catch (error) {
    problems.push(`${file}: ${error.message}`);
  }
}

problems.forEach((problem) => console.log(problem));
console.log(`Mermaid: ${files.length} pictures, ${problems.length} problems`);
process.exitCode = problems.length > 0 || files.length === 0 ? 1 : 0;
