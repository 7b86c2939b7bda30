import { expect } from 'chai';
import { describeAction } from './describe-action';
import { functionRefName, vfRefName } from './reference-names';

describe('names of references', () => {
  it('count VFs from 1 and tell adapters apart', () => {
    expect(vfRefName({ kind: 'number', vf: 0 })).to.equal('VF 1');
    expect(vfRefName({ kind: 'number', vf: 0, adapter: 'NIC2' })).to.equal('VF 1 of NIC2');
    expect(vfRefName({ kind: 'of-partition', partition: 'web' })).to.equal('the VF of "web"');
    expect(functionRefName({ kind: 'pf' })).to.equal('the PF');
    expect(functionRefName({ kind: 'pf', adapter: 'NIC2' })).to.equal('the PF of NIC2');
  });

  it('stand in the words of an action', () => {
    expect(describeAction({ kind: 'reset-vf', vf: { kind: 'number', vf: 2, adapter: 'NIC2' } })).to.equal(
      'reset-vf of VF 3 of NIC2',
    );
  });
});
