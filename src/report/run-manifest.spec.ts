import { expect } from 'chai';
import { manifestJson, parseManifest } from './run-manifest';
import { syntheticManifest } from './testing/synthetic-run';

describe('the manifest of a run', () => {
  it('is read as it was written', () => {
    const manifest = syntheticManifest({ shard: { index: 2, total: 3 }, adapter: 'intel-82599es' });
    expect(parseManifest(manifestJson(manifest))).to.deep.equal({ ok: true, value: manifest });
  });

  const broken: readonly (readonly [string, string, string])[] = [
    ['no JSON', '{"format"', 'it is not JSON'],
    ['a list', '[]', '"format" is missing'],
    ['nothing', 'null', 'it is not a JSON object'],
    ['another format', manifestJson(syntheticManifest({ format: 'x' as never })), '"format" is "x"'],
    [
      'a kit without hash',
      manifestJson(syntheticManifest({ kit: { version: '1' } as never })),
      '"kit" is {"version":"1"}',
    ],
    [
      'shard 4 of 3',
      manifestJson(syntheticManifest({ shard: { index: 4, total: 3 } })),
      '"shard" is {"index":4,"total":3}',
    ],
  ];
  for (const [name, text, error] of broken)
    it(`refuses ${name}`, () => expect(parseManifest(text)).to.deep.equal({ ok: false, error }));
});
