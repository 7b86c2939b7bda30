import { expect } from 'chai';
import type { OwnedChange } from '../../isolation/difference';
import { partitionDomain, PF_DOMAIN, vfDomain, type Domain } from '../../terms/domain';
import { vfId } from '../../terms/function-id';
import { changesOf, describeChange, describeChanges, functionChangesBesides } from './changes';

const change = (owner: Domain, cell = 'command'): OwnedChange => ({
  owner,
  facet: 'config',
  cell,
  was: 0,
  is: 4,
});
const ofPf = change(PF_DOMAIN);
const ofVf1 = change(vfDomain(vfId(0)));
const ofVf1OnNic2 = change(vfDomain(vfId(0), 'NIC2'));
const ofWeb = change(partitionDomain('web'));
const all = [ofPf, ofVf1, ofVf1OnNic2, ofWeb];

describe('changes in words', () => {
  it('name owner, facet, cell, was and is', () => {
    expect(describeChange(ofVf1)).to.equal('VF 1, config, "command": was 0, is 4');
  });

  it('are cut where they are many, and say so', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => change(PF_DOMAIN, `${at}`));
    expect(describeChanges(many(12))).to.deep.equal(many(12).map(describeChange));
    expect(describeChanges(many(13))).to.have.length(13);
    expect(describeChanges(many(13)).at(-1)).to.equal('… and 1 more');
  });
});

describe('changes by owner', () => {
  it('are those of one owner on one adapter', () => {
    expect(changesOf(all, 'vf:0')).to.deep.equal([ofVf1]);
    expect(changesOf(all, 'NIC2/vf:0')).to.deep.equal([ofVf1OnNic2]);
  });

  it('of functions leave out guests, and what a sentence allows', () => {
    expect(functionChangesBesides(all, [])).to.deep.equal([ofPf, ofVf1, ofVf1OnNic2]);
    expect(functionChangesBesides(all, ['vf:0'])).to.deep.equal([ofPf, ofVf1OnNic2]);
  });
});
