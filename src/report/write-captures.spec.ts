import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CAPTURE_MEDIA_TYPE } from './capture-files';
import { buildCompliance } from './compliance/build-compliance';
import { syntheticRun } from './testing/synthetic-run';
import { writeCaptures } from './write-captures';

describe('captured frames', () => {
  const bytes = Buffer.from([0x0a, 0x0d, 0x0d, 0x0a, 0xff]);
  const attachment = { mediaType: CAPTURE_MEDIA_TYPE, body: bytes.toString('base64') };
  const run = syntheticRun([
    { name: 'one', uri: 'features/a/b.feature', line: 7, attachments: [attachment, attachment] },
    { name: 'none', uri: 'features/a/b.feature', line: 9 },
  ]);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bulkhead-captures-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('become one file each, under the name by which the report links them', () => {
    const files = writeCaptures([run], folder);
    expect(files).to.deep.equal([
      'captures/features-a-b.feature-7.pcapng',
      'captures/features-a-b.feature-7-2.pcapng',
    ]);
    for (const file of files) expect(readFileSync(join(folder, file)).equals(bytes)).to.equal(true);
    expect(buildCompliance([run]).scenarios[0]?.captures).to.deep.equal(files);
  });
});
