import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** Who may import whom (docs/architecture.md). A folder may always import itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  terms: [],
  wire: ['terms'],
  device: ['terms', 'wire'],
  path: ['terms', 'wire'],
  isolation: ['terms', 'wire', 'path'],
  host: ['terms', 'wire', 'device'],
  target: ['terms', 'wire', 'path', 'isolation'],
  'target/reference': ['terms', 'wire', 'device', 'host', 'path', 'isolation', 'target'],
  'target/igb': ['terms', 'wire', 'target'],
  mutants: ['terms', 'wire', 'device'],
  rules: ['terms'],
  report: ['terms', 'wire', 'rules'],
  cli: ['*'],
  steps: ['terms', 'wire', 'path', 'isolation', 'target'],
};
/** Steps reach the composer through one file alone, which makes the target that the command line chose. */
const EXCEPTIONS = new Set(['steps/support/composition.ts -> src/cli']);

/** Files that need no determinism: they face the outside. */
const PURE = ['terms', 'wire', 'device', 'host', 'path', 'isolation'];

const ROOT = resolve(__dirname, '..');

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

function area(file: string): string {
  const parts = relative(ROOT, file).split(sep);
  if (parts[0] === 'steps') return 'steps';
  const folder = `${parts[1]}/${parts[2]}`;
  return folder in ALLOWED ? folder : (parts[1] ?? '');
}

const importsOf = (file: string): string[] =>
  Array.from(readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g), (match) =>
    resolve(dirname(file), match[1] ?? ''),
  );

describe('the architecture', () => {
  const files = [...sources(join(ROOT, 'src')), ...sources(join(ROOT, 'steps'))];

  it('lets each folder import only what it may', () => {
    const violations = files.flatMap((file) => {
      const from = area(file);
      const allowed = ALLOWED[from] ?? [];
      return importsOf(file)
        .map(area)
        .filter((to) => to !== from && !allowed.includes('*') && !allowed.includes(to))
        .map((to) => `${relative(ROOT, file)} -> ${to === 'steps' ? to : `src/${to}`}`)
        .filter((violation) => !EXCEPTIONS.has(violation));
    });
    expect(violations).to.deep.equal([]);
  });

  it('has no import cycle', () => {
    const graph = new Map(files.map((file) => [file.replace(/\.ts$/, ''), importsOf(file)]));
    const done = new Set<string>();
    const walk = (file: string, trail: readonly string[]): readonly string[] => {
      if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
      if (done.has(file)) return [];
      for (const next of graph.get(file) ?? []) {
        const cycle = walk(next, [...trail, file]);
        if (cycle.length > 0) return cycle;
      }
      done.add(file);
      return [];
    };
    for (const file of graph.keys())
      expect(walk(file, []).map((each) => relative(ROOT, each))).to.deep.equal([]);
  });

  it('keeps clocks and chance out of everything that must be deterministic', () => {
    const offenders = files
      .filter((file) => PURE.includes(area(file)))
      .filter((file) =>
        /Math\.random|Date\.now|new Date\(|performance\.now|process\.hrtime/.test(readFileSync(file, 'utf8')),
      );
    expect(offenders.map((file) => relative(ROOT, file))).to.deep.equal([]);
  });
});
