import { expect } from 'chai';
import { play, verdictOf } from './performed.fixture';
import type { WithoutFrames } from './perform';

/** Members that no performer here looks at are left out. */
const bare = (kind: string): WithoutFrames => ({ kind }) as WithoutFrames;

describe('what belongs to another operating system', () => {
  const reasons: Readonly<Record<string, readonly string[]>> = {
    'oid-boundary: this kernel has no NDIS requests': [
      'request-oid',
      'bind-driver',
      'unbind-driver',
      'pf-send',
      'hold-indications',
      'fail-next',
    ],
    'miniport-boundary: the PF driver of this kernel is no NDIS miniport': ['drive-pf'],
    'blocks: this driver has a mailbox of its own and no configuration blocks': [
      'invalidate-blocks',
      'pf-write-block',
      'pf-block-call',
    ],
    'extensions: a Linux bridge has no extensions': [
      'install-extension',
      'enable-extension',
      'extension-call',
    ],
  };
  for (const [reason, kinds] of Object.entries(reasons))
    it(`does not apply (${kinds.join(', ')})`, async () => {
      for (const kind of kinds) {
        const { performed, steps } = await play(bare(kind));
        expect(verdictOf(performed)).to.equal(`not-applicable ${reason}`);
        expect(steps).to.deep.equal([]);
      }
    });
});
