import { expect } from 'chai';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { damagedFiles, makeFolder, wholeFolder, type Manifest } from './kept-folder';

describe('a kept folder', () => {
  let parent = '';
  let folder = '';
  const make = (content: string, madeFrom = 'recipe 1'): Promise<Manifest> =>
    makeFolder(folder, madeFrom, async (scratch) => {
      writeFileSync(join(scratch, 'one'), content);
      writeFileSync(join(scratch, 'two'), 'unchanged');
      return { count: 2 };
    });

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'bulkhead-kept-'));
    folder = join(parent, 'image');
  });
  afterEach(() => rmSync(parent, { recursive: true }));

  it('is whole as it was made, and leaves nothing else behind', async () => {
    const made = await make('content');
    expect(await wholeFolder(folder, 'recipe 1', true)).to.deep.equal(made);
    expect(readdirSync(parent)).to.deep.equal(['image']);
  });

  it('is not taken when it was made from something else', async () => {
    await make('content');
    expect(await wholeFolder(folder, 'recipe 2')).to.equal(undefined);
    expect(await wholeFolder(join(parent, 'absent'), 'recipe 1')).to.equal(undefined);
  });

  it('notices files that are cut, changed or gone, each by its name', async () => {
    const made = await make('content');
    writeFileSync(join(folder, 'one'), 'conten');
    expect(await damagedFiles(folder, made)).to.deep.equal(['one']);
    writeFileSync(join(folder, 'one'), 'cOntent');
    expect(await damagedFiles(folder, made)).to.deep.equal(['one']);
    rmSync(join(folder, 'two'));
    expect(await damagedFiles(folder, made)).to.deep.equal(['one', 'two']);
    expect(await wholeFolder(folder, 'recipe 1')).to.equal(undefined);
  });

  it('compares contents when asked to, also of files that look untouched', async () => {
    const made = await make('content');
    const { atimeMs, mtimeMs } = statSync(join(folder, 'one'));
    writeFileSync(join(folder, 'one'), 'cOntent');
    utimesSync(join(folder, 'one'), atimeMs / 1000, mtimeMs / 1000);
    expect(await damagedFiles(folder, made, true)).to.deep.equal(['one']);
  });

  it('takes a file that was only touched', async () => {
    const made = await make('content');
    utimesSync(join(folder, 'one'), 1, 1);
    expect(await damagedFiles(folder, made)).to.deep.equal([]);
  });

  it('is replaced at once, and survives being made by several at the same time', async () => {
    await make('old');
    await Promise.all(Array.from({ length: 5 }, () => make('new')));
    expect(readFileSync(join(folder, 'one'), 'utf8')).to.equal('new');
    expect(await wholeFolder(folder, 'recipe 1', true)).not.to.equal(undefined);
    expect(readdirSync(parent)).to.deep.equal(['image']);
  });

  it('keeps what was there when making fails', async () => {
    await make('old');
    const failed = await makeFolder(folder, 'recipe 2', async () => {
      throw new Error('no network');
    }).catch((error: Error) => error.message);
    expect(failed).to.equal('no network');
    expect(readFileSync(join(folder, 'one'), 'utf8')).to.equal('old');
    expect(readdirSync(parent)).to.deep.equal(['image']);
  });
});
