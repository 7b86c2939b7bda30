import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENT_NAMES } from '../terms/event-name';

const textBelow = (folder: string): string =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(({ name }) => name.endsWith('.ts') && !/\.(spec|fixture)\.ts$/.test(name))
    .map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'))
    .join('\n');

/** That no other name is written, the compiler sees to (`EventName`). */
describe('the names of events', () => {
  const host = textBelow(__dirname);
  const device = textBelow(join(__dirname, '..', 'device'));

  /** As a whole, or put together from its first word and the rest. */
  const written = (name: string): boolean => {
    const [first = '', ...rest] = name.split('-');
    return (
      [host, device].some((text) => text.includes(`'${name}'`)) ||
      (host.includes(`\`${first}-\${`) && host.includes(`'${rest.join('-')}'`))
    );
  };

  it('are each written by somebody; of one that never comes every absence would be true', () =>
    expect(EVENT_NAMES.filter((name) => !written(name))).to.deep.equal([]));

  it('are each listed once, in order', () =>
    expect(EVENT_NAMES).to.deep.equal(Array.from(new Set(EVENT_NAMES)).sort()));
});
